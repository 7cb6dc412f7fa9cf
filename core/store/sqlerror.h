// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

class QSqlError;

namespace Pilothouse::Store {

/// What SQLite's primary result code means for the caller.
enum class SqlFault { Other, Busy, Corrupt, Full, ReadOnly, Constraint, Io };

SqlFault sqlFault(const QSqlError& error);

/// An Error of one sentence with the library's text and the statement as detail. Values bound to the statement are not
/// part of either (SQLite names columns and constraints, never values), so no stored content leaks into a log.
Error sqlError(const QSqlError& error, const QString& statement);

/// Whether an error made by sqlError() tells of a damaged file.
bool tellsDamage(const Error& error);

} // namespace Pilothouse::Store
