// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "health/route.h"

#include <QTcpSocket>

namespace Pilothouse::Health {

/// The first message of a client that speaks nothing newer than `version` (0x0302 for TLS 1.1, 0x0303 for 1.2). Written
/// by hand, because what this machine's own library would still agree to is not what is asked (RFC 5246, 7.4.1.2).
QByteArray clientHello(quint16 version, const QString& serverName);

/// What a server answered to it: the protocol it chose ("TLS 1.1"), empty for a refusal, none while more has to come.
std::optional<QString> chosenProtocol(const QByteArray& answer);

/// Asks a server whether it still takes a protocol older than `minimum` ("1.2", "1.3"). Answers with the name of the
/// newest of those it takes, or with an empty one. Deletes itself after answering.
class WeakProtocol final : public QObject
{
    Q_OBJECT
public:
    static QFuture<Result<QString>> look(QObject* parent, Clock& clock, const Route& route, const QString& minimum,
                                         const QString& serverName, std::chrono::milliseconds within);

private:
    WeakProtocol(QObject* parent, Route route);
    void conclude(Result<QString> result);

    Route m_route;
    QTcpSocket m_socket;
    QByteArray m_heard;
    Promise<QString> m_promise;
    std::unique_ptr<Timer> m_deadline;
};

} // namespace Pilothouse::Health
