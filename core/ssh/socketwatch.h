// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/fd.h"

#include <QtGlobal>

#include <array>
#include <functional>
#include <memory>
#include <sys/epoll.h>
#include <unordered_map>

class QSocketNotifier;

namespace Pilothouse::Ssh {

/// The sockets of one I/O thread, watched by the kernel behind a single notifier. Qt's event loop asks for each socket
/// of its own whenever it turns, so that with hundreds of idle connections every packet of a busy one would cost as
/// much as all of them. Lives on that thread, from its first socket on.
class SocketWatch
{
public:
    /// One socket that is watched until this goes, which has to be before the socket is closed. It may go in its own
    /// callback.
    class Socket
    {
    public:
        Socket(SocketWatch& watch, int fd, std::function<void()> ready);
        ~Socket();
        Socket(const Socket&) = delete;
        Socket& operator=(const Socket&) = delete;

        /// Calls `ready` from the event loop, again and again, while something can be read or written as is wanted
        /// here. Nothing at first.
        void want(bool reading, bool writing);

    private:
        friend class SocketWatch;
        SocketWatch& m_watch;
        quint64 m_number;
        int m_fd;
        quint32 m_wanted = 0;
        std::function<void()> m_ready;
    };

    SocketWatch();
    ~SocketWatch();
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    /// Ends it, on its thread; no socket is watched any more.
    void close();

private:
    void open();
    void look();

    Fd m_epoll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unordered_map<quint64, Socket*> m_sockets;
    quint64 m_lastNumber = 0;
    std::array<epoll_event, 32> m_ready{}; ///< by number: a socket that goes meanwhile is not called
    int m_next = 0;
    int m_end = 0;
};

} // namespace Pilothouse::Ssh
