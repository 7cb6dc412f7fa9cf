// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "run/runner.h"

namespace Pilothouse::Run {

/// Waits for an answer while the reins are kept; ends early when the program stops or another console took over.
template <typename T> Result<T> Runner::waitFor(QFuture<Result<T>> future)
{
    Q_ASSERT_X(threadRole() == ThreadRole::Worker, "Runner", "a run waits on its own thread only");
    const auto done = std::make_shared<std::atomic<bool>>(false);
    const auto answer = [done, bell = m_bell] { bell->ring([done] { *done = true; }); };
    QFuture<Result<T>> kept = future;
    future.then(QtFuture::Launch::Sync, [answer](const Result<T>&) { answer(); }).onCanceled(answer);
    while (!m_bell->wait(m_stop, std::chrono::milliseconds(500), [&] { return done->load(); })) {
        if (m_stop.stop_requested())
            return fail(awaitStopped());
        if (auto held = keepReins(); !held)
            return fail(held.error());
    }
    if (kept.resultCount() == 0)
        return fail(awaitStopped());
    return kept.result();
}

} // namespace Pilothouse::Run
