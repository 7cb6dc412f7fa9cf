// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/states.h"

namespace Pilothouse::Ssh {

void StateBoard::put(const QString& key, ConnectionState state)
{
    std::vector<std::shared_ptr<Watcher>> watchers;
    {
        const std::lock_guard lock(m_mutex);
        ConnectionState& kept = m_states[key];
        if (kept == state)
            return;
        kept = std::move(state);
        std::erase_if(m_watchers, [](const auto& watcher) { return watcher.expired(); });
        for (const auto& weak : m_watchers) {
            if (auto watcher = weak.lock())
                watchers.push_back(std::move(watcher));
        }
    }
    // Posted outside of the lock: a slot has one of its own.
    for (const auto& watcher : watchers) {
        if (watcher->posted.exchange(true))
            continue;
        watcher->slot.post([weak = std::weak_ptr(watcher)] {
            if (const auto there = weak.lock()) {
                there->posted = false; // before it looks, so that what changes meanwhile is told again
                there->changed();
            }
        });
    }
}

std::vector<ConnectionState> StateBoard::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<ConnectionState> out;
    out.reserve(m_states.size());
    for (const auto& [key, state] : m_states)
        out.push_back(state);
    return out;
}

StateBoard::Subscription StateBoard::subscribe(const Mailbox::Slot& slot, std::function<void()> changed)
{
    const auto watcher = std::make_shared<Watcher>();
    watcher->slot = slot;
    watcher->changed = std::move(changed);
    const std::lock_guard lock(m_mutex);
    m_watchers.push_back(watcher);
    return watcher;
}

} // namespace Pilothouse::Ssh
