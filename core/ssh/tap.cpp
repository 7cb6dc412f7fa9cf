// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/tap.h"

#include <utility>

namespace Pilothouse::Ssh {

void Tap::open()
{
    if (!m_closed.exchange(false))
        return;
    std::function<void()> opened;
    {
        const std::lock_guard lock(m_mutex);
        opened = m_opened;
    }
    if (opened)
        opened();
}

void Tap::setOnOpened(std::function<void()> opened)
{
    const std::lock_guard lock(m_mutex);
    m_opened = std::move(opened);
}

} // namespace Pilothouse::Ssh
