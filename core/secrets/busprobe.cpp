// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/busprobe.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;
using Outcome = BusProbe::Outcome;

namespace {

/// The address of the first bus as the kernel wants it, with a leading NUL for an abstract one; empty if it is not on a
/// Unix socket.
QByteArray socketName()
{
    const QByteArray all = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (all.isEmpty()) {
        const QByteArray standard = qgetenv("XDG_RUNTIME_DIR") + "/bus";
        return ::access(standard.constData(), F_OK) == 0 ? standard : QByteArray();
    }
    const QByteArray first = all.split(';').first();
    if (!first.startsWith("unix:"))
        return {};
    for (const QByteArray& part : first.mid(5).split(',')) {
        if (part.startsWith("path="))
            return QByteArray::fromPercentEncoding(part.mid(5));
        if (part.startsWith("abstract="))
            return '\0' + QByteArray::fromPercentEncoding(part.mid(9));
    }
    return {};
}

BusProbe failed(int code)
{
    return {.outcome = code == ETIMEDOUT || code == EAGAIN ? Outcome::Mute : Outcome::Refuses,
            .detail = u"session bus: "_s + QString::fromLocal8Bit(std::strerror(code))};
}

/// 0, or why not.
int knock(int descriptor, const QByteArray& name, std::chrono::milliseconds timeout)
{
    struct sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (size_t(name.size()) >= sizeof(address.sun_path))
        return ENAMETOOLONG;
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    // An abstract name has no NUL at its end.
    const size_t length = offsetof(sockaddr_un, sun_path) + size_t(name.size()) + (name.startsWith('\0') ? 0 : 1);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), socklen_t(length)) != 0)
        return errno;
    const QByteArray hello = '\0' + QByteArray("AUTH\r\n"); // "which ways of authentication do you know?"
    if (::send(descriptor, hello.constData(), size_t(hello.size()), MSG_NOSIGNAL) != hello.size())
        return errno;
    struct pollfd wait = {.fd = descriptor, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&wait, 1, int(timeout.count()));
    if (ready <= 0)
        return ready == 0 ? ETIMEDOUT : errno;
    char byte = 0;
    const ssize_t got = ::recv(descriptor, &byte, 1, 0);
    return got == 1 ? 0 : got == 0 ? ECONNRESET : errno;
}

} // namespace

BusProbe probeSessionBus(std::chrono::milliseconds timeout)
{
    const QByteArray name = socketName();
    if (name.isEmpty())
        return {};
    // Not blocking: a socket whose queue is full would hold up connect().
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return failed(errno);
    const int code = knock(descriptor, name, timeout);
    ::close(descriptor);
    return code == 0 ? BusProbe{} : failed(code);
}

} // namespace Pilothouse::Secrets
