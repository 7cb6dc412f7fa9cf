// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"
#include "support/testmain.h"
#include "trailtest.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using Kind = Audit::Fault::Kind;

/// Everything that can be done to a trail with access to its database alone.
class TestVerify : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    QString folder() const { return m_folder->path(); }

    /// Ten entries, tampered with, looked at by a program that starts afterwards.
    Audit::VerifyReport after(const std::function<void(Tamperer&)>& tamper)
    {
        {
            Console console(folder(), m_clock);
            if (!console.appendMany(10))
                return {};
        }
        {
            Tamperer tamperer(folder());
            tamperer.dropGuards();
            tamper(tamperer);
        }
        Console console(folder(), m_clock);
        return console.verify().value();
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void editedFields_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("time by a microsecond") << u"at = at + 1"_s;
        QTest::newRow("actor") << u"actor = 'eve'"_s;
        QTest::newRow("action") << u"action = 'test.other'"_s;
        QTest::newRow("target") << u"target = 'fleetpass/production'"_s;
        QTest::newRow("payload") << u"payload = '{}'"_s;
        QTest::newRow("id") << u"id = '018f0000-0000-7000-8000-000000000000'"_s;
        QTest::newRow("id's case") << u"id = upper(id)"_s;
        QTest::newRow("observer") << u"observer = id"_s;
        QTest::newRow("hash") << u"hash = previous"_s;
    }
    void editedFields()
    {
        QFETCH(QString, change);
        const auto report = after([&](Tamperer& t) { t.run(u"UPDATE audit SET "_s + change + u" WHERE seq = 4"_s); });
        QVERIFY(!report.isIntact());
        QCOMPARE(report.faults.front().kind, Kind::Edited);
        QCOMPARE(report.faults.front().seq, 4);
        QVERIFY(report.faults.front().text.contains(u"4"_s));
        QCOMPARE(report.anchored, 3);
    }
    void editedAndRehashedAlone()
    {
        const auto report = after([](Tamperer& t) {
            t.run(u"UPDATE audit SET actor = 'eve' WHERE seq = 10"_s);
            t.rehash(10);
        });
        QCOMPARE(report.faults.size(), size_t(1));
        QCOMPARE(report.faults.front().kind, Kind::Rewritten);
        QCOMPARE(report.faults.front().seq, 10);
    }
    void rewrittenFromTheMiddle()
    {
        const auto report = after([](Tamperer& t) {
            t.run(u"UPDATE audit SET actor = 'eve' WHERE seq = 4"_s);
            t.rehash(4);
        });
        QCOMPARE(report.faults.size(), size_t(1));
        QCOMPARE(report.faults.front().kind, Kind::Rewritten);
        QCOMPARE(report.faults.front().seq, 4);
    }
    void deletedAndRenumbered()
    {
        const auto report = after([](Tamperer& t) {
            t.run(u"DELETE FROM audit WHERE seq = 4"_s);
            for (int seq = 5; seq <= 10; ++seq)
                t.run(u"UPDATE audit SET seq = :to WHERE seq = :from"_s, {{u"to"_s, seq - 1}, {u"from"_s, seq}});
            t.rehash(1);
        });
        QCOMPARE(report.faults.size(), size_t(2));
        QCOMPARE(report.faults[0].kind, Kind::Rewritten);
        QCOMPARE(report.faults[0].seq, 4);
        QCOMPARE(report.faults[1].kind, Kind::Truncated);
        QCOMPARE(report.faults[1].seq, 10);
    }
    void deletedFromTheMiddle()
    {
        const auto report = after([](Tamperer& t) { t.run(u"DELETE FROM audit WHERE seq IN (4, 5)"_s); });
        QCOMPARE(report.faults.size(), size_t(1));
        QCOMPARE(report.faults.front().kind, Kind::Missing);
        QCOMPARE(report.faults.front().seq, 4);
        QVERIFY(report.faults.front().text.contains(u"4-5"_s));
    }
    void deletedFromTheBeginning()
    {
        const auto report = after([](Tamperer& t) { t.run(u"DELETE FROM audit WHERE seq = 1"_s); });
        QCOMPARE(report.faults.front().kind, Kind::Missing);
        QCOMPARE(report.faults.front().seq, 1);
    }
    void truncated()
    {
        const auto report = after([](Tamperer& t) { t.run(u"DELETE FROM audit WHERE seq > 7"_s); });
        QCOMPARE(report.faults.size(), size_t(1));
        QCOMPARE(report.faults.front().kind, Kind::Truncated);
        QCOMPARE(report.faults.front().seq, 8);
    }
    void emptied()
    {
        const auto report = after([](Tamperer& t) { t.run(u"DELETE FROM audit"_s); });
        QCOMPARE(report.faults.size(), size_t(1));
        QCOMPARE(report.faults.front().kind, Kind::Truncated);
        QCOMPARE(report.faults.front().seq, 1);
    }
    void truncatedAndContinued()
    {
        const auto report = after([this](Tamperer& t) {
            t.run(u"DELETE FROM audit WHERE seq > 7"_s);
            Console console(folder(), m_clock);
            console.appendMany(3);
        });
        QVERIFY(!report.isIntact());
        QCOMPARE(report.faults.front().kind, Kind::Rewritten);
        QCOMPARE(report.faults.front().seq, 8);
    }
    void anchorsRemoved()
    {
        const auto report = after([this](Tamperer&) { QFile::remove(folder() + u"/audit.anchors"_s); });
        QCOMPARE(report.faults.size(), size_t(1));
        QCOMPARE(report.faults.front().kind, Kind::AnchorsLost);
        QCOMPARE(report.anchored, 0);
    }
    void aCopyKeptElsewhereProvesMore()
    {
        std::optional<Audit::Anchor> kept;
        {
            Console console(folder(), m_clock);
            QVERIFY(console.appendMany(10));
            kept = wait(console.trail.head()).value();
        }
        {
            Tamperer tamperer(folder());
            tamperer.dropGuards();
            tamperer.run(u"UPDATE audit SET actor = 'eve' WHERE seq = 2"_s);
            tamperer.rehash(1);
        }
        // Whoever controls both files leaves no trace in them.
        QVERIFY(QFile::remove(folder() + u"/audit.anchors"_s));
        Console console(folder(), m_clock);
        QVERIFY(console.append(u"test.more"_s));
        QVERIFY(console.verify()->isIntact());
        const auto report = wait(console.trail.verify({*kept}));
        QCOMPARE(report->faults.size(), size_t(1));
        QCOMPARE(report->faults.front().kind, Kind::Rewritten);
    }
    void aLongTrailIsWalkedInPieces()
    {
        Console console(folder(), m_clock, 1000);
        std::vector<QFuture<Result<Audit::Record>>> answers;
        for (int i = 0; i < 2500; ++i)
            answers.push_back(console.trail.append({.action = u"test.entry"_s, .target = {}}));
        QVERIFY(wait(answers.back()));
        const auto report = console.verify();
        QVERIFY(report->isIntact());
        QCOMPARE(report->links, 2500);
        QCOMPARE(report->anchored, 2000);
    }
};

PILOTHOUSE_TEST(TestVerify)
#include "tst_verify.moc"
