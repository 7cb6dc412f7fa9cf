// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrator.h"

#include "base/canonical.h"
#include "store/query.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace Pilothouse::Store {

using namespace Qt::StringLiterals;

namespace {

struct Applied
{
    QString room;
    int number = 0;
    QString sha256;
};

Result<bool> hasTable(QSqlDatabase& database)
{
    auto found =
        selectOne<bool>(database, u"SELECT 1 AS one FROM sqlite_schema WHERE type='table' AND name='migrations'"_s, {},
                        [](const Row&) { return true; });
    if (!found)
        return fail(found.error());
    return found->has_value();
}

Result<std::vector<Applied>> appliedRows(QSqlDatabase& database)
{
    const Result<bool> table = hasTable(database);
    if (!table)
        return fail(table.error());
    if (!*table)
        return std::vector<Applied>();
    return select<Applied>(database, u"SELECT room, number, sha256 FROM migrations"_s, {}, [](const Row& row) {
        return Applied{row.text(u"room"_s), int(row.integer(u"number"_s)), row.text(u"sha256"_s)};
    });
}

Result<QString> hashOf(const Migration& migration)
{
    const Result<QByteArray> bytes = canonicalJson(QJsonArray::fromStringList(migration.statements));
    if (!bytes)
        return fail(bytes.error());
    return sha256Hex(*bytes);
}

Result<void> applyOne(QSqlDatabase& database, const Migration& migration, const QDateTime& now)
{
    for (const QString& statement : migration.statements) {
        if (auto done = executeAsIs(database, statement); !done)
            return done;
    }
    const Result<QString> hash = hashOf(migration);
    if (!hash)
        return fail(hash.error());
    auto done = execute(
        database, u"INSERT INTO migrations(room, number, sha256, applied_at) VALUES(:room, :number, :hash, :at)"_s,
        {{u"room"_s, migration.room}, {u"number"_s, migration.number}, {u"hash"_s, *hash}, {u"at"_s, now}});
    if (!done)
        return fail(done.error());
    return {};
}

} // namespace

Migrator::Migrator(std::vector<Migration> migrations, const Clock& clock)
    : m_migrations(std::move(migrations))
    , m_clock(clock)
{
}

Result<void> Migrator::checkList() const
{
    QHash<QString, int> last;
    for (const Migration& migration : m_migrations) {
        if (migration.room.isEmpty() || migration.number != last.value(migration.room) + 1)
            return fail(ErrorKind::Invalid,
                        QCoreApplication::translate("Store", "This build's list of schema changes is wrong; install "
                                                             "another build."),
                        u"%1 %2"_s.arg(migration.room).arg(migration.number));
        last[migration.room] = migration.number;
    }
    return {};
}

Result<Migrator::State> Migrator::examine(QSqlDatabase& database) const
{
    const auto rows = appliedRows(database);
    if (!rows)
        return fail(rows.error());
    size_t known = 0;
    bool ahead = false;
    for (const Applied& row : *rows) {
        const auto it = std::ranges::find_if(m_migrations, [&](const Migration& migration) {
            return migration.room == row.room && migration.number == row.number;
        });
        if (it == m_migrations.end()) {
            ahead = true;
            continue;
        }
        ++known;
        const Result<QString> hash = hashOf(*it);
        if (!hash)
            return fail(hash.error());
        if (*hash != row.sha256)
            return fail(ErrorKind::Refused,
                        QCoreApplication::translate("Store", "The store was made by a build whose schema differs from "
                                                             "this one's; use the build that made it."),
                        u"migration %1 %2 was applied with other statements"_s.arg(row.room).arg(row.number));
    }
    if (ahead)
        return State::Ahead;
    return known == m_migrations.size() ? State::Current : State::Behind;
}

Result<void> Migrator::apply(QSqlDatabase& database) const
{
    auto table =
        execute(database, u"CREATE TABLE IF NOT EXISTS migrations(room TEXT NOT NULL, number INTEGER NOT NULL, "
                          "sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL, PRIMARY KEY(room, number)) "
                          "STRICT, WITHOUT ROWID"_s);
    if (!table)
        return fail(table.error());
    const auto rows = appliedRows(database);
    if (!rows)
        return fail(rows.error());
    for (const Migration& migration : m_migrations) {
        if (std::ranges::any_of(*rows, [&](const Applied& row) {
                return row.room == migration.room && row.number == migration.number;
            }))
            continue;
        if (auto begun = execute(database, u"BEGIN IMMEDIATE"_s); !begun)
            return fail(begun.error());
        Result<void> done = applyOne(database, migration, m_clock.now());
        if (done) {
            if (auto committed = execute(database, u"COMMIT"_s); !committed)
                done = fail(committed.error());
        }
        if (!done) {
            (void)execute(database, u"ROLLBACK"_s);
            return done;
        }
    }
    return {};
}

Result<qint64> Migrator::count(QSqlDatabase& database)
{
    auto rows = selectOne<qint64>(database, u"SELECT count(*) AS n FROM migrations"_s, {},
                                  [](const Row& row) { return row.integer(u"n"_s); });
    if (!rows)
        return fail(rows.error());
    return rows->value_or(0);
}

Migrator Migrator::appliedIn(QSqlDatabase& database) const
{
    const auto rows = appliedRows(database);
    if (!rows || rows->empty())
        return *this;
    std::vector<Migration> there;
    std::ranges::copy_if(m_migrations, std::back_inserter(there), [&](const Migration& migration) {
        return std::ranges::any_of(
            *rows, [&](const Applied& row) { return row.room == migration.room && row.number == migration.number; });
    });
    return Migrator(std::move(there), m_clock);
}

} // namespace Pilothouse::Store
