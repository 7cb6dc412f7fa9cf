// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/badpeer.h"

#include <QtEndian>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Pilothouse::Test {

namespace {

constexpr int glance = 20; ///< milliseconds between looks at whether it is over

QByteArray number(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

} // namespace

/// Waits for something that can be done, or for so long (-1: for ever); false when it is over.
bool Conversation::pause(int milliseconds, short what) const
{
    for (int waited = 0; !m_over && (milliseconds < 0 || waited < milliseconds); waited += glance) {
        pollfd polled = {m_fd, what, 0};
        const int some = poll(&polled, 1, milliseconds < 0 ? glance : std::min(glance, milliseconds - waited));
        if (some > 0)
            return (polled.revents & (POLLERR | POLLNVAL)) == 0;
    }
    return !m_over && milliseconds >= 0;
}

bool Conversation::send(const QByteArray& bytes) const
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        if (!pause(-1, POLLOUT))
            return false;
        const ssize_t some =
            ::send(m_fd, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (some < 0 && errno != EAGAIN)
            return false;
        sent += std::max<ssize_t>(some, 0);
    }
    return true;
}

bool Conversation::sendForEver(const QByteArray& bytes) const
{
    while (send(bytes)) {
    }
    return false;
}

bool Conversation::drip(const QByteArray& bytes, int milliseconds) const
{
    for (const char byte : bytes) {
        if (!send(QByteArray(1, byte)) || !pause(milliseconds, 0))
            return false;
    }
    return true;
}

bool Conversation::receive(char* to, qsizetype size) const
{
    for (qsizetype got = 0; got < size;) {
        if (!pause(-1, POLLIN))
            return false;
        const ssize_t some = recv(m_fd, to + got, size_t(size - got), MSG_DONTWAIT);
        if (some == 0 || (some < 0 && errno != EAGAIN))
            return false;
        got += std::max<ssize_t>(some, 0);
    }
    return true;
}

bool Conversation::receiveLine() const
{
    char byte = 0;
    while (byte != '\n') {
        if (!receive(&byte, 1))
            return false;
    }
    return true;
}

int Conversation::receivePacket() const
{
    QByteArray size(4, Qt::Uninitialized);
    if (!receive(size.data(), size.size()))
        return -1;
    QByteArray rest(qsizetype(std::min<quint32>(qFromBigEndian<quint32>(size.constData()), 1 << 20)),
                    Qt::Uninitialized);
    if (rest.size() < 2 || !receive(rest.data(), rest.size()))
        return -1;
    return quint8(rest[1]);
}

bool Conversation::hush() const
{
    char byte = 0;
    while (receive(&byte, 1)) {
    }
    return false;
}

QByteArray Conversation::packet(const QByteArray& payload)
{
    const qsizetype padding = 8 - (payload.size() + 5) % 8 + 4;
    const qsizetype fill =
        (payload.size() + 5 + padding) % 8 == 0 ? padding : padding + 8 - (payload.size() + 5 + padding) % 8;
    return number(quint32(1 + payload.size() + fill)) + char(fill) + payload + QByteArray(fill, '\0');
}

QByteArray Conversation::text(const QByteArray& bytes) { return number(quint32(bytes.size())) + bytes; }

QByteArray Conversation::kexInit(const QByteArray& kex, const QByteArray& hostKey, const QByteArray& cipher,
                                 const QByteArray& mac)
{
    QByteArray payload = char(20) + QByteArray(16, 'c');
    for (const QByteArray& names :
         {kex, hostKey, cipher, cipher, mac, mac, QByteArray("none"), QByteArray("none"), QByteArray(), QByteArray()})
        payload += text(names);
    return packet(payload + QByteArray(5, '\0'));
}

BadPeer::BadPeer(Script script)
    : m_script(std::move(script))
    , m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in place = {};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&place), size) != 0 || listen(m_listener, 64) != 0 ||
        getsockname(m_listener, reinterpret_cast<sockaddr*>(&place), &size) != 0)
        qFatal("no port to listen on");
    m_port = ntohs(place.sin_port);
    m_thread = std::thread([this] { run(); });
}

BadPeer::~BadPeer()
{
    m_over = true;
    m_thread.join();
    for (std::thread& talk : m_talks)
        talk.join();
    ::close(m_listener);
}

void BadPeer::run()
{
    while (!m_over) {
        pollfd polled = {m_listener, POLLIN, 0};
        if (poll(&polled, 1, glance) <= 0)
            continue;
        const int fd = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            continue;
        ++m_accepted;
        m_talks.emplace_back([this, fd] {
            m_script(Conversation(fd, m_over));
            ::close(fd);
        });
    }
}

} // namespace Pilothouse::Test
