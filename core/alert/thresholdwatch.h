// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/signal.h"
#include "metrics/metric.h"
#include "system/environment.h"

namespace Pilothouse::Alert {

/// The thresholds of one environment over what is measured of its hosts, and of the databases and access logs that
/// belong to it. What went above stays bad until it comes back under the threshold's `clear`, so that a value that
/// swings about the limit is one alert. What was not measured for three minutes says nothing. Not thread-safe.
class ThresholdWatch
{
public:
    explicit ThresholdWatch(const System::Environment& environment);

    /// `part`: a host, or the probe of a database.
    void take(const QString& part, const std::vector<Metrics::Figure>& figures, const QDateTime& at);
    std::vector<Signal> at(const QDateTime& now) const;

private:
    struct State
    {
        System::Threshold threshold;
        QString part;
        Signal signal;
    };
    static void take(State& state, double value, const QDateTime& at);

    std::vector<State> m_states;
};

} // namespace Pilothouse::Alert
