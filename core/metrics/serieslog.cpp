// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/serieslog.h"

#include "base/log.h"
#include "base/mailbox.h"
#include "base/translate.h"
#include "store/query.h"

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

QString key(const QString& system, const QString& environment, const QString& host, const QString& metric)
{
    return system + u'/' + environment + u':' + host + u' ' + metric;
}

/// What is older is dropped with the next minute of the same series, so that the cache does not grow for ever.
constexpr qint64 keptMinutes = 31 * 24 * 60;

Error logFailed(const Error& why)
{
    return {
        .kind = why.kind,
        .message = translate(
            "Metrics", "Stored measurements cannot be read or written; charts show what was measured since the start."),
        .detail = why.detail};
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
    const bool begins = current.minute != minute;
    if (begins)
        current = {minute, 0, 0, value, value};
    ++current.count;
    current.sum += value;
    current.least = std::min(current.least, value);
    current.most = std::max(current.most, value);
    const auto written = m_cache.write<void>([series, row = current, begins](QSqlDatabase& database) -> Result<void> {
        const auto added =
            Store::execute(database,
                           u"INSERT OR REPLACE INTO metrics_minute VALUES (:series, :minute, :mean, :least, :most, "
                           ":count)"_s,
                           {{u"series"_s, series},
                            {u"minute"_s, row.minute},
                            {u"mean"_s, row.sum / row.count},
                            {u"least"_s, row.least},
                            {u"most"_s, row.most},
                            {u"count"_s, row.count}});
        if (!added)
            return fail(logFailed(added.error()));
        if (!begins)
            return {};
        const auto dropped =
            Store::execute(database, u"DELETE FROM metrics_minute WHERE series = :series AND minute < :before"_s,
                           {{u"series"_s, series}, {u"before"_s, row.minute - keptMinutes}});
        return dropped ? Result<void>() : fail(logFailed(dropped.error()));
    });
    whenAnswered(written, [told = m_told](const Result<void>& done) {
        if (!done && done.error().kind != ErrorKind::Cancelled && !told->test_and_set())
            qCWarning(lcMetrics) << done.error().message << done.error().detail;
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
        // Shares are counted from the beginning of the range, so that it has no more of them than asked for.
        auto out = Store::select<Point>(
            database,
            u"SELECT (minute - :first) / :share AS share, sum(mean * count) / sum(count) AS mean, min(least) AS least, "
            "max(most) AS most FROM metrics_minute WHERE series = :series AND minute BETWEEN :first AND :last "
            "GROUP BY 1 ORDER BY 1"_s,
            {{u"first"_s, first}, {u"share"_s, share}, {u"series"_s, series}, {u"last"_s, last}},
            [first, share](const Store::Row& row) {
                const qint64 minute = first + row.integer(u"share"_s) * share;
                return Point{QDateTime::fromSecsSinceEpoch(minute * 60, Qt::UTC), row.value(u"mean"_s).toDouble(),
                             row.value(u"least"_s).toDouble(), row.value(u"most"_s).toDouble()};
            });
        if (!out)
            return fail(logFailed(out.error()));
        return out;
    });
}

} // namespace Pilothouse::Metrics
