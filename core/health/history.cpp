// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/history.h"

#include "base/log.h"
#include "base/mailbox.h"
#include "base/translate.h"
#include "store/query.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

/// What is older is dropped with the next look at the same probe, so that the cache does not grow for ever.
constexpr std::chrono::hours keptFor{7 * 24};

/// What hours came to is kept so long.
constexpr qint64 hoursKept = 400 * 24;

qint64 hourOf(const QDateTime& at) { return at.toSecsSinceEpoch() / 3600; }
QDateTime beginOf(qint64 hour) { return QDateTime::fromSecsSinceEpoch(hour * 3600, Qt::UTC); }

Error historyFailed(const Error& why)
{
    return {.kind = why.kind,
            .message =
                translate("Health", "The history of checks cannot be read or written; it is rebuilt from now on."),
            .detail = why.detail};
}

HealthVerdict verdictFrom(int stored)
{
    switch (stored) {
    case 0:
        return HealthVerdict::Up;
    case 1:
        return HealthVerdict::Degraded;
    case 2:
        return HealthVerdict::Down;
    case 4:
        return HealthVerdict::Maintenance;
    }
    return HealthVerdict::Unknown;
}

int stored(HealthVerdict verdict)
{
    switch (verdict) {
    case HealthVerdict::Up:
        return 0;
    case HealthVerdict::Degraded:
        return 1;
    case HealthVerdict::Down:
        return 2;
    case HealthVerdict::Unknown:
        return 3;
    case HealthVerdict::Maintenance:
        return 4;
    }
    return 3;
}

/// Adds looks in [from, to) to one tally for each hour.
Result<std::map<qint64, Tally>> hoursOf(QSqlDatabase& database, const Store::Binds& probe, const QDateTime& from,
                                        const QDateTime& to)
{
    std::map<qint64, Tally> hours;
    Store::Binds binds = probe;
    binds.insert(binds.end(), {{u"from"_s, from}, {u"to"_s, to}});
    const auto done = Store::forEachRow(
        database,
        u"SELECT at, verdict, took_ms FROM health_look WHERE system = :system AND environment = :environment AND probe "
        "= :probe AND at >= :from AND at < :to"_s,
        binds, [&](const Store::Row& row) -> Result<void> {
            hours[hourOf(row.time(u"at"_s))].add(verdictFrom(int(row.integer(u"verdict"_s))),
                                                 std::chrono::milliseconds(row.integer(u"took_ms"_s)));
            return {};
        });
    if (!done)
        return fail(done.error());
    return hours;
}

/// Keeps what finished hours before `now` came to, as far as that was not done.
Result<void> keepHours(QSqlDatabase& database, const Store::Binds& probe, qint64 now)
{
    const auto last = Store::selectOne<qint64>(
        database,
        u"SELECT COALESCE(MAX(hour), 0) AS hour FROM health_hour WHERE system = :system AND environment = :environment "
        "AND probe = :probe"_s,
        probe, [](const Store::Row& row) { return row.integer(u"hour"_s); });
    if (!last)
        return fail(last.error());
    const qint64 from = last->value_or(0) == 0 ? 0 : **last + 1;
    const auto hours = hoursOf(database, probe, beginOf(from), beginOf(now));
    if (!hours)
        return fail(hours.error());
    for (const auto& [hour, tally] : *hours) {
        Store::Binds binds = probe;
        binds.insert(binds.end(), {{u"hour"_s, hour},
                                   {u"up"_s, tally.up},
                                   {u"degraded"_s, tally.degraded},
                                   {u"down"_s, tally.down},
                                   {u"unknown"_s, tally.unknown},
                                   {u"maintenance"_s, tally.maintenance},
                                   {u"latencies"_s, tally.latencies.toBytes()}});
        const auto kept = Store::execute(database,
                                         u"INSERT OR REPLACE INTO health_hour (system, environment, probe, hour, up, "
                                         "degraded, down, unknown, maintenance, latencies) VALUES (:system, "
                                         ":environment, :probe, :hour, :up, :degraded, :down, :unknown, :maintenance, "
                                         ":latencies)"_s,
                                         binds);
        if (!kept)
            return fail(kept.error());
    }
    Store::Binds old = probe;
    old.emplace_back(u"before"_s, now - hoursKept);
    const auto dropped = Store::execute(database,
                                        u"DELETE FROM health_hour WHERE system = :system AND environment = "
                                        ":environment AND probe = :probe AND hour < :before"_s,
                                        old);
    return dropped ? Result<void>() : fail(dropped.error());
}

} // namespace

std::vector<Store::Migration> cacheMigrations()
{
    return {
        {.room = u"health"_s,
         .number = 1,
         .statements =
             {u"CREATE TABLE health_look (system TEXT NOT NULL, environment TEXT NOT NULL, probe TEXT NOT NULL, at "
              u"INTEGER NOT NULL, "
              "verdict INTEGER NOT NULL, took_ms INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (system, environment, probe, at)) WITHOUT ROWID"_s}},
        {.room = u"health"_s,
         .number = 2,
         .statements = {
             u"CREATE TABLE health_hour (system TEXT NOT NULL, environment TEXT NOT NULL, probe TEXT NOT NULL, "
             "hour INTEGER NOT NULL, up INTEGER NOT NULL, degraded INTEGER NOT NULL, down INTEGER NOT NULL, "
             "unknown INTEGER NOT NULL, maintenance INTEGER NOT NULL, latencies BLOB NOT NULL, PRIMARY KEY "
             "(system, environment, probe, hour)) WITHOUT ROWID"_s}}};
}

void SqlHistory::record(const QString& system, const QString& environment, const Measurement& measurement)
{
    const auto written = m_cache.write<void>([system, environment, measurement,
                                              hours = m_hours](QSqlDatabase& database) -> Result<void> {
        const Store::Binds probe{
            {u"system"_s, system}, {u"environment"_s, environment}, {u"probe"_s, measurement.probe}};
        Store::Binds look = probe;
        look.insert(look.end(), {{u"at"_s, measurement.at},
                                 {u"verdict"_s, stored(measurement.verdict)},
                                 {u"took"_s, qint64(measurement.took.count())},
                                 {u"reason"_s, measurement.reason}});
        if (const auto added = Store::execute(
                database,
                u"INSERT OR REPLACE INTO health_look VALUES (:system, :environment, :probe, :at, :verdict, :took, :reason)"_s,
                look);
            !added)
            return fail(historyFailed(added.error()));
        // Before what they are made of is dropped.
        const QString key = system + u'/' + environment + u'/' + measurement.probe;
        const qint64 hour = hourOf(measurement.at);
        if (hours->try_emplace(key, 0).first->second != hour) {
            if (const auto kept = keepHours(database, probe, hour); !kept)
                return fail(historyFailed(kept.error()));
            (*hours)[key] = hour;
        }
        Store::Binds old = probe;
        old.emplace_back(u"before"_s, measurement.at.addMSecs(-std::chrono::milliseconds(keptFor).count()));
        const auto dropped = Store::execute(database,
                                            u"DELETE FROM health_look WHERE system = :system AND environment = "
                                            ":environment AND probe = :probe AND at < :before"_s,
                                            old);
        return dropped ? Result<void>() : fail(historyFailed(dropped.error()));
    });
    whenAnswered(written, [told = m_told](const Result<void>& done) {
        if (!done && done.error().kind != ErrorKind::Cancelled && !told->test_and_set())
            qCWarning(lcHealth) << done.error().message << done.error().detail;
    });
}

QFuture<Result<std::vector<Measurement>>> SqlHistory::looks(const QString& system, const QString& environment,
                                                            const QString& probe, int count)
{
    return m_cache.read<std::vector<Measurement>>([=](QSqlDatabase& database) -> Result<std::vector<Measurement>> {
        auto looks = Store::select<Measurement>(
            database,
            u"SELECT at, verdict, took_ms, reason FROM health_look WHERE system = :system AND environment = "
            u":environment "
            "AND probe = :probe ORDER BY at DESC LIMIT :count"_s,
            {{u"system"_s, system}, {u"environment"_s, environment}, {u"probe"_s, probe}, {u"count"_s, count}},
            [&probe](const Store::Row& row) {
                return Measurement{.probe = probe,
                                   .verdict = verdictFrom(int(row.integer(u"verdict"_s))),
                                   .reason = row.text(u"reason"_s),
                                   .at = row.time(u"at"_s),
                                   .took = std::chrono::milliseconds(row.integer(u"took_ms"_s))};
            });
        if (!looks)
            return fail(historyFailed(looks.error()));
        std::ranges::reverse(*looks);
        return looks;
    });
}

QFuture<Result<Tally>> SqlHistory::tally(const QString& system, const QString& environment, const QString& probe,
                                         const QDateTime& from, const QDateTime& to)
{
    return m_cache.read<Tally>([=](QSqlDatabase& database) -> Result<Tally> {
        const Store::Binds named{{u"system"_s, system}, {u"environment"_s, environment}, {u"probe"_s, probe}};
        // Whole hours from what was kept of them, their edges and what was not kept yet from the looks.
        const auto oldest = Store::selectOne<QDateTime>(
            database,
            u"SELECT MIN(at) AS at FROM health_look WHERE system = :system AND environment = :environment AND probe = "
            ":probe"_s,
            named, [](const Store::Row& row) { return row.time(u"at"_s); });
        if (!oldest)
            return fail(historyFailed(oldest.error()));
        // An hour whose looks are gone counts whole.
        const bool gone = !*oldest || !(*oldest)->isValid() || from < **oldest;
        const qint64 first = gone ? hourOf(from) : hourOf(from.addSecs(3599));
        const qint64 end = hourOf(to);
        Tally all;
        qint64 kept = first;
        Store::Binds binds = named;
        binds.insert(binds.end(), {{u"first"_s, first}, {u"end"_s, end}});
        const auto hours = Store::forEachRow(
            database,
            u"SELECT hour, up, degraded, down, unknown, maintenance, latencies FROM health_hour WHERE system = :system "
            "AND environment = :environment AND probe = :probe AND hour >= :first AND hour < :end ORDER BY hour"_s,
            binds, [&](const Store::Row& row) -> Result<void> {
                all.add(Tally{.up = quint64(row.integer(u"up"_s)),
                              .degraded = quint64(row.integer(u"degraded"_s)),
                              .down = quint64(row.integer(u"down"_s)),
                              .unknown = quint64(row.integer(u"unknown"_s)),
                              .maintenance = quint64(row.integer(u"maintenance"_s)),
                              .latencies = Latencies::fromBytes(row.bytes(u"latencies"_s))});
                kept = row.integer(u"hour"_s) + 1;
                return {};
            });
        if (!hours)
            return fail(historyFailed(hours.error()));
        const auto addLooks = [&](const QDateTime& begin, const QDateTime& until) -> Result<void> {
            const auto looks = begin < until ? hoursOf(database, named, begin, until)
                                             : Result<std::map<qint64, Tally>>(std::map<qint64, Tally>());
            if (!looks)
                return fail(historyFailed(looks.error()));
            for (const auto& each : *looks)
                all.add(each.second);
            return {};
        };
        if (const auto before = addLooks(from, std::min(to, beginOf(first))); !before)
            return fail(before.error());
        if (const auto after = addLooks(std::max(from, beginOf(kept)), to); !after)
            return fail(after.error());
        return all;
    });
}

} // namespace Pilothouse::Health
