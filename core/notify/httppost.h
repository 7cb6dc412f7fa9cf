// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "base/redactor.h"
#include "notify/attempt.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <QUrl>

namespace Pilothouse::Notify {

/// What is posted where. The address may be a secret, so nothing of it but the host is ever told.
struct Post
{
    QUrl url;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    Redactor redactor = {}; ///< takes the secrets out of what the server answers
};

/// One POST of a JSON document within a total deadline. No redirect is followed, no cookie kept, no proxy's or server's
/// question for a password answered; 64 KiB of the answer are read at most. Call on the thread of `network`. Deletes
/// itself after answering.
class HttpPost final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 answerCap = 64 * 1024;

    static QFuture<Result<Attempt>> send(QNetworkAccessManager& network, Clock& clock, Post post,
                                         const QSslConfiguration& tls, std::chrono::milliseconds deadline);

private:
    HttpPost(QNetworkAccessManager& network, Clock& clock, Post post);
    ~HttpPost() override;

    void readMore();
    void replied();
    void conclude(Attempt::Outcome outcome, const QString& detail);

    Clock& m_clock;
    Post m_post;
    QNetworkReply* m_reply = nullptr;
    QByteArray m_answer;
    QString m_tlsFault;
    std::unique_ptr<Timer> m_deadline;
    Promise<Attempt> m_promise;
};

} // namespace Pilothouse::Notify
