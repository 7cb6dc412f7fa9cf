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
        std::condition_variable_any changed;
        bool done = false;
    };
    const auto shared = std::make_shared<Shared>();
    auto finish = [shared] {
        const std::lock_guard lock(shared->mutex);
        shared->done = true;
        shared->changed.notify_all();
    };
    QFuture<Result<T>> kept = future;
    future.then(QtFuture::Launch::Sync, [finish](const Result<T>&) { finish(); }).onCanceled([finish] { finish(); });

    std::unique_lock lock(shared->mutex);
    const bool done = shared->changed.wait_for(lock, stop, deadline, [&] { return shared->done; });
    if (!done)
        return tl::make_unexpected(stop.stop_requested() ? awaitStopped() : awaitTimedOut(deadline));
    if (kept.resultCount() == 0)
        return tl::make_unexpected(awaitStopped());
    return kept.result();
}

} // namespace Pilothouse
