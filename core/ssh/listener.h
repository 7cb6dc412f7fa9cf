// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"
#include "ssh/fd.h"
#include "ssh/forward.h"
#include "ssh/loop.h"
#include "ssh/tunnel.h"

#include <QSocketNotifier>

#include <atomic>
#include <list>

namespace Pilothouse::Ssh {

/// The near end of a Forward: accepts and makes a tunnel of each connection. Lives on the I/O thread and belongs to its
/// Loop.
class Listener : public std::enable_shared_from_this<Listener>
{
public:
    Listener(Loop& loop, Endpoint through, ForwardTo to);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Binds and listens; Failed with the reason when the port cannot be had.
    Result<void> start();
    /// Closes the port and what goes through it.
    void stop();
    quint16 port() const { return m_port; }
    const std::shared_ptr<std::atomic_int>& count() const { return m_count; }

private:
    void accept();
    void add(Fd socket);

    Loop& m_loop;
    Endpoint m_through;
    Endpoint m_target;
    ForwardTo m_to;
    quint16 m_port = 0;
    Fd m_socket;
    QSocketNotifier* m_waiting = nullptr;
    std::list<std::weak_ptr<Tunnel>> m_tunnels;
    std::shared_ptr<std::atomic_int> m_count = std::make_shared<std::atomic_int>(0);
};

} // namespace Pilothouse::Ssh
