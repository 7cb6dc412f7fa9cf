// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/relay.h"

namespace Pilothouse::Run {

Relay::Relay(Feed& feed, Id id, QString folder, const Observer& observer)
    : m_state(std::make_shared<State>())
    , m_ticket(feed.attach(observer, [state = m_state, id, folder = std::move(folder), observer](size_t told) {
        const std::lock_guard lock(state->mutex);
        if (!state->ended)
            state->mirror = std::make_unique<Mirror>(id, folder, observer, told);
    }))
{
}

Relay::~Relay()
{
    std::unique_ptr<Mirror> mirror;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->ended = true;
        mirror = std::move(m_state->mirror);
    }
    // Joined without the lock; the ticket goes after it.
}

} // namespace Pilothouse::Run
