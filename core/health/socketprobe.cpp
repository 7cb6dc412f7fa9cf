// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/socketprobe.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

/// "host:port", "[::1]:443"; the port is required.
std::optional<std::pair<QString, quint16>> splitAddress(const QString& address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    bool ok = false;
    const uint port = address.mid(colon + 1).toUInt(&ok);
    QString host = address.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (colon <= 0 || !ok || port == 0 || port > 65535 || host.isEmpty())
        return std::nullopt;
    return std::pair{host, quint16(port)};
}

} // namespace

QFuture<Result<System::Observation>> SocketProbe::look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                       const QSslConfiguration& tls)
{
    const auto address = splitAddress(probe.target);
    if (!address)
        return answered<System::Observation>(
            fail(ErrorKind::Invalid,
                 translate("Health", "\"%1\" is not an address of the form host:port").arg(probe.target)));
    auto* look = new SocketProbe(parent, clock, probe, tls); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->m_host = address->first;
    if (probe.kind == System::ProbeKind::Tls)
        look->m_socket.connectToHostEncrypted(address->first, address->second);
    else
        look->m_socket.connectToHost(address->first, address->second);
    return future;
}

SocketProbe::SocketProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls)
    : QObject(parent)
    , m_probe(probe)
    , m_started(std::chrono::steady_clock::now())
{
    m_socket.setSslConfiguration(tls);
    m_deadline = clock.after(this, probe.timeout, [this] {
        conclude(fail(ErrorKind::Timeout,
                      translate("Health", "no connection within %1").arg(formatDuration(m_probe.timeout))));
    });
    if (probe.kind == System::ProbeKind::Tls) {
        connect(&m_socket, &QSslSocket::sslErrors, this, &SocketProbe::tlsErrors);
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { conclude(seen()); });
    } else {
        connect(&m_socket, &QSslSocket::connected, this, [this] { conclude(seen()); });
    }
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::SslHandshakeFailedError && !m_socket.sslHandshakeErrors().isEmpty())
            return tlsErrors(m_socket.sslHandshakeErrors());
        const QString sentence =
            error == QAbstractSocket::ConnectionRefusedError
                ? translate("Health", "%1 refuses connections").arg(m_probe.target)
                : translate("Health", "%1 did not answer: %2").arg(m_probe.target, m_socket.errorString());
        conclude(fail(ErrorKind::Failed, sentence));
    });
}

System::Observation SocketProbe::seen() const
{
    System::Observation out{.connected = true};
    out.responseTime =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_started);
    out.certificateExpiration = timeLeft(m_socket.peerCertificate(), QDateTime::currentDateTimeUtc());
    return out;
}

void SocketProbe::tlsErrors(const QList<QSslError>& errors)
{
    // Expiry alone is what this probe measures: it is reported with its date. Any other fault is an error.
    if (isOnlyExpired(errors, m_socket.peerCertificate()))
        return conclude(seen());
    conclude(fail(ErrorKind::Failed, tlsFaultSentence(errors, m_host), m_socket.errorString()));
}

void SocketProbe::conclude(Result<System::Observation> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
}

} // namespace Pilothouse::Health
