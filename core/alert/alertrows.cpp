// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/alertrows.h"

#include "base/translate.h"

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;

namespace {

Store::Binds bindsOf(const Record& alert)
{
    return {{u"id"_s, alert.id},
            {u"system"_s, alert.system},
            {u"environment"_s, alert.environment},
            {u"severity"_s, severityName(alert.severity())},
            {u"began"_s, alert.began},
            {u"ended"_s, alert.ended},
            {u"flapping"_s, alert.flapping ? 1 : 0},
            {u"acknowledgedBy"_s, alert.acknowledgedBy},
            {u"acknowledgedAt"_s, alert.acknowledgedAt},
            {u"comment"_s, alert.comment},
            {u"snoozedBy"_s, alert.snoozedBy},
            {u"snoozedUntil"_s, alert.snoozedUntil},
            {u"members"_s, QString::fromUtf8(membersToJson(alert.members))},
            {u"told"_s, QString::fromUtf8(toldToJson(alert.told))},
            {u"version"_s, alert.version}};
}

} // namespace

std::vector<Store::Migration> alertMigrations()
{
    return {{.room = u"alert"_s,
             .number = 1,
             .statements = {
                 u"CREATE TABLE alerts(id TEXT PRIMARY KEY NOT NULL, system TEXT NOT NULL, environment TEXT NOT NULL, "
                 "severity TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER, flapping INTEGER NOT NULL, "
                 "acknowledged_by TEXT NOT NULL, acknowledged_at INTEGER, comment TEXT NOT NULL, snoozed_by TEXT NOT "
                 "NULL, snoozed_until INTEGER, members TEXT NOT NULL, told TEXT NOT NULL, version INTEGER NOT NULL) "
                 "STRICT, WITHOUT ROWID"_s,
                 u"CREATE INDEX alerts_by_end ON alerts(ended)"_s,
                 u"CREATE TABLE alert_watches(id TEXT PRIMARY KEY NOT NULL, program TEXT NOT NULL, holder TEXT NOT "
                 "NULL, since INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
                 u"CREATE INDEX alert_watches_by_end ON alert_watches(until)"_s}}};
}

Result<std::vector<Record>> selectAlerts(QSqlDatabase& database, const QString& where, const Store::Binds& binds)
{
    return Store::select<Record>(
        database,
        u"SELECT id, system, environment, began, ended, flapping, acknowledged_by, acknowledged_at, comment, "
        "snoozed_by, snoozed_until, members, told, version FROM alerts "_s +
            where,
        binds, [](const Store::Row& row) {
            return Record{.id = row.id(u"id"_s),
                          .system = row.text(u"system"_s),
                          .environment = row.text(u"environment"_s),
                          .members = membersFromJson(row.text(u"members"_s).toUtf8()),
                          .began = row.time(u"began"_s),
                          .ended = row.time(u"ended"_s),
                          .flapping = row.boolean(u"flapping"_s),
                          .acknowledgedBy = row.text(u"acknowledged_by"_s),
                          .acknowledgedAt = row.time(u"acknowledged_at"_s),
                          .comment = row.text(u"comment"_s),
                          .snoozedUntil = row.time(u"snoozed_until"_s),
                          .snoozedBy = row.text(u"snoozed_by"_s),
                          .told = toldFromJson(row.text(u"told"_s).toUtf8()),
                          .version = int(row.integer(u"version"_s))};
        });
}

Result<void> insertAlert(QSqlDatabase& database, const Record& alert)
{
    const auto done = Store::execute(
        database,
        u"INSERT INTO alerts (id, system, environment, severity, began, ended, flapping, acknowledged_by, "
        "acknowledged_at, comment, snoozed_by, snoozed_until, members, told, version) VALUES (:id, :system, "
        ":environment, :severity, :began, :ended, :flapping, :acknowledgedBy, :acknowledgedAt, :comment, :snoozedBy, "
        ":snoozedUntil, :members, :told, :version)"_s,
        bindsOf(alert));
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

Result<void> updateAlert(QSqlDatabase& database, const Record& alert)
{
    Store::Binds binds = bindsOf(alert);
    std::erase_if(binds, [](const Store::Bind& bind) {
        return bind.name == u"system" || bind.name == u"environment" || bind.name == u"began";
    });
    const auto done = Store::execute(
        database,
        u"UPDATE alerts SET severity = :severity, ended = :ended, flapping = :flapping, acknowledged_by = "
        ":acknowledgedBy, acknowledged_at = :acknowledgedAt, comment = :comment, snoozed_by = :snoozedBy, "
        "snoozed_until = :snoozedUntil, members = :members, told = :told, version = version + 1 WHERE id = :id AND "
        "version = :version"_s,
        binds);
    if (!done)
        return fail(done.error());
    if (*done == 0)
        return fail(ErrorKind::Conflict, translate("Alert", "Somebody changed the alert meanwhile; look at it again."));
    return {};
}

} // namespace Pilothouse::Alert
