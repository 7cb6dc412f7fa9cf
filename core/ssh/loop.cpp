// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/loop.h"

#include "ssh/connection.h"
#include "ssh/listener.h"

namespace Pilothouse::Ssh {

namespace {
// Measured: a thread is busiest with eight; below OpenSSH's MaxStartups, which drops connections from ten on.
constexpr int handshakesAtATime = 8;
constexpr int trustRegained = 32; ///< so many at its limit, before a server is asked for one more at a time
} // namespace

Loop::Loop(EventThread& thread, const Pool::Options& options, Clock& clock, std::shared_ptr<StateBoard> board,
           UnlockedKeys& keys)
    : m_thread(&thread)
    , m_context(thread.context())
    , m_slot(thread.slot())
    , m_options(options)
    , m_clock(clock)
    , m_board(std::move(board))
    , m_keys(keys)
{
}

Loop::~Loop() = default;

bool Loop::post(std::function<void(Loop&)> work)
{
    const std::lock_guard lock(m_mutex);
    if (!m_thread)
        return false;
    m_thread->post([self = shared_from_this(), work = std::move(work)] {
        {
            const std::lock_guard inner(self->m_mutex);
            if (!self->m_thread)
                return;
        }
        work(*self);
    });
    return true;
}

void Loop::shutDown()
{
    {
        const std::lock_guard lock(m_mutex);
        m_thread = nullptr;
    }
    m_waiting.clear();
    m_listeners.clear();
    for (const auto& [key, connection] : m_connections)
        connection->shutDown();
    m_connections.clear();
    m_waiting.clear();
    m_sockets.close();
}

Connection& Loop::connection(const Endpoint& endpoint)
{
    auto& connection = m_connections[endpoint.key()];
    if (!connection)
        connection = std::make_unique<Connection>(*this, endpoint);
    return *connection;
}

Connection* Loop::existing(const Endpoint& endpoint)
{
    const auto it = m_connections.find(endpoint.key());
    return it == m_connections.end() ? nullptr : it->second.get();
}

std::vector<Connection*> Loop::all() const
{
    std::vector<Connection*> out;
    for (const auto& [key, connection] : m_connections)
        out.push_back(connection.get());
    return out;
}

void Loop::remove(const std::shared_ptr<Listener>& listener)
{
    listener->stop();
    std::erase(m_listeners, listener);
}

QString Loop::serverOf(const Endpoint& endpoint)
{
    QString server = endpoint.address.toLower() + u' ' + QString::number(endpoint.port);
    for (const Endpoint& hop : endpoint.jump)
        server += u' ' + hop.address.toLower() + u' ' + QString::number(hop.port);
    return server;
}

Loop::Gate& Loop::gate(const QString& server)
{
    return m_gates.try_emplace(server, Gate{.room = handshakesAtATime, .limit = handshakesAtATime}).first->second;
}

void Loop::noteDropped(const Endpoint& endpoint)
{
    Gate& there = gate(serverOf(endpoint));
    there.limit = std::clamp(there.taken - 1, 1, there.limit);
    there.room = std::max(1, std::min(there.limit, there.room / 2));
    there.well = 0;
}

void Loop::noteOpened(const Endpoint& endpoint)
{
    const auto it = m_gates.find(serverOf(endpoint));
    if (it == m_gates.end())
        return;
    Gate& there = it->second;
    ++there.well;
    if (there.limit < handshakesAtATime && there.well >= trustRegained) {
        ++there.limit;
        there.well = 0;
    }
    there.room = std::min(there.limit, there.room + 1);
    if (there.room == handshakesAtATime && there.taken == 0)
        m_gates.erase(it);
}

void Loop::awaitSlot(const Endpoint& endpoint, std::function<void(Slot)> granted)
{
    m_waiting.push_back({.server = serverOf(endpoint), .granted = std::move(granted)});
    post([](Loop& loop) { loop.grantSlots(); });
}

void Loop::grantSlots()
{
    while (m_slotsTaken < handshakesAtATime) {
        const auto next = std::ranges::find_if(m_waiting, [this](const Asking& asking) {
            const Gate& there = gate(asking.server);
            return there.taken < there.room;
        });
        if (next == m_waiting.end())
            return;
        const Asking asking = std::move(*next);
        m_waiting.erase(next);
        ++m_slotsTaken;
        ++gate(asking.server).taken;
        // The deleter only posts: a slot may be let go of anywhere in a connection's code.
        asking.granted(Slot(this, [self = shared_from_this(), server = asking.server](void*) {
            self->post([server](Loop& loop) {
                --loop.m_slotsTaken;
                Gate& there = loop.gate(server);
                if (--there.taken == 0 && there.room == handshakesAtATime)
                    loop.m_gates.erase(server);
                loop.grantSlots();
            });
        }));
    }
}

} // namespace Pilothouse::Ssh
