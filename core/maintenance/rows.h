// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/window.h"
#include "store/migration.h"

#include <QSqlDatabase>

namespace Pilothouse::Maintenance {

// The rows behind Windows, used on the store's thread.

std::vector<Store::Migration> windowMigrations();
/// Without its history.
Result<void> insertWindow(QSqlDatabase& database, const Window& window);
/// Conflict when there is one of that version.
Result<void> insertEntry(QSqlDatabase& database, const Window& window, const Entry& entry);
Result<Window> readWindow(QSqlDatabase& database, const Id& id);
/// By their beginning: those that are not over, and those that ended or were cancelled after `since`.
Result<std::vector<Window>> readWindows(QSqlDatabase& database, const QString& system, const QString& environment,
                                        const QDateTime& since);

} // namespace Pilothouse::Maintenance
