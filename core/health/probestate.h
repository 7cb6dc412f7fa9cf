// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/measurement.h"
#include "system/probespec.h"

#include <deque>

namespace Pilothouse::Health {

/// What is known about one probe over time: the settled verdict after thresholds, since when, and the last looks.
/// Turning down takes `failuresToDown` failures in a row, turning up again `successesToUp` successes; the first look
/// settles at once. After a gap of more than three intervals (sleep, clock jump) a failure is Unknown until as many
/// have followed, at least two: it may be this machine's own. A value; any thread.
class ProbeState
{
public:
    static constexpr size_t kept = 90;

    ProbeState() = default;
    explicit ProbeState(System::ProbeSpec spec)
        : m_spec(std::move(spec))
    {
    }

    void take(const Measurement& measurement);
    /// Looks of an earlier session, oldest first; they are shown, and never counted towards the present verdict.
    void remember(std::vector<Measurement> looks);

    const System::ProbeSpec& spec() const { return m_spec; }
    HealthVerdict verdict() const { return m_verdict; }
    /// A look of this session was taken; else all that is known is from an earlier one.
    bool isSettled() const { return m_settled; }
    QDateTime since() const { return m_since; }
    const std::deque<Measurement>& looks() const { return m_looks; } ///< oldest first
    const Measurement* last() const { return m_looks.empty() ? nullptr : &m_looks.back(); }
    /// What the last look said; of a probe that came back and has not stayed yet, that too.
    QString reason() const;
    /// The settled verdict as evidence, good for three intervals.
    Evidence evidence() const;

private:
    System::ProbeSpec m_spec;
    HealthVerdict m_verdict = HealthVerdict::Unknown;
    QDateTime m_since;
    std::deque<Measurement> m_looks;
    bool m_settled = false; ///< a look of this session was taken
    bool m_afterGap = false;
    int m_failures = 0;
    int m_successes = 0;
};

} // namespace Pilothouse::Health

Q_DECLARE_METATYPE(Pilothouse::Health::ProbeState)
