// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QSocketNotifier;

namespace Pilothouse {

/// SIGINT, SIGTERM and SIGHUP as a call on the thread that made this object.
/// A second SIGINT ends the program at once. Make at most one, on a thread with an event loop.
class Interrupt : public QObject
{
public:
    explicit Interrupt(std::function<void()> onInterrupt);
    ~Interrupt() override;

private:
    std::function<void()> m_onInterrupt;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Pilothouse
