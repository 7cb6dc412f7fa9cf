// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/ran.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

/// How long an environment ran a version, from the runs that brought versions.
class RanTest : public QObject
{
    Q_OBJECT

private:
    const QString m_a = QString(40, u'a');
    const QString m_b = QString(40, u'b');

    static QDateTime at(int hour) { return QDateTime(QDate(2026, 11, 20), QTime(0, 0), Qt::UTC).addSecs(hour * 3600); }
    static VersionRun run(int hour, const QString& version, RunState state = RunState::Succeeded,
                          const QString& previous = {})
    {
        return {.id = Id::make(at(hour)),
                .state = state,
                .started = at(hour),
                .ended = at(hour).addSecs(600),
                .previous = previous,
                .version = version};
    }

private Q_SLOTS:
    void neverThere()
    {
        QCOMPARE(staysOf({}, m_a), Stays{});
        QCOMPARE(staysOf({run(1, m_b)}, m_a), Stays{});
        // A few digits are not this very commit.
        QCOMPARE(staysOf({run(1, m_a.left(7))}, m_a), Stays{});
    }
    void stillThere()
    {
        const Stays stays = staysOf({run(1, m_b), run(2, m_a)}, m_a);
        QCOMPARE(stays.stays.size(), size_t(1));
        QVERIFY(!stays.stays[0].until.isValid());
        QCOMPARE(stays.stays[0].lastedAt(at(7)), std::chrono::milliseconds(std::chrono::minutes(290)));
    }
    void doneAgainIsNoReplacement()
    {
        const Stays stays = staysOf({run(2, m_a), run(5, m_a)}, m_a);
        QCOMPARE(stays.stays.size(), size_t(1));
        QCOMPARE(stays.stays[0].since, at(2).addSecs(600));
        QVERIFY(!stays.stays[0].until.isValid());
    }
    void replaced()
    {
        const Stays found = staysOf({run(2, m_a), run(5, m_b, RunState::Succeeded, m_a)}, m_a);
        QCOMPARE(found.stays[0].until, at(5));
        QCOMPARE(found.stays[0].replacedBy, m_b);
        QVERIFY(found.stays[0].confirmed);
        // Somebody else had replaced it before, nobody knows when.
        QVERIFY(!staysOf({run(2, m_a), run(5, m_b, RunState::Succeeded, u"c"_s)}, m_a).stays[0].confirmed);
    }
    void whatDoesNotSucceedEndsAStay_data()
    {
        QTest::addColumn<int>("state");
        for (const RunState state : {RunState::Planned, RunState::Waiting, RunState::Running, RunState::Failed,
                                     RunState::Cancelled, RunState::Interrupted, RunState::Unknown, RunState::Unproven})
            QTest::newRow(qPrintable(runStateName(state))) << int(state);
    }
    void whatDoesNotSucceedEndsAStay()
    {
        QFETCH(const int, state);
        for (const QString& version : {m_a, m_b}) {
            const Stays found = staysOf({run(2, m_a), run(5, version, RunState(state), m_a)}, m_a);
            QCOMPARE(found.stays.size(), size_t(1));
            QCOMPARE(found.stays[0].until, at(5));
        }
        const Stays alone = staysOf({run(5, m_a, RunState(state))}, m_a);
        QVERIFY(alone.stays.empty());
        QCOMPARE(alone.unproven, RunState(state) == RunState::Unproven);
        QCOMPARE(alone.failed, RunState(state) != RunState::Unproven);
    }
    void comesAgain()
    {
        const Stays found = staysOf({run(2, m_a), run(5, m_b), run(6, m_a)}, m_a);
        QCOMPARE(found.stays.size(), size_t(2));
        QVERIFY(found.stays[0].until.isValid() && !found.stays[1].until.isValid());
    }
};

PILOTHOUSE_TEST(RanTest)
#include "tst_ran.moc"
