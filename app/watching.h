// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/rounds.h"
#include "alert/watchman.h"
#include "app/services.h"
#include "metrics/services.h"

namespace Pilothouse {

/// Everything that watches, over services that outlive it: probes are looked at, hosts are measured, and what is seen
/// goes to the watchman, who decides alerts. The same in the window and in pilothousectl watch.
class Watching
{
public:
    /// `holder`: who this is, for people on other programs.
    Watching(Services& services, const QString& holder);
    ~Watching();
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;

    /// From now on. `alerts`: also decide them, when no other program does.
    void start(const std::vector<System::Definition>& definitions, bool alerts);

    Metrics::SeriesLog& series() { return m_series; }
    Health::Monitor& monitor() { return m_monitor; }
    Metrics::Sampler& sampler() { return m_sampler; }
    Alert::Watchman& watchman() { return m_watchman; }

private:
    Metrics::SeriesLog m_series;
    Alert::Watchman m_watchman; ///< outlives those who tell it something
    Health::Monitor m_monitor;
    Metrics::Sampler m_sampler;
    Metrics::ServiceSampler m_servicesSampler;
    Alert::Rounds m_rounds;
};

} // namespace Pilothouse
