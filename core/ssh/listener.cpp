// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/listener.h"

#include "ssh/connection.h"
#include "ssh/words.h"

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace Pilothouse::Ssh {

namespace {

constexpr int backlog = 128;

/// Who connected hears of a refusal as a reset, not as an answer without bytes.
void reset(int socket)
{
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace

Listener::Listener(Loop& loop, Endpoint through, ForwardTo to)
    : m_loop(loop)
    , m_through(std::move(through))
    , m_target{.name = to.host, .address = to.host, .port = to.port, .user = m_through.user}
    , m_to(std::move(to))
{
}

Listener::~Listener() { stop(); }

Result<void> Listener::start()
{
    m_socket = Fd(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    setsockopt(m_socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_to.localPort);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK); // never where another machine could reach it
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (!m_socket.isValid() || ::bind(m_socket.get(), plain, size) != 0 || ::listen(m_socket.get(), backlog) != 0 ||
        ::getsockname(m_socket.get(), plain, &size) != 0)
        return tl::make_unexpected(Words::cannotListen(m_to.localPort, qt_error_string(errno)));
    m_port = ntohs(address.sin_port);
    m_waiting = new QSocketNotifier(m_socket.get(), QSocketNotifier::Read);
    QObject::connect(m_waiting, &QSocketNotifier::activated, m_waiting, [this] { accept(); });
    return {};
}

void Listener::stop()
{
    if (m_waiting) {
        m_waiting->setEnabled(false);
        m_waiting->disconnect();
        m_waiting->deleteLater();
        m_waiting = nullptr;
    }
    m_socket.reset();
    for (const auto& weak : std::exchange(m_tunnels, {})) {
        if (const auto tunnel = weak.lock())
            tunnel->lost(Words::cancelled(true));
    }
    if (Connection* connection = m_loop.existing(m_through))
        connection->settle();
}

void Listener::accept()
{
    while (m_waiting && *m_count < m_to.mostConnections) {
        Fd socket(::accept4(m_socket.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket.isValid()) {
            add(std::move(socket));
            continue;
        }
        if (errno == EINTR || errno == ECONNABORTED)
            continue;
        break;
    }
    if (m_waiting)
        m_waiting->setEnabled(*m_count < m_to.mostConnections);
}

void Listener::add(Fd socket)
{
    const int on = 1;
    setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int raw = socket.get();
    const auto tunnel = std::make_shared<Tunnel>(
        m_through, m_target,
        [&loop = m_loop, through = m_through] {
            if (Connection* connection = loop.existing(through))
                connection->settle();
        },
        [raw, refused = m_to.onRefused, reached = m_to.onReached](const Result<Fd>& ready) {
            if (ready) {
                if (reached)
                    reached();
                return;
            }
            reset(raw); // still open: the tunnel ends behind this
            if (refused)
                refused(ready.error());
        },
        std::move(socket));
    ++*m_count;
    tunnel->setOnEnded([count = m_count, loop = m_loop.weak_from_this(), weak = weak_from_this()] {
        --*count;
        // Not within the work of the connection that it ended in.
        if (const auto there = loop.lock()) {
            there->post([weak](Loop&) {
                if (const auto listener = weak.lock())
                    listener->accept();
            });
        }
    });
    std::erase_if(m_tunnels, [](const auto& weak) { return weak.expired(); });
    m_tunnels.push_back(tunnel);
    m_loop.connection(m_through).addTunnel(tunnel);
}

} // namespace Pilothouse::Ssh
