// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/serieslog.h"

#include "base/log.h"
#include "base/mailbox.h"
#include "metrics/metric.h"

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {
/// A transaction for every few seconds, however many hosts there are.
constexpr auto collectFor = std::chrono::seconds(10);
constexpr size_t collectMost = 20'000; ///< series

} // namespace

QString seriesName(const QString& system, const QString& environment, const QString& part, const QString& metric)
{
    return system + u'/' + environment + u':' + part + u' ' + metric;
}

SeriesLog::SeriesLog(Store::Database& cache, Clock& clock, Retention retention)
    : m_store(cache, clock, retention)
    , m_clock(clock)
{
}

SeriesLog::~SeriesLog() { flush(); }

void SeriesLog::record(const QString& system, const QString& environment, const QString& host, const Sample& sample)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [metric, value] : metricsOf(sample))
            add(seriesName(system, environment, host, metric), sample.at.toMSecsSinceEpoch(), value);
    }
    flushIfDue();
}

void SeriesLog::record(const QString& series, const QDateTime& at, double value)
{
    {
        const std::lock_guard lock(m_mutex);
        add(series, at.toMSecsSinceEpoch(), value);
    }
    flushIfDue();
}

void SeriesLog::add(const QString& series, qint64 at, double value)
{
    if (m_since.count() < 0)
        m_since = m_clock.monotonic();
    m_collected[series].push_back({at, value});
}

void SeriesLog::flushIfDue()
{
    std::vector<Values> due;
    {
        const std::lock_guard lock(m_mutex);
        if (m_since.count() >= 0 && (m_clock.monotonic() - m_since >= collectFor || m_collected.size() >= collectMost))
            due = taken();
    }
    write(std::move(due));
}

void SeriesLog::flush()
{
    std::vector<Values> due;
    {
        const std::lock_guard lock(m_mutex);
        due = taken();
    }
    write(std::move(due));
}

std::vector<Values> SeriesLog::taken()
{
    std::vector<Values> out;
    for (auto& [series, data] : m_collected)
        out.push_back({series, std::move(data)});
    m_collected.clear();
    m_since = std::chrono::milliseconds(-1);
    return out;
}

void SeriesLog::write(std::vector<Values> values)
{
    if (values.empty())
        return;
    whenAnswered(m_store.append(std::move(values)), [told = m_told](const Result<void>& done) {
        if (!done && done.error().kind != ErrorKind::Cancelled && !told->test_and_set())
            qCWarning(lcMetrics) << done.error().message << done.error().detail;
    });
}

QFuture<Result<std::vector<Point>>> SeriesLog::series(const QString& system, const QString& environment,
                                                      const QString& host, const QString& metric, const QDateTime& from,
                                                      const QDateTime& to, int points)
{
    flush();
    return m_store.points(seriesName(system, environment, host, metric), from, to, points, std::chrono::minutes(1));
}

} // namespace Pilothouse::Metrics
