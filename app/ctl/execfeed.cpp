// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/execfeed.h"

namespace Pilothouse::Ctl {

namespace {
constexpr qint64 mostQueued = 4 * 1024 * 1024;
constexpr qsizetype longestLine = 64 * 1024; ///< what is longer is printed in pieces
} // namespace

void ExecFeed::push(Event event)
{
    m_bytes += event.line.size();
    if (m_bytes > mostQueued && m_fanout && event.kind == Event::Kind::Line && m_paused.insert(event.host).second)
        m_fanout->pause(event.host);
    m_events.push_back(std::move(event));
    m_changed.notify_one();
}

void ExecFeed::output(size_t host, bool isError, QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    QByteArray& partial = m_partial[{host, isError}];
    partial.append(bytes);
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = partial.indexOf('\n', from);
        if (end < 0)
            break;
        push({.host = host, .isError = isError, .line = partial.sliced(from, end - from)});
        from = end + 1;
    }
    partial.remove(0, from);
    if (partial.size() > longestLine)
        push({.host = host, .isError = isError, .line = std::exchange(partial, {})});
}

void ExecFeed::result(size_t host, const Result<Ssh::Finished>& result)
{
    const std::lock_guard lock(m_mutex);
    for (const bool isError : {false, true}) {
        const auto node = m_partial.extract({host, isError});
        if (node && !node.mapped().isEmpty())
            push({.host = host, .isError = isError, .line = node.mapped()});
    }
    push({.kind = Event::Kind::Result, .host = host, .result = result});
}

void ExecFeed::wake()
{
    const std::lock_guard lock(m_mutex);
    m_changed.notify_one();
}

void ExecFeed::setFanout(Ssh::Fanout* fanout)
{
    const std::lock_guard lock(m_mutex);
    m_fanout = fanout;
}

ExecFeed::Event ExecFeed::next(const std::stop_token& stop)
{
    std::set<size_t> resumed;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return !m_events.empty() || (stop.stop_requested() && !m_toldStopped); });
    if (stop.stop_requested() && !std::exchange(m_toldStopped, true))
        return {.kind = Event::Kind::Stopped};
    Event event = std::move(m_events.front());
    m_events.pop_front();
    m_bytes -= event.line.size();
    if (m_bytes < mostQueued / 2)
        resumed = std::exchange(m_paused, {});
    lock.unlock();
    for (const size_t host : resumed)
        m_fanout->resume(host);
    return event;
}

} // namespace Pilothouse::Ctl
