// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "metrics/seriesstore.h"

#include <mutex>

namespace Pilothouse::Metrics {

/// The name under which a measurement of an environment is kept. `part` is a host, or what else is measured.
QString seriesName(const QString& system, const QString& environment, const QString& part, const QString& metric);

/// Samples over a restart, and whatever else is worth a chart, in a SeriesStore. What is recorded is collected for some
/// seconds and written as one append; a program that is killed loses that much. Any thread.
class SeriesLog
{
public:
    SeriesLog(Store::Database& cache, Clock& clock, Retention retention = {});
    /// Hands over what is collected; the database writes it before it closes.
    ~SeriesLog();
    SeriesLog(const SeriesLog&) = delete;
    SeriesLog& operator=(const SeriesLog&) = delete;

    /// All figures of a sample (metricsOf()).
    void record(const QString& system, const QString& environment, const QString& host, const Sample& sample);
    void record(const QString& series, const QDateTime& at, double value);
    /// Hands over what is collected.
    void flush();

    /// As SeriesStore::points() with shares of a minute at least, of what is recorded until now.
    QFuture<Result<std::vector<Point>>> series(const QString& system, const QString& environment, const QString& host,
                                               const QString& metric, const QDateTime& from, const QDateTime& to,
                                               int points);
    SeriesStore& store() { return m_store; }

private:
    void add(const QString& series, qint64 at, double value);
    void flushIfDue();
    std::vector<Values> taken();
    void write(std::vector<Values> values);

    SeriesStore m_store;
    Clock& m_clock;
    std::mutex m_mutex; ///< of the two below
    std::map<QString, std::vector<Datum>> m_collected;
    std::chrono::milliseconds m_since{-1};                                           ///< when the first of them came
    std::shared_ptr<std::atomic_flag> m_told = std::make_shared<std::atomic_flag>(); ///< that nothing can be written
};

} // namespace Pilothouse::Metrics
