// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/history.h"

#include "base/translate.h"

#include <QSqlError>
#include <QSqlQuery>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

Error queryFailed(const QSqlQuery& query)
{
    return {.kind = ErrorKind::Failed,
            .message =
                translate("Health", "The history of checks cannot be read or written; it is rebuilt from now on."),
            .detail = query.lastError().text()};
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
    m_cache.write<void>([system, environment, measurement](QSqlDatabase& database) -> Result<void> {
        QSqlQuery query(database);
        query.prepare(u"INSERT OR REPLACE INTO health_look VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
        query.addBindValue(system);
        query.addBindValue(environment);
        query.addBindValue(measurement.probe);
        query.addBindValue(toMicros(measurement.at));
        query.addBindValue(stored(measurement.verdict));
        query.addBindValue(qint64(measurement.took.count()));
        query.addBindValue(measurement.reason);
        if (!query.exec())
            return fail(queryFailed(query));
        return {};
    });
}

QFuture<Result<std::vector<Measurement>>> SqlHistory::looks(const QString& system, const QString& environment,
                                                            const QString& probe, int count)
{
    return m_cache.read<std::vector<Measurement>>([=](QSqlDatabase& database) -> Result<std::vector<Measurement>> {
        QSqlQuery query(database);
        query.prepare(
            u"SELECT at, verdict, took_ms, reason FROM health_look WHERE system = ? AND environment = ? AND probe = ? ORDER BY at DESC LIMIT ?"_s);
        query.addBindValue(system);
        query.addBindValue(environment);
        query.addBindValue(probe);
        query.addBindValue(count);
        if (!query.exec())
            return fail(queryFailed(query));
        std::vector<Measurement> looks;
        while (query.next()) {
            looks.push_back({.probe = probe,
                             .verdict = verdictFrom(query.value(1).toInt()),
                             .reason = query.value(3).toString(),
                             .at = fromMicros(query.value(0).toLongLong()),
                             .took = std::chrono::milliseconds(query.value(2).toLongLong())});
        }
        std::reverse(looks.begin(), looks.end());
        return looks;
    });
}

} // namespace Pilothouse::Health
