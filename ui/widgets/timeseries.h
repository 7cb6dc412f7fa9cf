// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>

#include <chrono>
#include <optional>
#include <span>
#include <vector>

namespace Pilothouse::Ui {

/// One measurement: UTC milliseconds since the epoch and a value. NaN says that nothing was measured.
struct TimePoint
{
    qint64 at;
    double value;

    bool operator==(const TimePoint&) const = default;
};

/// A line of a chart, oldest point first. Neighbours farther apart than `gap` are not joined.
struct TimeSeries
{
    QString name;
    std::vector<TimePoint> points = {};
    std::chrono::milliseconds gap{std::chrono::minutes(2)};

    bool operator==(const TimeSeries&) const = default;
};

struct TimeSpan
{
    qint64 from = 0;
    qint64 to = 0;

    qint64 length() const { return to - from; }
    bool contains(qint64 at) const { return at >= from && at <= to; }
    bool operator==(const TimeSpan&) const = default;
};

/// Unbroken pieces of the series within the span (and one neighbour on each side, so that lines reach the edges), with
/// at most two points, the lowest and the highest, for each of `columns`. What stands out therefore stays visible.
std::vector<QList<QPointF>> decimated(const TimeSeries& series, TimeSpan span, int columns);

/// The measurement nearest to a time, if one lies within the series' gap of it.
std::optional<TimePoint> nearest(const TimeSeries& series, qint64 at);

/// Steps of 1, 2 or 5 times a power of ten so that about `wanted` of them fill `range`.
double niceStep(double range, int wanted);
/// Milliseconds between marks of a time axis that a person would choose: seconds to weeks.
qint64 niceTimeStep(qint64 range, int wanted);

} // namespace Pilothouse::Ui
