// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/certificateexchange.h"
#include "ssh/fd.h"

#include <QSocketNotifier>

#include <functional>

namespace Pilothouse::Ssh {

/// Asks the server at the other end of a connected socket for its host certificate and closes it. Calls `done` once
/// from the event loop of the thread it was made on, unless destroyed before; `done` may destroy it. Whoever makes it
/// keeps the deadline.
class CertificateFetch
{
public:
    using Done = std::function<void(const CertificateExchange&)>;

    CertificateFetch(Fd socket, Done done);
    ~CertificateFetch();
    CertificateFetch(const CertificateFetch&) = delete;
    CertificateFetch& operator=(const CertificateFetch&) = delete;

private:
    void step();

    Fd m_fd;
    Done m_done;
    CertificateExchange m_exchange;
    QByteArray m_unsent;
    QSocketNotifier* m_readable = nullptr;
    QSocketNotifier* m_writable = nullptr;
};

} // namespace Pilothouse::Ssh
