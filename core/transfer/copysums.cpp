// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/shell.h"
#include "ssh/framing.h"
#include "ssh/names.h"
#include "transfer/copycontext.h"

#include <algorithm>

namespace Pilothouse::Ssh {

namespace {

constexpr char marker[] = "pilothouse-sums";
constexpr qint64 slowestHash = 5'000'000;    // bytes a second
constexpr qsizetype longestLine = 48 * 1024; // of one command of the script; hosts allow 128 KiB and more

/// `one` hashes standard input, `all` the files that are its arguments. openssl is the fastest where it is, but slow to
/// start: it gets single files.
const QByteArray tools = "LC_ALL=C; export LC_ALL\n"
                         "if command -v sha256sum >/dev/null 2>&1; then all() { sha256sum \"$@\"; }\n"
                         "elif command -v shasum >/dev/null 2>&1; then all() { shasum -a 256 \"$@\"; }\n"
                         "elif command -v openssl >/dev/null 2>&1; then all() { openssl dgst -sha256 -r \"$@\"; }\n"
                         "else exit 127; fi\n"
                         "if command -v openssl >/dev/null 2>&1; then one() { openssl dgst -sha256 -r; }\n"
                         "else one() { all; }; fi\n"
                         "echo pilothouse-sums\n";

/// What a shell command takes for a file and never for an option.
QByteArray asArgument(const QByteArray& path) { return shellQuote(path.startsWith('/') ? path : "./" + path); }

/// The sum of a line as sha256sum, shasum and openssl write it; with a backslash where the name holds a newline.
std::optional<QByteArray> sumIn(QByteArrayView line)
{
    constexpr qsizetype length = 64;
    if (line.startsWith('\\'))
        line = line.sliced(1);
    if (line.size() < length + 2 || line.at(length) != ' ')
        return {};
    const QByteArrayView sum = line.first(length);
    const bool hex = std::ranges::all_of(sum, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hex ? std::optional(sum.toByteArray()) : std::nullopt;
}

} // namespace

RemoteSums::Pending RemoteSums::run(const QByteArray& script, qint64 bytes) const
{
    Command command = shellCommand(tools + script);
    // A server that allows no second session (MaxSessions 1) would never start it while a file is open.
    command.deadline = m_context.request().patience + std::chrono::seconds(bytes / slowestHash);
    command.stop = m_context.stop();
    return m_context.pool().exec(m_context.endpoint(), std::move(command));
}

RemoteSums::Pending RemoteSums::ask(const std::vector<QByteArray>& files, qint64 bytes) const
{
    if (files.size() == 1)
        return run("one < " + asArgument(files.front()) + '\n', bytes);
    QByteArray script;
    QByteArray line;
    for (const QByteArray& file : files) {
        if (line.size() > longestLine)
            script += std::exchange(line, {}) + '\n';
        if (line.isEmpty())
            line = "all";
        line += ' ' + asArgument(file);
    }
    return run(script + line + '\n', bytes);
}

RemoteSums::Pending RemoteSums::askPrefix(const QByteArray& file, qint64 size, bool own) const
{
    // Only what this user wrote itself: elsewhere somebody may have put a file of his own in its place.
    const QByteArray name = asArgument(file);
    const QByteArray head = "head -c " + QByteArray::number(size) + " < " + name + " | one\n";
    return run(own ? "if [ -O " + name + " ] && [ ! -L " + name + " ]; then " + head + "fi\n" : head, size);
}

RemoteSums::Sums RemoteSums::collect(const Pending& pending, size_t count)
{
    Sums none(count);
    // The command has its own deadline.
    constexpr auto longest = std::chrono::hours(24 * 30);
    const auto finished = await(pending, m_context.stop(), longest);
    if (!finished) {
        m_mayWork = m_mayWork && finished.error().kind != ErrorKind::Timeout;
        return none;
    }
    const QByteArray begin = QByteArray(marker) + '\n';
    const qsizetype at = finished->output.indexOf(begin);
    if (at < 0) {
        m_mayWork = false;
        return none;
    }
    Sums out;
    for (const QByteArray& line : finished->output.mid(at + begin.size()).split('\n')) {
        if (auto sum = sumIn(line))
            out.push_back(std::move(sum));
    }
    // One less, and nobody knows whose it is.
    return out.size() == count ? out : none;
}

} // namespace Pilothouse::Ssh
