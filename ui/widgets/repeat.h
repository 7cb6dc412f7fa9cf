// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace Pilothouse::Ui {

/// Calls `work` every so often for as long as it lives, on the thread of `context`. A Clock's timer fires once: whoever
/// wants to be called again says so with this.
class Repeat
{
public:
    Repeat(Clock& clock, QObject* context, std::chrono::milliseconds every, std::function<void()> work)
        : m_clock(clock)
        , m_context(context)
        , m_every(every)
        , m_work(std::move(work))
    {
        arm();
    }

private:
    void arm()
    {
        m_timer = m_clock.after(m_context, m_every, [this] { fire(); });
    }
    void fire()
    {
        arm();
        m_work();
    }

    Clock& m_clock;
    QObject* m_context;
    std::chrono::milliseconds m_every;
    std::function<void()> m_work;
    std::unique_ptr<Timer> m_timer;
};

} // namespace Pilothouse::Ui
