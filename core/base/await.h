// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "base/thread.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace Pilothouse {

/// Error for a wait that ended by its deadline or by a stop request.
Error awaitTimedOut(std::chrono::milliseconds deadline);
Error awaitStopped();

/// Waits on a worker thread until `future` answers, `stop` is requested or `deadline` has passed. The operation
/// behind the future is not ended by that: each operation owns its own stop source. Never call it on the window's, an
/// I/O, a store or the keychain thread (asserted): those must stay responsive.
template <typename T>
Result<T> await(QFuture<Result<T>> future, const std::stop_token& stop, std::chrono::milliseconds deadline)
{
    Q_ASSERT_X(threadRole() == ThreadRole::Worker, "await", "waiting is for worker threads only");
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed;
        bool done = false;
        bool stopped = false;
        /// Tells after the lock was let go of: who is woken would only wait for that.
        void note(bool Shared::*what)
        {
            {
                const std::lock_guard lock(mutex);
                this->*what = true;
            }
            changed.notify_all();
        }
    };
    const auto shared = std::make_shared<Shared>();
    const QFuture<Result<T>> kept = future;
    {
        [[maybe_unused]] const HandOver visible;
        future.then(QtFuture::Launch::Sync, [shared](const Result<T>&) { shared->note(&Shared::done); })
            .onCanceled([shared] { shared->note(&Shared::done); });
    }
    const std::stop_callback onStop(stop, [shared] { shared->note(&Shared::stopped); });

    std::unique_lock lock(shared->mutex);
    shared->changed.wait_for(lock, deadline, [&] { return shared->done || shared->stopped; });
    const bool done = shared->done;
    if (!done)
        return tl::make_unexpected(stop.stop_requested() ? awaitStopped() : awaitTimedOut(deadline));
    if (kept.resultCount() == 0)
        return tl::make_unexpected(awaitStopped());
    return kept.result();
}

} // namespace Pilothouse
