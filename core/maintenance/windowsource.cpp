// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/windowsource.h"

#include "base/mailbox.h"
#include "base/translate.h"
#include "base/units.h"

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

WindowSource::WindowSource(Windows& windows, Clock& clock, Finder finder)
    : m_windows(windows)
    , m_clock(clock)
    , m_finder(std::move(finder))
{
}

QFuture<Result<Evidence>> WindowSource::ask(const Question& question)
{
    const auto environment = m_finder(question.system, question.environment);
    if (question.subject != u"maintenance" || !environment)
        return answered<Evidence>(fail(
            ErrorKind::NotFound, translate("Maintenance", "There is no window \"%1\" here.").arg(question.subject)));
    const Promise<Evidence> promise;
    whenAnswered(m_windows.list(question.system, question.environment, 21 * 24h),
                 [promise, environment = *environment, &clock = m_clock](const Result<std::vector<Window>>& windows) {
                     if (!windows)
                         return promise.answer(fail(windows.error()));
                     const QDateTime now = clock.now();
                     promise.answer(evidenceOf(standing(environment, *windows, now), now));
                 });
    return promise.future();
}

Evidence evidenceOf(const Standing& standing, const QDateTime& now)
{
    Evidence out{.verdict = Verdict::Fails, .observedAt = now, .goodFor = 24h, .source = u"maintenance"_s};
    QStringList words;
    if (standing.open) {
        out.verdict = Verdict::Holds;
        if (standing.open->until.isValid())
            out.goodFor = std::min(out.goodFor, std::chrono::milliseconds(now.msecsTo(standing.open->until)));
        words << translate("Maintenance", "open %1").arg(System::untilWords(*standing.open));
        if (!standing.words.isEmpty())
            words << standing.words;
    } else {
        words += standing.closed;
        if (standing.next)
            words << translate("Maintenance", "closed; the next opens %1 for %2")
                         .arg(System::zonedTime(standing.next->at, standing.next->zone),
                              formatDuration(standing.next->length));
        else
            words << translate("Maintenance", "closed, and none is announced; see pilothousectl maintenance announce");
    }
    out.statement = SafeText::fromUntrusted(words.join(u"; "_s));
    return out;
}

} // namespace Pilothouse::Maintenance
