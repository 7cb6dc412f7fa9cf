// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <functional>

namespace Pilothouse::Test {

/// An HTTP server on a free port of loopback that answers as badly as a test wants: `answer` gets each request whole
/// and the connection. With a configuration it speaks TLS.
class WebServer : public QTcpServer
{
public:
    using Answer = std::function<void(QTcpSocket& socket, const QByteArray& request)>;

    explicit WebServer(Answer answer, QSslConfiguration tls = {})
        : m_answer(std::move(answer))
        , m_tls(std::move(tls))
    {
        listen(QHostAddress::LocalHost);
    }
    QString url(const QString& path = {}) const
    {
        return (m_tls.privateKey().isNull() ? QStringLiteral("http") : QStringLiteral("https")) +
               QStringLiteral("://127.0.0.1:%1/").arg(serverPort()) + path;
    }
    int requests() const { return m_requests; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        if (!socket->setSocketDescriptor(descriptor))
            return;
        if (!m_tls.privateKey().isNull()) {
            socket->setSslConfiguration(m_tls);
            socket->startServerEncryption();
        }
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            const QByteArray request = socket->peek(64 * 1024);
            const qsizetype end = request.indexOf("\r\n\r\n");
            if (end < 0 || request.size() < end + 4 + bodyLength(request.first(end)))
                return;
            socket->readAll();
            ++m_requests;
            m_answer(*socket, request);
        });
    }

private:
    static qsizetype bodyLength(const QByteArray& head)
    {
        const QByteArray name = "\r\ncontent-length:";
        const qsizetype at = head.toLower().indexOf(name);
        return at < 0 ? 0 : head.mid(at + name.size()).split('\r').first().trimmed().toLongLong();
    }

    Answer m_answer;
    QSslConfiguration m_tls;
    int m_requests = 0;
};

} // namespace Pilothouse::Test
