// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "health/history.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTally : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void percentilesAreTrueToTheStep()
    {
        Latencies latencies;
        QVERIFY(!latencies.percentile(0.95));
        for (int ms = 1; ms <= 1000; ++ms)
            latencies.add(std::chrono::milliseconds(ms));
        QCOMPARE(latencies.count(), quint64(1000));
        for (const double share : {0.5, 0.9, 0.95, 0.99}) {
            const double told = double(latencies.percentile(share)->count());
            const double is = share * 1000;
            QVERIFY2(told >= is * 0.99 && told <= is * 1.1, qPrintable(QString::number(told)));
        }
        QCOMPARE(Latencies::fromBytes(latencies.toBytes()), latencies);
        QCOMPARE(Latencies::fromBytes("garbage"), Latencies());
        QCOMPARE(Latencies::fromBytes({}), Latencies());
        latencies.add(100h);
        QVERIFY(latencies.percentile(1) > 60s);
        latencies.add(0ms);
        QCOMPARE(latencies.percentile(0), std::optional(std::chrono::milliseconds(1)));
    }
    void countsHoursAndTheirEdges()
    {
        const QDateTime start(QDate(2026, 11, 1), QTime(0, 30), Qt::UTC);
        const QTemporaryDir folder;
        SystemClock clock;
        Store::Database cache(Store::Database::Kind::Cache, folder.filePath(u"cache.db"_s), cacheMigrations(), clock);
        SqlHistory history(cache);
        // Twenty days of a look every ten minutes: every tenth is down, looks themselves are kept for a week.
        const int looks = 20 * 144;
        std::vector<std::pair<QDateTime, HealthVerdict>> all;
        for (int i = 0; i < looks; ++i) {
            const QDateTime at = start.addSecs(600 * i);
            all.emplace_back(at, i % 10 == 0 ? HealthVerdict::Down : HealthVerdict::Up);
            history.record(u"s"_s, u"e"_s, {.probe = u"api"_s, .verdict = all.back().second, .at = at, .took = 20ms});
        }
        const auto tally = [&](const QDateTime& from, const QDateTime& to) {
            return await(history.tally(u"s"_s, u"e"_s, u"api"_s, from, to), {}, 60s).value();
        };
        const auto counted = [&](const QDateTime& from, const QDateTime& to) {
            Tally out;
            for (const auto& [at, verdict] : all) {
                if (at >= from && at < to)
                    out.add(verdict, 20ms);
            }
            return out;
        };
        const QDateTime end = start.addSecs(600 * looks);
        QCOMPARE(tally(start, end), counted(start, end));
        QCOMPARE(tally(start, end).looks(), quint64(looks));
        // Within the last week edges are exact; before it, whole hours are.
        for (int i = 0; i < 50; ++i) {
            const qint64 from = QRandomGenerator::global()->bounded(6 * 86400);
            const qint64 to = QRandomGenerator::global()->bounded(int(from) + 1);
            QCOMPARE(tally(end.addSecs(-from), end.addSecs(-to)), counted(end.addSecs(-from), end.addSecs(-to)));
        }
        const QDateTime whole(QDate(2026, 11, 2), QTime(5, 0), Qt::UTC);
        QCOMPARE(tally(whole, whole.addSecs(7200)), counted(whole, whole.addSecs(7200)));
        QCOMPARE(tally(start.addYears(1), start.addYears(2)), Tally());
        // Another program goes on where this one stopped.
        SqlHistory other(cache);
        other.record(u"s"_s, u"e"_s, {.probe = u"api"_s, .verdict = HealthVerdict::Unknown, .at = end.addSecs(7200)});
        QCOMPARE(tally(start, end), counted(start, end));
    }
    void saysHowObjectivesStand_data()
    {
        QTest::addColumn<System::Objective>("objective");
        QTest::addColumn<int>("up");
        QTest::addColumn<int>("down");
        QTest::addColumn<int>("holds"); // -1: nobody can say
        const System::Objective latency{.name = u"p95"_s, .latency = u"p95"_s, .below = u"200ms"_s, .over = 1h};
        const System::Objective slow{.name = u"p95"_s, .latency = u"p95"_s, .below = u"50ms"_s, .over = 1h};
        const System::Objective uptime{.name = u"up"_s, .above = u"99%"_s, .over = 1h};
        const System::Objective errors{.name = u"errors"_s, .below = u"1%"_s, .over = 1h};
        QTest::newRow("fast enough") << latency << 120 << 0 << 1;
        QTest::newRow("too slow") << slow << 120 << 0 << 0;
        QTest::newRow("all of it up") << uptime << 120 << 0 << 1;
        QTest::newRow("down too often") << uptime << 110 << 10 << 0;
        QTest::newRow("no errors") << errors << 120 << 0 << 1;
        QTest::newRow("too many errors") << errors << 110 << 10 << 0;
        QTest::newRow("hardly looked at") << uptime << 5 << 0 << -1;
        QTest::newRow("never looked at") << latency << 0 << 0 << -1;
    }
    void saysHowObjectivesStand()
    {
        QFETCH(System::Objective, objective);
        QFETCH(int, up);
        QFETCH(int, down);
        QFETCH(int, holds);
        Tally tally;
        for (int i = 0; i < up; ++i)
            tally.add(HealthVerdict::Up, 100ms);
        for (int i = 0; i < down; ++i)
            tally.add(HealthVerdict::Down, 100ms);
        const ObjectiveState state = stateOf(objective, {.name = u"api"_s, .every = 30s}, tally);
        QCOMPARE(state.holds ? int(*state.holds) : -1, holds);
        QVERIFY(!objectiveWords(state).isEmpty());
    }
    void tellsWhatIsLeftOfTheBudget()
    {
        Tally tally;
        for (int i = 0; i < 1000; ++i)
            tally.add(i < 5 ? HealthVerdict::Down : HealthVerdict::Up, 1ms);
        const System::Objective uptime{.name = u"up"_s, .above = u"99%"_s, .over = 24h};
        const ObjectiveState state = stateOf(uptime, {.name = u"api"_s, .every = 60s}, tally);
        QVERIFY(state.budget && qAbs(*state.budget - 0.5) < 1e-9);
        QCOMPARE(state.holds, std::optional(true));
        tally.down += 10;
        QVERIFY(*stateOf(uptime, {.name = u"api"_s, .every = 60s}, tally).budget < 0);
    }
};

PILOTHOUSE_TEST(TestTally)
#include "tst_tally.moc"
