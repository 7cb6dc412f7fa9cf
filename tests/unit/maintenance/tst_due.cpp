// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/due.h"
#include "maintenance/report.h"
#include "maintenance/windowsource.h"
#include "samples.h"

using namespace Pilothouse;
using namespace Pilothouse::Maintenance;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(int month, int day, int hour, int minute = 0)
{
    return {QDate(2026, month, day), QTime(hour, minute), Qt::UTC};
}

QString words(const std::vector<Duty>& duties)
{
    QStringList out;
    for (const Duty& duty : duties)
        out << (duty.kind == Duty::Kind::Announce ? u"announce "_s + duty.starts.toString(Qt::ISODate)
                : duty.kind == Duty::Kind::Start  ? u"start"_s
                                                  : u"end"_s);
    return out.join(u", "_s);
}

System::Environment repeated()
{
    System::Environment out = shop();
    out.maintenance = {patches()};
    return out;
}

} // namespace

/// What is due, with a clock that tests move: once each, in time, late when nobody was there.
class TestDue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOccurrenceIsAnnouncedOnceAndBeforeItIsDue()
    {
        Shelf shelf;
        // Tuesday 2026-11-24 02:00 in Berlin; 48 hours and a quarter before is 60 hours before.
        QCOMPARE(words(due(repeated(), {}, utc(11, 21, 12, 59))), QString());
        QCOMPARE(words(due(repeated(), {}, utc(11, 21, 13))), u"announce 2026-11-24T01:00:00Z"_s);
        shelf.clock.setNow(utc(11, 21, 13));
        const Duty duty = due(repeated(), {}, shelf.clock.now()).at(0);
        QVERIFY(answerOf(shelf.windows.adopt(repeated(), duty.spec, duty.starts)));
        QCOMPARE(words(due(repeated(), shelf.all(), shelf.clock.now())), QString());
        // Another program that decided the same at the same time.
        QCOMPARE(answerOf(shelf.windows.adopt(repeated(), duty.spec, duty.starts)).error().kind, ErrorKind::Conflict);
        QCOMPARE(shelf.messages().size(), size_t(2));
        shelf.deliver({u"mail"_s});
        QCOMPARE(shelf.all().at(0).told(), Told::InTime);
        QCOMPARE(words(due(repeated(), shelf.all(), utc(11, 24, 0, 59))), QString());
        QCOMPARE(words(due(repeated(), shelf.all(), utc(11, 24, 1))), u"start"_s);
        QCOMPARE(words(due(repeated(), shelf.all(), utc(11, 24, 3))), u"end"_s);
    }
    void theClockChangeMovesItWithItsZone()
    {
        // 2026-10-25 clocks in Berlin go back; the Tuesday after is at 01:00 UTC, the one before at 00:00.
        QCOMPARE(words(due(repeated(), {}, utc(10, 19, 0))), u"announce 2026-10-20T00:00:00Z"_s);
        QCOMPARE(words(due(repeated(), {}, utc(10, 26, 0))), u"announce 2026-10-27T01:00:00Z"_s);
    }
    void whoComesLateSaysSo()
    {
        Shelf shelf;
        shelf.clock.setNow(utc(11, 24, 1, 30)); // it has begun, and nobody said a word
        const auto duties = due(repeated(), {}, shelf.clock.now());
        QCOMPARE(words(duties), u"announce 2026-11-24T01:00:00Z"_s);
        QVERIFY(!standing(repeated(), {}, shelf.clock.now()).open);
        QVERIFY(answerOf(shelf.windows.adopt(repeated(), duties[0].spec, duties[0].starts)));
        QVERIFY(!standing(repeated(), shelf.all(), shelf.clock.now()).open);
        shelf.deliver({u"slack"_s});
        const Standing now = standing(repeated(), shelf.all(), shelf.clock.now());
        QVERIFY(now.open);
        QCOMPARE(now.words, u"announced 30 m after its begin to slack (slack@example.com); late: 2 d were promised"_s);
        QVERIFY(shelf.messages().at(0).message.text.contains(u"it has begun already"_s));
    }
    void whatNobodyHearsOfOpensAsTheDefinitionSays()
    {
        System::Environment silent = repeated();
        silent.notify.clear();
        QCOMPARE(words(due(silent, {}, utc(11, 24, 1))), QString());
        QVERIFY(standing(silent, {}, utc(11, 24, 1)).open);
        System::Environment nightly = shop();
        nightly.maintenance = {patches()};
        nightly.maintenance[0].announce = 0h;
        QCOMPARE(words(due(nightly, {}, utc(11, 24, 1))), QString());
        QVERIFY(standing(nightly, {}, utc(11, 24, 1)).open);
    }
    void aCancelledOccurrenceStaysShut()
    {
        Shelf shelf;
        shelf.clock.setNow(utc(11, 21, 13));
        QVERIFY(answerOf(shelf.windows.adopt(repeated(), patches(), utc(11, 24, 1))));
        shelf.deliver({u"mail"_s});
        QVERIFY(answerOf(shelf.windows.cancel(repeated(), shelf.all()[0], u"holiday"_s)));
        QVERIFY(!standing(repeated(), shelf.all(), utc(11, 24, 1)).open);
        QCOMPARE(words(due(repeated(), shelf.all(), utc(11, 24, 1))), QString());
        QCOMPARE(standing(repeated(), shelf.all(), utc(11, 23, 1)).next->at, utc(12, 1, 1));
    }
    void whatNobodyWasToldOfDoesNotStartButEnds()
    {
        Shelf shelf;
        QVERIFY(answerOf(shelf.windows.announce(
            shop(), {.title = u"x"_s, .starts = utc(11, 24, 1), .length = 2h, .zone = QTimeZone::utc()})));
        shelf.deliver({});
        QCOMPARE(words(due(shop(), shelf.all(), utc(11, 24, 1))), QString());
        QCOMPARE(words(due(shop(), shelf.all(), utc(11, 24, 3))), u"end"_s);
    }
    void aWindowOfManyOccurrencesDoesNotFlood()
    {
        System::Environment every = shop();
        every.maintenance = {patches()};
        every.maintenance[0].start = *Schedule::parse(u"* * * * *"_s, u"UTC"_s);
        every.maintenance[0].length = 1min;
        QVERIFY(due(every, {}, utc(11, 24, 1)).size() <= 21);
    }
    void theGateSaysWhatItKnows()
    {
        Shelf shelf;
        shelf.clock.setNow(utc(11, 21, 13));
        QVERIFY(answerOf(shelf.windows.adopt(repeated(), patches(), utc(11, 24, 1))));
        WindowSource source(shelf.windows, shelf.clock,
                            [](const QString&, const QString&) { return std::optional(repeated()); });
        const Question question{
            .system = u"shop"_s, .environment = u"production"_s, .kind = u"window"_s, .subject = u"maintenance"_s};
        shelf.clock.setNow(utc(11, 24, 1));
        Evidence seen = *answerOf(source.ask(question));
        QCOMPARE(seen.verdict, Verdict::Fails);
        QVERIFY2(seen.statement.text().contains(u"does not open: announced to nobody"_s),
                 qPrintable(seen.statement.text()));
        shelf.clock.setNow(utc(11, 21, 14));
        shelf.deliver({u"mail"_s});
        seen = *answerOf(source.ask(question));
        QCOMPARE(seen.verdict, Verdict::Fails);
        QCOMPARE(seen.statement.text(), u"closed; the next opens 2026-11-24 02:00 Europe/Berlin for 2 h"_s);
        shelf.clock.setNow(utc(11, 24, 2));
        seen = *answerOf(source.ask(question));
        QCOMPARE(seen.verdict, Verdict::Holds);
        QCOMPARE(seen.statement.text(),
                 u"open until 2026-11-24 04:00 Europe/Berlin (Patches); announced 2 d before to mail "
                 "(mail@example.com)"_s);
        QCOMPARE(seen.goodFor, std::chrono::milliseconds(1h));
        Question other = question;
        other.subject = u"freeze"_s;
        QVERIFY(!answerOf(source.ask(other)));
    }
    void theReportNamesWhatRan()
    {
        Window window{.id = Id::make(utc(11, 24, 0)), .zone = QTimeZone("Europe/Berlin")};
        window.history = {{.starts = utc(11, 24, 1), .ends = utc(11, 24, 3)},
                          {.version = 2, .change = Change::Allowed, .starts = utc(11, 24, 1), .ends = utc(11, 24, 3)},
                          {.version = 3,
                           .change = Change::Started,
                           .state = State::Started,
                           .starts = utc(11, 24, 1),
                           .ends = utc(11, 24, 3)}};
        const auto run = [](const QString& name, const QDateTime& started, const QDateTime& ended,
                            Run::RunState state) {
            return Run::RunInfo{.id = Id::make(started),
                                .procedure = name,
                                .state = state,
                                .actor = u"anna"_s,
                                .started = started,
                                .ended = ended};
        };
        const std::vector<Run::RunInfo> runs{
            run(u"restart"_s, utc(11, 24, 2, 50), {}, Run::RunState::Running),
            run(u"deploy"_s, utc(11, 24, 1, 10), utc(11, 24, 1, 20), Run::RunState::Succeeded),
            run(u"before"_s, utc(11, 24, 0), utc(11, 24, 0, 59), Run::RunState::Failed),
            run(u"over the border"_s, utc(11, 24, 0, 50), utc(11, 24, 1, 5), Run::RunState::Failed),
            run(u"after"_s, utc(11, 24, 3), utc(11, 24, 4), Run::RunState::Failed)};
        const auto within = runsWithin(runs, window, utc(11, 24, 3));
        QCOMPARE(within.size(), size_t(3));
        const QString report = reportWords(window, within, utc(11, 24, 3));
        const QStringList lines = report.split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith(u"over the border: failed, 01:50 \u2013 02:05, by anna"_s));
        QVERIFY(lines[2].contains(u"still going on"_s));
        QVERIFY(reportWords(window, {}, utc(11, 24, 2)).contains(u"1 h early"_s));
        QVERIFY(reportWords(window, {}, utc(11, 24, 9)).contains(u"6 h late"_s));
    }
};

PILOTHOUSE_TEST(TestDue)
#include "tst_due.moc"
