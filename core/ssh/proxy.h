// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ssh/fd.h"

#include <QSocketNotifier>
#include <QString>

#include <memory>

namespace Pilothouse::Ssh {

/// The program of a ProxyCommand: run by the person's shell in a session of its own (so it has no terminal to ask on),
/// its standard input and output one socket, what it writes to standard error kept for messages. It is told to end
/// (SIGHUP, as OpenSSH does) when this object goes, and made to two seconds later. Lives on an I/O thread.
class Proxy
{
public:
    /// `context` belongs to the I/O thread and outlives the program's last two seconds.
    static Result<std::shared_ptr<Proxy>> start(QObject* context, Clock& clock, const QString& command);
    ~Proxy();
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    /// Our end, non-blocking. Once.
    Fd takeSocket() { return std::move(m_socket); }
    /// The last it has written to standard error until now, safe to show.
    QString errors();

private:
    Proxy(QObject* context, Clock& clock, pid_t pid, Fd socket, Fd errors);
    void readErrors();

    QObject* m_context;
    Clock& m_clock;
    pid_t m_pid;
    Fd m_socket;
    Fd m_errorPipe;
    QByteArray m_errors;
    QSocketNotifier* m_readable = nullptr;
};

} // namespace Pilothouse::Ssh
