// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/probestate.h"

#include "base/translate.h"

namespace Pilothouse::Health {

void ProbeState::take(const Measurement& measurement)
{
    const bool first = !m_settled;
    m_settled = true;
    const bool gap = !first && std::chrono::milliseconds(m_looks.back().at.msecsTo(measurement.at)) >
                                   3 * m_spec.every + m_spec.timeout;
    m_looks.push_back(measurement);
    while (m_looks.size() > kept)
        m_looks.pop_front();

    if (gap) {
        m_afterGap = true;
        m_failures = m_successes = 0;
    }
    const HealthVerdict seen = measurement.verdict;
    if (seen == HealthVerdict::Down) {
        ++m_failures;
        m_successes = 0;
    } else if (seen == HealthVerdict::Up || seen == HealthVerdict::Degraded) {
        ++m_successes;
        m_failures = 0;
    }
    HealthVerdict settled = seen;
    m_afterGap = m_afterGap && (seen == HealthVerdict::Unknown ||
                                (seen == HealthVerdict::Down && m_failures < std::max(2, m_spec.failuresToDown)));
    if (m_afterGap)
        settled = HealthVerdict::Unknown;
    const bool settledBefore = m_verdict != HealthVerdict::Unknown && !first && !m_afterGap;
    if (settledBefore && seen == HealthVerdict::Down && m_verdict != HealthVerdict::Down &&
        m_failures < m_spec.failuresToDown)
        settled = HealthVerdict::Degraded; // failing, but not for long enough to wake somebody
    else if (settledBefore && m_verdict == HealthVerdict::Down && seen != HealthVerdict::Down &&
             seen != HealthVerdict::Unknown && m_successes < m_spec.successesToUp)
        settled = HealthVerdict::Down; // came back, but has not stayed yet
    if (settled != m_verdict || first) {
        m_verdict = settled;
        m_since = measurement.at;
    }
}

void ProbeState::remember(std::vector<Measurement> looks)
{
    std::erase_if(looks, [this](const Measurement& look) { return !m_looks.empty() && look.at >= m_looks.front().at; });
    m_looks.insert(m_looks.begin(), looks.begin(), looks.end());
    while (m_looks.size() > kept)
        m_looks.pop_front();
}

QString ProbeState::reason() const
{
    if (m_looks.empty())
        return {};
    const Measurement& last = m_looks.back();
    const bool good = last.verdict == HealthVerdict::Up || last.verdict == HealthVerdict::Degraded;
    if (m_settled && m_verdict == HealthVerdict::Down && good)
        return translate("Health", "%1; that is good check %2 of the %3 it needs to count as up")
            .arg(last.reason)
            .arg(m_successes)
            .arg(m_spec.successesToUp);
    return last.reason;
}

Evidence ProbeState::evidence() const
{
    if (!m_settled)
        return {.statement = SafeText::oneLine(translate("Health", "%1: not looked at yet").arg(m_spec.name)),
                .source = QStringLiteral("probe ") + m_spec.name};
    Measurement settled = m_looks.back();
    settled.verdict = m_verdict;
    settled.reason = reason();
    return asEvidence(settled, 3 * m_spec.every + m_spec.timeout);
}

} // namespace Pilothouse::Health
