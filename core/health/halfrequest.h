// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "health/route.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

namespace Pilothouse::Health {

/// A request whose head promises a body that is only sent when the server asks for it. So a limit of bodies is tried
/// without sending one wherever the head is enough for the server, and a request can be held open without its ever
/// being whole. Deletes itself after answering; what it holds open ends with `hold`.
class HalfRequest final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QUrl url;
        QByteArray method = QByteArrayLiteral("POST");
        std::map<QString, QString> headers = {};
        qint64 promised = 1;   ///< bytes of the body
        bool sendsBody = true; ///< when asked to, or when nothing was said for two seconds
        Route route = {};
        std::chrono::milliseconds within{0};
    };
    /// The status of the final answer; Failed when the connection ended without one, Timeout when nothing was said.
    static QFuture<Result<int>> look(QObject* parent, Clock& clock, const Options& options,
                                     const QSslConfiguration& tls);

private:
    HalfRequest(QObject* parent, Clock& clock, Options options, const QSslConfiguration& tls);
    void sendHead();
    void sendBody();
    void read();
    void conclude(Result<int> result);

    Clock& m_clock;
    Options m_options;
    QSslSocket m_socket;
    QByteArray m_heard;
    qint64 m_sent = -1; ///< of the body; -1: not begun
    QString m_tlsFault;
    Promise<int> m_promise;
    std::unique_ptr<Timer> m_deadline;
    std::unique_ptr<Timer> m_patience;
};

/// The status of an answer of HTTP/1, past interim ones (`continues` says that one of them was 100); none while its
/// head is not whole, 0 for what is none.
std::optional<int> finalStatus(QByteArray& heard, bool& continues);

} // namespace Pilothouse::Health
