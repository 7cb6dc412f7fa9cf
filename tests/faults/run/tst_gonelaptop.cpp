// SPDX-License-Identifier: GPL-3.0-or-later
#include "killing.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// The laptop is gone for good in the middle of a deploy: the host goes on by itself, ends in a good state and gives
/// its lock back.
class GoneLaptopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostEndsInAGoodState_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<KillingFloor::Deploy>("deploy");
        QTest::addColumn<int>("steps");
        using Deploy = KillingFloor::Deploy;
        QTest::newRow("during Pull") << u"started"_s << Deploy::InOneSegment << 5;
        QTest::newRow("during Build") << u"started:2"_s << Deploy::InOneSegment << 5;
        QTest::newRow("before the verification") << u"console-step"_s << Deploy::InOneSegment << 5;
        // Pull and the way back: a segment whose launch was only meant is no reason to go back again.
        QTest::newRow("before the second segment") << u"intent-synced:2"_s << Deploy::InTwoSegments << 3;
        // Pull on both, Build on the first, and each one's way back. Whoever finds the run hears of the second host
        // first, from a segment that stands before the last one of the first host.
        QTest::newRow("during Build on the first of two") << u"started:3"_s << Deploy::OnTwoHosts << 7;
    }
    void hostEndsInAGoodState()
    {
        QFETCH(QString, point);
        QFETCH(KillingFloor::Deploy, deploy);
        QFETCH(int, steps);
        KillingFloor killing;
        QVERIFY2(killing.server->isRunning(), qPrintable(killing.server->error()));
        const auto floor = killing.newShop(6, deploy);
        const auto first = killing.console({u"start"_s, u"good"_s}, {u"KILL_AT="_s + point});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        // Nobody verified, so nobody may call it good: it goes back.
        for (const QString& host : {QString(), u"-2"_s})
            QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(floor->shop.directory + host + u"/.pilothouse-lock"_s), 60000);
        QCOMPARE(floor->running(), u"1.0.0"_s);
        QCOMPARE(floor->git(floor->shop.directory, {u"rev-parse"_s, u"HEAD"_s}), floor->first);
        QStringList witnessed = floor->witnessed();
        QCOMPARE(witnessed.size(), steps);
        QCOMPARE(witnessed.removeDuplicates(), 0);
        // Somebody else may deploy now; and whoever finds the old run learns how it ended.
        const auto late = killing.console({u"adopt"_s}, {});
        QVERIFY2(late.code == 0, qPrintable(late.output + late.errors));
        QCOMPARE(late.output.section(u' ', 1, 1), u"failed"_s);
        QVERIFY2(late.output.contains(u"rolled back"_s), qPrintable(late.output));
        QVERIFY2(floor->witnessed().size() == steps, qPrintable(floor->witnessed().join(u'\n')));
        QCOMPARE(floor->running(), u"1.0.0"_s);
    }
};

PILOTHOUSE_TEST(GoneLaptopTest)
#include "tst_gonelaptop.moc"
