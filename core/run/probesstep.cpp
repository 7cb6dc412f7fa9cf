// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/probesstep.h"

#include "base/await.h"
#include "base/units.h"
#include "run/bell.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Waits for `delay`; false when one of the stops was requested.
bool rest(std::chrono::milliseconds delay, const std::stop_token& stop, const std::stop_token& other)
{
    Bell bell;
    const std::stop_callback wake(other, [&] { bell.ring(); });
    bell.wait(stop, delay, [&] { return other.stop_requested(); });
    return !stop.stop_requested() && !other.stop_requested();
}

} // namespace

ProbesStep::ProbesStep(EvidenceSources& evidence, Clock& clock)
    : m_evidence(evidence)
    , m_clock(clock)
{
}

QFuture<Result<StepOutcome>> ProbesStep::carryOut(StepContext context)
{
    return m_workers.run<StepOutcome>(
        [this, context = std::move(context)](const std::stop_token& stop) { return look(context, stop); });
}

Result<StepOutcome> ProbesStep::look(const StepContext& context, const std::stop_token& stop)
{
    const QStringList red = context.plan->redBefore();
    const auto begun = m_clock.monotonic();
    bool wasGood = false;
    std::chrono::milliseconds goodSince{0};
    for (;;) {
        std::vector<QFuture<Result<Evidence>>> answers;
        for (const QString& probe : context.step.probes)
            answers.push_back(m_evidence.ask({.system = context.plan->system,
                                              .environment = context.plan->environment,
                                              .kind = u"probe"_s,
                                              .subject = probe,
                                              .condition = u"fresh"_s}));
        StepOutcome outcome;
        QStringList bad;
        for (qsizetype i = 0; i < context.step.probes.size(); ++i) {
            const QString& probe = context.step.probes.at(i);
            const auto answer = await(answers[size_t(i)], stop, 60s);
            if (stop.stop_requested() || context.stop.stop_requested())
                return fail(awaitStopped());
            if (answer)
                outcome.evidence.push_back(*answer);
            const bool holds = answer && answer->verdict == Verdict::Holds;
            if (!holds && !red.contains(probe)) {
                // The statement of a probe begins with its name.
                const QString said = answer ? answer->statement.text() : answer.error().message;
                bad += said.startsWith(probe + u": "_s) ? said : u"%1: %2"_s.arg(probe, said);
            }
        }
        const auto now = m_clock.monotonic();
        if (bad.isEmpty()) {
            if (!std::exchange(wasGood, true))
                goodSince = now;
            if (now - goodSince >= context.step.hold) {
                outcome.succeeded = true;
                outcome.statement =
                    red.isEmpty() ? QCoreApplication::translate("Run", "%1 held for %2.")
                                        .arg(context.step.probes.join(u", "_s), formatDuration(context.step.hold))
                                  : QCoreApplication::translate("Run", "Held; not counted, because red before: %1.")
                                        .arg(red.join(u", "_s));
                return outcome;
            }
        } else {
            wasGood = false;
            if (now - begun >= context.step.within) {
                outcome.statement = QCoreApplication::translate("Run", "Not green within %1. %2")
                                        .arg(formatDuration(context.step.within), bad.join(u"; "_s));
                return outcome;
            }
        }
        if (!rest(bad.isEmpty() ? 500ms : 1000ms, stop, context.stop))
            return fail(awaitStopped());
    }
}

QFuture<Result<StepOutcome>> WaitStep::carryOut(StepContext context)
{
    return m_workers.run<StepOutcome>(
        [context = std::move(context)](const std::stop_token& stop) -> Result<StepOutcome> {
            const auto duration = parseDuration(context.step.argument);
            if (!duration)
                return fail(duration.error());
            if (!rest(*duration, stop, context.stop))
                return fail(awaitStopped());
            return StepOutcome{.succeeded = true,
                               .statement =
                                   QCoreApplication::translate("Run", "Waited %1.").arg(formatDuration(*duration))};
        });
}

} // namespace Pilothouse::Run
