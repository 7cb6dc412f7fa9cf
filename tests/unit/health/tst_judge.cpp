// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"
#include "health/judge.h"
#include "health/probestate.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);

System::ProbeSpec probe(const QStringList& conditions)
{
    System::ProbeSpec spec{.name = u"api"_s, .kind = System::ProbeKind::Http, .every = 10s};
    for (const QString& text : conditions)
        spec.conditions.push_back(System::Condition::parse(text).value());
    return spec;
}

Measurement look(HealthVerdict verdict, int second)
{
    return {.probe = u"api"_s, .verdict = verdict, .at = start.addSecs(second)};
}

} // namespace

class TestJudge : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allConditionsHold()
    {
        const System::Observation seen{
            .connected = true, .status = 200, .responseTime = 8ms, .body = QByteArray(R"({"status":"healthy"})")};
        const Measurement out = judge(probe({u"[STATUS] == 200"_s, u"[RESPONSE_TIME] < 500"_s}), seen, start, 8ms);
        QCOMPARE(out.verdict, HealthVerdict::Up);
        QCOMPARE(out.conditions.size(), size_t(2));
    }
    void slownessAloneDegrades()
    {
        const System::Observation seen{.connected = true, .status = 200, .responseTime = 900ms};
        QCOMPARE(judge(probe({u"[STATUS] == 200"_s, u"[RESPONSE_TIME] < 500"_s}), seen, start, 900ms).verdict,
                 HealthVerdict::Degraded);
    }
    void wrongStatusIsDown()
    {
        const System::Observation seen{.connected = true, .status = 503, .responseTime = 8ms};
        const Measurement out = judge(probe({u"[STATUS] == 200"_s}), seen, start, 8ms);
        QCOMPARE(out.verdict, HealthVerdict::Down);
        QVERIFY2(out.reason.contains(u"503"_s), qPrintable(out.reason));
    }
    void saysInWordsWhatWasWanted_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("words");
        QTest::newRow("status") << u"[STATUS] == 200"_s << u"status is 503, wanted 200"_s;
        QTest::newRow("time") << u"[RESPONSE_TIME] < 500"_s << u"response time in ms is 900, wanted < 500"_s;
        QTest::newRow("body") << u"[BODY].services.redis == healthy"_s
                              << u"services.redis is unhealthy, wanted healthy"_s;
        // What is more than a comparison is shown as it is written.
        QTest::newRow("function") << u"len([BODY].services) == 3"_s << u"len([BODY].services) == 3, seen: 1"_s;
    }
    void saysInWordsWhatWasWanted()
    {
        QFETCH(QString, condition);
        QFETCH(QString, words);
        const System::Observation seen{.connected = true,
                                       .status = 503,
                                       .responseTime = 900ms,
                                       .body = QByteArray(R"({"services":{"redis":"unhealthy"}})")};
        const Measurement out = judge(probe({condition}), seen, start, 900ms);
        QVERIFY2(out.reason.endsWith(words), qPrintable(out.reason));
    }
    void unreachableIntermediateIsUnknown()
    {
        System::ProbeSpec spec{.name = u"db"_s, .kind = System::ProbeKind::Postgres, .via = u"app-1"_s};
        QCOMPARE(judge(spec, fail(ErrorKind::Unreachable, u"app-1 is away"_s), start, 1s).verdict,
                 HealthVerdict::Unknown);
        QCOMPARE(judge(spec, fail(ErrorKind::Failed, u"refused"_s), start, 1s).verdict, HealthVerdict::Down);
    }
    void directRefusalIsDown()
    {
        QCOMPARE(judge(probe({}), fail(ErrorKind::Failed, u"refuses connections"_s), start, 1s).verdict,
                 HealthVerdict::Down);
        QCOMPARE(judge(probe({}), fail(ErrorKind::Timeout, u"too slow"_s), start, 1s).verdict, HealthVerdict::Down);
        QCOMPARE(judge(probe({}), fail(ErrorKind::Cancelled, u"stopped"_s), start, 1s).verdict, HealthVerdict::Unknown);
    }
    void expiringCertificateDegrades()
    {
        System::ProbeSpec spec = probe({u"[CERTIFICATE_EXPIRATION] > 336h"_s});
        spec.kind = System::ProbeKind::Tls;
        QCOMPARE(judge(spec, System::Observation{.connected = true, .certificateExpiration = 24h}, start, 1ms).verdict,
                 HealthVerdict::Degraded);
        const auto over =
            judge(spec, System::Observation{.connected = true, .certificateExpiration = -24h}, start, 1ms);
        QCOMPARE(over.verdict, HealthVerdict::Down);
        QVERIFY2(over.reason.endsWith(u"time to the certificate's end is over, wanted > 336h"_s),
                 qPrintable(over.reason));
    }
    void theTimeOfACertificateIsSaidInWords()
    {
        const System::ProbeSpec spec = probe({u"[CERTIFICATE_EXPIRATION] > 336h"_s});
        const auto seen = judge(
            spec, System::Observation{.connected = true, .status = 200, .certificateExpiration = 24h * 10}, start, 1ms);
        QVERIFY2(seen.reason.endsWith(u"time to the certificate's end is "_s + formatDuration(24h * 10) +
                                      u", wanted > 336h"_s),
                 qPrintable(seen.reason));
    }
    void oneFailureDoesNotWakeAnybody()
    {
        ProbeState state(probe({}));
        state.take(look(HealthVerdict::Up, 0));
        QCOMPARE(state.verdict(), HealthVerdict::Up);
        state.take(look(HealthVerdict::Down, 10));
        QCOMPARE(state.verdict(), HealthVerdict::Degraded);
        state.take(look(HealthVerdict::Down, 20));
        state.take(look(HealthVerdict::Down, 30));
        QCOMPARE(state.verdict(), HealthVerdict::Down);
        QCOMPARE(state.since(), start.addSecs(30));
        state.take(look(HealthVerdict::Up, 40));
        QCOMPARE(state.verdict(), HealthVerdict::Down);
        // "200 in 8 ms" alone would be no reason for being down.
        QVERIFY2(state.reason().contains(u"good check 1 of the 2"_s), qPrintable(state.reason()));
        QVERIFY2(state.evidence().statement.text().contains(state.reason()),
                 qPrintable(state.evidence().statement.text()));
        state.take(look(HealthVerdict::Up, 50));
        QCOMPARE(state.reason(), state.last()->reason);
        QCOMPARE(state.verdict(), HealthVerdict::Up);
    }
    void theLastSessionIsRememberedAndDecidesNothing()
    {
        ProbeState state(probe({}));
        state.remember({look(HealthVerdict::Down, -600), look(HealthVerdict::Down, -590)});
        QCOMPARE(state.evidence().verdict, Verdict::Unknown);
        state.take(look(HealthVerdict::Up, 0));
        QCOMPARE(state.verdict(), HealthVerdict::Up);
        QCOMPARE(state.looks().size(), size_t(3));
    }
    void aGapIsNotAnOutage()
    {
        ProbeState state(probe({}));
        state.take(look(HealthVerdict::Up, 0));
        state.take(look(HealthVerdict::Up, 3600));
        QCOMPARE(state.verdict(), HealthVerdict::Up);
        QCOMPARE(state.evidence().verdictAt(start.addSecs(3600 + 41)), Verdict::Unknown);
    }
    void afterAGapAFailureIsAskedAgainFirst()
    {
        // A laptop wakes before its network does.
        ProbeState state(probe({}));
        state.take(look(HealthVerdict::Up, 0));
        state.take(look(HealthVerdict::Down, 3600));
        QCOMPARE(state.verdict(), HealthVerdict::Unknown);
        state.take(look(HealthVerdict::Up, 3610));
        QCOMPARE(state.verdict(), HealthVerdict::Up);

        state.take(look(HealthVerdict::Down, 7200));
        state.take(look(HealthVerdict::Down, 7210));
        QCOMPARE(state.verdict(), HealthVerdict::Unknown);
        state.take(look(HealthVerdict::Down, 7220));
        QCOMPARE(state.verdict(), HealthVerdict::Down);
        QCOMPARE(state.since(), start.addSecs(7220));
    }
    void failuresBeforeAGapDoNotCountAfterIt()
    {
        System::ProbeSpec spec = probe({});
        spec.failuresToDown = 1;
        ProbeState state(spec);
        state.take(look(HealthVerdict::Down, 0));
        QCOMPARE(state.verdict(), HealthVerdict::Down);
        state.take(look(HealthVerdict::Down, 3600));
        QCOMPARE(state.verdict(), HealthVerdict::Unknown);
        state.take(look(HealthVerdict::Down, 3610));
        QCOMPARE(state.verdict(), HealthVerdict::Down);
    }
};

PILOTHOUSE_TEST(TestJudge)
#include "tst_judge.moc"
