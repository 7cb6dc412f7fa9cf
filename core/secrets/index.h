// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/record.h"
#include "base/secretsource.h"
#include "store/migration.h"

#include <QDateTime>
#include <QSqlDatabase>

#include <optional>
#include <vector>

namespace Pilothouse::Secrets {

/// What is known of a secret without asking the keychain; never its value.
struct StoredSecret
{
    QString name;
    QDateTime setAt = {}; ///< when it was last set and proven by reading it back; invalid if it never was
    QString setBy = {};
    QString keeper = {};    ///< the program that answered as the keychain then
    qint64 version = 0;     ///< counts how often it was set
    bool undecided = false; ///< a change was begun and nobody knows how it ended: set or remove it again

    bool operator==(const StoredSecret&) const = default;
};

/// The table of which secrets were set from here, since a keychain's entries cannot be listed by environment. Within
/// one read() or write() of the facts database.
namespace Index {

std::vector<Store::Migration> migrations();

Result<std::vector<StoredSecret>> list(QSqlDatabase& database, const QString& system, const QString& environment);
Result<std::optional<StoredSecret>> find(QSqlDatabase& database, const SecretRef& ref);

/// A change is about to be made: undecided until one of the following.
Result<void> begin(QSqlDatabase& database, const SecretRef& ref, const Audit::Actor& actor, const QDateTime& now);
/// It was set and read back.
Result<void> confirm(QSqlDatabase& database, const SecretRef& ref, const Audit::Actor& actor, const QString& keeper,
                     const QDateTime& now);
/// The change was not made: all is as it was before begin().
Result<void> revert(QSqlDatabase& database, const SecretRef& ref);
/// It was removed.
Result<void> remove(QSqlDatabase& database, const SecretRef& ref);

} // namespace Index

} // namespace Pilothouse::Secrets
