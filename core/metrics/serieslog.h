// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "store/database.h"

namespace Pilothouse::Metrics {

/// One point of a series: the mean and the extremes of a minute.
struct Point
{
    QDateTime at;
    double mean = 0;
    double least = 0;
    double most = 0;

    bool operator==(const Point&) const = default;
};

/// Samples over a restart: one row a minute, host and metric in the cache database. Metrics are "cpu", "memory",
/// "disk", "load" (percent, load: processes). Call record() from one thread; series() from any.
class SeriesLog
{
public:
    explicit SeriesLog(Store::Database& cache)
        : m_cache(cache)
    {
    }

    void record(const QString& system, const QString& environment, const QString& host, const Sample& sample);
    /// At most `points` points of [from, to], each over an equal share of the range; minutes without samples are absent
    /// (a gap).
    QFuture<Result<std::vector<Point>>> series(const QString& system, const QString& environment, const QString& host,
                                               const QString& metric, const QDateTime& from, const QDateTime& to,
                                               int points);

private:
    struct Minute
    {
        qint64 minute = -1;
        int count = 0;
        double sum = 0;
        double least = 0;
        double most = 0;
    };

    void add(const QString& series, const QDateTime& at, double value);

    Store::Database& m_cache;
    std::map<QString, Minute> m_minutes;
    std::shared_ptr<std::atomic_flag> m_told = std::make_shared<std::atomic_flag>(); ///< that nothing can be written
};

/// The migrations of this room for the cache database.
std::vector<Store::Migration> cacheMigrations();

} // namespace Pilothouse::Metrics
