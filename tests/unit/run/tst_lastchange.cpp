// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lastchange.h"
#include "run/locks.h"
#include "samples.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

class LastChangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackFromTheHost()
    {
        RunRecord record;
        record.info.id = Id::make(QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC));
        record.info.started = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        record.plan = samplePlan();
        QByteArrayList lines{"bytes 12"};
        for (const QByteArray& line : lastChangeText(record, u"anna@laptop"_s).split('\n'))
            lines << "last " + line;
        const LastChange last = lastChangeFrom(lines);
        QCOMPARE(last.definition, QString(64, u'a'));
        QCOMPARE(last.run, record.info.id.toString());
        QCOMPARE(last.by, u"anna@laptop"_s);
        QCOMPARE(last.did, u"deploy of shop/production"_s);
        QCOMPARE(last.at, u"2026-11-20T03:00:00.000Z"_s);
        QVERIFY(otherDefinitionWords(last, QString(64, u'a')).isEmpty());
        const QString other = otherDefinitionWords(last, QString(64, u'b'));
        QVERIFY(other.contains(u"aaaaaaaaaaaa, by anna@laptop, deploy of shop/production, 2026-11-20"_s));
        QVERIFY(other.contains(u"yours is bbbbbbbbbbbb"_s));
    }
    void nonsenseSaysNothing()
    {
        QVERIFY(otherDefinitionWords(lastChangeFrom({}), QString(64, u'b')).isEmpty());
        QVERIFY(otherDefinitionWords(lastChangeFrom({"last definition $(reboot)", "last by x"}), QString(64, u'b'))
                    .isEmpty());
        const QString shown = otherDefinitionWords(
            lastChangeFrom({"last definition " + QByteArray(64, 'a'), "last by \x1b[31mme"}), QString(64, u'b'));
        QVERIFY(!shown.isEmpty() && !shown.contains(u'\x1b'));
    }
    void aHoldersDefinitionIsCompared()
    {
        const QString holder =
            u"anna@laptop, deploy of shop/production since 2026-11-20T03:00:00.000Z, definition aaaaaaaaaaaa"_s;
        QVERIFY(otherHolderWords(holder, QString(64, u'a')).isEmpty());
        QVERIFY(otherHolderWords(holder, QString(64, u'b')).contains(u"aaaaaaaaaaaa"_s));
        QVERIFY(otherHolderWords(u"anna since 3: I have another definition in mind"_s, QString(64, u'b')).isEmpty());
        const LockInfo lock{.host = u"app-1"_s, .locked = true, .run = u"x"_s, .holder = holder};
        QVERIFY(!lockedError(lock, QString(64, u'a')).message.contains(u"another version"_s));
        QVERIFY(!lockedError(lock).message.contains(u"another version"_s));
        QVERIFY(lockedError(lock, QString(64, u'b')).message.contains(u"another version of the definition"_s));
    }
};

PILOTHOUSE_TEST(LastChangeTest)
#include "tst_lastchange.moc"
