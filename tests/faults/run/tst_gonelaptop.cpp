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
        QTest::newRow("during Pull") << u"started"_s;
        QTest::newRow("during Build") << u"started:2"_s;
        QTest::newRow("before the verification") << u"console-step"_s;
    }
    void hostEndsInAGoodState()
    {
        QFETCH(QString, point);
        KillingFloor killing;
        QVERIFY2(killing.server->isRunning(), qPrintable(killing.server->error()));
        const auto floor = killing.newShop(6);
        const auto first = killing.console({u"start"_s, u"good"_s}, {u"KILL_AT="_s + point});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        // Nobody verified, so nobody may call it good: it goes back.
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(floor->shop.directory + u"/.pilothouse-lock"_s), 60000);
        QCOMPARE(floor->running(), u"1.0.0"_s);
        QCOMPARE(floor->git(floor->shop.directory, {u"rev-parse"_s, u"HEAD"_s}), floor->first);
        QStringList witnessed = floor->witnessed();
        QCOMPARE(witnessed.size(), 5);
        QCOMPARE(witnessed.removeDuplicates(), 0);
        // Somebody else may deploy now; and whoever finds the old run learns how it ended.
        const auto late = killing.console({u"adopt"_s}, {});
        QVERIFY2(late.code == 0, qPrintable(late.output + late.errors));
        QCOMPARE(late.output.section(u' ', 1, 1), u"failed"_s);
        QVERIFY2(late.output.contains(u"rolled back"_s), qPrintable(late.output));
        QCOMPARE(floor->witnessed().size(), 5);
    }
};

PILOTHOUSE_TEST(GoneLaptopTest)
#include "tst_gonelaptop.moc"
