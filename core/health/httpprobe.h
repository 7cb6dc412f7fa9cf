// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "system/probespec.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

namespace Pilothouse::Health {

/// One GET from this machine. A total deadline of its own (Qt's transfer timeout never fires on a dripping server), at
/// most 1 MiB of body, at most five redirects, credentials only to the first origin. TLS faults are distinct errors;
/// nothing is ignored. Call on the thread of `network`. Deletes itself after answering.
class HttpProbe final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 bodyCap = 1024 * 1024;
    static constexpr int redirectCap = 5;

    static QFuture<Result<System::Observation>> get(QNetworkAccessManager& network, Clock& clock,
                                                    const System::ProbeSpec& probe, const QSslConfiguration& tls);

private:
    HttpProbe(QNetworkAccessManager& network, Clock& clock, const System::ProbeSpec& probe,
              const QSslConfiguration& tls);
    ~HttpProbe() override;

    void request(const QUrl& url);
    void readMore();
    void replied();
    void conclude(Result<System::Observation> result);

    QNetworkAccessManager& m_network;
    System::ProbeSpec m_probe;
    QSslConfiguration m_tls;
    Promise<System::Observation> m_promise;
    std::unique_ptr<Timer> m_deadline;
    QNetworkReply* m_reply = nullptr;
    QUrl m_first;
    QByteArray m_body;
    std::chrono::steady_clock::time_point m_started;
    std::optional<std::chrono::milliseconds> m_expiry;
    QString m_tlsFault;
    int m_redirects = 0;
};

} // namespace Pilothouse::Health
