// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/confirm.h"

#include "base/await.h"
#include "base/safetext.h"
#include "base/translate.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 4096;

bool canAsk(const Call& call) { return call.mayAsk() && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1; }

} // namespace

Option confirmOption()
{
    return {u"confirm"_s, u"SYSTEM/ENVIRONMENT"_s, translate("Ctl", "what would be typed to confirm")};
}

Result<QString> askLine(Call& call, const QString& question)
{
    if (!canAsk(call))
        return fail(ErrorKind::Refused, translate("Ctl", "There is no terminal on which this could be asked."));
    std::fputs(question.toUtf8().constData(), stderr);
    std::fflush(stderr);
    QByteArray line;
    // Asked in short turns: a stop request is no event of a file descriptor.
    while (!call.stop().stop_requested()) {
        pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        if (::poll(&input, 1, 100) <= 0)
            continue;
        char byte = 0;
        const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || byte == '\n' || line.size() == longestLine)
            return QString::fromUtf8(line).trimmed();
        line += byte;
    }
    std::fputc('\n', stderr);
    return tl::make_unexpected(awaitStopped());
}

Result<QString> typedConfirmation(Call& call, const QString& question)
{
    if (call.has(u"confirm"_s) || !canAsk(call))
        return call.value(u"confirm"_s);
    return askLine(call, question);
}

Result<void> confirmed(Call& call, const System::Environment& environment, const Target& target, const QString& what)
{
    if (environment.kind != System::EnvironmentKind::Production)
        return {};
    const QString wanted = target.toString();
    const auto typed = typedConfirmation(
        call, translate("Ctl", "%1 is production. %2\nType %1 to go on: ").arg(wanted, SafeText::oneLine(what).text()));
    if (!typed)
        return tl::make_unexpected(typed.error());
    if (*typed == wanted)
        return {};
    if (typed->isEmpty())
        return fail(ErrorKind::Refused,
                    translate("Ctl", "%1 is production and nothing was done: type its name when asked at a terminal, "
                                     "or pass --confirm %1.")
                        .arg(wanted));
    return fail(
        ErrorKind::Refused,
        translate("Ctl", "\"%1\" is not %2, so nothing was done.").arg(SafeText::oneLine(*typed).text(), wanted));
}

} // namespace Pilothouse::Ctl
