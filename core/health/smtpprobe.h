// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "health/lookowner.h"
#include "health/route.h"
#include "system/probespec.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace Pilothouse::Health {

/// A mail server greets, knows EHLO, and encrypts with a certificate that holds (STARTTLS, or at once on port 465). No
/// mail is sent and nobody logs in. [OUTPUT] is what it can do, [CERTIFICATE_EXPIRATION] of its certificate. Deletes
/// itself after answering.
class SmtpProbe final : public LookOwner
{
public:
    static QFuture<Result<System::Observation>> look(QObject* parent, Clock& clock, const System::ProbeSpec& probe,
                                                     const QSslConfiguration& tls, const Router& router);

private:
    enum class State { Greeting, Hello, StartTls, Encrypting, HelloAgain };
    SmtpProbe(QObject* parent, Clock& clock, const System::ProbeSpec& probe, const QSslConfiguration& tls);
    void go(const Route& route);
    void read();
    void answered(int code, const QStringList& lines);
    void say(State next, const QByteArray& line);
    void done();
    void conclude(Result<System::Observation> result);

    Clock& m_clock;
    System::ProbeSpec m_probe;
    QString m_host;
    QString m_encryption;
    Route m_route;
    QSslSocket m_socket;
    State m_state = State::Greeting;
    QStringList m_lines;
    QStringList m_abilities;
    QString m_tlsFault;
    Promise<System::Observation> m_promise;
    std::unique_ptr<Timer> m_deadline;
    std::chrono::milliseconds m_started;
};

} // namespace Pilothouse::Health
