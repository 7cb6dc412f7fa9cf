// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/websocketframe.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <array>

namespace Pilothouse::Health {

namespace {

constexpr quint64 longest = 1024 * 1024;

} // namespace

QByteArray clientFrame(WebSocketFrame::Kind kind, const QByteArray& payload, quint32 mask)
{
    QByteArray out;
    out += char(0x80 | kind);
    const auto size = quint64(payload.size());
    if (size < 126) {
        out += char(0x80 | size);
    } else if (size < 65536) {
        std::array<char, 2> length{};
        qToBigEndian(quint16(size), length.data());
        out += char(0x80 | 126);
        out.append(length.data(), 2);
    } else {
        std::array<char, 8> length{};
        qToBigEndian(size, length.data());
        out += char(0x80 | 127);
        out.append(length.data(), 8);
    }
    std::array<char, 4> key{};
    qToBigEndian(mask, key.data());
    out.append(key.data(), 4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        out += char(payload[i] ^ key[size_t(i) % 4]);
    return out;
}

std::optional<WebSocketFrame> takeFrame(QByteArray& heard, bool& broken)
{
    if (broken || heard.size() < 2)
        return {};
    const auto first = quint8(heard[0]);
    const auto second = quint8(heard[1]);
    const quint8 kind = first & 0xf;
    quint64 size = second & 0x7f;
    qsizetype head = 2;
    // Nothing was agreed that the other bits could mean, and only clients mask.
    broken =
        (first & 0x70) != 0 || (second & 0x80) != 0 || (kind > 2 && kind < 8) || kind > 10 || (kind >= 8 && size > 125);
    if (broken)
        return {};
    if (size == 126) {
        head = 4;
        if (heard.size() < head)
            return {};
        size = qFromBigEndian<quint16>(heard.constData() + 2);
    } else if (size == 127) {
        head = 10;
        if (heard.size() < head)
            return {};
        size = qFromBigEndian<quint64>(heard.constData() + 2);
    }
    broken = size > longest;
    if (broken || quint64(heard.size() - head) < size)
        return {};
    WebSocketFrame frame{
        .kind = WebSocketFrame::Kind(kind), .isLast = (first & 0x80) != 0, .payload = heard.mid(head, qsizetype(size))};
    heard.remove(0, head + qsizetype(size));
    return frame;
}

QByteArray webSocketAccept(const QByteArray& key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

} // namespace Pilothouse::Health
