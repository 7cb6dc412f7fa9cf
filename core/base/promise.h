// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QFuture>
#include <QPromise>

#include <memory>
#include <mutex>

namespace Pilothouse {

/// Held while a future gets its answer or somebody who waits for it. Qt has locks of its own for that, but the
/// distribution's Qt is not made for ThreadSanitizer, which sees nothing of them; in its builds this is one, in all
/// others nothing.
struct HandOver
{
#ifdef __SANITIZE_THREAD__
    HandOver()
        : lock(mutex())
    {
    }
    static std::recursive_mutex& mutex()
    {
        static std::recursive_mutex all;
        return all;
    }
    const std::unique_lock<std::recursive_mutex> lock;
#endif
};

/// A promise that always answers. Copies share one promise; the last copy that goes away unanswered answers
/// `Cancelled`, so a waiting caller never hangs and Qt's skipped continuations of cancelled futures are never met.
/// The first answer counts, later ones are dropped. Any thread.
template <typename T> class Promise
{
public:
    Promise()
        : m_state(std::make_shared<State>())
    {
    }

    QFuture<Result<T>> future() const { return m_state->promise.future(); }
    void answer(Result<T> result) const { m_state->answer(std::move(result)); }
    bool isAnswered() const { return m_state->answered.test(); }

private:
    struct State
    {
        QPromise<Result<T>> promise;
        std::atomic_flag answered = ATOMIC_FLAG_INIT;

        State() { promise.start(); }
        State(const State&) = delete;
        State& operator=(const State&) = delete;
        ~State()
        {
            answer(fail(ErrorKind::Cancelled,
                        QCoreApplication::translate("Base", "The operation was given up before it ended.")));
        }

        void answer(Result<T> result)
        {
            if (!answered.test_and_set()) {
                [[maybe_unused]] const HandOver visible;
                promise.addResult(std::move(result));
                promise.finish();
            }
        }
    };
    std::shared_ptr<State> m_state;
};

/// A future that is already answered.
template <typename T> QFuture<Result<T>> answered(Result<T> result)
{
    Promise<T> promise;
    promise.answer(std::move(result));
    return promise.future();
}

} // namespace Pilothouse
