// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"

#include <functional>
#include <memory>
#include <mutex>

namespace Pilothouse::Run {

/// Called on any thread, quickly; must not call back into the run. Post what takes time to your own thread.
using Observer = std::function<void(const Event&)>;

/// Called once when a run is no longer driven here and has not ended, with how many entries of its journal were told.
using Released = std::function<void(size_t entries)>;

/// Ends watching when it goes.
class Subscription
{
public:
    Subscription() = default;
    virtual ~Subscription() = default;
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;
};

/// The events of one run, from its beginning for whoever comes later. Thread-safe.
class Feed : public std::enable_shared_from_this<Feed>
{
public:
    explicit Feed(RunRecord record);

    /// Replays what happened, then goes on; no event is missed or told twice.
    [[nodiscard]] std::unique_ptr<Subscription> attach(Observer observer, Released released = {});
    RunRecord record() const;

    /// A journal entry was made; `record` is the state after it.
    void add(const JournalEntry& entry, const RunRecord& record);
    void outputGrew(const QString& key, const QString& host, qint64 size);
    /// Nobody here drives the run any more: there will be no more events from this feed.
    void release();

private:
    struct Watcher
    {
        Observer observer;
        Released released;
    };
    class Ticket;
    void tell(const Event& event);

    mutable std::mutex m_mutex;
    RunRecord m_record;
    std::vector<Event> m_history;
    std::map<std::pair<QString, QString>, Event> m_outputs;
    std::map<quint64, Watcher> m_watchers;
    quint64 m_next = 0;
    size_t m_entries = 0;
    bool m_released = false;
};

} // namespace Pilothouse::Run
