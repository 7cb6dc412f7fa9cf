// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/chunk.h"

#include <QDateTime>
#include <QString>

namespace Pilothouse::Metrics {

/// One point of a chart: the mean and the extremes of its share of the range.
struct Point
{
    QDateTime at;
    double mean = 0;
    double least = 0;
    double most = 0;

    bool operator==(const Point&) const = default;
};

/// Values of one series to be kept.
struct Values
{
    QString series;
    std::vector<Datum> data;
};

/// What is kept of a series.
struct SeriesInfo
{
    QString series;
    QDateTime first;
    QDateTime last;

    bool operator==(const SeriesInfo&) const = default;
};

/// In order of time, each time once: what came later in `data` wins. What is no time is left out.
void putInOrder(std::vector<Datum>& data);

/// Adds newer values to those kept; at the same time the newer one wins. Both in order.
std::vector<Datum> merged(std::vector<Datum> kept, const std::vector<Datum>& newer);
/// Adds spans to spans; two of the same time become one.
std::vector<Rollup> merged(std::vector<Rollup> kept, const std::vector<Rollup>& newer);

/// Values, or shorter spans, as spans of `length` milliseconds that begin at whole multiples of it. NaN and infinite
/// values count for nothing; a span without others does not appear.
std::vector<Rollup> rolledUp(const std::vector<Datum>& data, qint64 length);
std::vector<Rollup> rolledUp(const std::vector<Rollup>& rollups, qint64 length);

/// Sums a range up into at most `points` shares of equal length. What lies outside counts for nothing, what is missing
/// is a share that does not appear.
class Shares
{
public:
    /// A share is no shorter than `least`.
    Shares(qint64 from, qint64 to, int points, qint64 least = 1);

    void add(std::span<const qint64> times, std::span<const double> values);
    void add(const Rollup& rollup);
    std::vector<Point> points() const;

private:
    qint64 m_from;
    qint64 m_to;
    qint64 m_length = 1;
    std::vector<Rollup> m_shares;
};

} // namespace Pilothouse::Metrics
