// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>
#include <memory>

class QObject;

namespace Pilothouse {

/// A running timer; destroying it stops it. Destroy it on the thread of its context.
class Timer
{
public:
    Timer() = default;
    virtual ~Timer() = default;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
};

/// The time, and the only source of timers in core, so that tests can move both. Thread-safe.
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;

    /// Wall-clock time, always UTC.
    virtual QDateTime now() const = 0;
    /// Time that only goes forward; differences only.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Calls `work` once after `delay` on the thread of `context` (called on that thread). Nothing is called after the
    /// Timer or the context is gone.
    [[nodiscard]] virtual std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay,
                                                       std::function<void()> work) = 0;
};

/// The real clock.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    [[nodiscard]] std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay,
                                               std::function<void()> work) override;
};

/// UTC microseconds since the epoch, as the store keeps them (Qt's resolution is the millisecond).
qint64 toMicros(const QDateTime& time);
QDateTime fromMicros(qint64 micros);
/// ISO 8601 in UTC with milliseconds and Z, as every machine output writes it.
QString isoUtc(const QDateTime& time);

} // namespace Pilothouse
