// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/weakprotocol.h"

#include "base/translate.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QUrl>
#include <QtEndian>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

void put8(QByteArray& out, quint8 value) { out += char(value); }
void put16(QByteArray& out, quint16 value)
{
    const quint16 big = qToBigEndian(value);
    out.append(reinterpret_cast<const char*>(&big), 2);
}
QByteArray sized16(const QByteArray& bytes)
{
    QByteArray out;
    put16(out, quint16(bytes.size()));
    return out + bytes;
}
QByteArray numbers(std::initializer_list<quint16> values)
{
    QByteArray out;
    for (const quint16 value : values)
        put16(out, value);
    return out;
}
void extension(QByteArray& out, quint16 type, const QByteArray& content)
{
    put16(out, type);
    out += sized16(content);
}

constexpr quint8 handshake = 22;
constexpr quint8 serverHello = 2;
constexpr qsizetype recordHead = 5;

} // namespace

QByteArray clientHello(quint16 version, const QString& serverName)
{
    QByteArray extensions;
    QHostAddress address;
    if (!serverName.isEmpty() && !address.setAddress(serverName)) {
        QByteArray name;
        put8(name, 0);
        name += sized16(QUrl::toAce(serverName));
        extension(extensions, 0, sized16(name));
    }
    extension(extensions, 10, sized16(numbers({29, 23, 24, 25})));
    extension(extensions, 11, QByteArray("\x01\x00", 2));
    extension(
        extensions, 13,
        sized16(numbers({0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201})));

    QByteArray body;
    put16(body, version);
    for (int i = 0; i < 8; ++i)
        body += QByteArray::number(QRandomGenerator::global()->generate() | 0x10000000, 16).left(4);
    put8(body, 0); // no session
    // What servers of that age know: elliptic curves, Diffie-Hellman and RSA with AES in GCM and CBC, 3DES.
    body += sized16(numbers({0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9, 0x009e, 0x009f, 0x009c, 0x009d,
                             0xc009, 0xc00a, 0xc013, 0xc014, 0x0033, 0x0039, 0x002f, 0x0035, 0x000a, 0x00ff}));
    body += QByteArray("\x01\x00", 2); // no compression
    body += sized16(extensions);

    QByteArray message;
    put8(message, 1);
    put8(message, 0);
    message += sized16(body);
    QByteArray record;
    put8(record, handshake);
    put16(record, 0x0301); // whatever comes: what middle boxes expect of a first record
    return record + sized16(message);
}

std::optional<QString> chosenProtocol(const QByteArray& answer)
{
    if (answer.isEmpty())
        return std::nullopt;
    const auto byte = [&answer](qsizetype at) { return quint8(answer.at(at)); };
    if (byte(0) != handshake)
        return QString(); // an alert, or nothing of TLS
    if (answer.size() < recordHead + 6)
        return std::nullopt;
    if (byte(recordHead) != serverHello || byte(recordHead + 4) != 3)
        return QString();
    switch (byte(recordHead + 5)) {
    case 0:
        return u"SSL 3"_s;
    case 1:
        return u"TLS 1.0"_s;
    case 2:
        return u"TLS 1.1"_s;
    case 3:
        return u"TLS 1.2"_s;
    }
    return QString();
}

QFuture<Result<QString>> WeakProtocol::look(QObject* parent, Clock& clock, const Route& route, const QString& minimum,
                                            const QString& serverName, std::chrono::milliseconds within)
{
    auto* look = new WeakProtocol(parent, route); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->m_deadline = clock.after(look, within, [look] {
        look->conclude(
            fail(ErrorKind::Timeout, translate("Health", "whether it takes older protocols was not answered")));
    });
    const quint16 version = minimum == u"1.3" ? 0x0303 : 0x0302;
    connect(&look->m_socket, &QTcpSocket::connected, look,
            [look, version, serverName] { look->m_socket.write(clientHello(version, serverName)); });
    look->m_socket.connectToHost(route.host, route.port);
    return future;
}

WeakProtocol::WeakProtocol(QObject* parent, Route route)
    : QObject(parent)
    , m_route(std::move(route))
{
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] {
        m_heard += m_socket.read(64 - m_heard.size());
        if (const auto chosen = chosenProtocol(m_heard))
            conclude(*chosen);
    });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        // To hang up on such a greeting is how many refuse it.
        if (error == QAbstractSocket::RemoteHostClosedError)
            return conclude(QString());
        conclude(fail(ErrorKind::Failed, m_socket.errorString()));
    });
}

void WeakProtocol::conclude(Result<QString> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    m_socket.disconnect(this);
    m_socket.abort();
    deleteLater();
}

} // namespace Pilothouse::Health
