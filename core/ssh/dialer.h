// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ssh/endpoint.h"
#include "ssh/fd.h"

#include <QSocketNotifier>

#include <functional>
#include <memory>
#include <sys/socket.h>

namespace Pilothouse::Ssh {

/// Connects a TCP socket without blocking: name look-up in Qt's own threads, then one address after the other, each for
/// a few seconds. Calls `done` once from the event loop of the thread it was made on, unless destroyed before. The
/// socket has TCP_NODELAY, TCP_USER_TIMEOUT and O_NONBLOCK set.
class Dialer
{
public:
    using Done = std::function<void(Result<Fd>)>;

    Dialer(QObject* context, Clock& clock, const Endpoint& endpoint, std::chrono::milliseconds userTimeout, Done done);
    ~Dialer();
    Dialer(const Dialer&) = delete;
    Dialer& operator=(const Dialer&) = delete;

private:
    struct Address
    {
        sockaddr_storage storage = {};
        socklen_t size = 0;
        QString text;
    };
    void add(const QString& numeric);
    void next();
    void tried(int error);
    void finish(Result<Fd> result);
    void dropNotifier();

    Clock& m_clock;
    Endpoint m_endpoint;
    std::chrono::milliseconds m_userTimeout;
    Done m_done;
    std::unique_ptr<QObject> m_guard; ///< context of what comes later: gone, nothing is called
    std::vector<Address> m_addresses;
    size_t m_at = 0;
    Fd m_fd;
    QSocketNotifier* m_notifier = nullptr;
    std::unique_ptr<Timer> m_timer;
    QStringList m_failures;
};

} // namespace Pilothouse::Ssh
