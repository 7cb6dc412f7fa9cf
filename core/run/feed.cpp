// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/feed.h"

namespace Pilothouse::Run {

class Feed::Ticket final : public Subscription
{
public:
    Ticket(std::weak_ptr<Feed> feed, quint64 number)
        : m_feed(std::move(feed))
        , m_number(number)
    {
    }
    ~Ticket() override
    {
        if (const auto feed = m_feed.lock()) {
            const std::lock_guard lock(feed->m_mutex);
            feed->m_watchers.erase(m_number);
        }
    }

private:
    std::weak_ptr<Feed> m_feed;
    quint64 m_number;
};

Feed::Feed(RunRecord record)
    : m_record(std::move(record))
{
}

std::unique_ptr<Subscription> Feed::attach(Observer observer, Released released)
{
    const std::lock_guard lock(m_mutex);
    for (const Event& event : m_history)
        observer(event);
    for (const auto& [key, event] : m_outputs)
        observer(event);
    const quint64 number = ++m_next;
    if (m_released && released)
        released(m_entries);
    m_watchers.emplace(number, Watcher{std::move(observer), std::move(released)});
    return std::make_unique<Ticket>(weak_from_this(), number);
}

RunRecord Feed::record() const
{
    const std::lock_guard lock(m_mutex);
    return m_record;
}

void Feed::add(const JournalEntry& entry, const RunRecord& record)
{
    const std::lock_guard lock(m_mutex);
    m_record = record;
    ++m_entries;
    for (const Event& event : eventsOf(entry, record)) {
        m_history.push_back(event);
        tell(event);
    }
}

void Feed::outputGrew(const QString& key, const QString& host, qint64 size)
{
    const std::lock_guard lock(m_mutex);
    Event event{.run = m_record.info.id, .kind = Event::Kind::OutputGrew, .state = m_record.info.state, .size = size};
    if (const StepProgress* step = m_record.step(key, host))
        event.step = *step;
    else
        event.step = {.key = key, .host = host};
    m_outputs[{key, host}] = event;
    tell(event);
}

void Feed::release()
{
    const std::lock_guard lock(m_mutex);
    m_released = true;
    for (const auto& [number, watcher] : m_watchers) {
        if (watcher.released)
            watcher.released(m_entries);
    }
}

void Feed::tell(const Event& event)
{
    for (const auto& [number, watcher] : m_watchers)
        watcher.observer(event);
}

} // namespace Pilothouse::Run
