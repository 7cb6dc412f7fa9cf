// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/fanout.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>

namespace Pilothouse::Ctl {

/// Brings what comes on I/O threads to the thread that prints, line by line. Hosts that bring more than can be printed
/// wait: what is queued stays small.
class ExecFeed
{
public:
    struct Event
    {
        enum class Kind { Line, Result, Stopped };
        Kind kind = Kind::Line;
        size_t host = 0;
        bool isError = false;
        QByteArray line = {};
        Result<Ssh::Finished> result = {};
    };

    ExecFeed() = default;
    ExecFeed(const ExecFeed&) = delete;
    ExecFeed& operator=(const ExecFeed&) = delete;

    /// Any thread.
    void output(size_t host, bool isError, QByteArrayView bytes);
    void result(size_t host, const Result<Ssh::Finished>& result);
    void wake();

    /// The thread that prints.
    void setFanout(Ssh::Fanout* fanout);
    /// Waits for the next event; Stopped comes once, when a stop is requested.
    Event next(const std::stop_token& stop);

private:
    void push(Event event);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Event> m_events;
    std::map<std::pair<size_t, bool>, QByteArray> m_partial; ///< what is not a line yet
    std::set<size_t> m_paused;
    Ssh::Fanout* m_fanout = nullptr;
    qint64 m_bytes = 0;
    bool m_toldStopped = false;
};

} // namespace Pilothouse::Ctl
