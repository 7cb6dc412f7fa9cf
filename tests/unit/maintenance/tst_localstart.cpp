// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/localstart.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Maintenance;
using namespace Qt::StringLiterals;

/// What a person in a zone writes, also where clocks are changed: no time is guessed.
class TestLocalStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatClocksShow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("utc");
        QTest::newRow("winter") << u"2026-12-01 02:00"_s << u"Europe/Berlin"_s << u"2026-12-01T01:00:00Z"_s;
        QTest::newRow("summer") << u"2026-07-01T02:00"_s << u"Europe/Berlin"_s << u"2026-07-01T00:00:00Z"_s;
        QTest::newRow("UTC") << u"2026-12-01 02:00"_s << u"UTC"_s << u"2026-12-01T02:00:00Z"_s;
        QTest::newRow("the first of two")
            << u"2026-10-25 02:30+02:00"_s << u"Europe/Berlin"_s << u"2026-10-25T00:30:00Z"_s;
        QTest::newRow("the second of two")
            << u"2026-10-25 02:30 +01:00"_s << u"Europe/Berlin"_s << u"2026-10-25T01:30:00Z"_s;
        QTest::newRow("half an hour") << u"2026-12-01 02:00+05:30"_s << u"Asia/Kolkata"_s << u"2026-11-30T20:30:00Z"_s;
        QTest::newRow("before the gap") << u"2026-03-29 01:59"_s << u"Europe/Berlin"_s << u"2026-03-29T00:59:00Z"_s;
        QTest::newRow("after the gap") << u"2026-03-29 03:00"_s << u"Europe/Berlin"_s << u"2026-03-29T01:00:00Z"_s;
    }
    void readsWhatClocksShow()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        QFETCH(QString, utc);
        const auto start = parseStart(text, *zoneNamed(zone));
        QVERIFY2(start, start ? "" : qPrintable(start.error().message));
        QCOMPARE(start->toString(Qt::ISODate), utc);
    }
    void guessesNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("in the gap") << u"2026-03-29 02:30"_s << u"03:00+02:00"_s;
        QTest::newRow("in the gap, with an offset") << u"2026-03-29 02:30+01:00"_s << u"does not exist"_s;
        QTest::newRow("comes twice") << u"2026-10-25 02:30"_s << u"2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"_s;
        QTest::newRow("another offset") << u"2026-12-01 02:00+02:00"_s << u"2026-12-01 02:00+01:00"_s;
        QTest::newRow("no time") << u"tomorrow"_s << u"is not a time"_s;
        QTest::newRow("no such day") << u"2026-02-30 02:00"_s << u"is not a time"_s;
        QTest::newRow("no such hour") << u"2026-02-01 24:30"_s << u"is not a time"_s;
    }
    void guessesNothing()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto start = parseStart(text, *zoneNamed(u"Europe/Berlin"_s));
        QVERIFY(!start);
        QCOMPARE(start.error().kind, ErrorKind::Invalid);
        QVERIFY2(start.error().message.contains(words), qPrintable(start.error().message));
    }
    void zonesHaveNames()
    {
        QVERIFY(zoneNamed(u"Europe/Berlin"_s));
        for (const QString& name : {u""_s, u"Berlin"_s, u"CEST?"_s, u"../etc"_s})
            QVERIFY(!zoneNamed(name));
    }
};

PILOTHOUSE_TEST(TestLocalStart)
#include "tst_localstart.moc"
