// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/headersprobe.h"

#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"

#include <QRegularExpression>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 halfAYear = 182LL * 24 * 3600;

QString value(const std::map<QString, QString>& headers, const QString& name)
{
    const auto it = headers.find(name);
    // Of a header that was sent twice browsers read the first of some and the strictest of others; the first is safe to
    // judge.
    return it == headers.end() ? QString() : it->second.section(u'\n', 0, 0).trimmed();
}

QString hstsWeakness(const QString& header)
{
    if (header.isEmpty())
        return translate("Health", "no Strict-Transport-Security");
    static const QRegularExpression age(u"(?:^|;)\\s*max-age\\s*=\\s*\"?([0-9]{1,12})"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    const auto match = age.match(header);
    if (!match.hasMatch())
        return translate("Health", "Strict-Transport-Security without a max-age");
    const qint64 seconds = match.captured(1).toLongLong();
    if (seconds >= halfAYear)
        return {};
    return seconds == 0 ? translate("Health", "Strict-Transport-Security is taken back (max-age=0)")
                        : translate("Health", "Strict-Transport-Security for %1 only")
                              .arg(formatDuration(std::chrono::seconds(seconds)));
}

/// The sources of a directive, or of default-src where it says nothing; none when neither does.
std::optional<QStringList> sources(const QString& policy, const QString& directive)
{
    std::optional<QStringList> fallback;
    for (const QString& part : policy.toLower().split(u';')) {
        QStringList words = part.simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        const QString name = words.takeFirst();
        if (name == directive)
            return words;
        if (name == u"default-src" && directive != u"frame-ancestors")
            fallback = words;
    }
    return fallback;
}

QString policyWeakness(const QString& policy)
{
    if (policy.isEmpty())
        return translate("Health", "no Content-Security-Policy");
    const auto scripts = sources(policy, u"script-src"_s);
    if (!scripts)
        return translate("Health", "the Content-Security-Policy says nothing about scripts");
    const bool hasNonce = std::ranges::any_of(
        *scripts, [](const QString& each) { return each.startsWith(u"'nonce-") || each.startsWith(u"'sha"); });
    if (scripts->contains(u"'unsafe-inline'"_s) && !hasNonce)
        return translate("Health", "the Content-Security-Policy lets any inline script run");
    if ((scripts->contains(u"*"_s) || scripts->contains(u"https:"_s) || scripts->contains(u"http:"_s)) &&
        !scripts->contains(u"'strict-dynamic'"_s))
        return translate("Health", "the Content-Security-Policy lets scripts come from anywhere");
    return {};
}

QString framingWeakness(const QString& options, const QString& policy)
{
    if (sources(policy, u"frame-ancestors"_s))
        return {};
    if (options.isEmpty())
        return translate("Health", "no X-Frame-Options");
    const QString word = options.toUpper();
    return word == u"DENY" || word == u"SAMEORIGIN"
               ? QString()
               : translate("Health", "X-Frame-Options is %1").arg(SafeText::oneLine(options, 40).text());
}

QString referrerWeakness(const QString& header)
{
    if (header.isEmpty())
        return translate("Health", "no Referrer-Policy");
    // Of several words the last that a browser knows counts.
    const QString word = header.toLower().section(u',', -1).trimmed();
    return word == u"unsafe-url" || word == u"no-referrer-when-downgrade"
               ? translate("Health", "Referrer-Policy is %1").arg(word)
               : QString();
}

class HeadersTalk final : public WebTalk
{
public:
    explicit HeadersTalk(const System::ProbeSpec& probe)
        : m_probe(probe)
    {
    }
    Move begin() override { return {.ask = {{.url = QUrl(m_probe.target)}}}; }
    Move heard(const WebRequest& request, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (!answer)
            return {.over = fail(answer.error())};
        if (isWebAddress(answer->redirect)) {
            if (++m_hops > webRedirectCap)
                return {.over = fail(ErrorKind::Failed,
                                     translate("Health", "more than %n redirect(s)", nullptr, webRedirectCap))};
            return {.ask = {{.url = answer->redirect}}};
        }
        System::Observation seen = observed(*answer, since);
        if (answer->status >= 500 && m_probe.conditions.empty())
            return {.over = fail(ErrorKind::Failed,
                                 translate("Health", "%1 answers %2").arg(request.url.host()).arg(answer->status))};
        if (m_probe.conditions.empty())
            seen.weak = headerWeaknesses(request.url, answer->headers);
        return {.over = seen};
    }

private:
    System::ProbeSpec m_probe;
    int m_hops = 0;
};

class RedirectTalk final : public WebTalk
{
public:
    explicit RedirectTalk(const System::ProbeSpec& probe)
        : m_probe(probe)
    {
    }
    Move begin() override { return {.ask = {{.url = QUrl(m_probe.target)}}}; }
    Move heard(const WebRequest& request, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (!answer)
            return {.over = fail(answer.error().kind, answer.error().message, answer.error().detail)};
        if (!m_first) {
            m_first = observed(*answer, since);
            if (const Move refused = judgeFirst(*answer); refused.over)
                return refused;
        } else if (!answer->redirect.isEmpty() && answer->redirect.scheme() != u"https") {
            return {.over = fail(
                        ErrorKind::Failed,
                        translate("Health", "%1 leads back to where nothing is encrypted").arg(request.url.host()))};
        }
        if (!answer->redirect.isEmpty()) {
            if (++m_hops > webRedirectCap)
                return {.over = fail(ErrorKind::Failed,
                                     translate("Health", "more than %n redirect(s)", nullptr, webRedirectCap))};
            return {.ask = {{.url = answer->redirect}}};
        }
        if (answer->status >= 500)
            return {.over = fail(ErrorKind::Failed, translate("Health", "it leads to %1, which answers %2")
                                                        .arg(request.url.host())
                                                        .arg(answer->status))};
        if (answer->status >= 400)
            m_first->weak
                << translate("Health", "it leads to %1, which answers %2").arg(request.url.host()).arg(answer->status);
        m_first->certificateExpiration = answer->certificateExpiration;
        m_first->responseTime = since;
        return {.over = *m_first};
    }

private:
    Move judgeFirst(const WebAnswer& answer)
    {
        const QString place = QUrl(m_probe.target).host();
        // Conditions may want to see an answer that leads nowhere.
        if (answer.redirect.isEmpty())
            return m_probe.conditions.empty()
                       ? Move{.over = fail(ErrorKind::Failed, translate("Health", "%1 answers %2 without encryption")
                                                                  .arg(place)
                                                                  .arg(answer.status))}
                       : Move{.over = *m_first};
        if (answer.redirect.scheme() != u"https")
            return {.over =
                        fail(ErrorKind::Failed, translate("Health", "%1 leads to %2, which is not encrypted")
                                                    .arg(place, SafeText::oneLine(answer.redirect.host(), 80).text()))};
        if (answer.status != 301 && answer.status != 308)
            m_first->weak << translate("Health", "the redirect holds for once only (%1)").arg(answer.status);
        return {};
    }

    System::ProbeSpec m_probe;
    std::optional<System::Observation> m_first;
    int m_hops = 0;
};

class CorsTalk final : public WebTalk
{
public:
    explicit CorsTalk(const System::ProbeSpec& probe)
        : m_probe(probe)
        , m_origin(probe.options->origin.isEmpty() ? u"https://foreign.invalid"_s : probe.options->origin)
    {
    }
    Move begin() override { return {.ask = {question(Foreign, "GET", m_origin)}}; }
    Move heard(const WebRequest& request, const Result<WebAnswer>& answer, std::chrono::milliseconds since) override
    {
        if (!answer)
            return {.over = fail(answer.error())};
        const QString named = answer->header(u"access-control-allow-origin"_s).trimmed();
        if (request.id == Allowed) {
            if (named != m_probe.options->allowed && named != u"*")
                return {.over =
                            fail(ErrorKind::Failed,
                                 translate("Health", "%1 is not let in, and has to be").arg(m_probe.options->allowed))};
            return {.over = m_seen};
        }
        if (named == u"*" || named == m_origin) {
            const bool withLogin = answer->header(u"access-control-allow-credentials"_s).trimmed() == u"true";
            return {.over = fail(
                        ErrorKind::Failed,
                        withLogin
                            ? translate("Health", "a foreign origin (%1) may read, with the login of whoever visits it")
                                  .arg(m_origin)
                            : translate("Health", "a foreign origin (%1) may read").arg(m_origin))};
        }
        if (request.id == Foreign) {
            if (answer->status >= 500)
                return {.over = fail(ErrorKind::Failed,
                                     translate("Health", "%1 answers %2").arg(request.url.host()).arg(answer->status))};
            m_seen = observed(*answer, since);
            m_seen.summary = translate("Health", "a foreign origin is refused");
            return {.ask = {question(Preflight, "OPTIONS", m_origin)}};
        }
        m_seen.responseTime = since;
        if (m_probe.options->allowed.isEmpty())
            return {.over = m_seen};
        return {.ask = {question(Allowed, "GET", m_probe.options->allowed)}};
    }

private:
    enum Question { Foreign, Preflight, Allowed };
    WebRequest question(Question id, const QByteArray& method, const QString& origin) const
    {
        WebRequest request{.url = QUrl(m_probe.target), .method = method, .headers = m_probe.headers, .id = id};
        request.headers[u"Origin"_s] = origin;
        if (id == Preflight) {
            request.headers[u"Access-Control-Request-Method"_s] = u"POST"_s;
            request.headers[u"Access-Control-Request-Headers"_s] = u"authorization, content-type"_s;
        }
        return request;
    }

    System::ProbeSpec m_probe;
    QString m_origin;
    System::Observation m_seen;
};

} // namespace

QStringList headerWeaknesses(const QUrl& url, const std::map<QString, QString>& headers)
{
    QStringList weak;
    const auto add = [&weak](const QString& sentence) {
        if (!sentence.isEmpty())
            weak << sentence;
    };
    const QString policy = value(headers, u"content-security-policy"_s);
    if (url.scheme() == u"https")
        add(hstsWeakness(value(headers, u"strict-transport-security"_s)));
    add(policyWeakness(policy));
    add(framingWeakness(value(headers, u"x-frame-options"_s), policy));
    if (value(headers, u"x-content-type-options"_s).toLower() != u"nosniff")
        add(translate("Health", "no X-Content-Type-Options: nosniff"));
    add(referrerWeakness(value(headers, u"referrer-policy"_s)));
    return weak;
}

std::unique_ptr<WebTalk> headersTalk(const System::ProbeSpec& probe) { return std::make_unique<HeadersTalk>(probe); }
std::unique_ptr<WebTalk> redirectTalk(const System::ProbeSpec& probe) { return std::make_unique<RedirectTalk>(probe); }
std::unique_ptr<WebTalk> corsTalk(const System::ProbeSpec& probe) { return std::make_unique<CorsTalk>(probe); }

} // namespace Pilothouse::Health
