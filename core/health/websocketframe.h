// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace Pilothouse::Health {

/// A frame of a WebSocket (RFC 6455, 5).
struct WebSocketFrame
{
    enum Kind : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
    Kind kind = Text;
    bool isLast = true;
    QByteArray payload = {};
};

/// As a client sends it: masked with `mask`.
QByteArray clientFrame(WebSocketFrame::Kind kind, const QByteArray& payload, quint32 mask);

/// Takes the first frame of what a server has sent; none while it is not whole. `broken` says that none ever will be:
/// masked, of an unknown kind, or longer than 1 MiB.
std::optional<WebSocketFrame> takeFrame(QByteArray& heard, bool& broken);

/// What a server has to answer to a key (Sec-WebSocket-Accept).
QByteArray webSocketAccept(const QByteArray& key);

} // namespace Pilothouse::Health
