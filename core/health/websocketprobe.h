// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "health/lookowner.h"
#include "health/route.h"
#include "health/websocketframe.h"
#include "system/probespec.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

namespace Pilothouse::Health {

/// Opens a WebSocket, sends a ping and hears its pong, and, where the definition says so, sends a message and hears an
/// answer. [OUTPUT] is the first message that came. Deletes itself after answering.
class WebSocketProbe final : public LookOwner
{
public:
    static QFuture<Result<System::Observation>> look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                     const QSslConfiguration& tls, const Router& router);

private:
    WebSocketProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls);
    void go(const Route& route);
    void sendHead();
    void read();
    void readHead();
    void heard(const WebSocketFrame& frame);
    void maybeDone();
    bool isWanted(const QString& message) const;
    void conclude(Result<System::Observation> result);

    Clock& m_clock;
    System::ProbeSpec m_probe;
    QUrl m_url;
    Route m_route;
    QSslSocket m_socket;
    QByteArray m_key;
    QByteArray m_heard;
    QByteArray m_message; ///< of which more frames follow
    std::optional<QString> m_first;
    QString m_tlsFault;
    bool m_isOpen = false;
    bool m_ponged = false;
    bool m_answered = false;
    Promise<System::Observation> m_promise;
    std::unique_ptr<Timer> m_deadline;
    std::chrono::milliseconds m_started;
};

} // namespace Pilothouse::Health
