// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/rows.h"

#include "base/translate.h"
#include "store/query.h"

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

Result<Window> windowOf(const Row& row)
{
    return Window{.id = row.id(u"id"_s),
                  .system = row.text(u"system"_s),
                  .environment = row.text(u"environment"_s),
                  .title = row.text(u"title"_s),
                  .zone = QTimeZone(row.text(u"zone"_s).toLatin1()),
                  .notice = std::chrono::milliseconds(row.integer(u"notice_ms"_s)),
                  .occurrence = row.text(u"occurrence"_s),
                  .shortNotice = row.text(u"short_notice"_s)};
}

Result<Entry> entryOf(const Row& row)
{
    const auto change = changeFromName(row.text(u"change"_s));
    const auto state = stateFromName(row.text(u"state"_s));
    if (!change || !state)
        return fail(change ? state.error() : change.error());
    return Entry{.version = int(row.integer(u"version"_s)),
                 .change = *change,
                 .state = *state,
                 .starts = row.time(u"starts_at"_s),
                 .ends = row.time(u"ends_at"_s),
                 .reason = row.text(u"reason"_s),
                 .report = row.text(u"report"_s),
                 .actor = row.text(u"actor"_s),
                 .at = row.time(u"at"_s)};
}

Result<void> complete(QSqlDatabase& database, Window& window)
{
    auto history = Store::select<Entry>(
        database,
        u"SELECT version, change, state, starts_at, ends_at, reason, report, actor, at FROM maintenance_changes WHERE "
        "window = :window ORDER BY version"_s,
        {{u"window"_s, window.id}}, entryOf);
    if (!history)
        return fail(history.error());
    if (history->empty())
        return fail(ErrorKind::Failed, translate("Maintenance", "A maintenance window in the store has no history."));
    window.history = std::move(*history);
    auto told = Notify::Outbox::select(
        database, {.system = window.system, .environment = window.environment, .group = window.group(), .limit = 1000});
    if (!told)
        return fail(told.error());
    window.deliveries = std::move(*told);
    return {};
}

} // namespace

std::vector<Store::Migration> windowMigrations()
{
    return {
        {.room = u"maintenance"_s,
         .number = 1,
         .statements = {
             u"CREATE TABLE maintenance_windows (id TEXT PRIMARY KEY NOT NULL, system TEXT NOT NULL, environment TEXT "
             "NOT NULL, title TEXT NOT NULL, zone TEXT NOT NULL, notice_ms INTEGER NOT NULL, occurrence TEXT, "
             "short_notice TEXT NOT NULL) WITHOUT ROWID"_s,
             u"CREATE UNIQUE INDEX maintenance_occurrences ON maintenance_windows (system, environment, occurrence) "
             "WHERE occurrence IS NOT NULL"_s,
             u"CREATE INDEX maintenance_windows_of_environment ON maintenance_windows (system, environment)"_s,
             u"CREATE TABLE maintenance_changes (window TEXT NOT NULL REFERENCES maintenance_windows (id), version "
             "INTEGER NOT NULL, change TEXT NOT NULL, state TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER "
             "NOT NULL, reason TEXT NOT NULL, report TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY "
             "KEY (window, version)) WITHOUT ROWID"_s,
             u"CREATE TABLE maintenance_claims (window TEXT PRIMARY KEY NOT NULL, holder TEXT NOT NULL, until INTEGER "
             "NOT NULL) WITHOUT ROWID"_s}}};
}

Result<void> insertWindow(QSqlDatabase& database, const Window& window)
{
    const auto done = Store::execute(
        database,
        u"INSERT INTO maintenance_windows (id, system, environment, title, zone, notice_ms, occurrence, short_notice) "
        "VALUES (:id, :system, :environment, :title, :zone, :notice, :occurrence, :short)"_s,
        {{u"id"_s, window.id},
         {u"system"_s, window.system},
         {u"environment"_s, window.environment},
         {u"title"_s, window.title},
         {u"zone"_s, QString::fromLatin1(window.zone.id())},
         {u"notice"_s, qint64(window.notice.count())},
         {u"occurrence"_s, window.occurrence.isEmpty() ? std::optional<QString>() : window.occurrence},
         {u"short"_s, window.shortNotice}});
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

Result<void> insertEntry(QSqlDatabase& database, const Window& window, const Entry& entry)
{
    const auto done =
        Store::execute(database,
                       u"INSERT INTO maintenance_changes (window, version, change, state, starts_at, ends_at, reason, "
                       u"report, actor, at) "
                       "VALUES (:window, :version, :change, :state, :starts, :ends, :reason, :report, :actor, :at)"_s,
                       {{u"window"_s, window.id},
                        {u"version"_s, entry.version},
                        {u"change"_s, changeName(entry.change)},
                        {u"state"_s, stateName(entry.state)},
                        {u"starts"_s, entry.starts},
                        {u"ends"_s, entry.ends},
                        {u"reason"_s, entry.reason},
                        {u"report"_s, entry.report},
                        {u"actor"_s, entry.actor},
                        {u"at"_s, entry.at}});
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

Result<Window> readWindow(QSqlDatabase& database, const Id& id)
{
    auto found = Store::selectOne<Window>(database,
                                          u"SELECT id, system, environment, title, zone, notice_ms, occurrence, "
                                          u"short_notice FROM maintenance_windows WHERE "
                                          "id = :id"_s,
                                          {{u"id"_s, id}}, windowOf);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(ErrorKind::NotFound,
                    translate("Maintenance", "There is no maintenance window %1.").arg(id.toString()));
    if (auto done = complete(database, **found); !done)
        return fail(done.error());
    return std::move(**found);
}

Result<std::vector<Window>> readWindows(QSqlDatabase& database, const QString& system, const QString& environment,
                                        const QDateTime& since)
{
    auto found = Store::select<Window>(
        database,
        u"SELECT w.id, w.system, w.environment, w.title, w.zone, w.notice_ms, w.occurrence, w.short_notice FROM "
        "maintenance_windows w JOIN maintenance_changes c ON c.window = w.id AND c.version = (SELECT MAX(version) FROM "
        "maintenance_changes WHERE window = w.id) WHERE (:system = '' OR w.system = :system) AND (:environment = '' OR "
        "w.environment = :environment) AND (c.state IN ('announced', 'started') OR c.at > :since OR c.ends_at > "
        ":since) "
        "ORDER BY c.starts_at, w.id"_s,
        {{u"system"_s, system}, {u"environment"_s, environment}, {u"since"_s, since}}, windowOf);
    if (!found)
        return fail(found.error());
    for (Window& window : *found) {
        if (auto done = complete(database, window); !done)
            return fail(done.error());
    }
    return found;
}

} // namespace Pilothouse::Maintenance
