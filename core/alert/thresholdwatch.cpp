// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/thresholdwatch.h"

#include "alert/causes.h"
#include "base/translate.h"

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds goodFor = 1min;

QString amount(double value, const QString& metric)
{
    const QString number = QString::number(value, 'f', value < 10 ? 1 : 0);
    return metric == u"load" ? number : number + u" %"_s;
}

} // namespace

std::optional<double> valueOf(const Metrics::Sample& sample, const QString& metric)
{
    if (metric == u"cpu")
        return sample.cpuPercent;
    if (metric == u"memory")
        return sample.memoryPercent;
    if (metric == u"disk")
        return sample.diskPercent();
    if (metric == u"swap")
        return sample.swapPercent;
    if (metric == u"load")
        return sample.load1;
    return {};
}

ThresholdWatch::ThresholdWatch(System::Environment environment)
    : m_environment(std::move(environment))
{
    for (const System::Threshold& threshold : m_environment.thresholds) {
        for (const System::Host* host : m_environment.hostsOn(threshold.on)) {
            const auto severity = Notify::severityFromName(threshold.severity);
            m_states.push_back(
                {.threshold = threshold,
                 .host = host->name,
                 .signal = {.subject = u"%1:%2:%3"_s.arg(threshold.metric, host->name).arg(threshold.above),
                            .title = translate("Alert", "%1 of %2").arg(threshold.metric, host->name),
                            .severity = severity.value_or(Notify::Severity::Warning),
                            .lasting = threshold.lasting}});
        }
    }
}

void ThresholdWatch::take(const QString& host, const Metrics::Sample& sample)
{
    for (State& state : m_states) {
        if (state.host != host)
            continue;
        const auto value = valueOf(sample, state.threshold.metric);
        if (!value)
            continue;
        Signal& signal = state.signal;
        // What nobody saw for so long may have been anything meanwhile.
        const bool gap = signal.seen.isValid() && signal.seen.msecsTo(sample.at) > goodFor.count();
        const bool wasBad = signal.state == SignalState::Bad && !gap;
        const bool bad = *value > (wasBad ? state.threshold.clear : state.threshold.above);
        const SignalState next = bad ? SignalState::Bad : SignalState::Fine;
        if (next != signal.state || gap)
            signal.since = sample.at;
        signal.state = next;
        signal.seen = sample.at;
        signal.statement =
            translate("Alert", "%1 (above %2)")
                .arg(amount(*value, state.threshold.metric), amount(state.threshold.above, state.threshold.metric));
    }
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
