// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <vector>

namespace Pilothouse::Metrics {

/// One figure of a sample, under the name by which thresholds, charts and `pilothousectl metrics` know it.
struct Figure
{
    QString metric;
    double value = 0;

    bool operator==(const Figure&) const = default;
};

/// All that a sample says, in an order that does not change. Rounded to what a measurement of it is worth, so that the
/// store packs it well.
std::vector<Figure> metricsOf(const Sample& sample);

} // namespace Pilothouse::Metrics
