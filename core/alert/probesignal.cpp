// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/probesignal.h"

#include "alert/causes.h"

namespace Pilothouse::Alert {

using Health::HealthVerdict;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Notify::Severity severityOf(const System::ProbeSpec& probe, const System::Environment& environment)
{
    const auto own = Notify::severityFromName(probe.severity);
    if (own)
        return *own;
    return environment.kind == System::EnvironmentKind::Production ? Notify::Severity::Critical
                                                                   : Notify::Severity::Warning;
}

} // namespace

Signal signalOf(const Health::ProbeState& state, const System::Environment& environment)
{
    const System::ProbeSpec& probe = state.spec();
    Signal signal{.subject = probeSubject(probe.name),
                  .title = probe.name,
                  .severity = severityOf(probe, environment),
                  .since = state.since()};
    const Health::Measurement* last = state.isSettled() ? state.last() : nullptr;
    if (!last || probe.severity == u"none")
        return signal;
    signal.seen = last->at;
    signal.statement = last->reason;
    switch (state.verdict()) {
    case HealthVerdict::Up:
        signal.state = SignalState::Fine;
        break;
    case HealthVerdict::Down:
        signal.state = SignalState::Bad;
        // It says why it is down, not how the first good look since was.
        for (auto look = state.looks().rbegin(); look != state.looks().rend(); ++look) {
            if (look->verdict != HealthVerdict::Down)
                continue;
            signal.statement = look->reason;
            break;
        }
        break;
    case HealthVerdict::Degraded:
        if (last->verdict != HealthVerdict::Degraded)
            break;
        signal.state = SignalState::Bad;
        signal.severity = std::min(signal.severity, Notify::Severity::Warning);
        signal.lasting = std::max<std::chrono::milliseconds>(5 * probe.every, 2min);
        break;
    case HealthVerdict::Unknown:
    case HealthVerdict::Maintenance:
        break;
    }
    return signal;
}

} // namespace Pilothouse::Alert
