// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QMutex>
#include <QPointer>

#include <map>

namespace Pilothouse::Test {

/// A clock that stands still until a test moves it; due timers run in order on the thread that calls advance() when
/// their context lives there, else they are posted to their context's thread.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime& start = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC));

    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    [[nodiscard]] std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay,
                                               std::function<void()> work) override;

    void advance(std::chrono::milliseconds by);
    /// Moves the wall clock alone, as a person or NTP does.
    void setNow(const QDateTime& now);
    int pendingTimers() const;

private:
    struct Due
    {
        QPointer<QObject> context;
        std::function<void()> work;
    };
    class Handle;

    mutable QMutex m_mutex;
    QDateTime m_now;
    std::chrono::milliseconds m_monotonic{1'000'000};
    std::multimap<std::chrono::milliseconds, std::shared_ptr<Due>> m_timers;
};

} // namespace Pilothouse::Test
