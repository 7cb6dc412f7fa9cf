// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvestep.h"

#include "base/await.h"
#include "base/safetext.h"
#include "base/units.h"
#include "run/signedapproval.h"

#include <QCoreApplication>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lookAgain = 1000ms; ///< decisions of other programs with the same store
constexpr auto storeAnswers = 30s;
constexpr auto grace = 2000ms; ///< for what was written in time and is about to be seen

void say(const StepContext& context, const QString& line)
{
    if (context.progress)
        context.progress(line);
}

} // namespace

ApproveStep::ApproveStep(Approvals& approvals, Clock& clock)
    : m_approvals(approvals)
    , m_clock(clock)
{
}

QFuture<Result<StepOutcome>> ApproveStep::carryOut(StepContext context)
{
    return m_workers.run<StepOutcome>(
        [this, context = std::move(context)](const std::stop_token& stop) { return wait(context, stop); });
}

Result<StepOutcome> ApproveStep::outcomeOf(const ApprovalAsked& asked, Approval found, const StepContext& context,
                                           const std::stop_token& stop)
{
    found.verified = false;
    if (!asked.signers.isEmpty() && !found.signature.isEmpty()) {
        const auto seen = readSigned(asked, found.document, found.signature, stop);
        if (!seen && (stop.stop_requested() || context.stop.stop_requested()))
            return fail(awaitStopped());
        const bool same = seen && seen->decision == found.decision;
        found.verified = same;
        if (same)
            found.by = seen->by;
        else if (found.decision == Decision::Approved)
            return StepOutcome{.statement = QCoreApplication::translate("Run", "The approval in the store does not "
                                                                               "count: %1")
                                                .arg(seen ? QCoreApplication::translate("Run", "another decision was "
                                                                                               "signed.")
                                                          : seen.error().message)};
    }
    if (const auto counts = judge(asked, found); !counts)
        return StepOutcome{.statement =
                               QCoreApplication::translate("Run", "The approval in the store does not count: %1")
                                   .arg(counts.error().message)};
    say(context, utcWords(found.at) + u": "_s + approvalWords(found));
    return StepOutcome{.succeeded = found.decision == Decision::Approved, .statement = approvalWords(found)};
}

Result<StepOutcome> ApproveStep::wait(const StepContext& context, const std::stop_token& stop)
{
    RunRecord record;
    record.info.id = context.run;
    record.info.actor = context.startedBy;
    record.plan = *context.plan;
    const auto asked = askedBy(record, context.key, context.begun);
    if (!asked)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Run", "The plan has no approval %1.").arg(context.key));
    const QString text = SafeText::oneLine(asked->text, 500).text();
    const QString who = whoMay(asked->by, !asked->signers.isEmpty(), asked->startedBy);
    if (context.waits)
        context.waits(
            QCoreApplication::translate("Run", "Waits for an approval until %1: %2").arg(utcWords(asked->until), text));
    if (context.resumed)
        say(context, QCoreApplication::translate("Run", "The wait goes on here, until %1 as before.")
                         .arg(utcWords(asked->until)));
    else
        say(context, QCoreApplication::translate("Run", "Asked for an approval: %1\nWho may approve: %2, until %3.\n"
                                                        "pilothousectl approve %4 %5, with --decline to say no.")
                         .arg(text, who, utcWords(asked->until), asked->run.toString(), asked->step));
    for (;;) {
        const quint64 seen = m_approvals.changes();
        const auto found = await(m_approvals.find(asked->run, asked->step), stop, storeAnswers);
        if (stop.stop_requested() || context.stop.stop_requested())
            return fail(awaitStopped());
        if (found && *found)
            return outcomeOf(*asked, **found, context, stop);
        const auto left = std::chrono::milliseconds(m_clock.now().msecsTo(asked->until));
        if (left <= -grace && found)
            return StepOutcome{.statement =
                                   QCoreApplication::translate("Run", "Nobody approved it within %1, until %2.")
                                       .arg(formatDuration(context.step.within), utcWords(asked->until))};
        if (left <= -grace)
            return fail(ErrorKind::Unknown,
                        QCoreApplication::translate("Run", "Whether it was approved before %1 cannot be told: %2")
                            .arg(utcWords(asked->until), found.error().message),
                        found.error().detail);
        m_approvals.wait(seen, std::min<std::chrono::milliseconds>(left + grace, lookAgain), stop, context.stop);
    }
}

} // namespace Pilothouse::Run
