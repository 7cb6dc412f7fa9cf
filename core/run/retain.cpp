// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/keepsteps.h"
#include "run/runnerwait.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

bool Runner::failedBeforeAnything() const
{
    const auto stages = mainStages(m_record.plan);
    // Of a segment behind the first ones more may have begun than was heard.
    for (const auto& [name, segment] : m_record.segments) {
        if (stages.empty() ||
            std::ranges::find(stages.front().segments, name, &Segment::name) == stages.front().segments.end())
            return false;
    }
    bool kept = false;
    for (const StepProgress& step : m_record.steps) {
        if (step.state == StepState::Pending)
            continue;
        if (step.key != keepStepId())
            return false;
        kept = true;
    }
    return kept;
}

Result<Runner::Finish> Runner::nothingChanged()
{
    if (auto ended = conclude(u"commit"_s); !ended)
        return fail(ended.error());
    QStringList hosts;
    for (const StepProgress& step : m_record.steps) {
        if (step.key == keepStepId() && step.state != StepState::Succeeded)
            hosts += step.host;
    }
    if (hosts.isEmpty())
        return Finish{.state = RunState::Failed,
                      .summary = QCoreApplication::translate("Run", "No console was there to go on, and nothing was "
                                                                    "changed yet."),
                      .resumable = true};
    return Finish{.state = RunState::Failed,
                  .summary = QCoreApplication::translate("Run", "What runs could not be kept on %1, so nothing was "
                                                                "changed: look at the output of that step.")
                                 .arg(hosts.join(u", "_s)),
                  .resumable = true};
}

Result<QString> Runner::retain(const std::vector<Stage>& stages)
{
    QStringList failed;
    for (const Stage& stage : stages) {
        const auto ending = carryOut(stage);
        if (!ending)
            return fail(ending.error());
        if (*ending == Ending::Done)
            continue;
        for (const Segment& segment : stage.segments) {
            const StepProgress* step = m_record.step(retainStepId(), segment.host);
            if (!step || step->state != StepState::Succeeded)
                failed += segment.host;
        }
    }
    if (failed.isEmpty())
        return QString();
    return u' ' + QCoreApplication::translate("Run", "It could not be kept on %1; the next run tries it again.")
                      .arg(failed.join(u", "_s));
}

} // namespace Pilothouse::Run
