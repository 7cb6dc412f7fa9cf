// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/itemstate.h"
#include "system/environment.h"

#include <QFuture>

#include <functional>
#include <map>
#include <vector>

namespace Pilothouse::Checklist {

/// Which list: names of the system, the environment and the list in the definition.
struct ListName
{
    QString system;
    QString environment;
    QString name;

    QString target() const { return system + u'/' + environment; }
    bool operator==(const ListName&) const = default;
};

/// A document as it was imported.
struct Document
{
    ListName list;
    QString file = {};
    QString section = {}; ///< only this part of it counts
    QByteArray bytes = {};
    QString sha256 = {};     ///< of the bytes
    bool lookalikes = false; ///< lines that only look like items are taken as items
    QString cron = {};       ///< of a list that starts anew again and again, with its zone
    QString zone = {};
    std::vector<System::SignerRole> roles = {}; ///< who signs; empty: those that the document names

    bool operator==(const Document&) const = default;
};

/// A list with all that was recorded about it. The items are in the document; records are kept by the items' keys, also
/// of items that the document no longer has.
struct StoredList
{
    Id id;
    Document document = {};
    QString importedBy = {};
    QDateTime importedAt = {};
    std::map<QString, ItemRecord> records = {};
    std::vector<SignatureRecord> signatures = {}; ///< oldest first; for each role the last one counts

    bool operator==(const StoredList&) const = default;
};

/// Where lists are kept. Each change is one transaction with its audit row; `decide` runs inside it on the list as it
/// is then, so that of two people who act at once the second sees what the first did. Asynchronous, any thread.
class Repository
{
public:
    Repository() = default;
    virtual ~Repository() = default;
    Repository(const Repository&) = delete;
    Repository& operator=(const Repository&) = delete;

    /// The lists of an environment, by name; of all environments when both are empty.
    virtual QFuture<Result<std::vector<StoredList>>> all(const QString& system, const QString& environment) = 0;
    /// NotFound for a list that was never imported.
    virtual QFuture<Result<StoredList>> find(const ListName& list) = 0;
    /// Adds the document or replaces the one of the same name; what was recorded stays. Writes nothing when it is the
    /// same.
    virtual QFuture<Result<StoredList>> put(const Document& document) = 0;
    /// Records what `decide` returns; who, when and the version are filled in here.
    virtual QFuture<Result<ItemRecord>> record(const ListName& list,
                                               std::function<Result<ItemRecord>(const StoredList&)> decide) = 0;
    virtual QFuture<Result<SignatureRecord>> sign(const ListName& list,
                                                  std::function<Result<SignatureRecord>(const StoredList&)> decide) = 0;
};

} // namespace Pilothouse::Checklist
