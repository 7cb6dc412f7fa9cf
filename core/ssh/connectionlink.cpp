// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a connection that knows how its link is: heard or silent, and what people see of it.
#include "ssh/connection.h"
#include "ssh/words.h"

#include <libssh/server.h>

using namespace std::chrono_literals;

namespace Pilothouse::Ssh {

/// A session that ends with its jump host is not the target's fault: the hop that is lost, and why.
std::optional<std::pair<QString, Error>> Connection::lostHop() const
{
    const Connection* hop = m_endpoint.jump.empty() ? nullptr : m_loop.existing(m_endpoint.hop());
    if (!hop)
        return {};
    if (auto further = hop->lostHop())
        return further;
    if (hop->m_lostWhy)
        return std::pair(Words::where(hop->m_endpoint), *hop->m_lostWhy);
    // Both fell silent: what is behind a silent hop cannot be told. Its own answers come once an interval.
    const auto silence = m_loop.clock().monotonic() - hop->m_heardAt;
    if (hop->m_state == State::Ready && silence > hop->keepAliveInterval() * 3 / 2)
        return std::pair(Words::where(hop->m_endpoint), Words::linkDead(hop->m_endpoint, silence));
    return {};
}

void Connection::noteHeard()
{
    if (m_session->bytesRead() == m_heardBytes)
        return;
    m_heardBytes = m_session->bytesRead();
    m_heardAt = m_loop.clock().monotonic();
    if (m_keepAliveSent.isValid())
        m_session->noteRoundTrip(std::chrono::nanoseconds(m_keepAliveSent.nsecsElapsed()));
    m_keepAliveSent.invalidate();
}

void Connection::become(State state)
{
    m_state = state;
    mindPerson();
    tell();
}

void Connection::tell()
{
    using Phase = ConnectionState::Phase;
    Phase phase = m_loginRefused ? Phase::Refused : Phase::Closed;
    if (m_state == State::Ready)
        phase = Phase::Open;
    else if (m_state != State::Idle)
        phase = m_state == State::Opening ? Phase::Connecting : Phase::Waiting;
    int channels = int(m_active.size());
    int waiting = int(m_waiting.size() + m_waitingTunnels.size());
    int connections = m_state == State::Ready ? 1 : 0;
    if (m_further) {
        channels += m_further->m_told.channels;
        waiting += m_further->m_told.waiting;
        connections += m_further->m_told.connections;
    }
    const auto latency = m_session ? m_session->roundTrip() : std::nullopt;
    if (phase == m_told.phase && channels == m_told.channels && waiting == m_told.waiting &&
        connections == m_told.connections && latency == m_told.latency)
        return;
    if (phase != m_told.phase)
        m_told.since = m_loop.clock().now();
    m_told.phase = phase;
    m_told.facts = phase == Phase::Open ? m_facts : ConnectionFacts();
    m_told.latency = latency;
    m_told.connections = connections;
    m_told.channels = channels;
    m_told.waiting = waiting;
    if (m_first)
        m_first->tell();
    else
        m_loop.board().put(m_key, m_told);
}

std::chrono::milliseconds Connection::silenceLimit() const
{
    return keepAliveInterval() * (m_endpoint.keepAliveMisses.value_or(m_loop.options().keepAliveMisses) + 1);
}

std::chrono::milliseconds Connection::keepAliveInterval() const
{
    return m_endpoint.keepAliveInterval.value_or(m_loop.options().keepAliveInterval);
}

/// Plans the next look at the link, at a multiple of the interval after the server was last heard.
void Connection::watch()
{
    const auto interval = keepAliveInterval();
    const auto silence = m_loop.clock().monotonic() - m_heardAt;
    m_watchTimer = m_loop.clock().after(m_loop.context(), interval - silence % interval, [this] { tick(); });
}

void Connection::tick()
{
    const auto now = m_loop.clock().monotonic();
    noteHeard();
    if (now - m_heardAt >= silenceLimit())
        return lost(Words::linkDead(m_endpoint, now - m_heardAt));
    if (m_active.empty() && m_waiting.empty() && m_waitingTunnels.empty() && !sftpWaits() &&
        now - m_usedAt >= m_loop.options().idleTimeout)
        return close();
    // Between the bytes of busy channels nobody could tell which of them answer it.
    if (m_active.empty() && !m_keepAliveSent.isValid())
        m_keepAliveSent.start();
    // An answered request is only collected by the first call; the second one sends. While one is under way neither
    // sends.
    ssh_send_keepalive(m_session->raw());
    ssh_send_keepalive(m_session->raw());
    watch();
    settle();
}

} // namespace Pilothouse::Ssh
