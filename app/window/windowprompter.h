// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "login/promptqueue.h"

namespace Pilothouse {

/// Brings what logins ask to the window's thread. Any thread; what comes after the queue has gone is answered
/// Cancelled.
class WindowPrompter final : public Ssh::Prompter
{
public:
    explicit WindowPrompter(Ui::PromptQueue& queue)
        : m_queue(&queue)
        , m_slot(queue.slot())
    {
    }

    QFuture<Result<Ssh::Answers>> ask(const Ssh::Prompt& prompt, const std::stop_token& withdrawn) override
    {
        const Promise<Ssh::Answers> promise;
        m_slot.post([queue = m_queue, prompt, promise, withdrawn] { queue->add(prompt, promise, withdrawn); });
        return promise.future();
    }

private:
    Ui::PromptQueue* m_queue; ///< there whenever the slot runs work
    Mailbox::Slot m_slot;
};

} // namespace Pilothouse
