// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace Pilothouse::Bench {

/// Streams of measurements as hosts and probes make them, every 10 s, one in five some milliseconds late: whether
/// something is up, a counter, a share in tenths of a percent, the time of an answer in milliseconds with three places.
/// The same ones each time.
class Streams
{
public:
    explicit Streams(int count)
        : m_now(size_t(count))
        , m_usual(size_t(count))
    {
        for (int i = 0; i < count; ++i) {
            const std::array<double, 4> first{1, double(any(1'000'000)), double(any(1000)) / 10, 20.0 + any(200)};
            m_now[size_t(i)] = m_usual[size_t(i)] = first[size_t(i % 4)];
        }
    }
    int count() const { return int(m_now.size()); }
    qint64 now() const { return m_at; }
    void advance() { m_at += 10'000; }
    static QString name(int i)
    {
        static const std::array<const char*, 4> kinds{"up", "requests_total", "cpu_percent", "response_ms"};
        return QStringLiteral("%1{host=\"%2\"}").arg(QLatin1StringView(kinds[size_t(i % 4)])).arg(i);
    }
    Metrics::Datum next(int i)
    {
        const qint64 late = any(5) == 0 ? any(4) : 0;
        double& value = m_now[size_t(i)];
        switch (i % 4) {
        case 0:
            value = any(2000) == 0 ? 0 : 1;
            break;
        case 1:
            value += any(50);
            break;
        case 2:
            value = std::round(10 * std::clamp(value + (any(31) - 15) / 10.0, 0.0, 100.0)) / 10;
            break;
        default: {
            const double factor = (any(1000) + any(1000) + any(1000)) / 1500.0;
            value = std::round(1000 * m_usual[size_t(i)] * (0.5 + factor * factor)) / 1000;
        }
        }
        return {m_at + late, value};
    }

private:
    int any(int below) { return int(m_random() % unsigned(below)); }

    std::mt19937 m_random{2026};
    std::vector<double> m_now;
    std::vector<double> m_usual;
    qint64 m_at = 1'700'000'000'000;
};

} // namespace Pilothouse::Bench
