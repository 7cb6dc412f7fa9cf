// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"

#include <list>
#include <mutex>
#include <thread>

namespace Pilothouse::Run {

/// Threads for work that reads from top to bottom and waits by await(). The destructor asks all to stop and joins; work
/// that a worker hands on meanwhile is dropped, and its promises answer Cancelled. Thread-safe.
class Workers
{
public:
    Workers() = default;
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers()
    {
        std::list<Worker> threads;
        {
            const std::lock_guard lock(m_mutex);
            m_ended = true;
            threads.swap(m_threads);
        }
        for (Worker& worker : threads)
            worker.thread.request_stop();
    }

    template <typename T> QFuture<Result<T>> run(std::function<Result<T>(std::stop_token)> work)
    {
        Promise<T> promise;
        auto future = promise.future();
        start([promise, work = std::move(work)](const std::stop_token& stop) { promise.answer(work(stop)); });
        return future;
    }

    void start(std::function<void(std::stop_token)> work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_ended)
            return;
        m_threads.remove_if([](const Worker& worker) { return worker.done->test(); });
        const auto done = std::make_shared<std::atomic_flag>();
        m_threads.push_back({done, std::jthread([work = std::move(work), done](std::stop_token stop) mutable {
                                 work(std::move(stop));
                                 work = nullptr;
                                 done->test_and_set();
                             })});
    }

    void requestStop()
    {
        const std::lock_guard lock(m_mutex);
        for (Worker& worker : m_threads)
            worker.thread.request_stop();
    }

private:
    struct Worker
    {
        std::shared_ptr<std::atomic_flag> done;
        std::jthread thread;
    };
    std::mutex m_mutex;
    std::list<Worker> m_threads;
    bool m_ended = false;
};

} // namespace Pilothouse::Run
