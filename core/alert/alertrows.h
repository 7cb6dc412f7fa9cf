// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alert.h"
#include "store/migration.h"
#include "store/query.h"

namespace Pilothouse::Alert {

/// Alerts as the store keeps them; used by Alerts alone, on the store's thread.

std::vector<Store::Migration> alertMigrations();

/// `where` follows SELECT … FROM alerts.
Result<std::vector<Record>> selectAlerts(QSqlDatabase& database, const QString& where, const Store::Binds& binds);
Result<void> insertAlert(QSqlDatabase& database, const Record& alert);
/// Conflict when it is not of `alert.version` any more; it is of the next one then.
Result<void> updateAlert(QSqlDatabase& database, const Record& alert);

} // namespace Pilothouse::Alert
