// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>

namespace Pilothouse::Bench {

/// How late a thread's event loop was at worst with a timer of 1 ms. The kernel tells how long the thread meanwhile
/// waited for a processor that others had: what remains is its own.
class Lateness
{
public:
    void forget()
    {
        m_worst = 0;
        m_worstOwn = 0;
    }
    double worst() const { return double(m_worst) / 1e6; }
    double worstOwn() const { return double(m_worstOwn) / 1e6; }
    /// Called on the thread of `context`; ends with it.
    void watch(QObject* context)
    {
        auto* timer = new QTimer(context);
        timer->setTimerType(Qt::PreciseTimer);
        auto* account = new QFile(QStringLiteral("/proc/thread-self/schedstat"), timer);
        if (!account->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            qFatal("the kernel keeps no account of threads");
        auto last = std::make_shared<QElapsedTimer>();
        last->start();
        QObject::connect(timer, &QTimer::timeout, timer, [this, account, last, waited = waitOf(*account)]() mutable {
            const qint64 late = last->nsecsElapsed() - 1'000'000;
            last->start();
            const qint64 before = std::exchange(waited, waitOf(*account));
            keep(m_worst, late);
            keep(m_worstOwn, late - (waited - before));
        });
        timer->start(std::chrono::milliseconds(1));
    }

private:
    static qint64 waitOf(QFile& account)
    {
        account.seek(0);
        return account.read(100).split(' ').value(1).toLongLong();
    }
    static void keep(std::atomic<qint64>& worst, qint64 value)
    {
        for (qint64 known = worst; known < value && !worst.compare_exchange_weak(known, value);) {
        }
    }

    std::atomic<qint64> m_worst = 0;
    std::atomic<qint64> m_worstOwn = 0;
};

} // namespace Pilothouse::Bench
