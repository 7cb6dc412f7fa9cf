// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "run/denylist.h"
#include "run/planwork.h"
#include "system/windows.h"

#include <QCoreApplication>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

bool PlanWork::isDenied(const QString& script) const
{
    return environment.kind == System::EnvironmentKind::Production && !findDestruction(script).found.isEmpty();
}

Asked& PlanWork::demand(const QString& kind, const QString& subject, Verdict verdict, const QString& statement,
                        const QDateTime& now)
{
    plan.requirements.push_back(
        {.question = {.system = plan.system, .environment = plan.environment, .kind = kind, .subject = subject},
         .evidence = {.verdict = verdict,
                      .statement = SafeText::fromUntrusted(statement),
                      .observedAt = now,
                      .goodFor = std::chrono::hours(24),
                      .source = u"definition"_s}});
    return plan.requirements.back();
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
        for (const QString& script : {step.argument, step.undo, step.revert}) {
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
        demand(u"destroys"_s, step.id, Verdict::Fails, statement, now);
    };
    for (const auto* steps : {&plan.steps, &plan.failureSteps}) {
        for (const PlannedStep& planned : *steps) {
            // What looks or scales is ours, and destroys nothing.
            if (planned.step.action == System::StepAction::Run && planned.step.builtIn != System::BuiltIn::Look &&
                planned.step.builtIn != System::BuiltIn::Scale)
                look(planned.step);
        }
    }
    if (!unseen.isEmpty())
        plan.warnings +=
            QCoreApplication::translate("Run", "Whether it destroys data cannot be told from the words: %1.")
                .arg(unseen.join(u"; "_s));
}

void PlanWork::lookAtWindows(const System::Procedure& procedure, const QDateTime& now)
{
    if (procedure.way != System::Way::Forward)
        return;
    const auto lasts = [&](Asked& asked, const QDateTime& until) {
        if (until.isValid())
            asked.evidence.goodFor = std::min(asked.evidence.goodFor, std::chrono::milliseconds(now.msecsTo(until)));
    };
    if (const auto frozen = System::openWindow(environment.freeze, now)) {
        demand(u"freeze"_s, {}, Verdict::Fails,
               QCoreApplication::translate("Run", "frozen %1; the way back and care are not held up")
                   .arg(System::untilWords(*frozen)),
               now);
    } else if (const auto next = System::nextWindow(environment.freeze, now)) {
        lasts(demand(u"freeze"_s, {}, Verdict::Holds,
                     QCoreApplication::translate("Run", "none now; the next begins %1")
                         .arg(System::zonedTime(next->at, next->zone)),
                     now),
              next->at);
    }
    for (const System::Requirement& requirement : procedure.requirements) {
        // Where windows are announced, who knows of them is asked as for any other evidence.
        if (requirement.kind != u"window" || evidence.answers(requirement.kind))
            continue;
        if (const auto open = System::openWindow(environment.maintenance, now)) {
            lasts(demand(requirement.kind, requirement.subject, Verdict::Holds,
                         QCoreApplication::translate("Run", "open %1").arg(System::untilWords(*open)), now),
                  open->until);
        } else if (const auto next = System::nextWindow(environment.maintenance, now)) {
            demand(requirement.kind, requirement.subject, Verdict::Fails,
                   QCoreApplication::translate("Run", "closed; the next opens %1 for %2")
                       .arg(System::zonedTime(next->at, next->zone), formatDuration(next->length)),
                   now);
        } else {
            demand(requirement.kind, requirement.subject, Verdict::Fails,
                   QCoreApplication::translate("Run", "closed, and none of the definition opens within five years"),
                   now);
        }
    }
}

} // namespace Pilothouse::Run
