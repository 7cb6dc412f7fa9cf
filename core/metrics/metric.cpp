// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metric.h"

#include <cmath>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

double rounded(double value, int places)
{
    const double power = std::pow(10.0, places);
    return std::nearbyint(value * power) / power;
}

} // namespace

std::vector<Figure> metricsOf(const Sample& sample)
{
    std::vector<Figure> out;
    const auto add = [&out](const QString& metric, std::optional<double> value, int places) {
        if (value)
            out.push_back({metric, rounded(*value, places)});
    };
    add(u"cpu"_s, sample.cpuPercent, 2);
    add(u"memory"_s, sample.memoryPercent, 2);
    add(u"load"_s, sample.load1, 2);
    add(u"disk"_s, sample.diskPercent(), 2);
    return out;
}

} // namespace Pilothouse::Metrics
