// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace Pilothouse::Run {

/// Wakes a run's thread: answers of hosts, bytes of streams and a cancel ring it. Thread-safe.
class Bell
{
public:
    void ring()
    {
        const std::lock_guard lock(m_mutex);
        m_changed.notify_all();
    }
    /// Changes something that a waiting predicate looks at, and rings.
    void ring(const std::function<void()>& change)
    {
        const std::lock_guard lock(m_mutex);
        change();
        m_changed.notify_all();
    }
    /// Waits until `ready` (called under the lock) or a stop or the deadline; whether it is ready.
    bool wait(const std::stop_token& stop, std::chrono::milliseconds deadline, const std::function<bool()>& ready)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, stop, deadline, ready);
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
};

} // namespace Pilothouse::Run
