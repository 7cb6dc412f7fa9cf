// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/httppost.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "notify/tlstrust.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace Pilothouse::Notify {

using namespace Qt::StringLiterals;

QFuture<Result<Attempt>> HttpPost::send(QNetworkAccessManager& network, Clock& clock, Post post,
                                        const QSslConfiguration& tls, std::chrono::milliseconds deadline)
{
    auto* one = new HttpPost(network, clock, std::move(post)); // answers once, then deleteLater()
    auto future = one->m_promise.future();
    one->m_deadline = clock.after(one, deadline, [one, deadline] {
        // Its status is all that counts, however long the rest takes.
        if (one->m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 0)
            return one->replied();
        one->conclude(Attempt::Outcome::Temporary,
                      translate("Notify", "%1 gave no complete answer within %2; it may come twice")
                          .arg(one->m_post.url.host(), formatDuration(deadline)));
    });
    QNetworkRequest request(one->m_post.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("User-Agent", "Pilothouse/" PILOTHOUSE_VERSION);
    for (const auto& [name, value] : one->m_post.headers)
        request.setRawHeader(name, value);
    if (one->m_post.url.scheme() == u"https")
        request.setSslConfiguration(tls);
    one->m_reply = network.post(request, one->m_post.body);
    one->m_reply->setParent(one);
    connect(one->m_reply, &QNetworkReply::sslErrors, one,
            [one](const QList<QSslError>& errors) { one->m_tlsFault = tlsFault(errors, one->m_post.url.host()); });
    connect(one->m_reply, &QNetworkReply::readyRead, one, &HttpPost::readMore);
    connect(one->m_reply, &QNetworkReply::finished, one, &HttpPost::replied);
    return future;
}

HttpPost::HttpPost(QNetworkAccessManager& network, Clock& clock, Post post)
    : QObject(&network)
    , m_clock(clock)
    , m_post(std::move(post))
{
}

HttpPost::~HttpPost() = default;

void HttpPost::readMore()
{
    m_answer += m_reply->read(answerCap - m_answer.size());
    // Its status is all that counts, and it is known by now.
    if (m_answer.size() >= answerCap)
        replied();
}

void HttpPost::replied()
{
    if (m_promise.isAnswered())
        return;
    if (m_reply->isFinished())
        m_answer += m_reply->read(answerCap - m_answer.size());
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString host = m_post.url.host();
    if (status == 0) {
        // Qt's own sentence may hold the address, which is the secret of an incoming webhook.
        const QString why = m_reply->error() == QNetworkReply::ConnectionRefusedError
                                ? translate("Notify", "%1 refuses connections").arg(host)
                            : m_reply->error() == QNetworkReply::HostNotFoundError
                                ? translate("Notify", "the name %1 does not resolve").arg(host)
                                : translate("Notify", "no connection to %1 (%2)").arg(host).arg(int(m_reply->error()));
        return conclude(Attempt::Outcome::Temporary, m_tlsFault.isEmpty() ? why : m_tlsFault);
    }
    const QString words = SafeText::oneLine(QString::fromUtf8(m_post.redactor.redact(m_answer)), 200).text();
    QString detail = translate("Notify", "%1 answered %2").arg(host, QString::number(status));
    if (status >= 300 && status < 400)
        detail = translate("Notify", "%1 answered %2 and sends us elsewhere, which is not followed; write the address "
                                     "that it leads to")
                     .arg(host, QString::number(status));
    else if (!words.isEmpty())
        detail += u": "_s + words;
    conclude(outcomeOfStatus(status), detail);
}

void HttpPost::conclude(Attempt::Outcome outcome, const QString& detail)
{
    if (m_promise.isAnswered())
        return;
    Attempt attempt{.outcome = outcome, .detail = detail};
    if (outcome == Attempt::Outcome::Temporary)
        attempt.retryAfter = retryAfter(m_reply->rawHeader("Retry-After"), m_clock.now());
    if (outcome == Attempt::Outcome::Delivered)
        attempt.reached = {m_post.url.host()};
    m_promise.answer(attempt);
    m_reply->disconnect(this);
    m_reply->abort();
    deleteLater();
}

} // namespace Pilothouse::Notify
