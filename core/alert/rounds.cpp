// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/rounds.h"

#include "base/await.h"
#include "base/translate.h"

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto interval = 5min;
constexpr auto storePatience = 30s;
/// Listing a folder over SSH, with the login before it.
constexpr auto hostPatience = 2min;

Signal signalOf(const System::Objective& objective)
{
    return {.subject = u"objective:"_s + objective.name,
            .title = translate("Alert", "objective %1").arg(objective.name),
            .severity = Notify::Severity::Warning};
}

Signal signalOf(const System::BackupSpec& backup, const System::Environment& environment)
{
    return {.subject = u"backup:"_s + backup.name,
            .title = translate("Alert", "backup %1").arg(backup.name),
            .severity = environment.kind == System::EnvironmentKind::Production ? Notify::Severity::Critical
                                                                                : Notify::Severity::Warning};
}

} // namespace

std::vector<Signal> askedSignals(const System::Environment& environment)
{
    std::vector<Signal> out;
    for (const System::Objective& objective : environment.objectives)
        out.push_back(signalOf(objective));
    for (const System::BackupSpec& backup : environment.backups) {
        if (backup.rpo)
            out.push_back(signalOf(backup, environment));
    }
    return out;
}

Rounds::Rounds(Health::History& history, const EvidenceSources& sources, Clock& clock, Tell tell)
    : m_history(history)
    , m_sources(sources)
    , m_clock(clock)
    , m_tell(std::move(tell))
    , m_thread(u"rounds"_s, ThreadRole::Worker)
{
}

Rounds::~Rounds()
{
    m_stop.request_stop();
    m_thread.runAndWait([this] { m_timer.reset(); });
}

void Rounds::watch(const System::Definition& definition)
{
    m_thread.post([this, definition] { m_environments[definition.system] = definition.environments; });
}

QFuture<Result<int>> Rounds::round()
{
    const Promise<int> promise;
    m_thread.post([this, promise] { promise.answer(roundNow()); });
    return promise.future();
}

void Rounds::keepOn()
{
    m_thread.post([this] { again(); });
}

void Rounds::again()
{
    if (m_stop.stop_requested())
        return;
    roundNow();
    m_timer = m_clock.after(m_thread.context(), interval, [this] { again(); });
}

int Rounds::roundNow()
{
    int asked = 0;
    for (const auto& each : m_environments) {
        for (const System::Environment& environment : each.second) {
            for (const System::Objective& one : environment.objectives) {
                if (m_stop.stop_requested())
                    return asked;
                tell(environment, objective(environment, one));
                ++asked;
            }
            for (const System::BackupSpec& one : environment.backups) {
                if (m_stop.stop_requested())
                    return asked;
                if (!one.rpo)
                    continue;
                tell(environment, backup(environment, one));
                ++asked;
            }
        }
    }
    return asked;
}

Signal Rounds::objective(const System::Environment& environment, const System::Objective& objective)
{
    Signal signal = signalOf(objective);
    signal.seen = m_clock.now();
    const System::ProbeSpec* probe = environment.probe(objective.of);
    if (!probe)
        return signal;
    const auto tally = await(m_history.tally(environment.system, environment.name, probe->name,
                                             signal.seen.addMSecs(-objective.over.count()), signal.seen),
                             m_stop.get_token(), storePatience);
    if (!tally)
        return signal;
    const Health::ObjectiveState state = Health::stateOf(objective, *probe, *tally);
    signal.statement = objectiveWords(state);
    if (state.holds)
        signal.state = *state.holds ? SignalState::Fine : SignalState::Bad;
    return signal;
}

Signal Rounds::backup(const System::Environment& environment, const System::BackupSpec& backup)
{
    Signal signal = signalOf(backup, environment);
    const Question question{.system = environment.system,
                            .environment = environment.name,
                            .kind = u"backup"_s,
                            .subject = backup.name,
                            .condition = u"rung=exists younger-than=%1ms"_s.arg(backup.rpo->count())};
    const auto evidence = await(m_sources.ask(question), m_stop.get_token(), hostPatience);
    signal.seen = m_clock.now();
    if (!evidence) {
        signal.statement = evidence.error().message;
        return signal;
    }
    signal.statement = evidence->statement.text();
    const Verdict verdict = evidence->verdictAt(signal.seen);
    if (verdict == Verdict::Holds || verdict == Verdict::Weak)
        signal.state = SignalState::Fine;
    else if (verdict == Verdict::Fails)
        signal.state = SignalState::Bad;
    return signal;
}

void Rounds::tell(const System::Environment& environment, Signal signal)
{
    const QString key = environment.system + u'/' + environment.name + u' ' + signal.subject;
    const auto last = m_last.find(key);
    const bool same = last != m_last.end() && last->second.state == signal.state;
    signal.since = same ? last->second.since : signal.seen;
    m_last.insert_or_assign(key, signal);
    m_tell(environment.system, environment.name, signal);
}

} // namespace Pilothouse::Alert
