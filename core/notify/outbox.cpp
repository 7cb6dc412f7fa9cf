// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/outbox.h"

#include "base/translate.h"
#include "store/query.h"

#include <array>

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

const QString selectAll =
    u"SELECT d.id AS delivery, d.channel, d.kind, d.state, d.attempts, d.next_at, d.last_at, d.detail, d.reached, "
    "d.refused, d.left_over, d.claimed_by, m.id AS message, m.about, m.severity, m.action, m.system, m.environment, "
    "m.title, m.body, m.link, m.grouping, m.once, m.at, m.until FROM notify_deliveries d JOIN notify_messages m ON "
    "m.id = d.message "_s;

QStringList listOf(const QString& lines) { return lines.isEmpty() ? QStringList() : lines.split(u'\n'); }

Result<DeliveryState> stateFromName(const QString& name)
{
    for (const DeliveryState state : {DeliveryState::Waiting, DeliveryState::Delivered, DeliveryState::GivenUp,
                                      DeliveryState::Expired, DeliveryState::Held}) {
        if (deliveryStateName(state) == name)
            return state;
    }
    return fail(ErrorKind::Invalid, translate("Notify", "\"%1\" is a word of a newer version.").arg(name));
}

Result<Delivery> readDelivery(const Row& row)
{
    const auto state = stateFromName(row.text(u"state"_s));
    const auto about = aboutFromName(row.text(u"about"_s));
    const auto severity = severityFromName(row.text(u"severity"_s));
    const auto action = actionFromName(row.text(u"action"_s));
    if (!state || !about || !severity || !action)
        return fail(!state ? state.error() : !about ? about.error() : !severity ? severity.error() : action.error());
    return Delivery{.id = row.id(u"delivery"_s),
                    .message = {.id = row.id(u"message"_s),
                                .about = *about,
                                .severity = *severity,
                                .action = *action,
                                .system = row.text(u"system"_s),
                                .environment = row.text(u"environment"_s),
                                .title = row.text(u"title"_s),
                                .text = row.text(u"body"_s),
                                .link = row.text(u"link"_s),
                                .group = row.text(u"grouping"_s),
                                .once = row.text(u"once"_s),
                                .at = row.time(u"at"_s),
                                .until = row.time(u"until"_s)},
                    .channel = row.text(u"channel"_s),
                    .kind = row.text(u"kind"_s),
                    .state = *state,
                    .attempts = int(row.integer(u"attempts"_s)),
                    .next = row.time(u"next_at"_s),
                    .last = row.time(u"last_at"_s),
                    .detail = row.text(u"detail"_s),
                    .reached = listOf(row.text(u"reached"_s)),
                    .refused = listOf(row.text(u"refused"_s)),
                    .left = listOf(row.text(u"left_over"_s)),
                    .claim = row.text(u"claimed_by"_s)};
}

Result<qint64> count(QSqlDatabase& database, const QString& condition, const Store::Binds& binds)
{
    const auto found = Store::selectOne<qint64>(
        database,
        u"SELECT COUNT(*) AS n FROM notify_deliveries d JOIN notify_messages m ON m.id = d.message WHERE "_s +
            condition,
        binds, [](const Row& row) { return row.integer(u"n"_s); });
    if (!found)
        return fail(found.error());
    return found->value_or(0);
}

struct Room
{
    bool full = false;
    qint64 heldBefore = 0;
};

/// Whether a channel takes another alert in this hour.
Result<Room> roomFor(QSqlDatabase& database, const Message& message, const QString& channel, const QDateTime& now)
{
    const Store::Binds hour{{u"system"_s, message.system},
                            {u"environment"_s, message.environment},
                            {u"channel"_s, channel},
                            {u"since"_s, now.addSecs(-3600)}};
    const QString same =
        u"m.system = :system AND m.environment = :environment AND d.channel = :channel AND m.about = 'alert' AND m.at > :since AND d.state "_s;
    const auto sent = count(database, same + u"<> 'held'"_s, hour);
    if (!sent)
        return fail(sent.error());
    // Held back, and no later one has said so.
    const auto held = count(
        database,
        same + u"= 'held' AND NOT EXISTS (SELECT 1 FROM notify_deliveries e JOIN notify_messages o ON o.id = e.message "
               "WHERE e.channel = d.channel AND o.system = m.system AND o.environment = m.environment AND o.about = "
               "'alert' AND e.state <> 'held' AND e.id > d.id)"_s,
        hour);
    if (!held)
        return fail(held.error());
    return Room{.full = *sent >= Outbox::alertsAnHour, .heldBefore = *held};
}

Result<void> insertMessage(QSqlDatabase& database, const Message& message)
{
    const auto done = Store::execute(
        database,
        u"INSERT INTO notify_messages (id, about, severity, action, system, environment, title, body, link, grouping, "
        "once, at, until) VALUES (:id, :about, :severity, :action, :system, :environment, :title, :body, :link, "
        ":grouping, :once, :at, :until)"_s,
        {{u"id"_s, message.id},
         {u"about"_s, aboutName(message.about)},
         {u"severity"_s, severityName(message.severity)},
         {u"action"_s, actionName(message.action)},
         {u"system"_s, message.system},
         {u"environment"_s, message.environment},
         {u"title"_s, message.title},
         {u"body"_s, message.text},
         {u"link"_s, message.link},
         {u"grouping"_s, message.group},
         {u"once"_s, message.once.isEmpty() ? std::optional<QString>() : message.once},
         {u"at"_s, message.at},
         {u"until"_s, message.until}});
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

} // namespace

QString deliveryStateName(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Waiting:
        return u"waiting"_s;
    case DeliveryState::Delivered:
        return u"delivered"_s;
    case DeliveryState::GivenUp:
        return u"given-up"_s;
    case DeliveryState::Expired:
        return u"expired"_s;
    case DeliveryState::Held:
        return u"held"_s;
    }
    return {};
}

QString deliveryStateWord(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Waiting:
        return translate("Notify", "waiting");
    case DeliveryState::Delivered:
        return translate("Notify", "delivered");
    case DeliveryState::GivenUp:
        return translate("Notify", "given up");
    case DeliveryState::Expired:
        return translate("Notify", "too late to be sent");
    case DeliveryState::Held:
        return translate("Notify", "held back");
    }
    return {};
}

Outbox::Outbox(Store::Database& facts, Clock& clock)
    : m_facts(facts)
    , m_clock(clock)
{
}

std::vector<Store::Migration> Outbox::migrations()
{
    return {{.room = u"notify"_s,
             .number = 1,
             .statements = {
                 u"CREATE TABLE notify_messages (id TEXT PRIMARY KEY NOT NULL, about TEXT NOT NULL, severity TEXT NOT "
                 "NULL, action TEXT NOT NULL, system TEXT NOT NULL, environment TEXT NOT NULL, title TEXT NOT NULL, "
                 "body TEXT NOT NULL, link TEXT NOT NULL, grouping TEXT NOT NULL, once TEXT UNIQUE, at INTEGER NOT "
                 "NULL, until INTEGER) WITHOUT ROWID"_s,
                 u"CREATE INDEX notify_messages_of_group ON notify_messages (grouping)"_s,
                 u"CREATE TABLE notify_deliveries (id TEXT PRIMARY KEY NOT NULL, message TEXT NOT NULL REFERENCES "
                 "notify_messages (id), channel TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, attempts "
                 "INTEGER NOT NULL, next_at INTEGER NOT NULL, last_at INTEGER, detail TEXT NOT NULL, reached TEXT NOT "
                 "NULL, refused TEXT NOT NULL, left_over TEXT NOT NULL, claimed_by TEXT NOT NULL, claimed_until "
                 "INTEGER) WITHOUT ROWID"_s,
                 u"CREATE INDEX notify_deliveries_due ON notify_deliveries (state, next_at)"_s,
                 u"CREATE INDEX notify_deliveries_of_message ON notify_deliveries (message)"_s}}};
}

Result<bool> Outbox::post(QSqlDatabase& database, Message message, const std::vector<System::NotifyTarget>& channels,
                          const QDateTime& now)
{
    if (message.id.isNull())
        message.id = Id::make(now);
    if (!message.at.isValid())
        message.at = now;
    if (!message.once.isEmpty()) {
        const auto known =
            Store::selectOne<QString>(database, u"SELECT id FROM notify_messages WHERE once = :once"_s,
                                      {{u"once"_s, message.once}}, [](const Row& row) { return row.text(u"id"_s); });
        if (!known)
            return fail(known.error());
        if (*known)
            return false;
    }
    std::vector<Room> rooms;
    for (const System::NotifyTarget& channel : channels) {
        const auto room =
            message.about == About::Alert ? roomFor(database, message, channel.name, now) : Result<Room>(Room());
        if (!room)
            return fail(room.error());
        rooms.push_back(*room);
    }
    const auto held =
        std::ranges::max_element(rooms, {}, [](const Room& room) { return room.full ? qint64(0) : room.heldBefore; });
    if (held != rooms.end() && !held->full && held->heldBefore > 0)
        message.text += u"\n\n"_s + translate("Notify", "%n message(s) before this one were held back.", nullptr,
                                              int(held->heldBefore));
    if (auto written = insertMessage(database, message); !written)
        return fail(written.error());
    for (size_t i = 0; i < channels.size(); ++i) {
        const auto done = Store::execute(
            database,
            u"INSERT INTO notify_deliveries (id, message, channel, kind, state, attempts, next_at, last_at, detail, "
            "reached, refused, left_over, claimed_by, claimed_until) VALUES (:id, :message, :channel, :kind, :state, "
            "0, "
            ":next, NULL, :detail, '', '', '', '', NULL)"_s,
            {{u"id"_s, Id::make(now)},
             {u"message"_s, message.id},
             {u"channel"_s, channels[i].name},
             {u"kind"_s, channels[i].channel},
             {u"state"_s, deliveryStateName(rooms[i].full ? DeliveryState::Held : DeliveryState::Waiting)},
             {u"next"_s, now},
             {u"detail"_s, rooms[i].full
                               ? translate("Notify", "more than %n alert(s) in an hour", nullptr, alertsAnHour)
                               : QString()}});
        if (!done)
            return fail(done.error());
    }
    return true;
}

QFuture<Result<bool>> Outbox::post(Message message, std::vector<System::NotifyTarget> channels)
{
    return m_facts.write<bool>([message = std::move(message), channels = std::move(channels), &clock = m_clock](
                                   QSqlDatabase& database) { return post(database, message, channels, clock.now()); });
}

QFuture<Result<std::vector<Delivery>>> Outbox::claim(std::chrono::milliseconds lease, int most, Id only)
{
    using Claimed = std::vector<Delivery>;
    return m_facts.write<Claimed>([=, &clock = m_clock](QSqlDatabase& database) -> Result<Claimed> {
        const QDateTime now = clock.now();
        const auto expired = Store::execute(
            database,
            u"UPDATE notify_deliveries SET state = 'expired' WHERE state = 'waiting' AND (claimed_until IS NULL OR "
            "claimed_until <= :now) AND message IN (SELECT id FROM notify_messages WHERE until IS NOT NULL AND until "
            "<= :now)"_s,
            {{u"now"_s, now}});
        if (!expired)
            return fail(expired.error());
        const Id claim = Id::make(now);
        const auto taken = Store::execute(
            database,
            u"UPDATE notify_deliveries SET claimed_by = :claim, claimed_until = :until WHERE id IN (SELECT id FROM "
            "notify_deliveries WHERE state = 'waiting' AND next_at <= :now AND (claimed_until IS NULL OR claimed_until "
            "<= :now) AND (:only IS NULL OR message = :only) ORDER BY next_at, id LIMIT :most)"_s,
            {{u"claim"_s, claim},
             {u"until"_s, now.addMSecs(lease.count())},
             {u"now"_s, now},
             {u"only"_s, only},
             {u"most"_s, most}});
        if (!taken)
            return fail(taken.error());
        if (*taken == 0)
            return Claimed();
        return Store::select<Delivery>(database, selectAll + u"WHERE d.claimed_by = :claim ORDER BY d.id"_s,
                                       {{u"claim"_s, claim}}, readDelivery);
    });
}

QFuture<Result<void>> Outbox::record(Delivery delivery, Attempt attempt)
{
    return m_facts.write<void>([delivery = std::move(delivery), attempt = std::move(attempt),
                                &clock = m_clock](QSqlDatabase& database) -> Result<void> {
        const QDateTime now = clock.now();
        const int attempts = delivery.attempts + 1;
        const QStringList reached = delivery.reached + attempt.reached;
        DeliveryState state = DeliveryState::Delivered;
        QDateTime next = now;
        if (attempt.outcome != Attempt::Outcome::Delivered) {
            const auto wait = attempt.outcome == Attempt::Outcome::Temporary && delivery.message.about != About::Test
                                  ? nextTry(attempts, attempt.retryAfter)
                                  : std::nullopt;
            // What some have got is delivered, even if the others never get it; the record names them.
            state = wait                ? DeliveryState::Waiting
                    : reached.isEmpty() ? DeliveryState::GivenUp
                                        : DeliveryState::Delivered;
            next = now.addMSecs(wait.value_or(std::chrono::milliseconds(0)).count());
        }
        const auto done = Store::execute(
            database,
            u"UPDATE notify_deliveries SET state = :state, attempts = :attempts, next_at = :next, last_at = :now, "
            "detail = :detail, reached = :reached, refused = :refused, left_over = :left, claimed_by = '', "
            "claimed_until "
            "= NULL WHERE id = :id AND claimed_by = :claim"_s,
            {{u"state"_s, deliveryStateName(state)},
             {u"attempts"_s, attempts},
             {u"next"_s, next},
             {u"now"_s, now},
             {u"detail"_s, attempt.detail},
             {u"reached"_s, reached.join(u'\n')},
             {u"refused"_s, (delivery.refused + attempt.refused).join(u'\n')},
             {u"left"_s, attempt.left.join(u'\n')},
             {u"id"_s, delivery.id},
             {u"claim"_s, delivery.claim}});
        if (!done)
            return fail(done.error());
        if (*done == 0)
            return fail(ErrorKind::Conflict,
                        translate("Notify", "Another program has taken this message over meanwhile."));
        return {};
    });
}

Result<std::vector<Delivery>> Outbox::select(QSqlDatabase& database, const DeliveryFilter& filter)
{
    return Store::select<Delivery>(
        database,
        selectAll +
            u"WHERE (:system = '' OR m.system = :system) AND (:environment = '' OR m.environment = :environment) AND "
            "(:group = '' OR m.grouping = :group) AND (:message IS NULL OR m.id = :message) ORDER BY m.at DESC, d.id "
            "DESC LIMIT :limit"_s,
        {{u"system"_s, filter.system},
         {u"environment"_s, filter.environment},
         {u"group"_s, filter.group},
         {u"message"_s, filter.message},
         {u"limit"_s, filter.limit}},
        readDelivery);
}

QFuture<Result<std::vector<Delivery>>> Outbox::list(DeliveryFilter filter)
{
    return m_facts.read<std::vector<Delivery>>(
        [filter = std::move(filter)](QSqlDatabase& database) { return select(database, filter); });
}

QFuture<Result<std::optional<QDateTime>>> Outbox::nextDue()
{
    return m_facts.read<std::optional<QDateTime>>([](QSqlDatabase& database) -> Result<std::optional<QDateTime>> {
        return Store::selectOne<QDateTime>(
            database,
            u"SELECT MAX(next_at, COALESCE(claimed_until, 0)) AS due FROM notify_deliveries WHERE state = 'waiting' "
            "ORDER BY due LIMIT 1"_s,
            {}, [](const Row& row) { return row.time(u"due"_s); });
    });
}

} // namespace Pilothouse::Notify
