// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/resume.h"
#include "samples.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Which steps are left, and when a plan no longer holds.
class ResumePlanTest : public QObject
{
    Q_OBJECT

    static Plan plan()
    {
        Plan plan = samplePlan();
        plan.onFailure.clear();
        plan.failureSteps.clear();
        plan.proof.target = plan.inputs[u"ref"_s];
        plan.hash = planHash(plan).value();
        return plan;
    }
    /// Pull done on both hosts, Build on the first, failed on the second.
    static RunRecord failed(const Plan& plan)
    {
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        std::vector<JournalEntry> entries{{u"plan"_s, at, {{u"plan"_s, planToJson(plan)}}}};
        const auto status = [&](const QString& step, const QString& host, const QString& text) {
            entries.push_back({u"status"_s, at, {{u"step"_s, step}, {u"host"_s, host}, {u"status"_s, text}}});
        };
        status(u"pull"_s, u"app-1"_s, u"exit 0"_s);
        status(u"pull"_s, u"app-2"_s, u"exit 0"_s);
        status(u"build"_s, u"app-1"_s, u"exit 0"_s);
        status(u"build"_s, u"app-2"_s, u"exit 1"_s);
        entries.push_back(
            {u"intent"_s, at, {{u"act"_s, u"finish"_s}, {u"state"_s, u"failed"_s}, {u"resumable"_s, true}}});
        entries.push_back({u"state"_s, at, {{u"state"_s, u"failed"_s}, {u"summary"_s, u"Build failed."_s}}});
        return RunRecord::replay(Id::make(at), entries).value();
    }

private Q_SLOTS:
    void leavesOutWhatIsDone()
    {
        const RunRecord first = failed(plan());
        const auto left = resumedPlan(first, plan());
        QVERIFY2(left, qPrintable(left ? QString() : left.error().message));
        QCOMPARE(left->steps.size(), size_t(3));
        QCOMPARE(left->steps[0].step.id, u"build"_s);
        QCOMPARE(left->steps[0].hosts, QStringList{u"app-2"_s});
        QCOMPARE(left->steps[1].step.id, u"migrate"_s);
        QCOMPARE(left->steps[2].step.id, u"verify"_s);
        QVERIFY(left->hash != first.plan.hash);
        const auto travelled = planFromJson(planToJson(*left));
        QVERIFY(travelled);
        QVERIFY(*travelled == *left);
    }
    void looksAgainAfterTheRest()
    {
        // The run went on without the second host, and was seen to be well.
        RunRecord first = failed(plan());
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        QVERIFY(first.apply({u"console"_s, at, {{u"step"_s, u"verify"_s}, {u"result"_s, u"ok"_s}}}));
        const auto left = resumedPlan(first, plan());
        QVERIFY2(left, qPrintable(left ? QString() : left.error().message));
        QCOMPARE(left->steps.back().step.id, u"verify"_s);
    }
    void aRevertTravelsWithThePlan()
    {
        Plan guarded = plan();
        const QString before = planHash(guarded).value();
        guarded.steps[0].step.revert = u"nft flush ruleset"_s;
        guarded.steps[0].step.revertAfter = std::chrono::seconds(90);
        guarded.hash = planHash(guarded).value();
        QVERIFY(guarded.hash != before);
        const auto read = planFromJson(planToJson(guarded));
        QVERIFY(read);
        QVERIFY(read->steps == guarded.steps);
    }
    void theRunsOwnDoingIsNoChange()
    {
        Plan now = plan();
        now.running = now.inputs[u"ref"_s]; // Pull has brought it
        now.inputs[u"previous"_s] = now.running;
        const auto left = resumedPlan(failed(plan()), now);
        QVERIFY2(left, qPrintable(left ? QString() : left.error().message));
        QCOMPARE(left->previous(), QString(40, u'c')); // what ran before it all
    }
    void aFirstDeploymentGoesOn()
    {
        // Nothing ran before it, and its first steps have brought something since.
        Plan before = plan();
        before.running.clear();
        before.inputs.erase(u"previous"_s);
        before.proof = {};
        before.hash = planHash(before).value();
        Plan now = before;
        now.running = QString(40, u'd');
        now.inputs[u"previous"_s] = now.running;
        const auto left = resumedPlan(failed(before), now);
        QVERIFY2(left, qPrintable(left ? QString() : left.error().message));
        QCOMPARE(left->steps.front().step.id, u"build"_s);
        QVERIFY(left->running.isEmpty() && left->previous().isEmpty());
    }
    void whatOthersDidIs_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("another commit") << 0;
        QTest::newRow("another definition") << 1;
        QTest::newRow("another version runs") << 2;
        QTest::newRow("more is pending") << 3;
        QTest::newRow("another script") << 4;
        QTest::newRow("another host") << 5;
    }
    void whatOthersDidIs()
    {
        QFETCH(const int, what);
        Plan now = plan();
        switch (what) {
        case 0:
            now.inputs[u"ref"_s] = QString(40, u'd');
            break;
        case 1:
            now.definition = QString(64, u'b');
            break;
        case 2:
            now.running = QString(40, u'e');
            break;
        case 3:
            now.steps[2].pending = 2;
            break;
        case 4:
            now.steps[3].step.argument += u" more"_s;
            break;
        default:
            now.hosts[0].address = u"127.0.0.2"_s;
        }
        const auto left = resumedPlan(failed(plan()), now);
        QVERIFY(!left);
        QCOMPARE(left.error().kind, ErrorKind::Conflict);
    }
    void onlyWhatFailed()
    {
        RunRecord open = failed(plan());
        open.info.state = RunState::Running;
        QCOMPARE(resumedPlan(open, plan()).error().kind, ErrorKind::Refused);
        RunRecord back = failed(plan());
        back.resumable = false;
        QCOMPARE(resumedPlan(back, plan()).error().kind, ErrorKind::Refused);
        RunRecord done = failed(plan());
        for (StepProgress& step : done.steps)
            step.state = StepState::Succeeded;
        QCOMPARE(resumedPlan(done, plan()).error().kind, ErrorKind::Refused);
    }
};

PILOTHOUSE_TEST(ResumePlanTest)
#include "tst_resume.moc"
