// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/secretsource.h"
#include "base/thread.h"
#include "system/environment.h"

#include <memory>

class QNetworkAccessManager;

namespace Pilothouse::Alert {

/// Tells an address elsewhere that an environment is watched. The address is a secret; its owner raises the alarm when
/// it hears nothing. Thread-safe; works on an I/O thread of its own.
class DeadMan
{
public:
    /// Both must outlive it.
    DeadMan(SecretSource& secrets, Clock& clock);
    ~DeadMan();
    DeadMan(const DeadMan&) = delete;
    DeadMan& operator=(const DeadMan&) = delete;

    /// One POST, within ten seconds; a failure is logged once until one succeeds, and not tried again before the next.
    void ping(const System::Environment& environment);

private:
    void send(const System::Environment& environment, const Secret& address);
    void failed(const System::Environment& environment, const QString& why);

    SecretSource& m_secrets;
    Clock& m_clock;
    bool m_told = false;
    bool m_closing = false;
    EventThread m_thread;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< lives on m_thread
};

} // namespace Pilothouse::Alert
