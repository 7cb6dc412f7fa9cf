// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/loop.h"

#include "ssh/connection.h"

namespace Pilothouse::Ssh {

namespace {
// Measured: a thread is busiest with eight; below OpenSSH's MaxStartups, which drops connections from ten on.
constexpr int handshakesAtATime = 8;
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
    for (const auto& [key, connection] : m_connections)
        connection->shutDown();
    m_connections.clear();
    m_waiting.clear();
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

void Loop::awaitSlot(std::function<void(Slot)> granted)
{
    m_waiting.push_back(std::move(granted));
    post([](Loop& loop) { loop.grantSlots(); });
}

void Loop::grantSlots()
{
    while (m_slotsTaken < handshakesAtATime && !m_waiting.empty()) {
        const auto granted = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_slotsTaken;
        // The deleter only posts: a slot may be let go of anywhere in a connection's code.
        granted(Slot(this, [self = shared_from_this()](void*) {
            self->post([](Loop& loop) {
                --loop.m_slotsTaken;
                loop.grantSlots();
            });
        }));
    }
}

} // namespace Pilothouse::Ssh
