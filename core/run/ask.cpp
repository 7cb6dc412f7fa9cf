// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runnerwait.h"

#include <QFile>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

bool mayComeBack(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
        return true;
    case ErrorKind::Invalid:
    case ErrorKind::NotFound:
    case ErrorKind::Refused:
    case ErrorKind::Cancelled:
    case ErrorKind::Conflict:
    case ErrorKind::Failed:
    case ErrorKind::Unknown:
        return false;
    }
    return false;
}

std::shared_ptr<HostShell> Runner::shell(const QString& host)
{
    auto& shell = m_shells[host];
    if (!shell) {
        const System::Host* found = m_record.plan.host(host);
        shell = m_ports.shells.open(m_environment, found ? *found : System::Host{.name = host});
    }
    return shell;
}

Result<QByteArrayList> Runner::ask(const QString& host, const Request& request, Patience patience)
{
    auto delay = 200ms;
    for (;;) {
        auto command = request.command();
        if (!command)
            return fail(command.error());
        const auto finished = waitFor(shell(host)->exec(std::move(*command)));
        if (finished) {
            // A command that a connection took away halfway has no exit status and perhaps no answer.
            auto lines = answerLines(*finished, request.nonce());
            if (lines || finished->exitStatus) {
                if (auto there = found(); !there)
                    return fail(there.error());
                return lines;
            }
        } else if (!mayComeBack(finished.error()) || patience == Patience::Once) {
            return fail(finished.error());
        }
        const Error why = finished ? Error{.kind = ErrorKind::Unreachable, .message = {}} : finished.error();
        if (patience == Patience::Once)
            return fail(why);
        if (auto told = lost(host, why); !told)
            return fail(told.error());
        if (auto waited = pauseFor(delay); !waited)
            return fail(waited.error());
        delay = std::min(delay * 2, std::chrono::milliseconds(10s));
    }
}

Result<void> Runner::pauseFor(std::chrono::milliseconds delay)
{
    m_bell->wait(m_stop, delay, [] { return false; });
    if (m_stop.stop_requested())
        return fail(awaitStopped());
    return keepReins();
}

Result<void> Runner::lost(const QString& host, const Error& error)
{
    if (std::exchange(m_unreachable, true))
        return {};
    const QString why = error.message.isEmpty() ? error.detail : error.message;
    return setState(RunState::Unknown,
                    QCoreApplication::translate("Run", "%1 cannot be asked at the moment; what was sent to it goes on "
                                                       "there. %2")
                        .arg(host, why));
}

Result<void> Runner::found()
{
    if (!std::exchange(m_unreachable, false))
        return {};
    return setState(RunState::Running, m_waitsFor);
}

bool Runner::cancelWanted()
{
    if (!m_cancel && QFile::exists(m_ports.folder + u'/' + id() + u".cancel"_s))
        m_cancel = true;
    return m_cancel;
}

} // namespace Pilothouse::Run
