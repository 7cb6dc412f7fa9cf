// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/alerts.h"

#include "alert/alertrows.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "notify/outbox.h"

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

constexpr qsizetype shortestPrefix = 4;
constexpr qsizetype longestComment = 500;
constexpr std::chrono::hours longestSnooze{30 * 24};
/// A record of who watched is kept so long.
constexpr std::chrono::hours watchesKept{90 * 24};

Notify::Message messageOf(const Record& alert, const Telling& telling, const QDateTime& now)
{
    const QString what = alert.target() + u": "_s + titleOf(alert);
    QString title;
    switch (telling.action) {
    case Notify::Action::Trigger:
        title = telling.reminder ? translate("Alert", "Still: %1").arg(what) : what;
        break;
    case Notify::Action::Acknowledge:
        title = translate("Alert", "%1 has it: %2").arg(alert.acknowledgedBy, what);
        break;
    case Notify::Action::Resolve:
        title = translate("Alert", "Over: %1").arg(what);
        break;
    }
    QString text = textOf(alert, now);
    if (!alert.comment.isEmpty())
        text += u'\n' + alert.comment;
    return {.about = Notify::About::Alert,
            .severity = alert.severity(),
            .action = telling.action,
            .system = alert.system,
            .environment = alert.environment,
            .title = title,
            .text = text,
            .group = alert.id.toString(),
            .at = now};
}

QJsonObject payloadOf(const Record& alert)
{
    return {{u"alert"_s, alert.id.toString()},
            {u"title"_s, titleOf(alert)},
            {u"severity"_s, severityName(alert.severity())}};
}

/// The channels that were told of an alert and are still defined.
std::vector<System::NotifyTarget> toldOf(const System::Environment& environment, const Record& alert)
{
    std::vector<System::NotifyTarget> out;
    std::ranges::copy_if(environment.notify, std::back_inserter(out),
                         [&](const System::NotifyTarget& target) { return alert.told.contains(target.name); });
    return out;
}

Watch watchOf(const Row& row)
{
    return {.id = row.id(u"id"_s),
            .holder = row.text(u"holder"_s),
            .since = row.time(u"since"_s),
            .until = row.time(u"until"_s)};
}

} // namespace

Alerts::Alerts(Store::Database& facts, Audit::Trail& trail, Clock& clock)
    : m_facts(facts)
    , m_trail(trail)
    , m_clock(clock)
{
}

std::vector<Store::Migration> Alerts::migrations() { return alertMigrations(); }

QFuture<Result<std::vector<Record>>> Alerts::list(const Filter& filter)
{
    return m_facts.read<std::vector<Record>>([filter](QSqlDatabase& database) {
        return selectAlerts(database,
                            u"WHERE (:target = '' OR system || '/' || environment = :target) AND (ended IS NULL OR "
                            "(:open = 0 AND (:since IS NULL OR ended >= :since))) ORDER BY ended IS NOT NULL, began "
                            "DESC, id DESC LIMIT :limit"_s,
                            {{u"target"_s, filter.target},
                             {u"open"_s, filter.openOnly ? 1 : 0},
                             {u"since"_s, filter.endedSince},
                             {u"limit"_s, filter.limit}});
    });
}

QFuture<Result<Record>> Alerts::find(const QString& id)
{
    const QString prefix = id.trimmed().toLower();
    const bool plain = std::ranges::all_of(
        prefix, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || c == u'-'; });
    if (prefix.size() < shortestPrefix || !plain)
        return answered<Record>(fail(
            ErrorKind::NotFound, translate("Alert", "\"%1\" is no id of an alert; pilothousectl alert list shows them.")
                                     .arg(SafeText::oneLine(id, 60).text())));
    return m_facts.read<Record>([prefix](QSqlDatabase& database) -> Result<Record> {
        const auto found = selectAlerts(
            database, u"WHERE substr(id, 1, length(:prefix)) = :prefix ORDER BY id LIMIT 9"_s, {{u"prefix"_s, prefix}});
        if (!found)
            return fail(found.error());
        if (found->empty())
            return fail(ErrorKind::NotFound, translate("Alert", "There is no alert %1 here.").arg(prefix));
        if (found->size() > 1)
            return fail(ErrorKind::Conflict,
                        translate("Alert", "%1 is the beginning of several; write more of it.").arg(prefix));
        return found->front();
    });
}

QFuture<Result<Record>> Alerts::edit(const System::Environment& environment, const Id& alert, const QString& action,
                                     Edit change)
{
    const auto work = [=, &clock = m_clock](QSqlDatabase& database, Audit::Entry& row) -> Result<Record> {
        auto found = selectAlerts(database, u"WHERE id = :id"_s, {{u"id"_s, alert}});
        if (!found)
            return fail(found.error());
        if (found->empty())
            return fail(ErrorKind::NotFound, translate("Alert", "There is no alert %1 here.").arg(alert.toString()));
        Record record = found->front();
        if (!record.isOpen())
            return fail(ErrorKind::Refused, translate("Alert", "That alert is over."));
        if (auto done = change(record); !done)
            return fail(done.error());
        if (auto saved = updateAlert(database, record); !saved)
            return fail(saved.error());
        ++record.version;
        row.target = record.target();
        row.payload = payloadOf(record);
        if (!record.comment.isEmpty())
            row.payload[u"comment"_s] = record.comment;
        if (record.isSnoozed(clock.now()))
            row.payload[u"until"_s] = isoUtc(record.snoozedUntil);
        const auto channels = toldOf(environment, record);
        if (action == u"alert.acknowledged" && !channels.empty()) {
            const Telling telling{.action = Notify::Action::Acknowledge};
            const auto posted =
                Notify::Outbox::post(database, messageOf(record, telling, clock.now()), channels, clock.now());
            if (!posted)
                return fail(posted.error());
        }
        return record;
    };
    return m_trail.write<Record>({.action = action}, std::function<Result<Record>(QSqlDatabase&, Audit::Entry&)>(work));
}

QFuture<Result<Record>> Alerts::acknowledge(const System::Environment& environment, const Id& alert,
                                            const QString& comment)
{
    return edit(environment, alert, u"alert.acknowledged"_s,
                [=, login = m_trail.actor().login, &clock = m_clock](Record& record) -> Result<void> {
                    if (record.isAcknowledged())
                        return fail(ErrorKind::Refused,
                                    translate("Alert", "%1 has it already.").arg(record.acknowledgedBy));
                    record.acknowledgedBy = login;
                    record.acknowledgedAt = clock.now();
                    record.comment = SafeText::oneLine(comment, longestComment).text();
                    return {};
                });
}

QFuture<Result<Record>> Alerts::snooze(const System::Environment& environment, const Id& alert, const QDateTime& until,
                                       const QString& comment)
{
    return edit(environment, alert, u"alert.snoozed"_s,
                [=, login = m_trail.actor().login, &clock = m_clock](Record& record) -> Result<void> {
                    const QDateTime now = clock.now();
                    if (until <= now)
                        return fail(ErrorKind::Invalid, translate("Alert", "That time is over."));
                    if (until > now.addSecs(std::chrono::seconds(longestSnooze).count()))
                        return fail(ErrorKind::Invalid,
                                    translate("Alert", "An alert is snoozed for 30 days at most; what is wrong for "
                                                       "longer belongs into the definition."));
                    record.snoozedUntil = until;
                    record.snoozedBy = login;
                    record.comment = SafeText::oneLine(comment, longestComment).text();
                    return {};
                });
}

QFuture<Result<Record>> Alerts::reopen(const System::Environment& environment, const Id& alert)
{
    return edit(environment, alert, u"alert.reopened"_s, [](Record& record) -> Result<void> {
        if (!record.isAcknowledged() && !record.snoozedUntil.isValid())
            return fail(ErrorKind::Refused, translate("Alert", "Nobody has acknowledged or snoozed it."));
        record.acknowledgedAt = {};
        record.acknowledgedBy.clear();
        record.snoozedUntil = {};
        record.snoozedBy.clear();
        record.comment.clear();
        return {};
    });
}

QFuture<Result<void>> Alerts::apply(const System::Environment& environment, const Change& change)
{
    const auto work = [environment, change, &clock = m_clock](QSqlDatabase& database) -> Result<void> {
        const auto saved = change.opened ? insertAlert(database, change.alert) : updateAlert(database, change.alert);
        if (!saved)
            return saved;
        for (const Telling& telling : change.tellings) {
            const auto posted = Notify::Outbox::post(database, messageOf(change.alert, telling, clock.now()),
                                                     telling.channels, clock.now());
            if (!posted)
                return fail(posted.error());
        }
        return {};
    };
    if (!change.opened && change.alert.isOpen())
        return m_facts.write<void>(work);
    return m_trail.write<void>({.action = change.opened ? u"alert.opened"_s : u"alert.ended"_s,
                                .target = change.alert.target(),
                                .payload = payloadOf(change.alert)},
                               std::function<Result<void>(QSqlDatabase&)>(work));
}

QFuture<Result<Watch>> Alerts::hold(const Id& id, const QString& holder)
{
    return m_facts.write<Watch>([id, holder, &clock = m_clock](QSqlDatabase& database) -> Result<Watch> {
        const QDateTime now = clock.now();
        const auto last = Store::selectOne<Watch>(
            database,
            u"SELECT id, holder, since, until FROM alert_watches WHERE until > :now AND until <= :far AND program <> "
            ":program ORDER BY since, id LIMIT 1"_s,
            // Further ahead is no watch but a clock that was set back since.
            {{u"now"_s, now}, {u"far"_s, now.addSecs(2 * watchLease.count())}, {u"program"_s, id}}, watchOf);
        if (!last)
            return fail(last.error());
        const auto own = Store::selectOne<Watch>(database,
                                                 u"SELECT id, holder, since, until FROM alert_watches WHERE until >= "
                                                 ":now AND program = :program ORDER BY since DESC LIMIT 1"_s,
                                                 {{u"now"_s, now}, {u"program"_s, id}}, watchOf);
        if (!own)
            return fail(own.error());
        if (*last && !*own)
            return **last;
        const QDateTime until = now.addSecs(watchLease.count());
        if (*own) {
            const auto longer = Store::execute(database, u"UPDATE alert_watches SET until = :until WHERE id = :id"_s,
                                               {{u"until"_s, until}, {u"id"_s, (*own)->id}});
            if (!longer)
                return fail(longer.error());
            return Watch{.id = (*own)->id, .holder = holder, .since = (*own)->since, .until = until, .mine = true};
        }
        const Watch made{.id = Id::make(now), .holder = holder, .since = now, .until = until, .mine = true};
        const auto added = Store::execute(database,
                                          u"INSERT INTO alert_watches (id, program, holder, since, until) VALUES (:id, "
                                          ":program, :holder, :since, :until)"_s,
                                          {{u"id"_s, made.id},
                                           {u"program"_s, id},
                                           {u"holder"_s, holder},
                                           {u"since"_s, made.since},
                                           {u"until"_s, made.until}});
        if (!added)
            return fail(added.error());
        const auto old = Store::execute(database, u"DELETE FROM alert_watches WHERE until < :before"_s,
                                        {{u"before"_s, now.addSecs(-std::chrono::seconds(watchesKept).count())}});
        if (!old)
            return fail(old.error());
        return made;
    });
}

QFuture<Result<void>> Alerts::release(const Id& id)
{
    return m_facts.write<void>([id, &clock = m_clock](QSqlDatabase& database) -> Result<void> {
        const auto done = Store::execute(
            database, u"UPDATE alert_watches SET until = :now WHERE program = :program AND until > :now"_s,
            {{u"now"_s, clock.now()}, {u"program"_s, id}});
        return done ? Result<void>() : Result<void>(fail(done.error()));
    });
}

QFuture<Result<std::vector<Watch>>> Alerts::watches(const QDateTime& since)
{
    return m_facts.read<std::vector<Watch>>([since](QSqlDatabase& database) {
        return Store::select<Watch>(
            database, u"SELECT id, holder, since, until FROM alert_watches WHERE until >= :since ORDER BY since, id"_s,
            {{u"since"_s, since}}, watchOf);
    });
}

} // namespace Pilothouse::Alert
