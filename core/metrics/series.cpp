// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/series.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace Pilothouse::Metrics {

namespace {

/// The multiple of `length` that lies at or before a time, before 1970 too.
qint64 beginOf(qint64 at, qint64 length)
{
    const qint64 rest = at % length;
    return at - (rest < 0 ? rest + length : rest);
}

void put(std::vector<Rollup>& into, const Rollup& rollup)
{
    if (!into.empty() && into.back().at == rollup.at)
        into.back().add(rollup);
    else
        into.push_back(rollup);
}

} // namespace

void putInOrder(std::vector<Datum>& data)
{
    std::erase_if(data, [](const Datum& each) { return each.at < -latestTime || each.at > latestTime; });
    const bool rising = std::ranges::adjacent_find(data, std::ranges::greater_equal(), &Datum::at) == data.end();
    if (rising)
        return;
    std::ranges::stable_sort(data, {}, &Datum::at);
    // From the end, so that the last of several at one time is met first.
    const auto kept = std::unique(data.rbegin(), data.rend(),
                                  [](const Datum& later, const Datum& earlier) { return later.at == earlier.at; });
    data.erase(data.begin(), kept.base());
}

std::vector<Datum> merged(std::vector<Datum> kept, const std::vector<Datum>& newer)
{
    kept.insert(kept.end(), newer.begin(), newer.end());
    putInOrder(kept);
    return kept;
}

std::vector<Rollup> merged(std::vector<Rollup> kept, const std::vector<Rollup>& newer)
{
    kept.insert(kept.end(), newer.begin(), newer.end());
    std::ranges::stable_sort(kept, {}, &Rollup::at);
    std::vector<Rollup> out;
    out.reserve(kept.size());
    for (const Rollup& each : kept)
        put(out, each);
    return out;
}

std::vector<Rollup> rolledUp(const std::vector<Datum>& data, qint64 length)
{
    std::vector<Rollup> out;
    for (const Datum& each : data) {
        if (std::isfinite(each.value))
            put(out, {beginOf(each.at, length), 1, each.value, each.value, each.value});
    }
    return out;
}

std::vector<Rollup> rolledUp(const std::vector<Rollup>& rollups, qint64 length)
{
    std::vector<Rollup> out;
    for (Rollup each : rollups) {
        each.at = beginOf(each.at, length);
        put(out, each);
    }
    return out;
}

Shares::Shares(qint64 from, qint64 to, int points, qint64 least)
    : m_from(std::clamp(from, -latestTime, latestTime))
    , m_to(std::clamp(to, -latestTime, latestTime))
{
    const qint64 count = std::max(1, points);
    if (m_to < m_from)
        return;
    m_length = std::max(std::max<qint64>(1, least), (m_to - m_from + count) / count);
    m_shares.resize(size_t((m_to - m_from) / m_length + 1));
}

void Shares::add(std::span<const qint64> times, std::span<const double> values)
{
    if (times.empty() || m_shares.empty() || times.back() < m_from || times.front() > m_to)
        return;
    // In order of time: a share is looked for once, not for each value.
    size_t i = size_t(std::ranges::lower_bound(times, m_from) - times.begin());
    while (i < times.size() && times[i] <= m_to) {
        const qint64 index = (times[i] - m_from) / m_length;
        const qint64 end = std::min(m_from + (index + 1) * m_length, m_to + 1);
        Rollup& share = m_shares[size_t(index)];
        Rollup sum{.least = std::numeric_limits<double>::infinity(), .most = -std::numeric_limits<double>::infinity()};
        for (; i < times.size() && times[i] < end; ++i) {
            const double value = values[i];
            if (!std::isfinite(value))
                continue;
            ++sum.count;
            sum.sum += value;
            sum.least = std::min(sum.least, value);
            sum.most = std::max(sum.most, value);
        }
        if (sum.count == 0)
            continue;
        if (share.count == 0)
            share = sum;
        else
            share.add(sum);
    }
}

void Shares::add(const Rollup& rollup)
{
    if (m_shares.empty() || rollup.at < m_from || rollup.at > m_to)
        return;
    Rollup& share = m_shares[size_t((rollup.at - m_from) / m_length)];
    if (share.count == 0)
        share = rollup;
    else
        share.add(rollup);
}

std::vector<Point> Shares::points() const
{
    std::vector<Point> out;
    for (size_t i = 0; i < m_shares.size(); ++i) {
        const Rollup& share = m_shares[i];
        if (share.count > 0)
            out.push_back({QDateTime::fromMSecsSinceEpoch(m_from + qint64(i) * m_length, Qt::UTC),
                           share.sum / double(share.count), share.least, share.most});
    }
    return out;
}

} // namespace Pilothouse::Metrics
