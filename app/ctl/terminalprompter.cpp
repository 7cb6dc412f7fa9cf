// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/terminalprompter.h"

#include "base/promise.h"
#include "base/translate.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAnswer = 4096;

/// The terminal in a mode of its own as long as this lives: what is typed comes at once, is not shown, and no key sends
/// a signal, so that nothing but this object's end leaves it.
class Terminal
{
public:
    Terminal()
        : m_fd(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        // Whoever changes the mode from the background is stopped by the system.
        m_ours = m_fd >= 0 && tcgetpgrp(m_fd) == getpgrp() && tcgetattr(m_fd, &m_before) == 0;
        if (!m_ours)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN);
        quiet.c_iflag |= ICRNL;
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        // What was typed before the question is no answer to it.
        tcsetattr(m_fd, TCSAFLUSH, &quiet);
    }
    ~Terminal()
    {
        if (m_ours)
            tcsetattr(m_fd, TCSADRAIN, &m_before);
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    bool isOurs() const { return m_ours; }
    void say(const QByteArray& text) const
    {
        for (qsizetype at = 0; at < text.size();) {
            const ssize_t written = ::write(m_fd, text.constData() + at, size_t(text.size() - at));
            if (written < 0 && errno != EINTR)
                return;
            at += std::max<ssize_t>(written, 0);
        }
    }
    /// The next byte; nothing at its end or when the question is withdrawn.
    std::optional<char> next(const std::stop_token& withdrawn) const
    {
        // Asked in short turns: a stop request is no event of a file descriptor.
        while (!withdrawn.stop_requested()) {
            pollfd input{.fd = m_fd, .events = POLLIN, .revents = 0};
            if (::poll(&input, 1, 50) <= 0)
                continue;
            char byte = 0;
            const ssize_t got = ::read(m_fd, &byte, 1);
            if (got == 1)
                return byte;
            if (got == 0 || errno != EINTR)
                return {};
        }
        return {};
    }

private:
    int m_fd;
    bool m_ours = false;
    termios m_before = {};
};

Error nobody()
{
    return {.kind = ErrorKind::Refused,
            .message = translate("Ctl", "Nobody can be asked here: there is no terminal, or --no-input was given.")};
}

Error notWanted()
{
    return {.kind = ErrorKind::Cancelled, .message = translate("Ctl", "The question was not answered.")};
}

/// One line, shown while it is typed if `echo`.
Result<Secret> readLine(const Terminal& terminal, bool echo, const std::stop_token& withdrawn)
{
    QByteArray line;
    line.reserve(longestAnswer); // so that no copy of it stays behind
    while (const auto byte = terminal.next(withdrawn)) {
        switch (*byte) {
        case '\n':
        case '\r':
            terminal.say("\n");
            return Secret(std::move(line));
        case 0x03: // Ctrl+C
        case 0x1c: // Ctrl+backslash
            wipe(line);
            terminal.say("\n");
            ::kill(getpid(), SIGINT); // the rest of the program ends as it would have
            return tl::make_unexpected(notWanted());
        case 0x04: // Ctrl+D
            if (!line.isEmpty())
                break;
            terminal.say("\n");
            return tl::make_unexpected(notWanted());
        case 0x7f:
        case '\b':
            while (!line.isEmpty() && (static_cast<unsigned char>(line.back()) & 0xc0) == 0x80)
                line.chop(1);
            if (!line.isEmpty()) {
                line.chop(1);
                if (echo)
                    terminal.say("\b \b");
            }
            break;
        case 0x15: // Ctrl+U
            for (; echo && !line.isEmpty(); line.chop(1)) {
                if ((static_cast<unsigned char>(line.back()) & 0xc0) != 0x80)
                    terminal.say("\b \b");
            }
            line.resize(0);
            break;
        default:
            if (static_cast<unsigned char>(*byte) >= 0x20 && line.size() < longestAnswer) {
                line += *byte;
                if (echo)
                    terminal.say(QByteArray(1, *byte));
            }
            break;
        }
    }
    wipe(line);
    terminal.say("\n");
    return tl::make_unexpected(notWanted());
}

Result<Ssh::Answers> converse(const Ssh::Prompt& prompt, const std::stop_token& withdrawn)
{
    if (withdrawn.stop_requested())
        return tl::make_unexpected(notWanted());
    const Terminal terminal;
    if (!terminal.isOurs())
        return tl::make_unexpected(nobody());
    terminal.say(promptHeading(prompt).toUtf8());
    Ssh::Answers answers;
    for (const Ssh::Prompt::Question& question : prompt.questions) {
        const QString text = question.text.text();
        terminal.say(
            (text.trimmed().endsWith(u':') || text.trimmed().endsWith(u'?') ? text.trimmed() : text + u':').toUtf8() +
            ' ');
        auto line = readLine(terminal, question.echo, withdrawn);
        if (!line)
            return tl::make_unexpected(line.error());
        answers.secrets.push_back(std::move(*line));
    }
    return answers;
}

} // namespace

TerminalPrompter::TerminalPrompter(bool mayAsk)
    : m_mayAsk(mayAsk)
    , m_thread(u"terminal"_s, ThreadRole::Worker)
{
}

QFuture<Result<Ssh::Answers>> TerminalPrompter::ask(const Ssh::Prompt& prompt, const std::stop_token& withdrawn)
{
    if (!m_mayAsk)
        return answered<Ssh::Answers>(tl::make_unexpected(nobody()));
    const Promise<Ssh::Answers> promise;
    begin();
    m_thread.post([this, promise, prompt, withdrawn] {
        auto answers = converse(prompt, withdrawn);
        end();
        promise.answer(std::move(answers));
    });
    return promise.future();
}

void TerminalPrompter::begin()
{
    const std::lock_guard lock(m_mutex);
    if (m_asking++ == 0)
        m_since = std::chrono::steady_clock::now();
}

void TerminalPrompter::end()
{
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(m_mutex);
    if (--m_asking == 0)
        m_asked += std::chrono::ceil<std::chrono::milliseconds>(now - m_since);
}

std::chrono::milliseconds TerminalPrompter::asked() const
{
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(m_mutex);
    return m_asking == 0 ? m_asked : m_asked + std::chrono::ceil<std::chrono::milliseconds>(now - m_since);
}

QString promptHeading(const Ssh::Prompt& prompt)
{
    QStringList lines;
    for (const QString& why : prompt.why)
        lines += why;
    QString where = prompt.production ? translate("Ctl", "%1 – PRODUCTION").arg(prompt.where) : prompt.where;
    if (!prompt.hop.isEmpty())
        where += translate("Ctl", ", the way to %1").arg(prompt.hop);
    if (!prompt.through.isEmpty())
        where += translate("Ctl", ", through %1").arg(prompt.through.join(u", "_s));
    lines += where;
    for (const SafeText& text : {prompt.title, prompt.instruction}) {
        if (!text.isEmpty())
            lines += text.text();
    }
    if (prompt.again)
        lines += translate("Ctl", "That was not right; once more.");
    return lines.join(u'\n') + u'\n';
}

} // namespace Pilothouse::Ctl
