// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/framing.h"

#include "base/shell.h"

#include <QRandomGenerator>

#include <algorithm>

namespace Pilothouse::Ssh {

namespace {

// The same in every shell: no double quotes outside of the single ones, no backslash (fish), no exclamation mark and no
// line break (csh). It is no argument of anything that changes, so nothing of a script can be read in a process list.
const QByteArray bootLine = QByteArrayLiteral("exec sh -c 'IFS= read -r t && eval \"$t\"'");

// A shell reads a line byte by byte, one system call each: what is longer is read by dd instead, which costs a process.
constexpr qsizetype longestLine = 4096;
constexpr qsizetype mostNoise = 2000;
constexpr qsizetype longestShown = 2000;

/// The longest end of `bytes` that is a beginning of `mark`.
qsizetype overlap(QByteArrayView bytes, const QByteArray& mark)
{
    for (qsizetype size = std::min(bytes.size(), mark.size() - 1); size > 0; --size) {
        if (bytes.last(size) == QByteArrayView(mark).first(size))
            return size;
    }
    return 0;
}

/// A beginning of an exit status, which may still be empty.
bool isStatus(QByteArrayView figure)
{
    return figure.size() <= 3 && std::ranges::all_of(figure, [](char c) { return c >= '0' && c <= '9'; });
}

QByteArray newNonce()
{
    quint64 random[2];
    QRandomGenerator::system()->fillRange(random);
    return "pilothouse-" + QByteArray::number(random[0], 36) + '-' + QByteArray::number(random[1], 36);
}

/// Within single quotes every login shell reads it as it is written.
bool isPlain(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~' && c != '\'' && c != '\\' && c != '!'; });
}

/// One word of sh, without single quotes.
std::optional<QByteArray> plainWord(const QByteArray& word)
{
    const auto has = [&word](QByteArrayView any) {
        return std::ranges::any_of(word, [any](char c) { return any.contains(c); });
    };
    if (!isPlain(word) || has("\"$`"))
        return {};
    return '"' + word + '"';
}

} // namespace

Command shellCommand(const QByteArray& script, const QByteArrayList& arguments)
{
    const QByteArray nonce = newNonce();
    QByteArray words;
    for (const QByteArray& argument : arguments)
        words += ' ' + shellQuote(argument);
    // All of it is one group and the script one quoted word: cut off anywhere, nothing is run. What a script does to
    // itself (exec, exit, traps, redirections) ends with the parentheses. The marks are never written here as they are
    // printed, so that no echo of this text can be taken for one.
    QByteArray text = "{ printf '%s-begin-%s\\n' " + nonce + " err >&2;printf '%s-begin-%s\\n' " + nonce +
                      " out;(set --" + words + ";eval " + shellQuote(script) + ");s=$?;printf '%s-end-%s %s\\n' " +
                      nonce + " out $s;printf '%s-end-%s %s\\n' " + nonce + " err $s >&2;}";
    if (text.size() <= longestLine) {
        // Every line break is within single quotes.
        const bool breaks = text.contains('\n');
        text.replace('\n', "'\"$n\"'");
        text = (breaks ? "n=${IFS#??};" : "") + text + '\n';
    } else {
        const QByteArray size = QByteArray::number(text.size());
        text = "t=$(dd bs=" + size + " count=1 iflag=fullblock 2>/dev/null||dd bs=1 count=" + size +
               " 2>/dev/null)&&eval \"$t\"\n" + text;
    }
    Command command{.line = bootLine};
    command.frame = {.nonce = nonce, .preamble = text};
    return command;
}

Command shownCommand(const QByteArray& script, const QByteArrayList& arguments)
{
    QByteArray words;
    bool arePlain = isPlain(script);
    for (const QByteArray& argument : arguments) {
        const auto word = plainWord(argument);
        arePlain = arePlain && word;
        words += ' ' + word.value_or(QByteArray());
    }
    if (!arePlain || words.size() + script.size() > longestShown)
        return shellCommand(script, arguments);
    const QByteArray nonce = newNonce();
    Command command{.line = "exec sh -c 'pilothouse=" + nonce +
                            ";echo $pilothouse-begin-err >&2;echo $pilothouse-begin-out;(set --" + words + ';' +
                            script + ");s=$?;echo $pilothouse-end-out $s;echo $pilothouse-end-err $s >&2'"};
    command.frame = {.nonce = nonce};
    return command;
}

FrameReader::FrameReader(const Frame& frame)
    : m_frame(frame)
    , m_streams{Stream{.begin = frame.nonce + "-begin-out\n", .end = frame.nonce + "-end-out "},
                Stream{.begin = frame.nonce + "-begin-err\n", .end = frame.nonce + "-end-err "}}
{
}

QByteArrayView FrameReader::take(QByteArrayView bytes, bool isError)
{
    if (!isFramed())
        return bytes;
    Stream& stream = m_streams[isError ? 1 : 0];
    if (stream.status)
        return {};
    if (!stream.held.isEmpty()) {
        stream.joined = std::exchange(stream.held, {});
        stream.joined.append(bytes);
        bytes = stream.joined;
    }
    if (!stream.begun) {
        const qsizetype at = bytes.indexOf(stream.begin);
        const qsizetype kept = at < 0 ? overlap(bytes, stream.begin) : 0;
        const QByteArrayView noise = at < 0 ? bytes.chopped(kept) : bytes.first(at);
        stream.noise.append(noise.first(std::min(noise.size(), mostNoise - stream.noise.size())));
        if (at < 0) {
            stream.held = bytes.last(kept).toByteArray();
            return {};
        }
        stream.begun = true;
        bytes = bytes.sliced(at + stream.begin.size());
    }
    for (qsizetype from = 0;;) {
        const qsizetype at = bytes.indexOf(stream.end, from);
        if (at < 0) {
            const qsizetype kept = overlap(bytes, stream.end);
            stream.held = bytes.last(kept).toByteArray();
            return bytes.chopped(kept);
        }
        const QByteArrayView behind = bytes.sliced(at + stream.end.size());
        const qsizetype line = behind.indexOf('\n');
        const QByteArrayView figure = line < 0 ? behind : behind.first(line);
        from = at + 1;
        if (!isStatus(figure))
            continue; // nobody but us knows the nonce, so this is chance
        if (line < 0) {
            stream.held = bytes.sliced(at).toByteArray();
            return bytes.first(at);
        }
        if (!figure.isEmpty()) {
            stream.status = figure.toInt();
            return bytes.first(at);
        }
    }
}

QByteArray FrameReader::rest(bool isError)
{
    Stream& stream = m_streams[isError ? 1 : 0];
    QByteArray held = std::exchange(stream.held, {});
    return stream.begun ? held : QByteArray();
}

void FrameReader::conclude(Finished& finished) const
{
    if (!isFramed())
        return;
    if (m_streams[0].status)
        finished.exitStatus = m_streams[0].status;
    else if (finished.exitStatus == 0)
        finished.exitStatus.reset(); // the login shell's, which knows nothing of the script
}

} // namespace Pilothouse::Ssh
