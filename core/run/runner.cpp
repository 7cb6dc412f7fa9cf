// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runner.h"

#include "base/log.h"
#include "run/found.h"
#include "run/runnerwait.h"

#include <QFile>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

Runner::Runner(RunnerPorts ports, std::unique_ptr<Journal> journal, RunRecord record, Ready ready)
    : m_ports(std::move(ports))
    , m_journal(std::move(journal))
    , m_record(std::move(record))
    , m_feed(std::make_shared<Feed>(m_record))
    , m_ready(std::move(ready))
    , m_bell(m_ready.bell)
{
    // Whoever attaches sees the run from its beginning, also the part that another console drove.
    RunRecord past;
    past.info.id = m_record.info.id;
    for (const JournalEntry& entry : m_journal->entries()) {
        if (past.apply(entry))
            m_feed->add(entry, past);
    }
    m_cancel = m_record.cancelAsked;
    m_environment.name = m_record.plan.environment;
    m_environment.kind = m_record.plan.kind;
    m_environment.hosts = m_record.plan.hosts;
}

Runner::~Runner() = default;

void Runner::cancel()
{
    m_bell->ring([this] { m_cancel = true; });
}

void Runner::check(const char* point) const
{
    if (m_ports.checkpoint)
        m_ports.checkpoint(point);
}

Result<void> Runner::note(const QString& kind, QJsonObject data, Journal::Sync sync)
{
    const JournalEntry entry{.kind = kind, .at = m_ports.clock.now(), .data = std::move(data)};
    if (auto written = m_journal->append(entry, sync); !written)
        return written;
    if (auto applied = m_record.apply(entry); !applied)
        return applied;
    if (kind == u"state"_s && !isOpen(m_record.info.state) && m_ports.ended)
        m_ports.ended(m_record);
    m_feed->add(entry, m_record);
    return {};
}

Result<void> Runner::intend(const QString& act, QJsonObject data)
{
    data[u"act"_s] = act;
    return note(u"intent"_s, std::move(data), Journal::Sync::Yes);
}

Result<void> Runner::tell(const QString& text) { return note(u"note"_s, {{u"text"_s, text}}); }

Result<void> Runner::setState(RunState state, const QString& summary, const std::optional<Found>& found)
{
    QJsonObject data{{u"state"_s, runStateName(state)}, {u"summary"_s, summary}};
    if (found)
        data[u"found"_s] = foundJson(*found);
    return note(u"state"_s, std::move(data), Journal::Sync::Yes);
}

void Runner::run(const std::stop_token& stop, bool adopted, const std::function<void(Result<void>)>& locked)
{
    m_stop = stop;
    // A stop has to wake whoever waits for the bell.
    const std::stop_callback wake(stop, [bell = m_bell] { bell->ring(); });
    auto finish = drive(adopted, locked);
    const auto last = [&]() -> Result<void> {
        if (finish) {
            addFound(*finish);
            QJsonObject end{{u"state"_s, runStateName(finish->state)},
                            {u"summary"_s, finish->summary},
                            {u"resumable"_s, finish->resumable}};
            if (finish->found)
                end[u"found"_s] = foundJson(*finish->found);
            // Written first: a console that finds the run after this must not take the lock again to release it.
            if (auto intended = intend(u"finish"_s, std::move(end)); !intended)
                return intended;
            check("finishing");
            if (auto released = releaseLocks(Patience::Once); !released)
                finish->summary += u' ' + QCoreApplication::translate("Run", "The lock could not be released: %1")
                                              .arg(released.error().message);
            check("finished");
            return setState(finish->state, finish->summary, finish->found);
        }
        qCWarning(lcRun) << "run" << id() << "is no longer driven here:" << finish.error().message
                         << finish.error().detail;
        if (stop.stop_requested())
            return setState(RunState::Waiting, QCoreApplication::translate(
                                                   "Run", "Waits for a console; what its hosts have goes on there."));
        return setState(RunState::Waiting, finish.error().message);
    }();
    if (!last)
        qCWarning(lcRun) << "run" << id() << last.error().message << last.error().detail;
    m_leases.clear();
    QFile::remove(m_ports.folder + u'/' + id() + u".cancel"_s);
}

Result<Runner::Finish> Runner::drive(bool adopted, const std::function<void(Result<void>)>& locked)
{
    bool told = false;
    const auto tellLocked = [&](Result<void> result) {
        if (!std::exchange(told, true))
            locked(std::move(result));
    };
    if (m_record.finishing) {
        tellLocked({});
        return Finish{.state = m_record.finishState,
                      .summary = m_record.finishSummary,
                      .resumable = m_record.resumable,
                      .found = m_record.finishFound};
    }
    const auto begun = adopted ? Result<Begun>(Begun::No) : beginAtOnce();
    // What may have been started on a host is not given up because it cannot be heard.
    const Patience patience = adopted || begun == Begun::Unheard ? Patience::Forever : Patience::Once;
    if (begun == Begun::Unheard)
        tellLocked({}); // it may be under way, and whoever began it wants to see that
    const auto held = !begun ? Result<void>(fail(begun.error())) : takeLocks(patience);
    const auto ready = !held || begun == Begun::Yes ? held : takeReins(patience);
    if (!ready) {
        tellLocked(ready);
        if (m_stop.stop_requested() || adopted)
            return fail(ready.error());
        return Finish{.state = RunState::Failed, .summary = ready.error().message};
    }
    if (auto running = setState(RunState::Running, {}); !running) {
        tellLocked(running);
        return fail(running.error());
    }
    tellLocked({});
    return carryStages();
}

Result<Runner::Finish> Runner::carryStages()
{
    if (m_record.rollingBack)
        return rollBack();
    std::vector<Stage> afterwards;
    for (Stage& stage : mainStages(m_record.plan)) {
        if (stage.afterProof) {
            afterwards.push_back(std::move(stage));
            continue;
        }
        std::erase_if(stage.segments,
                      [this](const Segment& segment) { return m_record.leftOut.contains(segment.host); });
        if (!stage.console && stage.segments.empty())
            continue;
        if (auto paused = pauseBefore(stage); !paused)
            return fail(paused.error());
        if (cancelWanted() || m_record.cancelAsked) {
            if (auto ended = conclude(u"cancel"_s); !ended)
                return fail(ended.error());
            return cancelled();
        }
        const auto ending = carryOut(stage);
        if (!ending)
            return fail(ending.error());
        switch (*ending) {
        case Ending::Done:
            break;
        case Ending::Failed: {
            const auto left = leaveOut(stage);
            if (!left)
                return fail(left.error());
            if (*left)
                break;
            return rollBack();
        }
        case Ending::Cancelled:
            if (auto ended = conclude(u"cancel"_s); !ended)
                return fail(ended.error());
            return cancelled();
        case Ending::Interrupted:
            return interrupted();
        }
    }
    // Before the verdict: as long as a host waits for it, it can still go back by itself.
    const bool toProve = m_record.plan.proof.kind != PlannedProof::Kind::NotNeeded;
    const auto proof = toProve ? prove(false) : Result<Evidence>(Evidence{.verdict = Verdict::Holds});
    if (!proof)
        return fail(proof.error());
    if (proof->verdict == Verdict::Fails)
        return rollBack(QCoreApplication::translate("Run", "The proof (%1)").arg(proof->statement.text()));
    if (auto ended = conclude(u"commit"_s); !ended)
        return fail(ended.error());
    for (const auto& [name, segment] : m_record.segments) {
        // Named anew: clang takes no structured binding into a lambda.
        const bool after = std::ranges::any_of(afterwards, [&wanted = name](const Stage& stage) {
            return std::ranges::count(stage.segments, wanted, &Segment::name) > 0;
        });
        if (!after && segment.outcome != u"succeeded"_s && !m_record.leftOut.contains(segment.host))
            return rollBack(); // a host went back alone before it heard the verdict
    }
    if (!m_record.leftOut.isEmpty())
        return withoutThem(!toProve ? QString()
                           : proof->verdict == Verdict::Holds
                               ? QCoreApplication::translate("Run", "Proven: %1").arg(proof->statement.text())
                               : QCoreApplication::translate("Run", "Unproven: %1").arg(proof->statement.text()));
    const QString done = QCoreApplication::translate("Run", "Every step did what it should.");
    if (!toProve)
        return Finish{.state = RunState::Succeeded, .summary = done};
    if (proof->verdict == Verdict::Holds) {
        const auto kept = retain(afterwards);
        if (!kept)
            return fail(kept.error());
        return Finish{.state = RunState::Succeeded,
                      .summary = done + u' ' +
                                 QCoreApplication::translate("Run", "Proven: %1").arg(proof->statement.text()) + *kept};
    }
    return Finish{.state = RunState::Unproven,
                  .summary =
                      QCoreApplication::translate("Run", "Every step did what it should, but nothing proves that "
                                                         "the new version runs: %1")
                          .arg(proof->statement.text())};
}

Result<void> Runner::conclude(const QString& verdict)
{
    QStringList afterwards;
    for (const Stage& stage : mainStages(m_record.plan)) {
        for (const Segment& segment : stage.segments) {
            if (stage.afterProof)
                afterwards += segment.name;
        }
    }
    for (const auto& [name, before] : std::map(m_record.segments)) {
        // One that comes after the verdict may have been intended only, and is still to be sent.
        if (verdict == u"commit"_s && afterwards.contains(name))
            continue;
        // What another console began may go on yet, and no lock is given back while it does.
        if (!before.holding) {
            if (auto watched = watch(name); !watched)
                return watched;
        }
        const SegmentRecord segment = m_record.segments.at(name);
        if (!segment.holding)
            continue;
        if (auto decided = decide(segment, verdict); !decided)
            return fail(decided.error());
        if (auto watched = watch(name); !watched)
            return watched;
    }
    return {};
}

Runner::Finish Runner::cancelled() const
{
    QStringList done;
    for (const StepProgress& step : m_record.steps) {
        if (step.state == StepState::Succeeded)
            done += step.host.isEmpty() ? step.name : u"%1 (%2)"_s.arg(step.name, step.host);
    }
    return {.state = RunState::Cancelled,
            .summary = done.isEmpty()
                           ? QCoreApplication::translate("Run", "Cancelled before a step was done.")
                           : QCoreApplication::translate("Run", "Cancelled; these steps were done and stay: %1.")
                                 .arg(done.join(u", "_s))};
}

Runner::Finish Runner::interrupted() const
{
    QStringList hosts;
    for (const auto& [name, segment] : m_record.segments) {
        if (segment.outcome == u"interrupted"_s)
            hosts += segment.host;
    }
    QString summary = QCoreApplication::translate("Run", "%1 was started anew or lost the run in the middle of a step; "
                                                         "verify what it did before you go on.")
                          .arg(hosts.join(u", "_s));
    for (const StepProgress& step : m_record.steps) {
        if (hosts.contains(step.host) && (step.revert == u"armed"_s || step.revert == u"waiting"_s))
            summary +=
                u' ' + QCoreApplication::translate("Run", "The revert of %1 was armed and nobody has heard of it "
                                                          "since; where the host was started anew it does not "
                                                          "fire any more, and what the step wrote to disk stays.")
                           .arg(step.name);
    }
    return {.state = RunState::Interrupted, .summary = summary};
}

} // namespace Pilothouse::Run
