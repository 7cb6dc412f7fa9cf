// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/resume.h"

#include "base/await.h"
#include "run/keepsteps.h"
#include "run/runs.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isAround(const PlannedStep& step)
{
    return step.step.builtIn == System::BuiltIn::Keep || step.step.builtIn == System::BuiltIn::Retain;
}

/// As if nothing of the first attempt had been done, so that only what others changed differs.
Plan asBefore(const RunRecord& failed, Plan now)
{
    const Plan& before = failed.plan;
    // Where nothing could be told to run, as before a first deployment, what is there now is what the attempt brought.
    const bool ours = now.running == before.running || before.running.isEmpty() ||
                      (!now.running.isEmpty() && now.running == before.proof.target);
    if (ours) {
        now.running = before.running;
        if (before.inputs.contains(u"previous"_s))
            now.inputs[u"previous"_s] = before.previous();
        else
            now.inputs.erase(u"previous"_s);
        now.runningOn = before.runningOn;
        // Which versions are kept was settled when the first attempt began.
        std::erase_if(now.steps, [](const PlannedStep& step) { return isAround(step); });
        for (const PlannedStep& step : before.steps) {
            if (isAround(step))
                now.steps.insert(step.step.id == keepStepId() ? now.steps.begin() : now.steps.end(), step);
        }
        for (PlannedStep& step : now.failureSteps) {
            const auto it = std::ranges::find(before.failureSteps, step.step.id,
                                              [](const PlannedStep& known) { return known.step.id; });
            if (bringsBack(step) && it != before.failureSteps.end())
                step.step.standardInput = it->step.standardInput;
        }
    }
    for (PlannedStep& step : now.steps) {
        const auto it =
            std::ranges::find(before.steps, step.step.id, [](const PlannedStep& known) { return known.step.id; });
        // What the attempt applied is no longer pending.
        if (it != before.steps.end() && step.pending && it->pending && *step.pending < *it->pending)
            step.pending = it->pending;
    }
    now.earlier = before.earlier;
    if (!before.earlier.isEmpty()) {
        // That one began in the middle as well, and without a way back.
        std::erase_if(now.steps, [&](const PlannedStep& step) {
            return std::ranges::none_of(before.steps,
                                        [&](const PlannedStep& known) { return known.step.id == step.step.id; });
        });
        for (PlannedStep& step : now.steps) {
            const auto it =
                std::ranges::find(before.steps, step.step.id, [](const PlannedStep& known) { return known.step.id; });
            QStringList hosts;
            for (const QString& host : it->hosts) {
                if (step.hosts.contains(host))
                    hosts += host;
            }
            step.hosts = hosts;
        }
        now.onFailure.clear();
        now.failureSteps.clear();
    }
    return now;
}

/// What is left to do: the failed step on the hosts where it did not succeed, and everything after it.
std::vector<PlannedStep> stepsLeft(const RunRecord& failed, const std::vector<PlannedStep>& steps)
{
    std::vector<PlannedStep> left;
    for (PlannedStep step : steps) {
        const auto isDone = [&](const QString& host) {
            const StepProgress* progress = failed.step(step.step.id, host);
            return progress && progress->state == StepState::Succeeded;
        };
        // What was seen to be well before more is done has to be looked at again afterwards.
        const bool again = !left.empty() && step.step.action == System::StepAction::Probes;
        if (!again && (step.hosts.isEmpty() ? isDone({}) : std::ranges::all_of(step.hosts, isDone)))
            continue;
        // Probes name hosts that they are asked through; only what runs on hosts is done on some and not on others.
        if (step.step.action == System::StepAction::Run)
            step.hosts.removeIf(isDone);
        left.push_back(std::move(step));
    }
    return left;
}

} // namespace

Result<Plan> resumedPlan(const RunRecord& failed, const Plan& now)
{
    if (isOpen(failed.info.state) || failed.info.state != RunState::Failed || !failed.resumable)
        return fail(
            ErrorKind::Refused,
            failed.rollingBack && !failed.plan.failureSteps.empty() && !failed.resumable
                ? QCoreApplication::translate("Run", "The run went back, so there is nothing to go on with; start "
                                                     "it anew.")
                : QCoreApplication::translate("Run", "Only a run that failed and did not go back can be gone on "
                                                     "with. This one: %1")
                      .arg(failed.info.summary));
    const Plan same = asBefore(failed, now);
    if (planMatter(same) != planMatter(failed.plan))
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run", "The plan no longer holds: %1. Start the procedure anew.")
                        .arg(planDifferences(failed.plan, same).join(u"; "_s)));
    Plan plan = now;
    plan.running = failed.plan.running;
    plan.runningOn = failed.plan.runningOn;
    plan.inputs = failed.plan.inputs;
    plan.proof = failed.plan.proof;
    // A probe that the first attempt turned red is no excuse.
    plan.probesBefore = failed.plan.probesBefore;
    plan.steps = stepsLeft(failed, same.steps);
    for (PlannedStep& step : plan.steps) {
        const auto it = std::ranges::find(now.steps, step.step.id, [](const PlannedStep& s) { return s.step.id; });
        if (it != now.steps.end())
            step.pending = it->pending;
    }
    if (plan.steps.empty())
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Run", "Every step of the run was done; start it anew."));
    plan.onFailure.clear();
    plan.failureSteps.clear();
    plan.whenConsoleLost = System::WhenConsoleLost::Wait;
    plan.earlier = failed.plan.earlier + QStringList{failed.info.id.toString()};
    // Whoever approved the plan approved all of it.
    if (plan.approval)
        plan.approval->plan = failed.plan.approval && !failed.plan.approval->plan.isEmpty() ? failed.plan.approval->plan
                                                                                            : failed.plan.hash;
    const auto hash = planHash(plan);
    if (!hash)
        return fail(hash.error());
    plan.hash = *hash;
    return plan;
}

bool touchesTheSame(const RunRecord& later, const RunRecord& failed)
{
    const bool began =
        std::ranges::any_of(later.steps, [](const StepProgress& step) { return step.state != StepState::Pending; });
    const bool brings = later.plan.proof.kind != PlannedProof::Kind::NotNeeded;
    return began && !later.plan.readOnly && (brings || later.plan.procedure == failed.plan.procedure);
}

QFuture<Result<Plan>> Runs::planResume(Id id, System::Definition definition)
{
    return m_workers.run<Plan>([this, id, definition = std::move(definition)](const std::stop_token& stop) {
        return resumeNow(id, definition, stop);
    });
}

Result<Plan> Runs::resumeNow(const Id& id, const System::Definition& definition, const std::stop_token& stop)
{
    const auto content = Journal::read(journalFile(id));
    const auto failed = content ? RunRecord::replay(id, content->entries) : Result<RunRecord>(fail(content.error()));
    if (!failed)
        return fail(failed.error());
    const auto runs =
        await(m_index.list({.system = failed->plan.system, .environment = failed->plan.environment}), stop, 30s);
    if (!runs)
        return fail(runs.error());
    for (const RunInfo& info : *runs) {
        if (info.id == id || info.started < failed->info.started)
            continue;
        const auto read = Journal::read(journalFile(info.id));
        const auto later = read ? RunRecord::replay(info.id, read->entries) : Result<RunRecord>(fail(read.error()));
        if (later && !touchesTheSame(*later, *failed))
            continue;
        if (later && later->plan.earlier.contains(id.toString()))
            return fail(ErrorKind::Conflict,
                        QCoreApplication::translate("Run", "Run %1 has gone on with it already; go on with that one.")
                            .arg(info.id.toString()));
        return fail(ErrorKind::Conflict,
                    QCoreApplication::translate("Run", "The plan no longer holds: %1 ran since (run %2). Start the "
                                                       "procedure anew.")
                        .arg(info.procedure, info.id.toString()));
    }
    PlanRequest request{.definition = definition,
                        .environment = failed->plan.environment,
                        .procedure = failed->plan.procedure,
                        .inputs = failed->plan.given,
                        .previous = failed->plan.previous()};
    if (failed->plan.binding) {
        request.incident = failed->plan.binding->incident;
        request.bypass = failed->plan.binding->reason;
    }
    const auto now = m_planner.make(request, stop);
    if (!now)
        return fail(now.error());
    auto plan = resumedPlan(*failed, *now);
    if (!plan)
        return plan;
    const auto finished = finishPlan(*plan, stop);
    return finished ? plan : Result<Plan>(fail(finished.error()));
}

} // namespace Pilothouse::Run
