// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ansi.h"

#include <QByteArray>
#include <QByteArrayView>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace Pilothouse::Ui {

/// The lines of an output that only grows: chunks of a megabyte with an index of 8 bytes a line. Lines end at LF, CR LF
/// or CR (a progress bar thus shows each of its states and can hide nothing), and are split at 4 KiB. Beyond its
/// capacity the oldest chunk is dropped; line numbers stay what they were. A value; one thread.
class OutputStore
{
public:
    static constexpr qsizetype longestLine = 4096;
    static constexpr qsizetype chunkSize = 1 << 20;
    static constexpr qint64 defaultCapacity = 128LL << 20;

    explicit OutputStore(qint64 capacity = defaultCapacity);

    void append(QByteArrayView bytes);
    void clear();

    /// Number of the first line that is still kept, and of the line after the last.
    qint64 firstLine() const { return m_chunks.empty() ? 0 : m_chunks.front().firstLine; }
    qint64 endLine() const { return m_endLine; }
    qint64 lineCount() const { return m_endLine - firstLine(); }
    qint64 byteCount() const { return m_bytes; }

    /// Raw bytes without the line end. Valid until the next append().
    QByteArrayView line(qint64 number) const;
    /// The colours in force at the beginning of the line.
    TextState stateAt(qint64 number) const;
    /// Makes the spans of one line.
    std::vector<TextSpan> spans(qint64 number) const;
    QString text(qint64 number) const;

    using Predicate = std::function<bool(QByteArrayView line)>;
    /// The first line in [from, to) that fulfils the predicate; searched backwards when to < from.
    std::optional<qint64> find(qint64 from, qint64 to, const Predicate& predicate) const;

    /// The kept bytes exactly as they came, sharing memory with the store.
    std::vector<QByteArray> bytes() const;

private:
    struct Line
    {
        quint32 offset;
        quint16 length;
        quint16 state;
    };
    struct Chunk
    {
        QByteArray bytes;
        std::vector<Line> lines;
        qint64 firstLine;
    };

    const Chunk& chunkOf(qint64 number) const;
    const Line& record(qint64 number) const;
    void openLine();
    void closeLine();
    void makeRoom();

    qint64 m_capacity;
    std::deque<Chunk> m_chunks;
    qint64 m_endLine = 0;
    qint64 m_bytes = 0;
    bool m_open = false;    ///< the last line may still grow
    bool m_afterCr = false; ///< a LF now belongs to the CR before it
    TextState m_state;
};

/// Whether a line of output reads like the report of a failure.
bool looksLikeError(QByteArrayView line);
/// Contains `needle`; capitals in the needle make it case-sensitive, as in many editors.
OutputStore::Predicate containing(const QString& needle);

} // namespace Pilothouse::Ui
