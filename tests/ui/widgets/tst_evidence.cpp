// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/heartbeat.h"
#include "widgets/statusmark.h"
#include "widgets/theme.h"
#include "widgets/timetext.h"
#include "widgets/verdicttext.h"

#include <QSignalSpy>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Evidence good(const Clock& clock)
{
    return {.verdict = Verdict::Holds,
            .statement = SafeText::fromUntrusted(u"200 in 8 ms"_s),
            .observedAt = clock.now(),
            .goodFor = 30s,
            .source = u"probe api"_s};
}

bool hasColour(const QImage& image, const QColor& colour)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

} // namespace

class TestEvidenceWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void markTurnsGreyByItself()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        StatusMark mark(theme, clock);
        QSignalSpy changed(&mark, &StatusMark::signChanged);
        QCOMPARE(mark.sign(), Sign::Unknown);
        mark.setEvidence(good(clock));
        QCOMPARE(mark.sign(), Sign::Healthy);
        QCOMPARE(changed.count(), 1);
        QVERIFY(hasColour(mark.grab().toImage(), theme.color(Role::Healthy)));
        clock.advance(30s);
        QCOMPARE(mark.sign(), Sign::Healthy);
        clock.advance(2ms);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(mark.sign(), Sign::Unknown);
        QVERIFY(!hasColour(mark.grab().toImage(), theme.color(Role::Healthy)));
        QVERIFY(mark.accessibleValue().startsWith(u"unknown"_s));
        QVERIFY(mark.toolTip().contains(u"Too old"_s));
    }
    void markIsNeverGreenWithoutObservation()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        StatusMark mark(theme, clock);
        mark.setEvidence({.verdict = Verdict::Holds, .goodFor = 24h});
        QCOMPARE(mark.sign(), Sign::Unknown);
        mark.setEvidence({.verdict = Verdict::Holds, .observedAt = clock.now().addSecs(3600), .goodFor = 24h});
        QCOMPARE(mark.sign(), Sign::Unknown);
    }
    void maintenanceHidesNoHealthAndClaimsNone()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        StatusMark mark(theme, clock);
        mark.setMaintenance(true);
        QCOMPARE(mark.sign(), Sign::Maintenance);
        mark.setEvidence(good(clock));
        QCOMPARE(mark.sign(), Sign::Healthy);
    }
    void missedBeatsAreShown()
    {
        ManualClock clock;
        Heartbeat heartbeat{.goodFor = 15s};
        for (int i = 0; i < 10; ++i)
            heartbeat.beats.push_back({.verdict = Verdict::Holds, .at = clock.now().addSecs(-15 * (9 - i))});
        QCOMPARE(beatsAt(heartbeat, clock.now(), 60).size(), size_t(10));
        QCOMPARE(beatsAt(heartbeat, clock.now().addSecs(15), 60).size(), size_t(10));
        auto slots = beatsAt(heartbeat, clock.now().addSecs(46), 60);
        QCOMPARE(slots.size(), size_t(13));
        QCOMPARE(slots.back().verdict, Verdict::Unknown);
        slots = beatsAt(heartbeat, clock.now().addSecs(46), 8);
        QCOMPARE(slots.size(), size_t(8));
        QCOMPARE(std::ranges::count(slots, Verdict::Unknown, &Beat::verdict), 3);
        slots = beatsAt(heartbeat, clock.now().addDays(30), 8);
        QCOMPARE(std::ranges::count(slots, Verdict::Unknown, &Beat::verdict), 8);
    }
    void barTurnsGrey()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        HeartbeatBar bar(theme, clock);
        bar.setSlotCount(10);
        bar.resize(100, 20);
        bar.setHeartbeat({.beats = {{.verdict = Verdict::Fails, .at = clock.now()}}, .goodFor = 10s});
        QVERIFY(hasColour(bar.grab().toImage(), theme.color(Role::Down)));
        QVERIFY(!hasColour(bar.grab().toImage(), theme.color(Role::Unknown)));
        clock.advance(25s);
        QVERIFY(hasColour(bar.grab().toImage(), theme.color(Role::Unknown)));
        QCOMPARE(bar.accessibleValue(), u"3 check(s): 1 down, 2 unknown"_s);
    }
    void sentences_data()
    {
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<int>("later");
        QTest::addColumn<bool>("maintenance");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("healthy") << Verdict::Holds << 0 << false << u"Healthy for 12 d"_s;
        QTest::newRow("degraded") << Verdict::Weak << 0 << false << u"Degraded for 12 d: reason"_s;
        QTest::newRow("down") << Verdict::Fails << 0 << false << u"Down for 12 d: reason"_s;
        QTest::newRow("unknown") << Verdict::Unknown << 0 << false << u"No data for 12 d: reason"_s;
        QTest::newRow("maintenance") << Verdict::Fails << 0 << true << u"In maintenance for 12 d: reason"_s;
        QTest::newRow("aged out") << Verdict::Holds << 120 << false << u"No data for 2 m: last: reason"_s;
    }
    void sentences()
    {
        QFETCH(Verdict, verdict);
        QFETCH(int, later);
        QFETCH(bool, maintenance);
        QFETCH(QString, sentence);
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const Evidence evidence{
            .verdict = verdict, .statement = SafeText::fromUntrusted(u"reason"_s), .observedAt = now, .goodFor = 30s};
        QCOMPARE(verdictSentence(evidence, now.addDays(-12), now.addSecs(later), maintenance), sentence);
    }
    void headingAges()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        VerdictText text(theme, clock);
        QCOMPARE(text.text(), u"Not checked yet"_s);
        text.setVerdict(good(clock), clock.now().addSecs(-3 * 3600), false);
        QCOMPARE(text.text(), u"Healthy for 3 h"_s);
        clock.advance(6min);
        QVERIFY2(text.text().startsWith(u"No data for"_s), qPrintable(text.text()));
    }
    void relativeTimes_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << qint64(0) << u"0 s ago"_s;
        QTest::newRow("seconds") << qint64(59) << u"59 s ago"_s;
        QTest::newRow("minutes") << qint64(71 * 60) << u"71 m ago"_s;
        QTest::newRow("hours") << qint64(26 * 3600) << u"26 h ago"_s;
        QTest::newRow("days") << qint64(12 * 86400) << u"12 d ago"_s;
        QTest::newRow("future") << qint64(-7200) << u"in 2 h"_s;
        QTest::newRow("clocks that differ") << qint64(-3) << u"0 s ago"_s;
    }
    void relativeTimes()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        QCOMPARE(ago(now.addSecs(-seconds), now), text);
    }
    void durations()
    {
        QCOMPARE(stopwatch(7s), u"0:07"_s);
        QCOMPARE(stopwatch(3761s), u"1:02:41"_s);
        QCOMPARE(took(400ms), u"0.4 s"_s);
        QCOMPARE(took(33'100ms), u"33.1 s"_s);
        QCOMPARE(took(35s), u"35 s"_s);
        QCOMPARE(took(110s), u"1 m 50 s"_s);
    }
};

PILOTHOUSE_TEST(TestEvidenceWidgets)
#include "tst_evidence.moc"
