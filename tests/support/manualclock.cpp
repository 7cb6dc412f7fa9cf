// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"

#include <QThread>

namespace Pilothouse::Test {

class ManualClock::Handle final : public Timer
{
public:
    explicit Handle(std::shared_ptr<Due> due)
        : m_due(std::move(due))
    {
    }
    ~Handle() override { m_due->work = nullptr; }

private:
    std::shared_ptr<Due> m_due;
};

ManualClock::ManualClock(const QDateTime& start)
    : m_now(start)
{
}

QDateTime ManualClock::now() const
{
    const QMutexLocker lock(&m_mutex);
    return m_now;
}

std::chrono::milliseconds ManualClock::monotonic() const
{
    const QMutexLocker lock(&m_mutex);
    return m_monotonic;
}

std::unique_ptr<Timer> ManualClock::after(QObject* context, std::chrono::milliseconds delay, std::function<void()> work)
{
    auto due = std::make_shared<Due>(Due{context, std::move(work)});
    const QMutexLocker lock(&m_mutex);
    m_timers.emplace(m_monotonic + delay, due);
    return std::make_unique<Handle>(due);
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    const auto end = monotonic() + by;
    for (;;) {
        std::shared_ptr<Due> due;
        {
            const QMutexLocker lock(&m_mutex);
            const auto first = m_timers.begin();
            const bool any = first != m_timers.end() && first->first <= end;
            const auto to = any ? std::max(first->first, m_monotonic) : end;
            m_now = m_now.addMSecs((to - m_monotonic).count());
            m_monotonic = to;
            if (!any)
                return;
            due = first->second;
            m_timers.erase(first);
        }
        if (!due->context || !due->work)
            continue;
        if (due->context->thread() == QThread::currentThread()) {
            const auto work = due->work;
            work();
        } else {
            QMetaObject::invokeMethod(
                due->context,
                [due] {
                    if (due->work) {
                        const auto work = due->work;
                        work();
                    }
                },
                Qt::QueuedConnection);
        }
    }
}

void ManualClock::setNow(const QDateTime& now)
{
    const QMutexLocker lock(&m_mutex);
    m_now = now;
}

int ManualClock::pendingTimers() const
{
    const QMutexLocker lock(&m_mutex);
    int n = 0;
    for (const auto& [at, due] : m_timers)
        n += due->work ? 1 : 0;
    return n;
}

} // namespace Pilothouse::Test
