// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "killing.h"
#include "support/testmain.h"

#include <QDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The console is killed while its run waits for an approval. Somebody decides while nobody drives; the console that
/// takes the run over goes on with the same wait, the decision counts, and nothing is done twice.
class KilledApprovalTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KillingFloor> m_killing;

    static QString output(const ShopFloor& floor, const Id& run)
    {
        QFile file(u"%1/runs/%2/ask..out"_s.arg(floor.shop.data, run.toString()));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static QString until(const QString& text) { return text.section(u"until "_s, 1).left(23); }

private Q_SLOTS:
    void initTestCase()
    {
        m_killing = std::make_unique<KillingFloor>();
        QVERIFY2(m_killing->server->isRunning(), qPrintable(m_killing->server->error()));
    }
    void isDecidedWhileNobodyDrives_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("yes");
        QTest::newRow("approved") << u"told"_s << true;
        QTest::newRow("declined") << u"told"_s << false;
        QTest::newRow("approved, killed before it asked") << u"console-step"_s << true;
    }
    void isDecidedWhileNobodyDrives()
    {
        QFETCH(QString, point);
        QFETCH(bool, yes);
        const auto shop = m_killing->newShop(120, KillingFloor::Deploy::WithAnApproval);
        const auto first = m_killing->console({u"start"_s, u"good"_s}, {u"KILL_AT="_s + point});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        const QStringList journals = QDir(shop->shop.data + u"/runs"_s).entryList({u"*.journal"_s}, QDir::Files);
        QCOMPARE(journals.size(), 1);
        const Id run = Id::fromString(journals.first().chopped(int(qstrlen(".journal")))).value();
        const QStringList before = shop->witnessed();
        QCOMPARE(before.size(), 2);
        const QString said = output(*shop, run);
        ApprovalAsked asked;
        {
            // Another person at another desk with the same store, who drives nothing.
            Shop other = shop->shop;
            other.actor = u"bert"_s;
            Desk desk(other);
            const auto record = desk.record(run);
            QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
            const auto waiting = approvalsAsked(*record);
            QCOMPARE(waiting.size(), size_t(1));
            asked = waiting.front();
            const auto decided =
                await(desk.approvals->decide(asked, {.decision = yes ? Decision::Approved : Decision::Declined,
                                                     .reason = u"seen at night"_s}),
                      {}, 30s);
            QVERIFY2(decided, qPrintable(decided ? QString() : decided.error().message + decided.error().detail));
        }
        QCOMPARE(shop->witnessed(), before); // nobody drives

        const auto second = m_killing->console({u"adopt"_s}, {});
        QVERIFY2(second.code == 0, qPrintable(second.output + second.errors));
        QVERIFY2(second.output.startsWith(run.toString()), qPrintable(second.output));
        QCOMPARE(second.output.section(u' ', 1, 1), yes ? u"succeeded"_s : u"failed"_s);
        QCOMPARE(shop->running(), yes ? u"1.1.0"_s : u"1.0.0"_s);
        QStringList witnessed = shop->witnessed();
        const QString all = witnessed.join(u'\n');
        QVERIFY2(witnessed.removeDuplicates() == 0, qPrintable(all));
        QVERIFY(!QFile::exists(shop->shop.directory + u"/.pilothouse-lock"_s));

        // One start and one deadline, and the decision with its reason.
        const auto content = Journal::read(shop->shop.data + u"/runs/"_s + journals.first());
        QVERIFY(content);
        const auto starts = std::ranges::count_if(content->entries, [](const JournalEntry& entry) {
            return entry.data[u"act"_s] == u"step"_s && entry.data[u"step"_s] == u"ask"_s;
        });
        QCOMPARE(starts, 1);
        const auto record = RunRecord::replay(run, content->entries);
        QVERIFY(record);
        QCOMPARE(record->step(u"ask"_s, {})->started, asked.since);
        QVERIFY2(record->step(u"ask"_s, {})->statement.endsWith(u"by bert (claimed, not signed): seen at night"_s),
                 qPrintable(record->step(u"ask"_s, {})->statement));
        const QString now = output(*shop, run);
        QVERIFY2(now.startsWith(said), qPrintable(now));
        QVERIFY2(now.contains(u"The wait goes on here, until %1 as before."_s.arg(utcWords(asked.until))),
                 qPrintable(now));
        if (!said.isEmpty())
            QCOMPARE(until(said), utcWords(asked.until));
    }
    /// Nobody decides: the wait that goes on elsewhere ends when the first one would have.
    void keepsItsDeadline()
    {
        const auto shop = m_killing->newShop(120, KillingFloor::Deploy::WithAShortApproval);
        const auto first = m_killing->console({u"start"_s, u"good"_s}, {u"KILL_AT=told"_s});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        const auto second = m_killing->console({u"adopt"_s}, {});
        QVERIFY2(second.code == 0, qPrintable(second.output + second.errors));
        QCOMPARE(second.output.section(u' ', 1, 1), u"failed"_s);
        QCOMPARE(shop->running(), u"1.0.0"_s);
        const Id run = Id::fromString(second.output.section(u' ', 0, 0)).value();
        const auto content = Journal::read(u"%1/runs/%2.journal"_s.arg(shop->shop.data, run.toString()));
        QVERIFY(content);
        const auto record = RunRecord::replay(run, content->entries);
        QVERIFY(record);
        const StepProgress* step = record->step(u"ask"_s, {});
        QVERIFY2(step->statement.startsWith(u"Nobody approved it within"_s), qPrintable(step->statement));
        QVERIFY2(step->statement.contains(utcWords(step->started.addSecs(3))), qPrintable(step->statement));
    }
};

PILOTHOUSE_TEST(KilledApprovalTest)
#include "tst_killedapproval.moc"
