// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/migration.h"

#include <QSqlDatabase>

#include <vector>

namespace Pilothouse::Store {

/// Brings a database to the schema that the rooms of this program ask for, and tells when it cannot: the table
/// `migrations` keeps room, number, SHA-256 of the statements and when each was applied. Used on the store's thread by
/// the connection and by the recovery; the caller holds the write lock.
class Migrator
{
public:
    enum class State {
        Current, ///< everything asked for is there and nothing else
        Behind,  ///< some are still to be applied
        Ahead,   ///< a newer Pilothouse has applied what this one does not know: read only
    };

    Migrator(std::vector<Migration> migrations, const Clock& clock);

    /// Invalid when the list itself is wrong (a number missing or twice in a room).
    Result<void> checkList() const;
    /// Refused when an applied migration has other statements here.
    Result<State> examine(QSqlDatabase& database) const;
    /// Applies what is missing, each migration in a transaction of its own.
    Result<void> apply(QSqlDatabase& database) const;
    /// How many are applied: a cheap way to notice that another program has changed the schema meanwhile.
    static Result<qint64> count(QSqlDatabase& database);
    /// A migrator for those of the list that `database` has applied; all of them if it cannot tell.
    Migrator appliedIn(QSqlDatabase& database) const;

private:
    std::vector<Migration> m_migrations;
    const Clock& m_clock;
};

} // namespace Pilothouse::Store
