// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a connection that decides whose turn it is, and when one connection to a host is too few.
#include "ssh/connection.h"
#include "ssh/words.h"

using namespace std::chrono_literals;

namespace Pilothouse::Ssh {

namespace {

constexpr int mostConnections = 4;
constexpr auto patience = 5s; ///< with a line in which nothing moves

} // namespace

/// First come, first served among those who ask the same; askers take turns: next is whoever has the fewest sessions.
std::shared_ptr<Job> Connection::nextInLine()
{
    std::map<QByteArray, int> sessions;
    for (const auto& channel : m_active) {
        if (const auto job = std::dynamic_pointer_cast<Job>(channel))
            ++sessions[job->command().asker];
    }
    const auto next = std::ranges::min_element(
        m_waiting, {}, [&sessions](const std::shared_ptr<Job>& job) { return sessions[job->command().asker]; });
    auto job = *next;
    m_waiting.erase(next);
    return job;
}

bool Connection::allLasting() const
{
    return std::ranges::all_of(m_active, [](const auto& channel) {
        const auto job = std::dynamic_pointer_cast<Job>(channel);
        return !channel->isSession() || (job && job->isLasting());
    });
}

void Connection::watchLine()
{
    // What was refused leaves the line for each try, and comes back.
    const bool tried = std::ranges::any_of(m_active, [](const auto& channel) {
        const auto job = std::dynamic_pointer_cast<Job>(channel);
        return job && job->refusals > 0 && !job->isSent();
    });
    if (m_waiting.empty() && !tried) {
        m_lineTimer.reset();
    } else if (!m_lineTimer) {
        // Where nothing that goes on has a deadline, waiting would be for nothing.
        m_lineTimer = m_loop.clock().after(m_loop.context(), allLasting() && !m_refusedTimer ? 0ms : patience,
                                           [this] { helpOut(); });
    }
}

/// The line goes on another connection to the same host.
void Connection::helpOut()
{
    std::erase_if(m_waiting, [](const auto& job) { return job->isEnded(); });
    if (m_state != State::Ready)
        return;
    if (m_waiting.empty()) {
        m_lineTimer = m_loop.clock().after(m_loop.context(), 100ms, [this] { helpOut(); });
        return;
    }
    m_lineTimer.reset();
    int number = 1;
    for (const Connection* before = m_first; before; before = before->m_first)
        ++number;
    if (number == mostConnections) {
        // What has a deadline waits for it; nobody knows how long the others would wait.
        const bool forEver = allLasting();
        for (const auto& job : std::exchange(m_waiting, {})) {
            if (forEver && job->isLasting())
                job->end(Words::sessionsTaken(m_endpoint, mostConnections));
            else
                m_waiting.push_back(job);
        }
        tell();
        return;
    }
    if (!m_further)
        m_further = std::make_unique<Connection>(m_loop, m_endpoint, this);
    m_further->m_waiting.insert(m_further->m_waiting.end(), m_waiting.begin(), m_waiting.end());
    m_waiting.clear();
    for (const auto& job : m_further->m_waiting)
        job->holdDeadline(m_further->m_asksPerson);
    m_further->want();
    tell();
}

bool Connection::asksPerson() const
{
    if (m_state != State::Opening)
        return false;
    if (m_opening && m_opening->asksPerson())
        return true;
    const Connection* hop = m_endpoint.jump.empty() ? nullptr : m_loop.existing(m_endpoint.hop());
    return hop && hop->asksPerson();
}

/// However long a person thinks who is asked for a passphrase or a code, that is not the commands' time.
void Connection::mindPerson()
{
    const bool asks = asksPerson();
    if (asks == std::exchange(m_asksPerson, asks))
        return;
    for (const auto& job : m_waiting)
        job->holdDeadline(asks);
    if (m_first)
        return;
    for (Connection* other : m_loop.all()) {
        if (!other->m_endpoint.jump.empty() && other->m_endpoint.hop().key() == m_key)
            other->mindPerson();
    }
}

} // namespace Pilothouse::Ssh
