// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "health/lookowner.h"
#include "health/route.h"
#include "system/probespec.h"

#include <QTcpSocket>
#include <QUdpSocket>

namespace Pilothouse::Health {

/// Asks one resolver for one name, over UDP and, where the answer is cut or a host asks, over TCP. [DNS_RCODE] is what
/// it says, [IP] the first address, [ROWS] the records of the type, [OUTPUT] all of them. Without conditions there has
/// to be one. Deletes itself after answering.
class DnsProbe final : public LookOwner
{
public:
    static QFuture<Result<System::Observation>> look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                     const Router& router);

private:
    DnsProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, Router router);
    void start();
    void send();
    void askByTcp();
    void heard(const QByteArray& message, bool byTcp);
    void conclude(Result<System::Observation> result);

    Clock& m_clock;
    System::ProbeSpec m_probe;
    Router m_router;
    Route m_route;
    QString m_server;
    quint16 m_port = 53;
    quint16 m_id = 0;
    QByteArray m_question;
    QUdpSocket m_udp;
    QTcpSocket m_tcp;
    QByteArray m_stream;
    Promise<System::Observation> m_promise;
    std::unique_ptr<Timer> m_deadline;
    std::unique_ptr<Timer> m_again;
    std::chrono::milliseconds m_started;
};

/// The first server of a resolv.conf; empty without one.
QString systemResolver(const QByteArray& resolvConf);

} // namespace Pilothouse::Health
