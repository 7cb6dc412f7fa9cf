// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "system/windows.h"

using namespace Pilothouse;
using namespace Pilothouse::System;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime at(const QString& iso) { return QDateTime::fromString(iso + u'Z', Qt::ISODate); }

WindowSpec window(const QString& cron, const QString& zone, std::chrono::milliseconds length, const QString& title = {})
{
    return {.title = title, .start = Schedule::parse(cron, zone).value(), .length = length};
}

QString utc(const QDateTime& moment)
{
    return moment.isValid() ? moment.toString(u"yyyy-MM-ddTHH:mm"_s) : u"endless"_s;
}

} // namespace

class TestWindows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOpen_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<int>("hours");
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("next");
        const auto row = [](const char* name, const QString& cron, const QString& zone, int hours,
                            const QString& moment, const QString& until, const QString& next) {
            QTest::newRow(name) << cron << zone << hours << moment << until << next;
        };
        const QString berlin = u"Europe/Berlin"_s;
        const QString cairo = u"Africa/Cairo"_s;
        row("before", u"0 2 * * TUE"_s, berlin, 2, u"2026-11-24T00:59:59"_s, u"closed"_s, u"2026-11-24T01:00"_s);
        row("at its first moment", u"0 2 * * TUE"_s, berlin, 2, u"2026-11-24T01:00:00"_s, u"2026-11-24T03:00"_s,
            u"2026-12-01T01:00"_s);
        row("at its end", u"0 2 * * TUE"_s, berlin, 2, u"2026-11-24T03:00:00"_s, u"closed"_s, u"2026-12-01T01:00"_s);
        row("summer", u"0 2 * * TUE"_s, berlin, 2, u"2026-07-07T00:30:00"_s, u"2026-07-07T02:00"_s,
            u"2026-07-14T00:00"_s);
        // 29 March 2026, 02:00 CET is 03:00 CEST.
        row("over the lost hour", u"0 1 * * SUN"_s, berlin, 4, u"2026-03-29T03:30:00"_s, u"2026-03-29T04:00"_s,
            u"2026-04-04T23:00"_s);
        row("begins in the lost hour", u"30 2 29 3 *"_s, berlin, 1, u"2026-03-29T01:00:00"_s, u"2026-03-29T02:00"_s,
            u"2027-03-29T00:30"_s);
        row("not yet in the lost hour", u"30 2 29 3 *"_s, berlin, 1, u"2026-03-29T00:59:00"_s, u"closed"_s,
            u"2026-03-29T01:00"_s);
        // 25 October 2026, 03:00 CEST is 02:00 CET: 02:30 comes twice, the window opens once.
        row("begins in the doubled hour", u"30 2 * * SUN"_s, berlin, 1, u"2026-10-25T00:45:00"_s, u"2026-10-25T01:30"_s,
            u"2026-11-01T01:30"_s);
        row("not again in the doubled hour", u"30 2 * * SUN"_s, berlin, 1, u"2026-10-25T01:31:00"_s, u"closed"_s,
            u"2026-11-01T01:30"_s);
        // Egypt goes forward at midnight, on Friday 24 April 2026: 00:00 becomes 01:00.
        row("midnight that is lost", u"0 0 * * FRI"_s, cairo, 3, u"2026-04-23T22:30:00"_s, u"2026-04-24T01:00"_s,
            u"2026-04-30T21:00"_s);
        // And back at the end of Thursday 29 October 2026: 23:00 to 24:00 comes twice.
        row("the hour before midnight twice", u"30 23 * * THU"_s, cairo, 2, u"2026-10-29T21:45:00"_s,
            u"2026-10-29T22:30"_s, u"2026-11-05T21:30"_s);
        row("one leads into the next", u"0 */6 * * *"_s, u"UTC"_s, 6, u"2026-11-24T01:00:00"_s, u"endless"_s,
            u"2026-11-24T06:00"_s);
        row("a week that overlaps itself once", u"0 0 1,4 12 *"_s, u"UTC"_s, 96, u"2026-12-02T00:00:00"_s,
            u"2026-12-08T00:00"_s, u"2026-12-04T00:00"_s);
        row("never", u"0 0 30 2 *"_s, u"UTC"_s, 1, u"2026-12-02T00:00:00"_s, u"closed"_s, u"never"_s);
    }
    void isOpen()
    {
        QFETCH(QString, cron);
        QFETCH(QString, zone);
        QFETCH(int, hours);
        QFETCH(QString, moment);
        QFETCH(QString, until);
        QFETCH(QString, next);
        const std::vector<WindowSpec> windows{window(cron, zone, std::chrono::hours(hours))};
        const auto open = openWindow(windows, at(moment));
        QCOMPARE(open ? utc(open->until) : u"closed"_s, until);
        const auto following = nextWindow(windows, at(moment));
        QCOMPARE(following ? utc(following->at) : u"never"_s, next);
    }
    void severalCountAsOne()
    {
        const std::vector<WindowSpec> windows{window(u"0 18 24 12 *"_s, u"Europe/Berlin"_s, 54h, u"Christmas"_s),
                                              window(u"0 0 27 12 *"_s, u"Europe/Berlin"_s, 24h, u"Stocktaking"_s),
                                              window(u"0 12 31 12 *"_s, u"Africa/Cairo"_s, 24h, u"New year"_s)};
        const auto open = openWindow(windows, at(u"2026-12-25T10:00:00"_s));
        QVERIFY(open);
        QCOMPARE(open->title, u"Christmas"_s);
        QCOMPARE(untilWords(*open), u"until 2026-12-28 00:00 Europe/Berlin (Christmas)"_s);
        const auto next = nextWindow(windows, at(u"2026-12-28T10:00:00"_s));
        QVERIFY(next);
        QCOMPARE(next->title, u"New year"_s);
        QCOMPARE(zonedTime(next->at, next->zone), u"2026-12-31 12:00 Africa/Cairo"_s);
        QVERIFY(!openWindow({}, at(u"2026-12-28T10:00:00"_s)));
        QVERIFY(!nextWindow({}, at(u"2026-12-28T10:00:00"_s)));
    }
};

PILOTHOUSE_TEST(TestWindows)
#include "tst_windows.moc"
