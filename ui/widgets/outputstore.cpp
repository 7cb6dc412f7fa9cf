// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outputstore.h"

#include <array>
#include <cctype>
#include <cstring>

namespace Pilothouse::Ui {

namespace {

const char* findByte(const char* from, qsizetype count, char wanted)
{
    return static_cast<const char*>(std::memchr(from, wanted, size_t(count)));
}

bool continuesCharacter(char byte) { return (byte & 0xc0) == 0x80; }

} // namespace

OutputStore::OutputStore(qint64 capacity)
    : m_capacity(std::max<qint64>(capacity, 2 * chunkSize))
{
}

void OutputStore::clear() { *this = OutputStore(m_capacity); }

void OutputStore::append(QByteArrayView bytes)
{
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end) {
        if (m_afterCr) {
            m_afterCr = false;
            if (*at == '\n') {
                m_chunks.back().bytes.append('\n');
                ++m_bytes;
                ++at;
                continue;
            }
        }
        openLine();
        Chunk& chunk = m_chunks.back();
        Line& line = chunk.lines.back();
        const qsizetype room = std::max<qsizetype>(longestLine - line.length, 0);
        const qsizetype look = std::min<qsizetype>(room + 1, end - at);
        const char* stop = findByte(at, look, '\n');
        if (const char* cr = findByte(at, stop ? stop - at : look, '\r'))
            stop = cr;
        qsizetype take = stop ? stop - at : std::min(room, look);
        bool split = !stop && look > room;
        if (split) {
            // A character is not cut in two: its last bytes, at most three, still belong to this line.
            while (at + take < end && line.length + take < longestLine + 3 && continuesCharacter(at[take]))
                ++take;
            split = at + take < end;
        }
        chunk.bytes.append(at, take + (stop ? 1 : 0));
        line.length = quint16(line.length + take);
        m_bytes += take + (stop ? 1 : 0);
        at += take + (stop ? 1 : 0);
        m_afterCr = stop && *stop == '\r';
        if (stop || split)
            closeLine();
    }
}

void OutputStore::openLine()
{
    const bool full = m_chunks.empty() || m_chunks.back().bytes.size() + longestLine + 8 > chunkSize;
    if (m_open && !full)
        return;
    if (full) {
        // A line never spans two chunks: what has come of the open one moves along.
        Chunk next{{}, {}, m_endLine};
        next.bytes.reserve(chunkSize);
        if (m_open) {
            Chunk& last = m_chunks.back();
            const Line moved = last.lines.back();
            next.bytes.append(last.bytes.constData() + moved.offset, moved.length);
            next.lines.push_back({0, moved.length, moved.state});
            next.firstLine = m_endLine - 1;
            last.bytes.truncate(moved.offset);
            last.lines.pop_back();
        }
        m_chunks.push_back(std::move(next));
        makeRoom();
    }
    if (m_open)
        return;
    m_chunks.back().lines.push_back({quint32(m_chunks.back().bytes.size()), 0, m_state.packed()});
    ++m_endLine;
    m_open = true;
}

void OutputStore::closeLine()
{
    const Chunk& chunk = m_chunks.back();
    const Line& line = chunk.lines.back();
    skipAnsiLine(QByteArrayView(chunk.bytes.constData() + line.offset, line.length), m_state);
    m_open = false;
}

void OutputStore::makeRoom()
{
    while (m_bytes > m_capacity && m_chunks.size() > 2) {
        m_bytes -= m_chunks.front().bytes.size();
        m_chunks.pop_front();
    }
}

const OutputStore::Chunk& OutputStore::chunkOf(qint64 number) const
{
    const auto after = std::upper_bound(m_chunks.begin(), m_chunks.end(), number,
                                        [](qint64 n, const Chunk& chunk) { return n < chunk.firstLine; });
    return *std::prev(after);
}

const OutputStore::Line& OutputStore::record(qint64 number) const
{
    const Chunk& chunk = chunkOf(number);
    return chunk.lines[size_t(number - chunk.firstLine)];
}

QByteArrayView OutputStore::line(qint64 number) const
{
    if (number < firstLine() || number >= m_endLine)
        return {};
    const Chunk& chunk = chunkOf(number);
    const Line& line = chunk.lines[size_t(number - chunk.firstLine)];
    return {chunk.bytes.constData() + line.offset, line.length};
}

TextState OutputStore::stateAt(qint64 number) const
{
    return number < firstLine() || number >= m_endLine ? TextState{} : TextState::unpacked(record(number).state);
}

std::vector<TextSpan> OutputStore::spans(qint64 number) const
{
    TextState state = stateAt(number);
    return readAnsiLine(line(number), state);
}

QString OutputStore::text(qint64 number) const
{
    QString text;
    for (const TextSpan& span : spans(number))
        text += span.text;
    return text;
}

std::optional<qint64> OutputStore::find(qint64 from, qint64 to, const Predicate& predicate) const
{
    if (from <= to) {
        for (qint64 n = std::max(from, firstLine()); n < std::min(to, m_endLine); ++n) {
            if (predicate(line(n)))
                return n;
        }
    } else {
        for (qint64 n = std::min(from, m_endLine - 1); n > std::max(to, firstLine() - 1); --n) {
            if (predicate(line(n)))
                return n;
        }
    }
    return {};
}

std::vector<QByteArray> OutputStore::bytes() const
{
    std::vector<QByteArray> all;
    all.reserve(m_chunks.size());
    for (const Chunk& chunk : m_chunks)
        all.push_back(chunk.bytes);
    return all;
}

bool looksLikeError(QByteArrayView line)
{
    static constexpr std::array words{"error",        "fatal",     "failed",   "failure", "panic",
                                      "exception",    "traceback", "critical", "denied",  "not found",
                                      "no such file", "refused",   "aborted"};
    const QByteArray lower = line.toByteArray().toLower();
    for (const char* word : words) {
        qsizetype at = -1;
        while ((at = lower.indexOf(word, at + 1)) >= 0) {
            // "stderror", "0 errors" and "no errors" report nothing; "ValueError" does.
            const QByteArrayView before = QByteArrayView(lower).first(at);
            const bool startsWord = at == 0 || !(std::isalnum(uchar(before.back())) || before.back() == '_');
            const bool counted = before == "0 " || before.endsWith(" 0 ") || before.endsWith("no ");
            if ((startsWord || std::isupper(uchar(line[at]))) && !counted)
                return true;
        }
    }
    return false;
}

OutputStore::Predicate containing(const QString& needle)
{
    const QByteArray bytes = needle.toUtf8();
    if (needle != needle.toLower())
        return [bytes](QByteArrayView line) { return line.indexOf(bytes) >= 0; };
    const QByteArray lower = needle.toLower().toUtf8();
    return [lower](QByteArrayView line) {
        if (lower.size() > line.size())
            return false;
        const auto same = [](char a, char b) { return std::tolower(uchar(a)) == uchar(b); };
        return std::search(line.begin(), line.end(), lower.begin(), lower.end(), same) != line.end();
    };
}

} // namespace Pilothouse::Ui
