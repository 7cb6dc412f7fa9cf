// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/followreader.h"

namespace Pilothouse::Run {

namespace {
constexpr qsizetype longestLine = 4096;
}

FollowReader::FollowReader(QByteArray nonce, bool inTurn)
    : m_sentinel(nonce.prepend("PILOTHOUSE ").append(' '))
    , m_others(inTurn)
{
}

std::vector<FollowEvent> FollowReader::feed(QByteArrayView bytes)
{
    std::vector<FollowEvent> events;
    while (!bytes.isEmpty() && !m_confused) {
        if (m_left > 0) {
            const qsizetype n = qsizetype(std::min<qint64>(m_left, bytes.size()));
            events.push_back({.kind = FollowEvent::Kind::Data,
                              .step = m_step,
                              .offset = m_offset,
                              .data = bytes.first(n).toByteArray()});
            m_offset += n;
            m_left -= n;
            m_afterData = m_left == 0;
            bytes = bytes.sliced(n);
            continue;
        }
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        if (m_line.size() + piece.size() <= longestLine)
            m_line.append(piece);
        if (end < 0)
            break;
        const QByteArray line = std::exchange(m_line, {});
        bytes = bytes.sliced(end + 1);
        if (m_begun)
            takeLine(line, events);
        else
            m_begun = line.contains(m_sentinel);
    }
    return events;
}

void FollowReader::takeLine(const QByteArray& line, std::vector<FollowEvent>& events)
{
    using Kind = FollowEvent::Kind;
    if (m_others) {
        m_others = line != "following";
        events.push_back(m_others ? FollowEvent{.kind = Kind::Told, .data = line}
                                  : FollowEvent{.kind = Kind::Following});
        return;
    }
    if (std::exchange(m_afterData, false) && line.isEmpty())
        return;
    const QByteArrayList words = line.split(' ');
    const QByteArray& first = words.first();
    const QString rest = QString::fromUtf8(line.mid(first.size() + 1));
    const auto word = [&](qsizetype n) { return n < words.size() ? words.at(n) : QByteArray(); };
    if (first == "beat") {
        events.push_back({.kind = Kind::Beat});
    } else if (first == "start") {
        events.push_back({.kind = Kind::Started, .step = rest});
    } else if (first == "data" && words.size() == 4) {
        m_step = QString::fromUtf8(word(1));
        m_offset = word(2).toLongLong();
        m_left = word(3).toLongLong();
    } else if ((first == "status" || first == "revert") && words.size() >= 3) {
        events.push_back({.kind = first == "status" ? Kind::Status : Kind::Revert,
                          .step = QString::fromUtf8(word(1)),
                          .text = rest.mid(QString::fromUtf8(word(1)).size() + 1)});
    } else if (first == "end") {
        events.push_back({.kind = Kind::Ended, .text = rest});
    } else if (line == "gave-back") {
        events.push_back({.kind = Kind::GaveBack});
    } else if (line == "holding") {
        events.push_back({.kind = Kind::Holding});
    } else if (line == "lost") {
        events.push_back({.kind = Kind::Lost});
    } else if (line == "rebooted") {
        events.push_back({.kind = Kind::Rebooted});
    } else if (line == "absent") {
        events.push_back({.kind = Kind::Absent});
    } else {
        m_confused = true;
        events.push_back({.kind = Kind::Confusion, .text = QString::fromUtf8(line.left(200))});
    }
}

} // namespace Pilothouse::Run
