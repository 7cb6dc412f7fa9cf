// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/localtime.h"
#include "base/schedule.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(const QString& iso) { return QDateTime::fromString(iso + u'Z', Qt::ISODate); }

QString text(const std::optional<QDateTime>& time)
{
    return time ? time->toUTC().toString(u"yyyy-MM-ddTHH:mm"_s) : u"never"_s;
}

/// The next `count` occurrences after a moment.
QStringList following(const Schedule& schedule, QDateTime moment, int count)
{
    QStringList all;
    for (int i = 0; i < count; ++i) {
        const auto next = schedule.next(moment);
        all.append(text(next));
        if (!next)
            break;
        moment = *next;
    }
    return all;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void next_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const char* cron, const char* zone, const char* after,
                            const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(cron) << QString::fromLatin1(zone) << QString::fromLatin1(after)
                                << QString::fromLatin1(expected).split(u' ');
        };
        row("daily", "0 2 * * *", "UTC", "2026-11-20T01:59:59", "2026-11-20T02:00 2026-11-21T02:00");
        row("strictly after", "0 2 * * *", "UTC", "2026-11-20T02:00:00", "2026-11-21T02:00");
        row("steps", "*/20 9-10 * * *", "UTC", "2026-11-20T09:00:00",
            "2026-11-20T09:20 2026-11-20T09:40 2026-11-20T10:00 2026-11-20T10:20");
        row("range with step", "10-50/20 0 * * *", "UTC", "2026-11-20T00:00:00",
            "2026-11-20T00:10 2026-11-20T00:30 2026-11-20T00:50 2026-11-21T00:10");
        row("names", "0 18 * jan,Mar FRI", "UTC", "2026-01-28T00:00:00", "2026-01-30T18:00 2026-03-06T18:00");
        row("sunday is 7", "0 0 * * 7", "UTC", "2026-11-20T00:00:00", "2026-11-22T00:00");
        row("sunday is 0", "0 0 * * 0", "UTC", "2026-11-20T00:00:00", "2026-11-22T00:00");
        row("a range to 7", "0 0 * * 6-7", "UTC", "2026-11-20T00:00:00", "2026-11-21T00:00 2026-11-22T00:00");
        row("either day when both are given", "0 0 1 * MON", "UTC", "2026-11-25T00:00:00",
            "2026-11-30T00:00 2026-12-01T00:00 2026-12-07T00:00");
        row("both days when one is a star", "0 0 */2 * MON", "UTC", "2026-11-20T00:00:00",
            "2026-11-23T00:00 2026-12-07T00:00");
        row("end of month", "0 0 31 * *", "UTC", "2026-11-20T00:00:00", "2026-12-31T00:00 2027-01-31T00:00");
        row("leap day", "0 0 29 2 *", "UTC", "2026-11-20T00:00:00", "2028-02-29T00:00");
        row("never", "0 0 31 2 *", "UTC", "2026-11-20T00:00:00", "never");
        row("zone", "0 9 1 * *", "Europe/Berlin", "2026-06-15T00:00:00", "2026-07-01T07:00");
        row("zone in winter", "0 9 1 * *", "Europe/Berlin", "2026-11-15T00:00:00", "2026-12-01T08:00");
        row("date differs from UTC", "30 0 * * *", "Asia/Tokyo", "2026-11-20T15:00:00",
            "2026-11-20T15:30 2026-11-21T15:30");
        row("quarter-hour zone", "0 6 * * *", "Asia/Kathmandu", "2026-11-20T01:00:00", "2026-11-21T00:15");

        // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
        row("berlin skips once", "30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00",
            "2026-03-29T01:00 2026-03-30T00:30");
        row("berlin skipped times run once together", "*/15 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00",
            "2026-03-29T01:00 2026-03-30T00:00");
        row("berlin skipped and planned", "30 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00",
            "2026-03-29T01:00 2026-03-29T01:30 2026-03-30T00:30");
        row("berlin hourly over the gap", "0 * * * *", "Europe/Berlin", "2026-03-28T23:30:00",
            "2026-03-29T00:00 2026-03-29T01:00 2026-03-29T02:00");
        // Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC; 02:30 exists at 00:30 and at 01:30 UTC.
        row("berlin twice runs first", "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00",
            "2026-10-25T00:30 2026-10-26T01:30");
        row("berlin twice, asked between", "30 2 * * *", "Europe/Berlin", "2026-10-25T01:00:00", "2026-10-26T01:30");
        row("berlin after the fold", "0 3 * * *", "Europe/Berlin", "2026-10-24T12:00:00", "2026-10-25T02:00");

        // Cairo, 24 April 2026: 00:00 becomes 01:00 at 22:00 UTC of the day before; the date's midnight does not exist.
        row("cairo skips midnight", "0 0 * * *", "Africa/Cairo", "2026-04-23T12:00:00",
            "2026-04-23T22:00 2026-04-24T21:00");
        row("cairo skips half past", "30 0 24 4 *", "Africa/Cairo", "2026-04-01T00:00:00",
            "2026-04-23T22:00 2027-04-23T22:30");
        // Cairo, 29 October 2026: midnight at 21:00 UTC becomes 23:00 again; 23:30 exists twice on the 29th.
        row("cairo twice runs first", "30 23 * * *", "Africa/Cairo", "2026-10-29T12:00:00",
            "2026-10-29T20:30 2026-10-30T21:30");
        // Samoa had no 30 December 2011 at all.
        row("a whole day skipped", "0 12 * * *", "Pacific/Apia", "2011-12-29T12:00:00",
            "2011-12-29T22:00 2011-12-30T10:00 2011-12-30T22:00");
        // Lord Howe moves by half an hour only.
        row("half an hour", "15 2 4 10 *", "Australia/Lord_Howe", "2026-10-01T00:00:00", "2026-10-03T15:30");
    }
    void next()
    {
        QFETCH(QString, cron);
        QFETCH(QString, zone);
        QFETCH(QString, after);
        QFETCH(QStringList, expected);
        const auto schedule = Schedule::parse(cron, zone);
        QVERIFY2(schedule, schedule ? "" : qPrintable(schedule.error().message));
        QCOMPARE(following(*schedule, at(after), int(expected.size())), expected);
    }
    void previousIsTheMirrorOfNext_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("from");
        QTest::newRow("berlin spring") << u"*/20 1-4 * * *"_s << u"Europe/Berlin"_s << u"2026-03-28T00:00:00"_s;
        QTest::newRow("berlin autumn") << u"*/20 1-4 * * *"_s << u"Europe/Berlin"_s << u"2026-10-24T00:00:00"_s;
        QTest::newRow("cairo spring") << u"*/30 * * * *"_s << u"Africa/Cairo"_s << u"2026-04-23T00:00:00"_s;
        QTest::newRow("cairo autumn") << u"*/30 * * * *"_s << u"Africa/Cairo"_s << u"2026-10-28T00:00:00"_s;
        QTest::newRow("apia") << u"0 */6 * * *"_s << u"Pacific/Apia"_s << u"2011-12-28T00:00:00"_s;
        QTest::newRow("weekdays") << u"5 4 * * MON-FRI"_s << u"America/New_York"_s << u"2026-02-25T00:00:00"_s;
    }
    void previousIsTheMirrorOfNext()
    {
        QFETCH(QString, cron);
        QFETCH(QString, zone);
        QFETCH(QString, from);
        const Schedule schedule = Schedule::parse(cron, zone).value();
        std::vector<QDateTime> all;
        for (auto moment = schedule.next(at(from)); moment && all.size() < 200; moment = schedule.next(*moment))
            all.push_back(*moment);
        QCOMPARE(all.size(), size_t(200));
        for (size_t i = 1; i < all.size(); ++i) {
            QVERIFY(all[i - 1] < all[i]);
            QCOMPARE(text(schedule.previous(all[i].addSecs(-1))), text(all[i - 1]));
            QCOMPARE(text(schedule.previous(all[i])), text(all[i]));
        }
    }
    void answersInUtc()
    {
        const Schedule schedule = Schedule::parse(u"0 2 * * *"_s, u"Europe/Berlin"_s).value();
        QCOMPARE(schedule.next(at(u"2026-11-20T00:00:00"_s))->timeSpec(), Qt::UTC);
        QCOMPARE(schedule.previous(at(u"2026-11-20T00:00:00"_s))->timeSpec(), Qt::UTC);
        QCOMPARE(schedule.cron(), u"0 2 * * *"_s);
    }
    void anEmptyScheduleIsNever()
    {
        QVERIFY(!Schedule().next(at(u"2026-11-20T00:00:00"_s)));
        QVERIFY(!Schedule().previous(at(u"2026-11-20T00:00:00"_s)));
        QVERIFY(!Schedule::parse(u"* * * * *"_s, u"UTC"_s)->next(QDateTime()));
    }
    void refuses_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("zone");
        for (const char* cron : {"",
                                 "* * * *",
                                 "* * * * * *",
                                 "60 * * * *",
                                 "* 24 * * *",
                                 "* * 0 * *",
                                 "* * 32 * *",
                                 "* * * 13 *",
                                 "* * * 0 *",
                                 "* * * * 8",
                                 "5-1 * * * *",
                                 "*/0 * * * *",
                                 "1/2/3 * * * *",
                                 "5/10 * * * *",
                                 "1,,2 * * * *",
                                 "a * * * *",
                                 "-1 * * * *",
                                 "1-2-3 * * * *",
                                 "@daily",
                                 "* * * FOO *",
                                 "* * * * FRI-MON",
                                 "+5 * * * *"})
            QTest::newRow(qPrintable(u"cron "_s + QString::fromLatin1(cron))) << QString::fromLatin1(cron) << u"UTC"_s;
        for (const char* zone : {"", "Berlin", "Europe/Nowhere", "FOO-1", "EST5EDT", "../etc/passwd", "/etc/localtime",
                                 "UTC+3", "Europe/Berlin "})
            QTest::newRow(qPrintable(u"zone "_s + QString::fromLatin1(zone)))
                << u"0 2 * * *"_s << QString::fromLatin1(zone);
    }
    void refuses()
    {
        QFETCH(QString, cron);
        QFETCH(QString, zone);
        const auto schedule = Schedule::parse(cron, zone);
        QVERIFY(!schedule);
        QCOMPARE(schedule.error().kind, ErrorKind::Invalid);
        QVERIFY(!schedule.error().message.isEmpty());
    }
    void localTimes()
    {
        const QTimeZone berlin("Europe/Berlin");
        QCOMPARE(text(utcFromLocal(QDate(2026, 3, 29), QTime(2, 30), berlin)), u"2026-03-29T01:00"_s);
        QCOMPARE(text(utcFromLocal(QDate(2026, 3, 29), QTime(3, 0), berlin)), u"2026-03-29T01:00"_s);
        QCOMPARE(text(utcFromLocal(QDate(2026, 3, 29), QTime(1, 59), berlin)), u"2026-03-29T00:59"_s);
        QCOMPARE(text(utcFromLocal(QDate(2026, 10, 25), QTime(2, 30), berlin)), u"2026-10-25T00:30"_s);
        QCOMPARE(text(utcFromLocal(QDate(2026, 7, 1), QTime(12, 0), QTimeZone::utc())), u"2026-07-01T12:00"_s);
    }
};

PILOTHOUSE_TEST(TestSchedule)
#include "tst_schedule.moc"
