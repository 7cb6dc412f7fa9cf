// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QPointer>
#include <QTimeZone>
#include <QTimer>

namespace Pilothouse {

namespace {

class QtTimer final : public Timer
{
public:
    QtTimer(QObject* context, std::chrono::milliseconds delay, std::function<void()> work)
        : m_timer(std::make_unique<QTimer>())
    {
        m_timer->setSingleShot(true);
        m_timer->setTimerType(delay < std::chrono::seconds(2) ? Qt::PreciseTimer : Qt::CoarseTimer);
        // Copied into the connection: the callback may destroy this timer.
        QObject::connect(m_timer.get(), &QTimer::timeout, context, [work = std::move(work)] {
            const auto call = work;
            call();
        });
        m_timer->start(delay);
    }
    ~QtTimer() override
    {
        m_timer->stop();
        m_timer.release()->deleteLater();
    }

private:
    std::unique_ptr<QTimer> m_timer;
};

} // namespace

QDateTime SystemClock::now() const { return QDateTime::currentDateTimeUtc(); }

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::unique_ptr<Timer> SystemClock::after(QObject* context, std::chrono::milliseconds delay, std::function<void()> work)
{
    return std::make_unique<QtTimer>(context, delay, std::move(work));
}

qint64 toMicros(const QDateTime& time) { return time.toMSecsSinceEpoch() * 1000; }

QDateTime fromMicros(qint64 micros) { return QDateTime::fromMSecsSinceEpoch(micros / 1000, QTimeZone::utc()); }

QString isoUtc(const QDateTime& time) { return time.toUTC().toString(Qt::ISODateWithMs); }

} // namespace Pilothouse
