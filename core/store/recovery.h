// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/files.h"
#include "store/migrator.h"

#include <QDateTime>

namespace Pilothouse::Store {

/// Recovering a damaged store. All of it under the write lock, with no other user of the file, on the store's thread.
/// The order makes every step repeatable after a crash: a copy is kept, a new file is filled beside the damaged one,
/// renamed to FILE.recovered when whole, then put into place.

struct SalvageReport
{
    qint64 rows = 0;        ///< saved
    qint64 refused = 0;     ///< read, but contradicting the schema
    qint64 orphans = 0;     ///< saved, but what they refer to is lost
    QStringList unreadable; ///< tables of which some part could not be read
};

/// Copies FILE and its log to FILE.damaged-TIME; the name of the copy.
Result<QString> keepCopy(const StoreFiles& files, const QDateTime& now);

/// Fills a new file with every row that can be read, table by table and row by row: by row number from both ends, then
/// by halving what lies between, so that one bad page costs the rows of that page. Then puts it into place.
Result<SalvageReport> salvage(const StoreFiles& files, const Migrator& migrator);

/// Puts a whole FILE.recovered into place, if there is one (a crash came between).
Result<void> finishRecovery(const StoreFiles& files);

/// The report as one sentence for people.
QString salvageNotice(const SalvageReport& report, const QString& kept);

/// The error that tells of damage found by a check (see tellsDamage()).
Error damageError(const QString& detail);

} // namespace Pilothouse::Store
