// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/socketprobe.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"
#include "health/weakprotocol.h"

#include <QHostAddress>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

QFuture<Result<System::Observation>> SocketProbe::look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                       const QSslConfiguration& tls, const Router& router)
{
    const auto address = splitAddress(probe.target);
    if (!address)
        return answered<System::Observation>(
            fail(ErrorKind::Invalid,
                 translate("Health", "\"%1\" is not an address of the form host:port").arg(probe.target)));
    auto* look = new SocketProbe(parent, clock, probe, tls); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->m_host = probe.options->serverName.isEmpty() ? address->first : probe.options->serverName;
    if (router.isDirect()) {
        look->go({.host = address->first, .port = address->second});
        return future;
    }
    std::function<void()> reached;
    if (probe.kind == System::ProbeKind::Tcp)
        reached = [slot = look->m_mailbox.slot(), look] { slot.post([look] { look->conclude(look->seen()); }); };
    whenAnswered(router.to(address->first, address->second, reached), look->m_mailbox.slot(),
                 [look](const Result<Route>& route) {
                     if (!route)
                         return look->conclude(fail(route.error()));
                     look->go(*route);
                 });
    return future;
}

SocketProbe::SocketProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls)
    : QObject(parent)
    , m_probe(probe)
    , m_clock(clock)
    , m_mailbox(this)
    , m_started(std::chrono::steady_clock::now())
{
    m_socket.setSslConfiguration(tls);
    m_deadline = clock.after(this, probe.timeout, [this] {
        conclude(fail(ErrorKind::Timeout,
                      translate("Health", "no connection within %1").arg(formatDuration(m_probe.timeout))));
    });
    if (probe.kind == System::ProbeKind::Tls) {
        connect(&m_socket, &QSslSocket::sslErrors, this, &SocketProbe::tlsErrors);
        connect(&m_socket, &QSslSocket::encrypted, this, &SocketProbe::shakenHands);
    } else if (probe.via.isEmpty()) {
        connect(&m_socket, &QSslSocket::connected, this, [this] { conclude(seen()); });
    }
    connect(&m_socket, &QSslSocket::errorOccurred, this, &SocketProbe::failed);
}

void SocketProbe::go(const Route& route)
{
    m_route = route;
    if (m_probe.kind == System::ProbeKind::Tls)
        m_socket.connectToHostEncrypted(route.host, route.port, m_host);
    else
        m_socket.connectToHost(route.host, route.port);
}

void SocketProbe::failed(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::SslHandshakeFailedError && !m_socket.sslHandshakeErrors().isEmpty())
        return tlsErrors(m_socket.sslHandshakeErrors());
    const QString sentence =
        error == QAbstractSocket::ConnectionRefusedError
            ? translate("Health", "%1 refuses connections").arg(m_probe.target)
            : translate("Health", "%1 did not answer: %2").arg(m_probe.target, m_socket.errorString());
    conclude(fail(m_route.reason({.kind = ErrorKind::Failed, .message = sentence})));
}

void SocketProbe::shakenHands()
{
    const QString& minimum = m_probe.options->minimum;
    if (minimum.isEmpty())
        return conclude(seen());
    const System::Observation good = seen();
    // One after the other: a server may take one connection at a time.
    m_socket.disconnect(this);
    m_socket.abort();
    whenAnswered(WeakProtocol::look(this, m_clock, m_route, minimum, m_host, m_probe.timeout / 2), m_mailbox.slot(),
                 [this, good](const Result<QString>& old) {
                     System::Observation out = good;
                     if (!old)
                         out.weak << translate("Health", "whether it still accepts older protocols could not be seen");
                     else if (!old->isEmpty())
                         out.weak << translate("Health", "it still accepts %1").arg(*old);
                     conclude(out);
                 });
}

System::Observation SocketProbe::seen() const
{
    System::Observation out{.connected = true};
    out.responseTime =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_started);
    if (!m_route.far && !m_socket.peerAddress().isNull())
        out.ip = m_socket.peerAddress().toString();
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
    m_mailbox.close();
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
}

} // namespace Pilothouse::Health
