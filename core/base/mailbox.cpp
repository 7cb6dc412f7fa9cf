// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mailbox.h"

namespace Pilothouse {

void Mailbox::Slot::post(std::function<void()> work) const
{
    const std::lock_guard lock(m_state->mutex);
    // Posting under the lock: close() returns only when nobody is between the check and the posting.
    if (m_state->context)
        QMetaObject::invokeMethod(m_state->context, std::move(work), Qt::QueuedConnection);
}

void Mailbox::close()
{
    const std::lock_guard lock(m_slot.m_state->mutex);
    m_slot.m_state->context = nullptr;
}

} // namespace Pilothouse
