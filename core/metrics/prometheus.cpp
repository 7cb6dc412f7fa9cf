// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/prometheus.h"

#include "base/mailbox.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "base/units.h"
#include "notify/tlstrust.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrlQuery>

#include <array>
#include <cmath>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostSeries = 1000;
/// A longer step hides what happened between its ends.
constexpr qint64 shortStep = 60;
/// How often the query is worked out within one. Prometheus would do it once a minute, on the minute.
constexpr qint64 looksInAStep = 10;

QString partOf(const QJsonObject& labels, const QString& label)
{
    if (const QString own = labels.value(label).toString(); !own.isEmpty())
        return SafeText::oneLine(own, 120).text();
    QStringList all;
    for (auto it = labels.begin(); it != labels.end(); ++it) {
        if (it.key() != u"__name__")
            all << it.key() + u'=' + it.value().toString();
    }
    return SafeText::oneLine(all.join(u','), 120).text();
}

std::vector<Point> pointsOf(const QJsonArray& values)
{
    std::vector<Point> points;
    for (const QJsonValue& each : values) {
        const QJsonArray pair = each.toArray();
        bool ok = false;
        const double value = pair.at(1).toString().toDouble(&ok);
        const double at = pair.at(0).toDouble(NAN);
        if (ok && std::isfinite(value) && std::abs(at) < 1e11)
            points.push_back({QDateTime::fromMSecsSinceEpoch(std::llround(at * 1000), Qt::UTC), value, value, value});
    }
    return points;
}

tl::unexpected<Error> notPrometheus(const QString& detail)
{
    return fail(ErrorKind::Invalid,
                translate("Metrics", "What answered is no Prometheus; check the address in the definition."), detail);
}

/// Means, with the least and the most of the same series and moments.
std::vector<RangeSeries> together(std::array<std::vector<RangeSeries>, 3> answers)
{
    auto& [means, least, most] = answers;
    const auto valueAt = [](const std::vector<RangeSeries>& of, const QString& part, const Point& point) {
        const auto series = std::ranges::find(of, part, &RangeSeries::part);
        if (series == of.end())
            return point.mean;
        const auto same = std::ranges::lower_bound(series->points, point.at, {}, &Point::at);
        return same != series->points.end() && same->at == point.at ? same->mean : point.mean;
    };
    for (RangeSeries& series : means) {
        for (Point& point : series.points) {
            point.least = std::min(point.mean, valueAt(least, series.part, point));
            point.most = std::max(point.mean, valueAt(most, series.part, point));
        }
    }
    return std::move(means);
}

} // namespace

Result<std::vector<RangeSeries>> readRange(const QByteArray& body, const QString& label)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonObject answer = document.object();
    const QString status = answer.value(u"status"_s).toString();
    if (status == u"error") {
        const QString said = SafeText::oneLine(answer.value(u"error"_s).toString(), 300).text();
        return fail(ErrorKind::Invalid, translate("Metrics", "Prometheus refuses the query: %1").arg(said));
    }
    const QJsonObject data = answer.value(u"data"_s).toObject();
    if (status != u"success" || data.value(u"resultType"_s).toString() != u"matrix")
        return notPrometheus(QString::fromUtf8(body.left(200)));
    std::vector<RangeSeries> out;
    for (const QJsonValue& each : data.value(u"result"_s).toArray()) {
        const QJsonObject series = each.toObject();
        if (out.size() >= mostSeries)
            return fail(ErrorKind::Invalid,
                        translate("Metrics", "The query gives more than %1 series; let it sum up.").arg(mostSeries));
        out.push_back(
            {partOf(series.value(u"metric"_s).toObject(), label), pointsOf(series.value(u"values"_s).toArray())});
    }
    return out;
}

struct Prometheus::Asked
{
    SecretRef secret;
    System::MetricsSpec spec;
    QUrl base;
    QSslConfiguration tls;
    QStringList queries;
    qint64 from = 0;
    qint64 to = 0;
    qint64 step = 1;
    Secret authorization = {};
    std::array<std::vector<RangeSeries>, 3> answers = {};
    std::chrono::milliseconds until{0};
    Promise<std::vector<RangeSeries>> promise = {};
};

Prometheus::Prometheus(SecretSource& secrets, Clock& clock, std::chrono::milliseconds limit)
    : m_secrets(secrets)
    , m_clock(clock)
    , m_limit(limit)
    , m_thread(u"prometheus"_s, ThreadRole::Io)
{
    m_thread.runAndWait([this] { m_network = std::make_unique<QNetworkAccessManager>(); });
}

Prometheus::~Prometheus()
{
    m_thread.runAndWait([this] { m_network.reset(); });
}

QFuture<Result<std::vector<RangeSeries>>> Prometheus::range(const QString& system,
                                                            const System::Environment& environment,
                                                            const QString& metric, const QDateTime& from,
                                                            const QDateTime& to, int points)
{
    using Answer = std::vector<RangeSeries>;
    const System::MetricsSpec& spec = environment.metrics;
    const auto query = spec.queries.find(metric);
    if (query == spec.queries.end())
        return answered<Answer>(
            fail(ErrorKind::NotFound,
                 translate("Metrics", "The definition has no query for \"%1\"; write one under metrics: queries:.")
                     .arg(metric)));
    const auto tls = Notify::tlsTrust(environment.certificateAuthority);
    if (!tls)
        return answered<Answer>(fail(tls.error()));
    const auto asked = std::make_shared<Asked>();
    asked->secret = {system, environment.name, spec.bearer.isEmpty() ? spec.password : spec.bearer};
    asked->spec = spec;
    asked->base = QUrl(spec.prometheus);
    asked->tls = *tls;
    asked->from = from.toSecsSinceEpoch();
    asked->to = to.toSecsSinceEpoch();
    asked->step = std::max<qint64>(1, (asked->to - asked->from) / std::max(1, points - 1) + 1);
    asked->queries = {query->second};
    if (asked->step > shortStep) {
        asked->queries.clear();
        for (const QString& function : {u"avg"_s, u"min"_s, u"max"_s})
            asked->queries << u"%1_over_time((%2)[%3s:%4s])"_s.arg(function, query->second)
                                  .arg(asked->step)
                                  .arg(asked->step / looksInAStep);
    }
    asked->until = m_clock.monotonic() + m_limit;
    m_thread.post([this, asked] { login(asked); });
    return asked->promise.future();
}

void Prometheus::login(const std::shared_ptr<Asked>& asked)
{
    if (asked->secret.name.isEmpty())
        return ask(asked, 0);
    whenAnswered(m_secrets.secret(asked->secret), m_thread.slot(), [this, asked](const Result<Secret>& secret) {
        if (!secret)
            return asked->promise.answer(fail(secret.error()));
        QByteArray header = "Bearer " + secret->bytes().toByteArray();
        if (asked->spec.bearer.isEmpty()) {
            QByteArray pair = asked->spec.user.toUtf8() + ':' + secret->bytes().toByteArray();
            wipe(header);
            header = "Basic " + pair.toBase64();
            wipe(pair);
        }
        asked->authorization = Secret(std::move(header));
        ask(asked, 0);
    });
}

void Prometheus::ask(const std::shared_ptr<Asked>& asked, size_t which)
{
    if (!m_network)
        return; // shutting down; the promise answers Cancelled
    if (which == size_t(asked->queries.size()))
        return asked->promise.answer(which == 1 ? std::move(asked->answers[0]) : together(std::move(asked->answers)));
    QUrl url = asked->base;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/api/v1/query_range"_s);
    QUrlQuery form;
    // QUrlQuery leaves plus signs alone, and a form reads them as blanks.
    const auto add = [&form](const QString& key, const QString& value) {
        form.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"query"_s, asked->queries[qsizetype(which)]);
    add(u"start"_s, QString::number(asked->from));
    add(u"end"_s, QString::number(asked->to));
    add(u"step"_s, QString::number(asked->step));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    request.setRawHeader("User-Agent", "Pilothouse/" PILOTHOUSE_VERSION);
    if (!asked->authorization.isEmpty())
        request.setRawHeader("Authorization", asked->authorization.bytes().toByteArray());
    if (url.scheme() == u"https")
        request.setSslConfiguration(asked->tls);
    QNetworkReply* reply = m_network->post(request, form.toString(QUrl::FullyEncoded).toUtf8());
    // Ends the request however slowly it drips; it is Qt's own limit that never does.
    const auto ended = std::make_shared<std::optional<Error>>();
    const auto end = [reply, ended](Error why) {
        *ended = std::move(why);
        reply->abort();
    };
    const QString place = url.host() + u':' + QString::number(url.port(url.scheme() == u"https" ? 443 : 80));
    const auto left = std::max(asked->until - m_clock.monotonic(), std::chrono::milliseconds(1));
    std::shared_ptr<Timer> timer = m_clock.after(m_network.get(), left, [this, end, place] {
        end({ErrorKind::Timeout, translate("Metrics", "Prometheus at %1 did not answer within %2, so nothing is known.")
                                     .arg(place, formatDuration(m_limit))});
    });
    const auto body = std::make_shared<QByteArray>();
    const auto read = [reply, body, end] {
        *body += reply->read(answerCap + 1 - body->size());
        if (body->size() > answerCap)
            end({ErrorKind::Invalid, translate("Metrics", "Prometheus answers with more than %1; let the query sum up.")
                                         .arg(formatSize(answerCap))});
    };
    const auto tlsFault = std::make_shared<QString>();
    QObject::connect(
        reply, &QNetworkReply::sslErrors, m_network.get(),
        [tlsFault, host = url.host()](const QList<QSslError>& errors) { *tlsFault = Notify::tlsFault(errors, host); });
    QObject::connect(reply, &QNetworkReply::readyRead, m_network.get(), read);
    QObject::connect(reply, &QNetworkReply::finished, m_network.get(),
                     [this, reply, asked, which, ended, read, body, tlsFault, place, timer]() mutable {
                         timer.reset();
                         reply->deleteLater();
                         if (!*ended && reply->isOpen())
                             read();
                         if (*ended)
                             return asked->promise.answer(fail(**ended));
                         const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
                         if (status == 0 || (status == 200 && reply->error() != QNetworkReply::NoError))
                             return asked->promise.answer(
                                 fail(ErrorKind::Unreachable,
                                      translate("Metrics", "Prometheus at %1 cannot be asked, so nothing is known: %2")
                                          .arg(place, tlsFault->isEmpty() ? reply->errorString() : *tlsFault)));
                         if (status == 401 || status == 403)
                             return asked->promise.answer(
                                 fail(ErrorKind::Refused,
                                      translate("Metrics", "Prometheus at %1 refuses the login (status %2); check the "
                                                           "secret that the definition names.")
                                          .arg(place)
                                          .arg(status)));
                         auto answer = readRange(*body, asked->spec.part);
                         if (!answer && status >= 500)
                             return asked->promise.answer(fail(
                                 ErrorKind::Unreachable,
                                 translate("Metrics", "Prometheus at %1 answers with status %2, so nothing is known.")
                                     .arg(place)
                                     .arg(status),
                                 answer.error().message));
                         if (!answer)
                             return asked->promise.answer(fail(answer.error()));
                         asked->answers[which] = std::move(*answer);
                         ask(asked, which + 1);
                     });
}

} // namespace Pilothouse::Metrics
