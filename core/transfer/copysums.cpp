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
constexpr qint64 block = 64 * 1024;          // what a pipe holds
constexpr qint64 blocksAtATime = 256;

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

/// The same, where the host's openssl knows Poly1305 (from version 3 on).
QByteArray keyedTools(const QByteArray& key)
{
    return "LC_ALL=C; export LC_ALL\none() { openssl mac -macopt hexkey:" + key +
           " Poly1305; }\necho pilothouse-sums\n";
}

/// What a shell command takes for a file and never for an option.
QByteArray asArgument(const QByteArray& path) { return shellQuote(path.startsWith('/') ? path : "./" + path); }

/// The sum of a line as sha256sum, shasum and openssl write it, with a backslash where the name holds a newline; or all
/// that the line holds, in capitals, as openssl writes one with a key.
std::optional<QByteArray> sumIn(QByteArrayView line, bool isKeyed)
{
    const qsizetype length = isKeyed ? 32 : 64;
    if (line.startsWith('\\'))
        line = line.sliced(1);
    if (isKeyed ? line.size() != length : line.size() < length + 2 || line.at(length) != ' ')
        return {};
    const QByteArray sum = line.first(length).toByteArray().toLower();
    const bool hex = std::ranges::all_of(sum, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hex ? std::optional(sum) : std::nullopt;
}

} // namespace

std::chrono::milliseconds RemoteSums::patience(qint64 bytes) const
{
    return m_context.request().patience + std::chrono::seconds(bytes / slowestHash);
}

void RemoteSums::prepare()
{
    if (m_offered || m_context.request().sha256)
        return;
    const QByteArray key = Digest::newKey();
    if (key.isEmpty())
        return;
    m_offered = {.key = key, .answer = run(keyedTools(key) + "echo pilothouse | one\n", 0)};
}

QByteArray RemoteSums::key()
{
    prepare();
    if (m_offered && !m_offered->key.isEmpty() && !m_offered->isProven) {
        Digest expected(m_offered->key);
        expected.add("pilothouse\n");
        const auto finished = await(m_offered->answer, m_context.stop(), patience(0));
        if (!finished)
            note(finished.error());
        m_offered->isProven = finished && read(finished->output, 1, true) == Sums{expected.hex()};
        if (!m_offered->isProven)
            m_offered->key.clear();
    }
    return m_offered ? m_offered->key : QByteArray();
}

RemoteSums::Pending RemoteSums::run(const QByteArray& script, qint64 bytes) const
{
    Command command = shellCommand(script);
    // A server that allows no second session (MaxSessions 1) would never start it while a file is open.
    command.deadline = patience(bytes);
    command.stop = m_context.stop();
    return m_context.pool().exec(m_context.endpoint(), std::move(command));
}

RemoteSums::Pending RemoteSums::ask(const std::vector<QByteArray>& files, qint64 bytes) const
{
    if (files.size() == 1)
        return askOne(files.front(), bytes, {});
    QByteArray script = tools;
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

RemoteSums::Pending RemoteSums::askOne(const QByteArray& file, qint64 bytes, const QByteArray& key) const
{
    return run((key.isEmpty() ? tools : keyedTools(key)) + "one < " + asArgument(file) + '\n', bytes);
}

RemoteSums::Pending RemoteSums::askPrefix(const QByteArray& file, qint64 size, bool own, const QByteArray& key) const
{
    const QByteArray begin = key.isEmpty() ? tools : keyedTools(key);
    // Only what this user wrote itself: elsewhere somebody may have put a file of his own in its place.
    const QByteArray name = asArgument(file);
    const QByteArray head = "head -c " + QByteArray::number(size) + " < " + name + " | one\n";
    return run(begin + (own ? "if [ -O " + name + " ] && [ ! -L " + name + " ]; then " + head + "fi\n" : head), size);
}

RemoteSums::Sums RemoteSums::collect(const Pending& pending, size_t count, bool areKeyed)
{
    Sums none(count);
    // The command has its own deadline.
    constexpr auto longest = std::chrono::hours(24 * 30);
    const auto finished = await(pending, m_context.stop(), longest);
    if (!finished) {
        note(finished.error());
        return none;
    }
    return read(finished->output, count, areKeyed).value_or(none);
}

std::optional<RemoteSums::Sums> RemoteSums::read(const QByteArray& output, size_t count, bool areKeyed)
{
    const QByteArray begin = QByteArray(marker) + '\n';
    const qsizetype at = output.indexOf(begin);
    if (at < 0) {
        m_mayWork = false;
        return {};
    }
    Sums out;
    for (const QByteArray& line : output.mid(at + begin.size()).split('\n')) {
        if (auto sum = sumIn(line, areKeyed))
            out.push_back(std::move(sum));
    }
    // One less, and nobody knows whose it is.
    return out.size() == count ? std::optional(out) : std::nullopt;
}

FollowingSum::FollowingSum(CopyContext& context, RemoteSums& sums, const QByteArray& file, const QByteArray& key)
    : m_context(context)
    , m_sums(sums)
    , m_isKeyed(!key.isEmpty())
{
    // Every line says how many blocks more it may read. dd, because head reads 8 KB at a time.
    Command command = shellCommand((m_isKeyed ? keyedTools(key) : tools) + "exec 3< " + asArgument(file) +
                                   " || exit\n"
                                   "while read -r n; do dd bs=" +
                                   QByteArray::number(block) + " count=\"$n\" <&3 2>/dev/null; done | one\n");
    command.keepInputOpen = true;
    command.deadline = {}; // as long as the copy goes on; then finish() has one
    command.stop = m_stop.get_token();
    m_starting = m_context.pool().start(m_context.endpoint(), std::move(command));
}

FollowingSum::~FollowingSum() { m_stop.request_stop(); }

void FollowingSum::readUpTo(qint64 to)
{
    m_command->write(QByteArray::number(to - m_block) + '\n');
    m_block = to;
}

void FollowingSum::arrived(qint64 size)
{
    if (!m_command && m_starting.isFinished() && m_starting.resultCount() > 0)
        m_command = m_starting.result().value_or(nullptr);
    // Each time costs the host a process.
    if (m_command && size / block - m_block >= blocksAtATime)
        readUpTo(size / block);
}

std::optional<QByteArray> FollowingSum::finish(qint64 size)
{
    const auto started = await(m_starting, m_context.stop(), m_sums.patience(size));
    if (!started) {
        m_sums.note(started.error());
        return {};
    }
    m_command = *started;
    // One block more than there should be, so that a file that is too long is not taken for the right one.
    readUpTo(size / block + 2);
    m_command->closeInput();
    const auto finished = await(m_command->finished(), m_context.stop(), m_sums.patience(size));
    if (!finished)
        m_sums.note(finished.error());
    const auto sums = finished ? m_sums.read(finished->output, 1, m_isKeyed) : std::nullopt;
    return sums ? sums->front() : std::nullopt;
}

} // namespace Pilothouse::Ssh
