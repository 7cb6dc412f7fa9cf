// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/recovery.h"

#include <QSqlDatabase>

namespace Pilothouse::Store {

/// Copies what can be read of one table. An unreadable part is noted in the report; only a failure of the target is an
/// error.
Result<void> salvageTable(QSqlDatabase& source, QSqlDatabase& target, const QString& table, SalvageReport& report);

/// A name of a table or trigger as SQL writes it. Only for names that come from a schema; values are bound.
QString quoted(const QString& name);

} // namespace Pilothouse::Store
