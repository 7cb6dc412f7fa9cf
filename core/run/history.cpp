// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/history.h"

#include "run/proof.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

PastRun pastRunOf(const RunRecord& record)
{
    const Plan& plan = record.plan;
    PastRun past{.id = record.info.id, .running = plan.running};
    past.changed = !plan.readOnly && std::ranges::any_of(record.steps, [](const StepProgress& step) {
        return step.state != StepState::Pending;
    });
    const bool arrived = record.info.state == RunState::Succeeded || record.info.state == RunState::Unproven;
    if (arrived && plan.proof.kind != PlannedProof::Kind::NotNeeded)
        past.brought = plan.proof.target;
    for (const PlannedStep& planned : plan.steps) {
        if (!planned.isIrreversible())
            continue;
        const bool began = std::ranges::any_of(record.steps, [&](const StepProgress& step) {
            return step.key == planned.step.id && !step.failure && step.state != StepState::Pending;
        });
        if (began)
            past.irreversible += planned.step.name;
    }
    // A way back that was taken had found that nothing was applied.
    const bool wentBack = record.rollingBack && !plan.failureSteps.empty() && !record.resumable;
    if (wentBack)
        past.irreversible.clear();
    return past;
}

Between runsBetween(const QString& target, const QString& running, const std::function<std::optional<PastRun>()>& next)
{
    Between out;
    QString after = running;
    bool gap = false;
    while (!sameVersion(after, target)) {
        const auto run = next();
        if (!run) {
            return out;
        }
        if (!run->readable) {
            gap = true;
            continue;
        }
        if (!run->changed)
            continue;
        gap = gap || (isCommit(run->brought) && isCommit(after) && run->brought != after);
        for (const QString& step : run->irreversible)
            out.applied.push_back({.run = run->id, .step = step});
        if (!run->running.isEmpty())
            after = run->running;
    }
    out.known = !gap;
    return out;
}

} // namespace Pilothouse::Run
