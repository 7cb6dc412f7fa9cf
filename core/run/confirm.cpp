// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runnerwait.h"

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<void> Runner::takeRevert(const FollowEvent& event, const SegmentRecord& segment)
{
    const StepProgress* step = m_record.step(event.step, segment.host);
    if (event.text == u"waiting"_s && !m_confirming)
        m_confirming = Confirming{.host = segment.host, .segment = segment.name, .step = event.step};
    else if (event.text != u"waiting"_s && event.text != u"armed"_s)
        m_confirming.reset();
    if (step && step->revert == event.text)
        return {};
    if (auto noted = note(u"revert"_s, {{u"segment"_s, segment.name},
                                        {u"host"_s, segment.host},
                                        {u"step"_s, event.step},
                                        {u"revert"_s, event.text}});
        !noted)
        return noted;
    check("revert");
    return {};
}

/// One try after the other to come to the host over a connection of its own; the revert's time is the host's affair.
Result<void> Runner::mindConfirmation()
{
    if (!m_confirming)
        return {};
    Confirming& confirming = *m_confirming;
    const auto now = m_ports.clock.monotonic();
    if (!confirming.answer) {
        if (now < confirming.next)
            return {};
        const System::Host* host = m_record.plan.host(confirming.host);
        Request request("confirm");
        request.word("run", id()).word("segment", confirming.segment).word("word", confirming.step);
        confirming.nonce = request.nonce();
        auto command = request.command();
        if (!command)
            return fail(command.error());
        confirming.shell = m_ports.shells.openAnew(m_environment, host ? *host : System::Host{.name = confirming.host});
        confirming.answer = confirming.shell->exec(std::move(*command));
        return {};
    }
    if (!confirming.answer->isFinished())
        return {};
    const auto finished = confirming.answer->resultCount() > 0 ? confirming.answer->result()
                                                               : Result<Ssh::Finished>(fail(awaitStopped()));
    const auto lines = finished ? answerLines(*finished, confirming.nonce) : fail(finished.error());
    const QByteArray word = lines && !lines->isEmpty() ? lines->last() : QByteArray();
    confirming.answer.reset();
    confirming.shell.reset();
    confirming.next = now + 2s;
    if (word == "confirmed" || word.startsWith("revert")) {
        m_confirming.reset(); // the stream tells it as well
        return {};
    }
    // A login that is refused is never tried again by itself; the host then takes the step back.
    if (!lines && !mayComeBack(lines.error())) {
        m_confirming.reset();
        return tell(
            QCoreApplication::translate("Run", "No new connection could be made, so the step is not confirmed: %1")
                .arg(lines.error().message));
    }
    return {};
}

} // namespace Pilothouse::Run
