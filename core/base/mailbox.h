// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace Pilothouse {

/// Brings work and answers to an object's thread for as long as the mailbox is open; what comes later is dropped. Qt's
/// own `future.then(context, ...)` asserts (6.4) or races when the context dies before the answer comes, so it is not
/// used here. The owner closes it (or lets it go) before the object dies. Copies of a Slot may be kept and used by any
/// thread.
class Mailbox
{
public:
    class Slot
    {
    public:
        void post(std::function<void()> work) const;

    private:
        friend class Mailbox;
        struct State
        {
            std::mutex mutex;
            QObject* context = nullptr;
        };
        std::shared_ptr<State> m_state = std::make_shared<State>();
    };

    explicit Mailbox(QObject* context) { m_slot.m_state->context = context; }
    ~Mailbox() { close(); }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    const Slot& slot() const { return m_slot; }
    void post(std::function<void()> work) const { m_slot.post(std::move(work)); }
    void close();

private:
    Slot m_slot;
};

/// Calls `work` with the answer on the mailbox's thread, unless the mailbox was closed meanwhile.
template <typename T, typename Work> void whenAnswered(QFuture<Result<T>> future, const Mailbox::Slot& slot, Work work)
{
    [[maybe_unused]] const HandOver visible;
    future.then(QtFuture::Launch::Sync, [slot, work = std::move(work)](const Result<T>& answer) mutable {
        slot.post([work = std::move(work), answer]() mutable { work(answer); });
    });
}

/// Calls `work` with the answer on whatever thread it comes; for passing it on only.
template <typename T, typename Work> void whenAnswered(QFuture<Result<T>> future, Work work)
{
    [[maybe_unused]] const HandOver visible;
    future.then(QtFuture::Launch::Sync, [work = std::move(work)](const Result<T>& answer) mutable { work(answer); });
}

} // namespace Pilothouse
