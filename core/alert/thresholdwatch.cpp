// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/thresholdwatch.h"

#include "base/translate.h"

#include <algorithm>

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Databases and logs are asked once a minute.
constexpr std::chrono::milliseconds goodFor = 3min;

QString amount(double value, const QString& metric)
{
    const QString unit = Metrics::unitOf(metric);
    const QString number = QString::number(value, 'f', value < 10 ? 1 : 0);
    return unit.isEmpty() ? number : number + u' ' + unit;
}

/// What a threshold may be about: the hosts it names, else all hosts and the databases that are asked.
QStringList partsOf(const System::Threshold& threshold, const System::Environment& environment)
{
    QStringList parts;
    for (const System::Host* host : environment.hostsOn(threshold.on))
        parts += host->name;
    for (const System::ProbeSpec& probe : environment.probes) {
        const bool database = probe.kind == System::ProbeKind::Postgres || probe.kind == System::ProbeKind::Redis;
        if (threshold.on.isEmpty() && database && !parts.contains(probe.name))
            parts += probe.name;
    }
    return parts;
}

} // namespace

ThresholdWatch::ThresholdWatch(const System::Environment& environment)
{
    for (const System::Threshold& threshold : environment.thresholds) {
        for (const QString& part : partsOf(threshold, environment)) {
            const auto severity = Notify::severityFromName(threshold.severity);
            m_states.push_back({.threshold = threshold,
                                .part = part,
                                .signal = {.subject = u"%1:%2:%3"_s.arg(threshold.metric, part).arg(threshold.above),
                                           .title = translate("Alert", "%1 of %2").arg(threshold.metric, part),
                                           .severity = severity.value_or(Notify::Severity::Warning),
                                           .lasting = threshold.lasting}});
        }
    }
}

void ThresholdWatch::take(const QString& part, const std::vector<Metrics::Figure>& figures, const QDateTime& at)
{
    for (State& state : m_states) {
        if (state.part != part)
            continue;
        const auto figure = std::ranges::find(figures, state.threshold.metric, &Metrics::Figure::metric);
        if (figure != figures.end())
            take(state, figure->value, at);
    }
}

void ThresholdWatch::take(State& state, double value, const QDateTime& at)
{
    Signal& signal = state.signal;
    // What nobody saw for so long may have been anything meanwhile.
    const bool gap = signal.seen.isValid() && signal.seen.msecsTo(at) > goodFor.count();
    const bool wasBad = signal.state == SignalState::Bad && !gap;
    const bool bad = value > (wasBad ? state.threshold.clear : state.threshold.above);
    const SignalState next = bad ? SignalState::Bad : SignalState::Fine;
    if (next != signal.state || gap)
        signal.since = at;
    signal.state = next;
    signal.seen = at;
    signal.statement =
        translate("Alert", "%1 (above %2)")
            .arg(amount(value, state.threshold.metric), amount(state.threshold.above, state.threshold.metric));
}

std::vector<Signal> ThresholdWatch::at(const QDateTime& now) const
{
    std::vector<Signal> out;
    for (const State& state : m_states) {
        out.push_back(state.signal);
        if (!state.signal.seen.isValid() || state.signal.seen.msecsTo(now) > goodFor.count())
            out.back().state = SignalState::Unknown;
    }
    return out;
}

} // namespace Pilothouse::Alert
