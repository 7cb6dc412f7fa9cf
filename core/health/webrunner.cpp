// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/webrunner.h"

#include "base/translate.h"
#include "base/units.h"
#include "health/tlsfault.h"

#include <QNetworkRequest>
#include <QSslCertificate>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

quint16 portOf(const QUrl& url) { return quint16(url.port(url.scheme() == u"https" ? 443 : 80)); }

QString refusalSentence(const QNetworkReply& reply, const QUrl& url)
{
    const QString place = url.host() + u':' + QString::number(portOf(url));
    if (reply.error() == QNetworkReply::ConnectionRefusedError)
        return translate("Health", "%1 refuses connections").arg(place);
    if (reply.error() == QNetworkReply::HostNotFoundError)
        return translate("Health", "the name %1 does not resolve").arg(url.host());
    if (reply.error() == QNetworkReply::RemoteHostClosedError)
        return translate("Health", "%1 closed the connection without an answer").arg(place);
    return translate("Health", "%1 did not answer: %2").arg(place, reply.errorString());
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

} // namespace

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

bool isWebAddress(const QUrl& url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"http" || url.scheme() == u"https");
}

System::Observation observed(const WebAnswer& answer, std::chrono::milliseconds took)
{
    System::Observation seen{.connected = true, .status = answer.status};
    seen.responseTime = took;
    seen.certificateExpiration = answer.certificateExpiration;
    seen.body = answer.body;
    seen.headers = answer.headers;
    return seen;
}

QFuture<Result<System::Observation>> WebRunner::run(QNetworkAccessManager& network, Clock& clock,
                                                    const System::ProbeSpec& probe, const QSslConfiguration& tls,
                                                    const Router& router, std::unique_ptr<WebTalk> talk)
{
    auto* look = new WebRunner(network, probe, tls, router, std::move(talk)); // answers once, then deleteLater()
    auto future = look->m_promise.future();
    look->m_deadline = clock.after(look, probe.timeout, [look, timeout = probe.timeout] {
        const QString pending = look->m_talk->pending();
        const QString sentence = translate("Health", "no complete answer within %1").arg(formatDuration(timeout));
        look->conclude(fail(ErrorKind::Timeout, pending.isEmpty() ? sentence : pending + u": "_s + sentence));
    });
    look->act(look->m_talk->begin());
    return future;
}

WebRunner::WebRunner(QNetworkAccessManager& network, const System::ProbeSpec& probe, QSslConfiguration tls,
                     Router router, std::unique_ptr<WebTalk> talk)
    : QObject(&network)
    , m_network(network)
    , m_tls(std::move(tls))
    , m_router(std::move(router))
    , m_talk(std::move(talk))
    , m_started(std::chrono::steady_clock::now())
    , m_mailbox(this)
{
    setObjectName(probe.name);
}

WebRunner::~WebRunner() = default;

void WebRunner::act(WebTalk::Move move)
{
    if (move.over)
        return conclude(*move.over);
    for (const WebRequest& request : move.ask)
        ask(request);
}

void WebRunner::ask(const WebRequest& request)
{
    const auto asked = std::make_shared<Asked>(Asked{.request = request});
    if (m_router.isDirect())
        return send(asked);
    const std::pair place{request.url.host(), portOf(request.url)};
    if (const auto known = m_routes.find(place); known != m_routes.end()) {
        asked->route = known->second;
        return send(asked);
    }
    whenAnswered(m_router.to(place.first, place.second), m_mailbox.slot(),
                 [this, asked, place](const Result<Route>& route) {
                     if (!route)
                         return conclude(fail(route.error())); // the host in between: nothing else will do either
                     asked->route = m_routes.emplace(place, std::make_shared<Route>(*route)).first->second;
                     send(asked);
                 });
}

void WebRunner::send(const std::shared_ptr<Asked>& asked)
{
    const WebRequest& wanted = asked->request;
    QUrl url = wanted.url;
    if (asked->route) {
        url.setHost(asked->route->host);
        url.setPort(asked->route->port);
    }
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // The name of another host is said in a header, which version 2 would take from the address.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("User-Agent", "Pilothouse/" PILOTHOUSE_VERSION);
    if (asked->route) {
        request.setRawHeader("Host", wanted.url.authority(QUrl::FullyEncoded).toUtf8());
        request.setPeerVerifyName(wanted.url.host());
    }
    for (const auto& [name, value] : wanted.headers)
        request.setRawHeader(name.toUtf8(), value.toUtf8());
    if (!wanted.body.isEmpty() && !request.hasRawHeader("Content-Type"))
        request.setRawHeader("Content-Type", "application/octet-stream");
    if (wanted.url.scheme() == u"https")
        request.setSslConfiguration(m_tls);
    QNetworkReply* reply = m_network.sendCustomRequest(request, wanted.method, wanted.body);
    reply->setParent(this);
    m_replies.push_back(reply);
    connect(reply, &QNetworkReply::sslErrors, this, [asked](const QList<QSslError>& errors) {
        asked->tlsFault = tlsFaultSentence(errors, asked->request.url.host());
    });
    connect(reply, &QNetworkReply::encrypted, this, [reply, asked] {
        asked->expiry = timeLeft(reply->sslConfiguration().peerCertificate(), QDateTime::currentDateTimeUtc());
    });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply, asked] { read(reply, asked); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, asked] { replied(reply, asked); });
}

void WebRunner::read(QNetworkReply* reply, const std::shared_ptr<Asked>& asked)
{
    asked->body += reply->read(asked->request.cap + 1 - asked->body.size());
    if (asked->body.size() > asked->request.cap)
        reply->abort();
}

void WebRunner::replied(QNetworkReply* reply, const std::shared_ptr<Asked>& asked)
{
    if (m_promise.isAnswered())
        return;
    std::erase(m_replies, reply);
    reply->deleteLater();
    const QUrl& url = asked->request.url;
    if (asked->body.size() <= asked->request.cap && reply->isOpen())
        asked->body += reply->read(asked->request.cap + 1 - asked->body.size());
    if (asked->body.size() > asked->request.cap)
        return tell(asked->request,
                    fail(ErrorKind::Failed,
                         translate("Health", "the answer is larger than %1").arg(formatSize(asked->request.cap))));
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        const QString sentence = asked->tlsFault.isEmpty() ? refusalSentence(*reply, url) : asked->tlsFault;
        const Error error{.kind = ErrorKind::Failed, .message = sentence, .detail = reply->errorString()};
        return tell(asked->request, fail(asked->route ? asked->route->reason(error) : error));
    }
    if (reply->error() != QNetworkReply::NoError &&
        (status < 400 || reply->error() <= QNetworkReply::UnknownNetworkError))
        return tell(asked->request, fail(ErrorKind::Failed,
                                         translate("Health", "%1 in an answer that broke off after %2")
                                             .arg(QString::number(status), formatSize(asked->body.size())),
                                         reply->errorString()));
    WebAnswer answer{.status = status};
    answer.body = asked->body;
    answer.took = since(asked->started);
    answer.certificateExpiration = asked->expiry;
    for (const auto& [name, value] : reply->rawHeaderPairs())
        answer.headers[QString::fromLatin1(name).toLower()] = QString::fromUtf8(value);
    // Resolved against what was asked for, not against the port that leads there.
    const QString location = answer.header(u"location"_s);
    if (status >= 300 && status < 400 && !location.isEmpty())
        answer.redirect = url.resolved(QUrl(location));
    tell(asked->request, answer);
}

void WebRunner::tell(const WebRequest& request, const Result<WebAnswer>& answer)
{
    act(m_talk->heard(request, answer, since(m_started)));
}

void WebRunner::conclude(const Result<System::Observation>& result)
{
    if (m_promise.isAnswered())
        return;
    m_promise.answer(result);
    m_mailbox.close();
    for (QNetworkReply* reply : std::exchange(m_replies, {}))
        reply->abort();
    deleteLater();
}

} // namespace Pilothouse::Health
