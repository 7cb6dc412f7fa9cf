// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/denylist.h"
#include "run/planwork.h"

#include <QCoreApplication>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

bool PlanWork::isDenied(const QString& script) const
{
    return environment.kind == System::EnvironmentKind::Production && !findDestruction(script).found.isEmpty();
}

void PlanWork::lookForDestruction(const QDateTime& now)
{
    if (environment.kind != System::EnvironmentKind::Production)
        return;
    QStringList unseen;
    const auto look = [&](const System::Step& step) {
        Destruction all;
        // Counting is asked for while the plan is made, so no word of the definition allows it to destroy anything.
        const QStringList counted = findDestruction(step.pending).found;
        for (const QString& script : {step.argument, step.undo}) {
            const Destruction part = findDestruction(script);
            all.found += part.found;
            all.unseen += part.unseen;
        }
        if (!all.unseen.isEmpty())
            unseen += u"%1 (%2)"_s.arg(step.name, all.unseen.join(u", "_s));
        QString statement;
        if (!counted.isEmpty())
            statement =
                QCoreApplication::translate("Run", "pending: of step %1 (%2) would run %3, which destroys data; "
                                                   "write a command that only counts.")
                    .arg(step.name, step.id, counted.join(u", "_s));
        else if (!all.found.isEmpty() && step.destroys.isEmpty())
            statement = QCoreApplication::translate("Run", "step %1 (%2) would run %3, which destroys data in "
                                                           "production. If that is meant, write destroys: \"why\" at "
                                                           "the step in the definition.")
                            .arg(step.name, step.id, all.found.join(u", "_s));
        if (statement.isEmpty())
            return;
        plan.requirements.push_back({.question = {.system = plan.system,
                                                  .environment = plan.environment,
                                                  .kind = u"destroys"_s,
                                                  .subject = step.id},
                                     .evidence = {.verdict = Verdict::Fails,
                                                  .statement = SafeText::fromUntrusted(statement),
                                                  .observedAt = now,
                                                  .goodFor = std::chrono::hours(24),
                                                  .source = u"definition"_s}});
    };
    for (const auto* steps : {&plan.steps, &plan.failureSteps}) {
        for (const PlannedStep& planned : *steps) {
            if (planned.step.action == System::StepAction::Run)
                look(planned.step);
        }
    }
    if (!unseen.isEmpty())
        plan.warnings +=
            QCoreApplication::translate("Run", "Whether it destroys data cannot be told from the words: %1.")
                .arg(unseen.join(u"; "_s));
}

} // namespace Pilothouse::Run
