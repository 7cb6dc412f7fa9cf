// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/httpprobe.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

QString refusalSentence(const QNetworkReply& reply, const QUrl& url)
{
    const QString place = url.host() + u':' + QString::number(url.port(url.scheme() == u"https" ? 443 : 80));
    // Only the refusals that need their own words; the rest is Qt's text.
    if (reply.error() == QNetworkReply::ConnectionRefusedError)
        return translate("Health", "%1 refuses connections").arg(place);
    if (reply.error() == QNetworkReply::HostNotFoundError)
        return translate("Health", "the name %1 does not resolve").arg(url.host());
    if (reply.error() == QNetworkReply::RemoteHostClosedError)
        return translate("Health", "%1 closed the connection without an answer").arg(place);
    return translate("Health", "%1 did not answer: %2").arg(place, reply.errorString());
}

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port();
}

} // namespace

QFuture<Result<System::Observation>> HttpProbe::get(QNetworkAccessManager& network, Clock& clock,
                                                    const System::ProbeSpec& probe, const QSslConfiguration& tls)
{
    auto* look = new HttpProbe(network, clock, probe, tls); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->request(look->m_first);
    return future;
}

HttpProbe::HttpProbe(QNetworkAccessManager& network, Clock& clock, const System::ProbeSpec& probe,
                     const QSslConfiguration& tls)
    : QObject(&network)
    , m_network(network)
    , m_probe(probe)
    , m_tls(tls)
    , m_first(QUrl(probe.target))
    , m_started(std::chrono::steady_clock::now())
{
    m_deadline = clock.after(this, probe.timeout, [this] {
        conclude(fail(ErrorKind::Timeout,
                      translate("Health", "no complete answer within %1").arg(formatDuration(m_probe.timeout))));
    });
}

HttpProbe::~HttpProbe() = default;

void HttpProbe::request(const QUrl& url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", "Pilothouse/" PILOTHOUSE_VERSION);
    if (sameOrigin(url, m_first)) {
        for (const auto& [name, value] : m_probe.headers)
            request.setRawHeader(name.toUtf8(), value.toUtf8());
    }
    if (url.scheme() == u"https")
        request.setSslConfiguration(m_tls);
    m_body.clear();
    m_reply = m_network.get(request);
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::sslErrors, this,
            [this, url](const QList<QSslError>& errors) { m_tlsFault = tlsFaultSentence(errors, url.host()); });
    connect(m_reply, &QNetworkReply::encrypted, this, [this] {
        if (!m_expiry)
            m_expiry = timeLeft(m_reply->sslConfiguration().peerCertificate(), QDateTime::currentDateTimeUtc());
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpProbe::readMore);
    connect(m_reply, &QNetworkReply::finished, this, &HttpProbe::replied);
}

void HttpProbe::readMore()
{
    m_body += m_reply->read(bodyCap + 1 - m_body.size());
    if (m_body.size() > bodyCap)
        conclude(fail(
            ErrorKind::Failed,
            translate("Health", "the answer is larger than 1 MiB, which no health document is; check the address")));
}

void HttpProbe::replied()
{
    if (m_promise.isAnswered())
        return;
    readMore();
    if (m_promise.isAnswered())
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        const QUrl url = m_reply->url();
        const QString sentence = m_tlsFault.isEmpty() ? refusalSentence(*m_reply, url) : m_tlsFault;
        return conclude(fail(ErrorKind::Failed, sentence, m_reply->errorString()));
    }
    const QUrl next = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (status >= 300 && status < 400 && next.isValid()) {
        const QUrl resolved = m_reply->url().resolved(next);
        if (++m_redirects > redirectCap)
            return conclude(
                fail(ErrorKind::Failed, translate("Health", "more than %n redirect(s)", nullptr, redirectCap)));
        if (resolved.scheme() != u"http" && resolved.scheme() != u"https")
            return conclude(
                fail(ErrorKind::Failed, translate("Health", "redirected to something that is not a web address")));
        m_reply->deleteLater();
        return request(resolved);
    }
    // Statuses from 400 on are errors to Qt as well; any other one means that the body did not come to its end.
    const bool brokeOff = m_reply->error() != QNetworkReply::NoError &&
                          (status < 400 || m_reply->error() <= QNetworkReply::UnknownNetworkError);
    if (brokeOff)
        return conclude(fail(ErrorKind::Failed,
                             translate("Health", "%1 in an answer that broke off after %2")
                                 .arg(QString::number(status), formatSize(m_body.size())),
                             m_reply->errorString()));
    System::Observation seen{.connected = true, .status = status};
    seen.responseTime =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_started);
    seen.certificateExpiration = m_expiry;
    seen.body = m_body;
    for (const auto& [name, value] : m_reply->rawHeaderPairs())
        seen.headers[QString::fromLatin1(name).toLower()] = QString::fromUtf8(value);
    conclude(std::move(seen));
}

void HttpProbe::conclude(Result<System::Observation> result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(std::move(result));
    if (m_reply)
        m_reply->abort();
    deleteLater();
}

} // namespace Pilothouse::Health
