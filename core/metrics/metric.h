// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "system/environment.h"

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

/// What the definition allows the service of a container goes before what its engine was told.
void applyLimits(Sample& sample, const System::Environment& environment);

/// "%", "B", "B/s", "ms", or nothing for what is merely counted.
QString unitOf(const QString& metric);

} // namespace Pilothouse::Metrics
