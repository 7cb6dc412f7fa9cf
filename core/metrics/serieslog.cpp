// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/serieslog.h"

#include "base/translate.h"

#include <QSqlError>
#include <QSqlQuery>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

QString key(const QString& system, const QString& environment, const QString& host, const QString& metric)
{
    return system + u'/' + environment + u':' + host + u' ' + metric;
}

Error queryFailed(const QSqlQuery& query)
{
    return {
        .kind = ErrorKind::Failed,
        .message = translate(
            "Metrics", "Stored measurements cannot be read or written; charts show what was measured since the start."),
        .detail = query.lastError().text()};
}

} // namespace

std::vector<Store::Migration> cacheMigrations()
{
    return {{.room = u"metrics"_s,
             .number = 1,
             .statements = {u"CREATE TABLE metrics_minute (series TEXT NOT NULL, minute INTEGER NOT NULL, mean REAL "
                            u"NOT NULL, least REAL NOT NULL, most REAL NOT NULL, "
                            "count INTEGER NOT NULL, PRIMARY KEY (series, minute)) WITHOUT ROWID"_s}}};
}

void SeriesLog::record(const QString& system, const QString& environment, const QString& host, const Sample& sample)
{
    if (sample.cpuPercent)
        add(key(system, environment, host, u"cpu"_s), sample.at, *sample.cpuPercent);
    add(key(system, environment, host, u"memory"_s), sample.at, sample.memoryPercent);
    add(key(system, environment, host, u"load"_s), sample.at, sample.load1);
    if (const auto disk = sample.diskPercent())
        add(key(system, environment, host, u"disk"_s), sample.at, *disk);
}

void SeriesLog::add(const QString& series, const QDateTime& at, double value)
{
    Minute& current = m_minutes[series];
    const qint64 minute = at.toSecsSinceEpoch() / 60;
    if (current.minute != minute)
        current = {minute, 0, 0, value, value};
    ++current.count;
    current.sum += value;
    current.least = std::min(current.least, value);
    current.most = std::max(current.most, value);
    m_cache.write<void>([series, row = current](QSqlDatabase& database) -> Result<void> {
        QSqlQuery query(database);
        query.prepare(u"INSERT OR REPLACE INTO metrics_minute VALUES (?, ?, ?, ?, ?, ?)"_s);
        query.addBindValue(series);
        query.addBindValue(row.minute);
        query.addBindValue(row.sum / row.count);
        query.addBindValue(row.least);
        query.addBindValue(row.most);
        query.addBindValue(row.count);
        if (!query.exec())
            return fail(queryFailed(query));
        return {};
    });
}

QFuture<Result<std::vector<Point>>> SeriesLog::series(const QString& system, const QString& environment,
                                                      const QString& host, const QString& metric, const QDateTime& from,
                                                      const QDateTime& to, int points)
{
    const QString series = key(system, environment, host, metric);
    return m_cache.read<std::vector<Point>>([=](QSqlDatabase& database) -> Result<std::vector<Point>> {
        const qint64 first = from.toSecsSinceEpoch() / 60;
        const qint64 last = to.toSecsSinceEpoch() / 60;
        const qint64 share = std::max<qint64>(1, (last - first + points) / std::max(1, points));
        QSqlQuery query(database);
        query.prepare(u"SELECT minute / ?1, sum(mean * count) / sum(count), min(least), max(most) FROM metrics_minute "
                      "WHERE series = ?2 AND minute BETWEEN ?3 AND ?4 GROUP BY 1 ORDER BY 1"_s);
        query.bindValue(0, share);
        query.bindValue(1, series);
        query.bindValue(2, first);
        query.bindValue(3, last);
        if (!query.exec())
            return fail(queryFailed(query));
        std::vector<Point> out;
        while (query.next())
            out.push_back({QDateTime::fromSecsSinceEpoch(query.value(0).toLongLong() * share * 60, Qt::UTC),
                           query.value(1).toDouble(), query.value(2).toDouble(), query.value(3).toDouble()});
        return out;
    });
}

} // namespace Pilothouse::Metrics
