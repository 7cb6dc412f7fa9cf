// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/repository.h"
#include "store/query.h"

#include <optional>

namespace Pilothouse::Checklist {

/// Rows of the room's tables, read and written within a transaction of the store.

/// A list with its records and signatures; nothing when there is none of that name.
Result<std::optional<StoredList>> loadList(QSqlDatabase& database, const ListName& name);
/// Like it, but never having been imported is an error.
Result<StoredList> loadKnownList(QSqlDatabase& database, const ListName& name);
Result<std::vector<StoredList>> loadLists(QSqlDatabase& database, const QString& system, const QString& environment);

/// Adds or replaces the list's document; records and signatures stay as they are.
Result<void> saveDocument(QSqlDatabase& database, const StoredList& list, const Id& observer);
/// Replaces the record of the item, provided that the stored one is the version before it (else Conflict).
Result<void> saveRecord(QSqlDatabase& database, const Id& list, const ItemRecord& record);
Result<void> addSignature(QSqlDatabase& database, const Id& list, const SignatureRecord& signature);

} // namespace Pilothouse::Checklist
