// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "system/probespec.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace Pilothouse::Health {

/// A TCP connection, or a TLS handshake that is read and not trusted: an expired or foreign certificate is an
/// observation with its dates (expired) or an error with its reason, never silently accepted. Deletes itself after
/// answering.
class SocketProbe final : public QObject
{
    Q_OBJECT
public:
    static QFuture<Result<System::Observation>> look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                     const QSslConfiguration& tls);

private:
    SocketProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls);

    void tlsErrors(const QList<QSslError>& errors);
    void conclude(Result<System::Observation> result);
    System::Observation seen() const;

    System::ProbeSpec m_probe;
    Promise<System::Observation> m_promise;
    QSslSocket m_socket;
    std::unique_ptr<Timer> m_deadline;
    QString m_host;
    std::chrono::steady_clock::time_point m_started;
};

} // namespace Pilothouse::Health
