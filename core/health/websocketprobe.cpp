// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/websocketprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"

#include <QRandomGenerator>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

const QByteArray& pingText()
{
    static const QByteArray text("pilothouse");
    return text;
}

bool isSecure(const QUrl& url) { return url.scheme() == u"wss"; }

} // namespace

QFuture<Result<System::Observation>> WebSocketProbe::look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                          const QSslConfiguration& tls, const Router& router)
{
    auto* look = new WebSocketProbe(parent, clock, probe, tls); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    const auto port = quint16(look->m_url.port(isSecure(look->m_url) ? 443 : 80));
    whenAnswered(router.to(look->m_url.host(), port), look->slot(), [look](const Result<Route>& route) {
        if (!route)
            return look->conclude(fail(route.error()));
        look->go(*route);
    });
    return future;
}

WebSocketProbe::WebSocketProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                               const QSslConfiguration& tls)
    : LookOwner(parent)
    , m_clock(clock)
    , m_probe(probe)
    , m_url(probe.target)
    , m_started(clock.monotonic())
{
    m_socket.setSslConfiguration(tls);
    m_deadline = clock.after(this, probe.timeout, [this] {
        const QString within = formatDuration(m_probe.timeout);
        conclude(fail(
            ErrorKind::Timeout,
            !m_isOpen ? translate("Health", "it did not open within %1").arg(within)
            : !m_ponged
                ? translate("Health", "it is open, and a ping was not answered within %1").arg(within)
                : translate("Health", "it is open, and the message was not answered as wanted within %1").arg(within)));
    });
    connect(&m_socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError>& errors) { m_tlsFault = tlsFaultSentence(errors, m_url.host()); });
    if (isSecure(m_url))
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { sendHead(); });
    else
        connect(&m_socket, &QSslSocket::connected, this, [this] { sendHead(); });
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this] {
        read();
        const QString sentence =
            !m_tlsFault.isEmpty() ? m_tlsFault
            : m_socket.error() == QAbstractSocket::ConnectionRefusedError
                ? translate("Health", "%1 refuses connections").arg(m_url.host())
                : translate("Health", "%1 closed the connection: %2").arg(m_url.host(), m_socket.errorString());
        conclude(fail(m_route.reason({.kind = ErrorKind::Failed, .message = sentence})));
    });
}

void WebSocketProbe::go(const Route& route)
{
    m_route = route;
    if (isSecure(m_url))
        m_socket.connectToHostEncrypted(route.host, route.port, m_url.host());
    else
        m_socket.connectToHost(route.host, route.port);
}

void WebSocketProbe::sendHead()
{
    QByteArray nonce;
    for (int i = 0; i < 4; ++i) {
        const quint32 random = QRandomGenerator::global()->generate();
        nonce.append(reinterpret_cast<const char*>(&random), 4);
    }
    m_key = nonce.toBase64();
    QByteArray path = m_url.path(QUrl::FullyEncoded).toUtf8();
    if (path.isEmpty())
        path = "/";
    if (m_url.hasQuery())
        path += '?' + m_url.query(QUrl::FullyEncoded).toUtf8();
    QByteArray head =
        "GET " + path + " HTTP/1.1\r\nHost: " + m_url.authority(QUrl::FullyEncoded).toUtf8() +
        "\r\nUser-Agent: Pilothouse/" PILOTHOUSE_VERSION
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
        m_key + "\r\n";
    for (const auto& [name, value] : m_probe.headers)
        head += name.toUtf8() + ": " + QByteArray(value.toUtf8()).replace('\r', ' ').replace('\n', ' ') + "\r\n";
    m_socket.write(head + "\r\n");
}

void WebSocketProbe::read()
{
    if (m_promise.isAnswered())
        return;
    m_heard += m_socket.read(2 * 1024 * 1024);
    if (!m_isOpen)
        readHead();
    bool broken = false;
    while (m_isOpen && !m_promise.isAnswered()) {
        const auto frame = takeFrame(m_heard, broken);
        if (!frame)
            break;
        heard(*frame);
    }
    if (broken)
        conclude(fail(ErrorKind::Failed, translate("Health", "what comes is no WebSocket")));
}

void WebSocketProbe::readHead()
{
    const qsizetype end = m_heard.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_heard.size() > 64 * 1024)
            conclude(fail(ErrorKind::Failed, translate("Health", "the answer is no HTTP")));
        return;
    }
    const QByteArray head = m_heard.first(end);
    m_heard.remove(0, end + 4);
    const int status = head.mid(9, 3).toInt();
    if (!head.startsWith("HTTP/1.1 ") || status != 101)
        return conclude(fail(ErrorKind::Failed, status > 0 ? translate("Health", "it does not open: %1").arg(status)
                                                           : translate("Health", "the answer is no HTTP")));
    QByteArray accept;
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith("sec-websocket-accept:"))
            accept = line.mid(line.indexOf(':') + 1).trimmed();
    }
    if (accept != webSocketAccept(m_key))
        return conclude(
            fail(ErrorKind::Failed, translate("Health", "it does not open: the answer is not to this question")));
    m_isOpen = true;
    const auto mask = [] { return QRandomGenerator::global()->generate(); };
    m_socket.write(clientFrame(WebSocketFrame::Ping, pingText(), mask()));
    if (!m_probe.options->send.isEmpty())
        m_socket.write(clientFrame(WebSocketFrame::Text, m_probe.options->send.toUtf8(), mask()));
}

void WebSocketProbe::heard(const WebSocketFrame& frame)
{
    switch (frame.kind) {
    case WebSocketFrame::Pong:
        m_ponged = m_ponged || frame.payload == pingText();
        break;
    case WebSocketFrame::Ping:
        m_socket.write(clientFrame(WebSocketFrame::Pong, frame.payload, QRandomGenerator::global()->generate()));
        break;
    case WebSocketFrame::Close: {
        const int code = frame.payload.size() >= 2 ? quint8(frame.payload[0]) << 8 | quint8(frame.payload[1]) : 1005;
        return conclude(fail(ErrorKind::Failed, translate("Health", "it was closed at once (%1)").arg(code)));
    }
    case WebSocketFrame::Continuation:
    case WebSocketFrame::Text:
    case WebSocketFrame::Binary:
        m_message += frame.payload;
        if (m_message.size() > 1024 * 1024)
            return conclude(fail(ErrorKind::Failed,
                                 translate("Health", "the answer is larger than %1").arg(formatSize(1024 * 1024))));
        if (!frame.isLast)
            break;
        const QString message = QString::fromUtf8(std::exchange(m_message, {}));
        if (!m_first)
            m_first = message;
        if (isWanted(message)) {
            m_answered = true;
            m_first = message;
        }
        break;
    }
    maybeDone();
}

bool WebSocketProbe::isWanted(const QString& message) const
{
    const QString& wanted = m_probe.options->answer;
    if (wanted.isEmpty())
        return true;
    const auto condition = System::Condition::parse(u"[OUTPUT] == pat(%1)"_s.arg(wanted));
    System::Observation seen;
    seen.output = message;
    return condition && condition->evaluate(seen).holds;
}

void WebSocketProbe::maybeDone()
{
    const bool waits = !m_answered && (!m_probe.options->answer.isEmpty() || !m_probe.options->send.isEmpty());
    if (!m_ponged || waits)
        return;
    System::Observation seen{.connected = true};
    seen.responseTime = m_clock.monotonic() - m_started;
    seen.certificateExpiration = timeLeft(m_socket.peerCertificate(), QDateTime::currentDateTimeUtc());
    seen.output = m_first;
    const QString took = formatDuration(*seen.responseTime);
    seen.summary = m_answered ? translate("Health", "open, answered in %1").arg(took)
                              : translate("Health", "open, a ping came back in %1").arg(took);
    m_socket.write(
        clientFrame(WebSocketFrame::Close, QByteArray("\x03\xe8", 2), QRandomGenerator::global()->generate()));
    m_socket.flush();
    conclude(seen);
}

void WebSocketProbe::conclude(Result<System::Observation> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    m_socket.disconnect(this);
    m_socket.disconnectFromHost();
    deleteLater();
}

} // namespace Pilothouse::Health
