// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/promise.h"
#include "health/route.h"
#include "system/probespec.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace Pilothouse::Health {

/// A TCP connection, or a TLS handshake that is read and not trusted: an expired or foreign certificate is an
/// observation with its dates (expired) or an error with its reason, never silently accepted. Where the probe names a
/// minimum, a second connection asks for something older. Through a host what counts is that the host connected.
/// Deletes itself after answering.
class SocketProbe final : public QObject
{
    Q_OBJECT
public:
    static QFuture<Result<System::Observation>> look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                     const QSslConfiguration& tls, const Router& router = {});

private:
    SocketProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls);

    void go(const Route& route);
    void shakenHands();
    void failed(QAbstractSocket::SocketError error);
    void tlsErrors(const QList<QSslError>& errors);
    void conclude(Result<System::Observation> result);
    System::Observation seen() const;

    System::ProbeSpec m_probe;
    Promise<System::Observation> m_promise;
    QSslSocket m_socket;
    std::unique_ptr<Timer> m_deadline;
    QString m_host; ///< whose certificate it has to be
    Route m_route;
    Clock& m_clock;
    Mailbox m_mailbox;
    std::chrono::steady_clock::time_point m_started;
};

} // namespace Pilothouse::Health
