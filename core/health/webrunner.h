// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/promise.h"
#include "health/route.h"
#include "health/webtalk.h"
#include "system/probespec.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <map>

namespace Pilothouse::Health {

/// Carries out a WebTalk within the probe's timeout: every request from this machine or through the host in between,
/// certificates verified, nothing of one request (cookies, caches, logins) in another. Call on the thread of `network`.
/// Deletes itself after answering.
class WebRunner final : public QObject
{
    Q_OBJECT
public:
    static QFuture<Result<System::Observation>> run(QNetworkAccessManager& network, Clock& clock,
                                                    const System::ProbeSpec& probe, const QSslConfiguration& tls,
                                                    const Router& router, std::unique_ptr<WebTalk> talk);

private:
    struct Asked
    {
        WebRequest request;
        std::shared_ptr<Route> route = {};
        QByteArray body = {};
        QString tlsFault = {};
        std::optional<std::chrono::milliseconds> expiry = {};
        std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    };

    WebRunner(QNetworkAccessManager& network, const System::ProbeSpec& probe, QSslConfiguration tls, Router router,
              std::unique_ptr<WebTalk> talk);
    ~WebRunner() override;

    void act(WebTalk::Move move);
    void ask(const WebRequest& request);
    void send(const std::shared_ptr<Asked>& asked);
    void read(QNetworkReply* reply, const std::shared_ptr<Asked>& asked);
    void replied(QNetworkReply* reply, const std::shared_ptr<Asked>& asked);
    void tell(const WebRequest& request, const Result<WebAnswer>& answer);
    void conclude(const Result<System::Observation>& result);

    QNetworkAccessManager& m_network;
    QSslConfiguration m_tls;
    Router m_router;
    std::unique_ptr<WebTalk> m_talk;
    std::map<std::pair<QString, quint16>, std::shared_ptr<Route>> m_routes;
    std::vector<QNetworkReply*> m_replies;
    Promise<System::Observation> m_promise;
    std::unique_ptr<Timer> m_deadline;
    std::chrono::steady_clock::time_point m_started;
    Mailbox m_mailbox;
};

} // namespace Pilothouse::Health
