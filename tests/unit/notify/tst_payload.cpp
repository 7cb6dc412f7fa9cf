// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/attempt.h"
#include "notify/payload.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Pilothouse;
using namespace Pilothouse::Notify;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Message sample()
{
    return {.id = *Id::fromString(u"019a9f2e-7c00-7000-8000-000000000001"_s),
            .about = About::Alert,
            .severity = Severity::Critical,
            .system = u"shop"_s,
            .environment = u"production"_s,
            .title = u"api is down <!channel>\nreally & truly"_s,
            .text = u"see <https://evil.example.com|here> & there"_s,
            .link = u"https://wiki.example.com/runbook"_s,
            .group = u"alert/api"_s,
            .at = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC)};
}

QJsonObject parsed(const QByteArray& body) { return QJsonDocument::fromJson(body).object(); }

} // namespace

/// What webhooks are sent, and what their answers mean.
class TestPayload : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slackTakesNoMarkupFromElsewhere()
    {
        const QString text = parsed(slackBody(sample())).value(u"text"_s).toString();
        QCOMPARE(text, u"*api is down &lt;!channel&gt; really &amp; truly*\nsee "
                       "&lt;https://evil.example.com|here&gt; &amp; there\nhttps://wiki.example.com/runbook"_s);
    }
    void aWebhookGetsEveryField()
    {
        const QJsonObject body = parsed(webhookBody(sample()));
        QCOMPARE(body.value(u"schema"_s).toString(), u"pilothouse/v1"_s);
        QCOMPARE(body.value(u"severity"_s).toString(), u"critical"_s);
        QCOMPARE(body.value(u"action"_s).toString(), u"trigger"_s);
        QCOMPARE(body.value(u"group"_s).toString(), u"alert/api"_s);
        QCOMPARE(body.value(u"title"_s).toString(), u"api is down <!channel> really & truly"_s);
        QCOMPARE(body.value(u"at"_s).toString(), u"2026-11-20T03:00:00.000Z"_s);
    }
    void pagerDutyClosesWhatItOpened()
    {
        Message message = sample();
        const Secret key(QByteArray("R0UTINGKEY\n"));
        const QJsonObject trigger = parsed(pagerDutyBody(message, key));
        QCOMPARE(trigger.value(u"routing_key"_s).toString(), u"R0UTINGKEY"_s);
        QCOMPARE(trigger.value(u"event_action"_s).toString(), u"trigger"_s);
        QCOMPARE(trigger.value(u"payload"_s)[u"severity"_s].toString(), u"critical"_s);
        QCOMPARE(trigger.value(u"payload"_s)[u"source"_s].toString(), u"shop/production"_s);
        message.action = Action::Acknowledge;
        QCOMPARE(parsed(pagerDutyBody(message, key)).value(u"event_action"_s).toString(), u"acknowledge"_s);
        message.action = Action::Resolve;
        message.id = Id::make(message.at);
        const QJsonObject resolve = parsed(pagerDutyBody(message, key));
        QCOMPARE(resolve.value(u"event_action"_s).toString(), u"resolve"_s);
        QCOMPARE(resolve.value(u"dedup_key"_s), trigger.value(u"dedup_key"_s));
    }
    void noBodyIsLongerThanServersTake()
    {
        Message message = sample();
        message.title = QString(100000, u'\u00e4');
        message.text = QString(1000000, u'\u00e4');
        for (const QByteArray& body :
             {slackBody(message), webhookBody(message), pagerDutyBody(message, Secret(QByteArray("K")))})
            QVERIFY2(body.size() < 64 * 1024, QByteArray::number(body.size()).constData());
        QVERIFY(parsed(webhookBody(message)).value(u"text"_s).toString().endsWith(u"(cut)"_s));
    }
    void theSignatureIsHmacOverTimeAndBody()
    {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key
        QCOMPARE(signatureOf(Secret(QByteArray("key")), "1700000000", "{\"a\":1}"),
                 QByteArray("sha256=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03"));
    }
    void statusesMeanWhatTheyMean_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("outcome");
        const auto row = [](int status, Attempt::Outcome outcome) {
            QTest::addRow("%d", status) << status << int(outcome);
        };
        for (const int status : {200, 202, 204})
            row(status, Attempt::Outcome::Delivered);
        for (const int status : {408, 425, 429, 500, 502, 503, 504})
            row(status, Attempt::Outcome::Temporary);
        for (const int status : {301, 302, 307, 400, 401, 403, 404, 410, 413})
            row(status, Attempt::Outcome::Permanent);
    }
    void statusesMeanWhatTheyMean()
    {
        QFETCH(int, status);
        QFETCH(int, outcome);
        QCOMPARE(int(outcomeOfStatus(status)), outcome);
    }
    void retryAfterIsSecondsOrADate()
    {
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        QCOMPARE(retryAfter("120", now), std::optional<std::chrono::milliseconds>(120s));
        QCOMPARE(retryAfter(" Fri, 20 Nov 2026 03:02:00 GMT", now), std::optional<std::chrono::milliseconds>(120s));
        QCOMPARE(retryAfter("Fri, 20 Nov 2026 02:00:00 GMT", now), std::optional<std::chrono::milliseconds>(0s));
        QVERIFY(!retryAfter("soon", now));
        QVERIFY(!retryAfter("-5", now));
        QVERIFY(!retryAfter("", now));
    }
    void waitingGrowsAndEnds()
    {
        QCOMPARE(nextTry(1, {}), std::optional<std::chrono::milliseconds>(10s));
        QCOMPARE(nextTry(1, 90s), std::optional<std::chrono::milliseconds>(90s));
        QCOMPARE(nextTry(9, 1s), std::optional<std::chrono::milliseconds>(1h));
        QCOMPARE(nextTry(1, 48h), std::optional<std::chrono::milliseconds>(6h));
        QVERIFY(nextTry(19, {}));
        QVERIFY(!nextTry(20, {}));
    }
};

PILOTHOUSE_TEST(TestPayload)
#include "tst_payload.moc"
