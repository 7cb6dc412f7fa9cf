// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeseries.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace Pilothouse::Ui {

namespace {

using Points = std::vector<TimePoint>;

/// Collects the points of one pixel column and leaves its extremes in the order in which they came.
class Column
{
public:
    explicit Column(QList<QPointF>& out)
        : m_out(out)
    {
    }
    void add(qint64 column, const TimePoint& point)
    {
        if (m_any && column != m_column)
            flush();
        if (!m_any) {
            m_any = true;
            m_column = column;
            m_low = m_high = point;
            return;
        }
        if (point.value < m_low.value)
            m_low = point;
        if (point.value > m_high.value)
            m_high = point;
    }
    void flush()
    {
        if (!m_any)
            return;
        m_any = false;
        const auto put = [this](const TimePoint& p) { m_out.append(QPointF(double(p.at), p.value)); };
        put(m_low.at <= m_high.at ? m_low : m_high);
        if (m_low.at != m_high.at)
            put(m_low.at <= m_high.at ? m_high : m_low);
    }

private:
    QList<QPointF>& m_out;
    bool m_any = false;
    qint64 m_column = 0;
    TimePoint m_low{0, 0};
    TimePoint m_high{0, 0};
};

} // namespace

std::vector<QList<QPointF>> decimated(const TimeSeries& series, TimeSpan span, int columns)
{
    std::vector<QList<QPointF>> pieces;
    const Points& points = series.points;
    if (points.empty() || span.length() <= 0 || columns <= 0)
        return pieces;
    auto first = std::ranges::lower_bound(points, span.from, {}, &TimePoint::at);
    auto last = std::ranges::upper_bound(points, span.to, {}, &TimePoint::at);
    if (first != points.begin())
        --first;
    if (last != points.end())
        ++last;
    QList<QPointF> piece;
    Column column(piece);
    const auto end = [&] {
        column.flush();
        if (!piece.isEmpty())
            pieces.push_back(std::exchange(piece, {}));
    };
    const TimePoint* before = nullptr;
    for (auto at = first; at != last; ++at) {
        if (!std::isfinite(at->value)) {
            end();
            before = nullptr;
            continue;
        }
        if (before && at->at - before->at > series.gap.count())
            end();
        column.add(qint64(std::floor(double(at->at - span.from) * columns / double(span.length()))), *at);
        before = &*at;
    }
    end();
    return pieces;
}

std::optional<TimePoint> nearest(const TimeSeries& series, qint64 at)
{
    const Points& points = series.points;
    const auto after = std::ranges::lower_bound(points, at, {}, &TimePoint::at);
    std::optional<TimePoint> best;
    const auto consider = [&](const TimePoint& point) {
        if (std::isfinite(point.value) && std::abs(point.at - at) <= series.gap.count() &&
            (!best || std::abs(point.at - at) < std::abs(best->at - at)))
            best = point;
    };
    if (after != points.end())
        consider(*after);
    if (after != points.begin())
        consider(*std::prev(after));
    return best;
}

double niceStep(double range, int wanted)
{
    if (!(range > 0))
        return 1;
    const double raw = range / std::max(wanted, 1);
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= power * factor * 1.0001)
            return power * factor;
    }
    return power * 10;
}

qint64 niceTimeStep(qint64 range, int wanted)
{
    static constexpr qint64 s = 1000;
    static constexpr qint64 m = 60 * s;
    static constexpr qint64 h = 60 * m;
    static constexpr qint64 d = 24 * h;
    static constexpr std::array<qint64, 21> steps{1 * s,  5 * s,  15 * s, 30 * s, 1 * m, 2 * m,  5 * m,
                                                  10 * m, 15 * m, 30 * m, 1 * h,  2 * h, 3 * h,  6 * h,
                                                  12 * h, 1 * d,  2 * d,  5 * d,  7 * d, 14 * d, 30 * d};
    for (const qint64 step : steps) {
        if (range / step <= std::max(wanted, 1))
            return step;
    }
    return steps.back();
}

} // namespace Pilothouse::Ui
