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

} // namespace

std::vector<Store::Migration> cacheMigrations()
{
    return {
        {.room = u"health"_s,
         .number = 1,
         .statements = {
             u"CREATE TABLE health_look (system TEXT NOT NULL, environment TEXT NOT NULL, probe TEXT NOT NULL, at "
             u"INTEGER NOT NULL, "
             "verdict INTEGER NOT NULL, took_ms INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (system, environment, probe, at)) WITHOUT ROWID"_s}}};
}

void SqlHistory::record(const QString& system, const QString& environment, const Measurement& measurement)
{
    const auto written = m_cache.write<void>([system, environment,
                                              measurement](QSqlDatabase& database) -> Result<void> {
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

} // namespace Pilothouse::Health
