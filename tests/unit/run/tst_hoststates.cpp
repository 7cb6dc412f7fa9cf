// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/hoststates.h"
#include "samples.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

class HostStatesTest : public QObject
{
    Q_OBJECT

private:
    RunRecord m_record;

    void add(const QString& kind, const QJsonObject& data)
    {
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        QVERIFY(m_record.apply({.kind = kind, .at = at, .data = data}));
    }
    void status(const QString& step, const QString& host, const QString& text)
    {
        add(u"status"_s, {{u"step"_s, step}, {u"host"_s, host}, {u"status"_s, text}});
    }
    void outcome(const QString& segment, const QString& host, const QString& text)
    {
        add(u"intent"_s, {{u"act"_s, u"launch"_s}, {u"segment"_s, segment}, {u"host"_s, host}});
        add(u"segment"_s, {{u"segment"_s, segment}, {u"host"_s, host}, {u"outcome"_s, text}});
    }
    QStringList words() const
    {
        QStringList all;
        for (const HostProgress& host : hostsOf(m_record))
            all += host.host + u": "_s + hostWords(host);
        return all;
    }

private Q_SLOTS:
    void init()
    {
        const QStringList hosts{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
        Plan plan = samplePlan(hosts);
        plan.steps = {plannedStep(u"pull"_s, hosts), plannedStep(u"build"_s, hosts),
                      plannedStep(u"verify"_s, {u"other"_s}, System::StepAction::Probes)};
        plan.hash = planHash(plan).value();
        m_record = {};
        add(u"plan"_s, {{u"plan"_s, planToJson(plan)}});
    }
    void beforeAnything()
    {
        QCOMPARE(words(),
                 (QStringList{u"a: not touched"_s, u"b: not touched"_s, u"c: not touched"_s, u"d: not touched"_s}));
    }
    void doneFailedAndUntouched()
    {
        status(u"pull"_s, u"a"_s, u"exit 0"_s);
        status(u"build"_s, u"a"_s, u"exit 0"_s);
        status(u"pull"_s, u"b"_s, u"exit 0"_s);
        status(u"build"_s, u"b"_s, u"exit 3"_s);
        status(u"pull"_s, u"c"_s, u"exit 0"_s);
        QCOMPARE(words(), (QStringList{u"a: done"_s, u"b: failed at build (exit 3)"_s, u"c: 1 of 2 steps done"_s,
                                       u"d: not touched"_s}));
        add(u"left-out"_s, {{u"host"_s, u"b"_s}});
        QCOMPARE(words().at(1), u"b: failed at build (exit 3), left out"_s);
        QCOMPARE(hostStateName(hostsOf(m_record).at(3).state), u"untouched"_s);
    }
    void theWayBackIsTold()
    {
        status(u"pull"_s, u"a"_s, u"exit 0"_s);
        status(u"build"_s, u"a"_s, u"exit 0"_s);
        outcome(u"1-a"_s, u"a"_s, u"rolled-back"_s);
        status(u"pull"_s, u"b"_s, u"exit 1"_s);
        outcome(u"back-b"_s, u"b"_s, u"succeeded"_s);
        status(u"pull"_s, u"c"_s, u"exit 1"_s);
        outcome(u"2-c"_s, u"c"_s, u"rollback-failed"_s);
        QCOMPARE(words().mid(0, 3), (QStringList{u"a: done, went back"_s, u"b: failed at pull (exit 1), went back"_s,
                                                 u"c: failed at pull (exit 1), and its way back failed"_s}));
    }
    void aHostThatWasStartedAnewIsUnknown()
    {
        add(u"start"_s, {{u"step"_s, u"pull"_s}, {u"host"_s, u"a"_s}});
        outcome(u"1-a"_s, u"a"_s, u"interrupted"_s);
        QCOMPARE(words().front(), u"a: unknown since pull; verify it"_s);
    }
};

PILOTHOUSE_TEST(HostStatesTest)
#include "tst_hoststates.moc"
