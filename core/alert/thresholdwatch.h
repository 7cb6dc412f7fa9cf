// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/signal.h"
#include "metrics/sample.h"
#include "system/environment.h"

#include <map>

namespace Pilothouse::Alert {

/// The value of a metric that a threshold may name ("cpu", "memory", "disk", "swap" in percent, "load" in processes);
/// nothing where the sample has none.
std::optional<double> valueOf(const Metrics::Sample& sample, const QString& metric);

/// The thresholds of one environment over the samples of its hosts. What went above stays bad until it comes back under
/// the threshold's `clear`, so that a value that swings about the limit is one alert. A host without a sample for a
/// minute says nothing. Not thread-safe.
class ThresholdWatch
{
public:
    explicit ThresholdWatch(System::Environment environment);

    void take(const QString& host, const Metrics::Sample& sample);
    std::vector<Signal> at(const QDateTime& now) const;

private:
    struct State
    {
        System::Threshold threshold;
        QString host;
        Signal signal;
    };

    System::Environment m_environment;
    std::vector<State> m_states;
};

} // namespace Pilothouse::Alert
