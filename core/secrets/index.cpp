// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/index.h"

#include "store/query.h"

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

namespace {

StoredSecret storedSecretOf(const Store::Row& row)
{
    return {.name = row.text(u"name"_s),
            .setAt = row.time(u"set_at"_s),
            .setBy = row.text(u"actor"_s),
            .keeper = row.text(u"keeper"_s),
            .version = row.integer(u"version"_s),
            .undecided = row.boolean(u"undecided"_s)};
}

Result<void> change(QSqlDatabase& database, const QString& sql, const SecretRef& ref, Store::Binds more = {})
{
    more.push_back({u"system"_s, ref.system});
    more.push_back({u"environment"_s, ref.environment});
    more.push_back({u"name"_s, ref.name});
    const auto changed = Store::execute(database, sql, more);
    return changed ? Result<void>() : fail(changed.error());
}

const QString whichOne = u" WHERE system = :system AND environment = :environment AND name = :name"_s;

} // namespace

std::vector<Store::Migration> Index::migrations()
{
    return {{.room = u"secrets"_s,
             .number = 1,
             .statements = {u"CREATE TABLE secrets(id TEXT PRIMARY KEY NOT NULL, system TEXT NOT NULL, "
                            "environment TEXT NOT NULL, name TEXT NOT NULL, set_at INTEGER, actor TEXT NOT NULL, "
                            "observer TEXT NOT NULL, keeper TEXT NOT NULL, version INTEGER NOT NULL, "
                            "undecided INTEGER NOT NULL, UNIQUE(system, environment, name)) STRICT"_s}}};
}

Result<std::vector<StoredSecret>> Index::list(QSqlDatabase& database, const QString& system, const QString& environment)
{
    return Store::select<StoredSecret>(
        database, u"SELECT * FROM secrets WHERE system = :system AND environment = :environment ORDER BY name"_s,
        {{u"system"_s, system}, {u"environment"_s, environment}}, storedSecretOf);
}

Result<std::optional<StoredSecret>> Index::find(QSqlDatabase& database, const SecretRef& ref)
{
    return Store::selectOne<StoredSecret>(
        database, u"SELECT * FROM secrets"_s + whichOne,
        {{u"system"_s, ref.system}, {u"environment"_s, ref.environment}, {u"name"_s, ref.name}}, storedSecretOf);
}

Result<void> Index::begin(QSqlDatabase& database, const SecretRef& ref, const Audit::Actor& actor, const QDateTime& now)
{
    return change(database,
                  u"INSERT INTO secrets(id, system, environment, name, set_at, actor, observer, keeper, version, "
                  "undecided) VALUES(:id, :system, :environment, :name, NULL, :actor, :observer, '', 0, 1) "
                  "ON CONFLICT(system, environment, name) DO UPDATE SET undecided = 1"_s,
                  ref, {{u"id"_s, Id::make(now)}, {u"actor"_s, actor.login}, {u"observer"_s, actor.installation}});
}

Result<void> Index::confirm(QSqlDatabase& database, const SecretRef& ref, const Audit::Actor& actor,
                            const QString& keeper, const QDateTime& now)
{
    return change(
        database,
        u"UPDATE secrets SET set_at = :now, actor = :actor, observer = :observer, keeper = :keeper, "
        "version = version + 1, undecided = 0"_s +
            whichOne,
        ref, {{u"now"_s, now}, {u"actor"_s, actor.login}, {u"observer"_s, actor.installation}, {u"keeper"_s, keeper}});
}

Result<void> Index::revert(QSqlDatabase& database, const SecretRef& ref)
{
    if (auto removed = change(database, u"DELETE FROM secrets"_s + whichOne + u" AND set_at IS NULL"_s, ref); !removed)
        return removed;
    return change(database, u"UPDATE secrets SET undecided = 0"_s + whichOne, ref);
}

Result<void> Index::remove(QSqlDatabase& database, const SecretRef& ref)
{
    return change(database, u"DELETE FROM secrets"_s + whichOne, ref);
}

} // namespace Pilothouse::Secrets
