// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/hostwatch.h"

#include "alert/causes.h"
#include "base/translate.h"

#include <algorithm>

namespace Pilothouse::Alert {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds apart = 3s;

} // namespace

HostWatch::HostWatch(const System::Environment& environment)
{
    const auto severity = environment.kind == System::EnvironmentKind::Production ? Notify::Severity::Critical
                                                                                  : Notify::Severity::Warning;
    for (const System::Host& host : environment.hosts) {
        if (host.local)
            continue;
        m_states.push_back({.host = host.name,
                            .signal = {.subject = hostSubject(host.name),
                                       .title = translate("Alert", "host %1").arg(host.name),
                                       .severity = severity}});
    }
}

HostWatch::State* HostWatch::find(const QString& host)
{
    const auto found = std::ranges::find(m_states, host, &State::host);
    return found == m_states.end() ? nullptr : &*found;
}

void HostWatch::answered(const QString& host, const QDateTime& at)
{
    State* state = find(host);
    if (!state || (state->signal.seen.isValid() && at < state->signal.seen))
        return;
    if (state->signal.state != SignalState::Fine) {
        state->signal.since = at;
        state->signal.statement = translate("Alert", "answers");
    }
    state->signal.state = SignalState::Fine;
    state->signal.seen = at;
    state->firstSilence = {};
}

void HostWatch::silent(const QString& host, const Error& error, const QDateTime& at)
{
    State* state = find(host);
    const bool tells = error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Timeout;
    // An answer that was under way when the host fell silent tells of a time before.
    if (!state || !tells || (state->signal.seen.isValid() && at < state->signal.seen))
        return;
    if (!state->firstSilence.isValid())
        state->firstSilence = at;
    if (state->signal.state == SignalState::Bad) {
        state->signal.seen = at;
        return;
    }
    if (state->firstSilence.msecsTo(at) < std::chrono::milliseconds(apart).count())
        return;
    state->signal.state = SignalState::Bad;
    state->signal.since = state->firstSilence;
    state->signal.seen = at;
    state->signal.statement = error.message;
}

std::vector<Signal> HostWatch::all() const
{
    std::vector<Signal> out;
    std::ranges::transform(m_states, std::back_inserter(out), &State::signal);
    return out;
}

} // namespace Pilothouse::Alert
