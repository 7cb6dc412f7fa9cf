// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runnerwait.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

const SegmentRecord* Runner::lastSegmentOn(const QString& host, const QString& before) const
{
    const SegmentRecord* last = nullptr;
    const auto stages = mainStages(m_record.plan);
    for (const Stage& stage : stages) {
        for (const Segment& segment : stage.segments) {
            if (segment.name == before)
                return last;
            const auto it = m_record.segments.find(segment.name);
            if (segment.host == host && it != m_record.segments.end() && it->second.outcome != u"refused"_s)
                last = &it->second;
        }
    }
    return last;
}

Result<QString> Runner::decide(const SegmentRecord& segment, const QString& verdict)
{
    if (auto intended =
            intend(u"decide"_s, {{u"verdict"_s, verdict}, {u"segment"_s, segment.name}, {u"host"_s, segment.host}});
        !intended)
        return fail(intended.error());
    check("decided");
    Request request("decide");
    request.word("run", id()).word("segment", segment.name).word("word", verdict);
    const auto answer = ask(segment.host, request, Patience::Forever);
    if (!answer)
        return fail(answer.error());
    return answer->isEmpty() ? QString() : QString::fromUtf8(answer->last().mid(qsizetype(qstrlen("decided "))));
}

Result<const SegmentRecord*> Runner::settledOn(const QString& host)
{
    // A console that adopted the run may come here from an earlier segment, which went back alone, and has yet to hear
    // what became of the later ones. What still goes on, or went back as well, must not be rolled back beside it.
    const SegmentRecord* last = lastSegmentOn(host);
    while (last && last->outcome.isEmpty()) {
        const QString name = last->name;
        if (last->holding) {
            if (auto decided = decide(*last, u"rollback"_s); !decided)
                return fail(decided.error());
        }
        if (auto watched = watch(name); !watched)
            return fail(watched.error());
        last = lastSegmentOn(host);
    }
    return last;
}

/// Hosts that changed what cannot be taken back decide for all: asked first, and if one says so nobody goes back.
Result<bool> Runner::blocked()
{
    bool blocked = false;
    for (const PlannedStep& step : m_record.plan.steps) {
        if (!step.isIrreversible())
            continue;
        for (const QString& host : step.hosts) {
            const auto settled = settledOn(host);
            if (!settled)
                return fail(settled.error());
            const SegmentRecord* last = *settled;
            if (!last)
                continue;
            const StepProgress* progress = m_record.step(step.step.id, host);
            const bool applied = last->outcome == u"succeeded"_s && progress && progress->started.isValid();
            blocked = blocked || last->outcome == u"blocked"_s || applied;
        }
    }
    for (const auto& [name, segment] : m_record.segments)
        blocked = blocked || segment.outcome == u"blocked"_s;
    return blocked;
}

Result<Runner::Finish> Runner::rollBack(const QString& because)
{
    const Plan& plan = m_record.plan;
    if (!m_record.rollingBack && failedBeforeAnything())
        return nothingChanged();
    QString failed = m_record.failedStep;
    if (!m_record.rollingBack) {
        QStringList bad;
        for (const StepProgress& step : m_record.steps) {
            if (!step.failure && step.state != StepState::Succeeded && step.state != StepState::Pending)
                bad += step.host.isEmpty() ? step.name : u"%1 (%2)"_s.arg(step.name, step.host);
        }
        if (failed.isEmpty())
            failed = bad.join(u", "_s);
        if (failed.isEmpty())
            failed = because;
        if (failed.isEmpty())
            failed = QCoreApplication::translate("Run", "Waiting for a console");
        const QString text = plan.failureSteps.empty()
                                 ? QCoreApplication::translate("Run", "%1 failed.").arg(failed)
                                 : QCoreApplication::translate("Run", "%1 failed; going back.").arg(failed);
        if (auto intended = intend(u"rollback"_s, {{u"step"_s, failed}, {u"text"_s, text}}); !intended)
            return fail(intended.error());
    }
    check("in-rollback");
    if (plan.failureSteps.empty()) {
        if (auto ended = conclude(u"commit"_s); !ended)
            return fail(ended.error());
        return Finish{.state = RunState::Failed,
                      .summary =
                          (plan.readOnly
                               ? QCoreApplication::translate("Run", "%1 failed. Nothing was changed: its steps only "
                                                                    "look.")
                               : QCoreApplication::translate("Run", "%1 failed. The procedure names no way back: look "
                                                                    "at its output and repair by hand."))
                              .arg(failed),
                      .resumable = true};
    }
    const auto stuck = blocked();
    if (!stuck)
        return fail(stuck.error());
    if (*stuck) {
        if (auto ended = conclude(u"commit"_s); !ended)
            return fail(ended.error());
        return Finish{.state = RunState::Failed,
                      .summary =
                          QCoreApplication::translate("Run", "%1 failed after a step that cannot be taken back was "
                                                             "applied, so nothing was rolled back. Restore a "
                                                             "backup, or repair and deploy again.")
                              .arg(failed),
                      .resumable = true};
    }
    QStringList mainHosts;
    for (const PlannedStep& step : plan.steps)
        mainHosts += step.hosts;
    QStringList hosts;
    for (const PlannedStep& step : plan.failureSteps)
        hosts += step.hosts;
    hosts.removeDuplicates();
    bool good = true;
    QStringList remaining;
    for (const QString& host : std::as_const(hosts)) {
        const auto settled = settledOn(host);
        if (!settled)
            return fail(settled.error());
        const SegmentRecord* last = *settled;
        if (!last && mainHosts.contains(host))
            continue; // nothing was done there
        if (last && last->outcome == u"interrupted"_s)
            return interrupted();
        if (last && last->outcome == u"rollback-failed"_s)
            good = false;
        else if (!last || last->outcome != u"rolled-back"_s)
            remaining += host;
    }
    for (const Stage& stage : failureStages(plan, remaining)) {
        if (!good)
            break;
        if (cancelWanted() && !m_record.cancelAsked)
            return cancelled();
        const auto ending = carryOut(stage);
        if (!ending)
            return fail(ending.error());
        if (*ending == Ending::Interrupted)
            return interrupted();
        if (*ending == Ending::Cancelled)
            return cancelled();
        good = *ending == Ending::Done;
    }
    if (!good)
        return Finish{.state = RunState::Failed,
                      .summary =
                          QCoreApplication::translate("Run", "%1 failed, and so did the way back: the environment "
                                                             "needs you now.")
                              .arg(failed)};
    return wentBack(failed);
}

Result<Runner::Finish> Runner::wentBack(const QString& failed)
{
    const QString previous = m_record.plan.previous().left(12);
    const QString summary =
        previous.isEmpty() ? QCoreApplication::translate("Run", "%1 failed; rolled back.").arg(failed)
                           : QCoreApplication::translate("Run", "%1 failed; rolled back to %2.").arg(failed, previous);
    if (m_record.plan.proof.kind == PlannedProof::Kind::NotNeeded || previous.isEmpty())
        return Finish{.state = RunState::Failed, .summary = summary};
    const auto proof = prove(true);
    if (!proof)
        return fail(proof.error());
    const QString seen = proof->statement.text();
    switch (proof->verdict) {
    case Verdict::Holds:
        return Finish{.state = RunState::Failed,
                      .summary = summary + u' ' + QCoreApplication::translate("Run", "Proven: %1").arg(seen)};
    case Verdict::Fails:
        return Finish{.state = RunState::Failed,
                      .summary = summary + u' ' +
                                 QCoreApplication::translate("Run", "But that is not what runs: %1 The environment "
                                                                    "needs you now.")
                                     .arg(seen)};
    case Verdict::Weak:
    case Verdict::Unknown:
        break;
    }
    return Finish{.state = RunState::Failed,
                  .summary = summary + u' ' +
                             QCoreApplication::translate("Run", "Unproven: nothing shows that it runs. %1").arg(seen)};
}

} // namespace Pilothouse::Run
