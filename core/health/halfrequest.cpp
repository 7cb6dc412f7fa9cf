// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/halfrequest.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 piece = 256 * 1024;

/// A header of a definition has no line ends, but what it is filled with may.
QByteArray oneLine(const QString& text)
{
    QByteArray bytes = text.toUtf8();
    bytes.replace('\r', ' ').replace('\n', ' ');
    return bytes;
}

} // namespace

std::optional<int> finalStatus(QByteArray& heard, bool& continues)
{
    while (true) {
        const qsizetype end = heard.indexOf("\r\n\r\n");
        const bool isHttp = QByteArray("HTTP/1.").startsWith(heard.first(std::min<qsizetype>(heard.size(), 7))) ||
                            heard.startsWith("HTTP/1.");
        if (!isHttp || (end < 0 && heard.size() > 64 * 1024))
            return 0;
        if (end < 0)
            return std::nullopt;
        bool ok = false;
        const int status = heard.mid(9, 3).toInt(&ok);
        if (!ok || status < 100 || status > 999)
            return 0;
        if (status >= 200 || status == 101)
            return status;
        continues = continues || status == 100;
        heard.remove(0, end + 4);
        if (heard.isEmpty())
            return std::nullopt;
    }
}

QFuture<Result<int>> HalfRequest::look(QObject* parent, Clock& clock, const Options& options,
                                       const QSslConfiguration& tls)
{
    auto* look = new HalfRequest(parent, clock, options, tls); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    if (options.url.scheme() == u"https")
        look->m_socket.connectToHostEncrypted(options.route.host, options.route.port, options.url.host());
    else
        look->m_socket.connectToHost(options.route.host, options.route.port);
    return future;
}

HalfRequest::HalfRequest(QObject* parent, Clock& clock, Options options, const QSslConfiguration& tls)
    : QObject(parent)
    , m_clock(clock)
    , m_options(std::move(options))
{
    m_socket.setSslConfiguration(tls);
    m_deadline = clock.after(this, m_options.within, [this] {
        conclude(
            fail(ErrorKind::Timeout, translate("Health", "no answer within %1").arg(formatDuration(m_options.within))));
    });
    connect(&m_socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError>& errors) { m_tlsFault = tlsFaultSentence(errors, m_options.url.host()); });
    if (m_options.url.scheme() == u"https")
        connect(&m_socket, &QSslSocket::encrypted, this, &HalfRequest::sendHead);
    else
        connect(&m_socket, &QSslSocket::connected, this, &HalfRequest::sendHead);
    connect(&m_socket, &QSslSocket::readyRead, this, &HalfRequest::read);
    connect(&m_socket, &QSslSocket::bytesWritten, this, [this] {
        if (m_sent >= 0 && m_socket.bytesToWrite() < piece)
            sendBody();
    });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this] {
        read();
        const QString place = m_options.url.host();
        const QString sentence = !m_tlsFault.isEmpty() ? m_tlsFault
                                 : m_socket.error() == QAbstractSocket::ConnectionRefusedError
                                     ? translate("Health", "%1 refuses connections").arg(place)
                                     : translate("Health", "%1 closed the connection without an answer").arg(place);
        conclude(fail(m_options.route.reason(
            {.kind = ErrorKind::Failed, .message = sentence, .detail = m_socket.errorString()})));
    });
}

void HalfRequest::sendHead()
{
    QByteArray head = m_options.method + ' ' + m_options.url.path(QUrl::FullyEncoded).toUtf8();
    if (m_options.url.path().isEmpty())
        head += '/';
    if (m_options.url.hasQuery())
        head += '?' + m_options.url.query(QUrl::FullyEncoded).toUtf8();
    head += " HTTP/1.1\r\nHost: " + m_options.url.authority(QUrl::FullyEncoded).toUtf8() +
            "\r\nUser-Agent: Pilothouse/" PILOTHOUSE_VERSION "\r\nConnection: close\r\nContent-Length: " +
            QByteArray::number(m_options.promised) + "\r\n";
    if (m_options.sendsBody)
        head += "Expect: 100-continue\r\n";
    if (!m_options.headers.contains(u"Content-Type"_s))
        head += "Content-Type: application/octet-stream\r\n";
    for (const auto& [name, value] : m_options.headers)
        head += name.toUtf8() + ": " + oneLine(value) + "\r\n";
    m_socket.write(head + "\r\n");
    if (m_options.sendsBody)
        m_patience = m_clock.after(this, 2s, [this] {
            if (m_sent < 0)
                sendBody();
        });
}

void HalfRequest::sendBody()
{
    m_sent = std::max<qint64>(m_sent, 0);
    const qint64 next = std::min(piece, m_options.promised - m_sent);
    if (next <= 0)
        return;
    m_sent += next;
    m_socket.write(QByteArray(qsizetype(next), ' '));
}

void HalfRequest::read()
{
    if (m_promise.isAnswered())
        return;
    m_heard += m_socket.read(128 * 1024 - m_heard.size());
    bool continues = false;
    const auto status = finalStatus(m_heard, continues);
    if (status)
        return conclude(*status > 0 ? Result<int>(*status)
                                    : fail(ErrorKind::Failed, translate("Health", "the answer is no HTTP")));
    if (continues && m_options.sendsBody && m_sent < 0)
        sendBody();
}

void HalfRequest::conclude(Result<int> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
}

} // namespace Pilothouse::Health
