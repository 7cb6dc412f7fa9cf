// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/hoststates.h"
#include "run/segment.h"
#include "samples.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

class SegmentTest : public QObject
{
    Q_OBJECT

private:
    /// "1-app-1: pull build (rollback.check-out)" for each segment, "verify" for a step of the console.
    static QStringList shape(const std::vector<Stage>& stages)
    {
        QStringList lines;
        for (const Stage& stage : stages) {
            if (stage.console) {
                lines += stage.console->key;
                continue;
            }
            QStringList side;
            for (const Segment& segment : stage.segments) {
                QStringList steps;
                for (const SegmentStep& step : segment.steps)
                    steps += step.failure ? u'(' + step.key + u')' : step.key;
                side += segment.name + u": "_s + steps.join(u' ') + (segment.holds ? u" holds"_s : QString());
            }
            lines += side.join(u" | "_s);
        }
        return lines;
    }

private Q_SLOTS:
    void oneHostIsOneSegment()
    {
        QCOMPARE(
            shape(mainStages(samplePlan({u"app-1"_s}))),
            (QStringList{u"1-app-1: pull build migrate (rollback.check-out) (rollback.start) holds"_s, u"verify"_s}));
    }
    void nothingHoldsWhenNothingFollows()
    {
        Plan plan = samplePlan({u"app-1"_s});
        plan.steps.pop_back();
        QVERIFY(!mainStages(plan).front().segments.front().holds);
        plan = samplePlan({u"app-1"_s});
        plan.whenConsoleLost = System::WhenConsoleLost::Wait;
        QVERIFY(!mainStages(plan).front().segments.front().holds);
        QVERIFY(mainStages(plan).front().segments.front().hasFailureSteps());
        plan.failureSteps.clear();
        QVERIFY(!mainStages(plan).front().segments.front().hasFailureSteps());
    }
    void severalHostsTakeTurns()
    {
        const QString back = u" (rollback.check-out) (rollback.start) holds"_s;
        QCOMPARE(shape(mainStages(samplePlan())),
                 (QStringList{u"1-app-1: pull"_s + back, u"2-app-2: pull"_s + back, u"3-app-1: build"_s + back,
                              u"4-app-2: build"_s + back, u"5-app-1: migrate"_s + back, u"verify"_s}));
    }
    void strategies()
    {
        const QStringList hosts{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s};
        Plan plan = samplePlan(hosts);
        plan.failureSteps.clear();
        plan.steps = {plannedStep(u"s"_s, hosts)};
        plan.steps[0].step.strategy = System::Strategy::AllAtOnce;
        QCOMPARE(shape(mainStages(plan)), QStringList{u"1-a: s | 2-b: s | 3-c: s | 4-d: s | 5-e: s"_s});
        plan.steps[0].step.strategy = System::Strategy::Batches;
        plan.steps[0].step.batch = 2;
        QCOMPARE(shape(mainStages(plan)), (QStringList{u"1-a: s | 2-b: s"_s, u"3-c: s | 4-d: s"_s, u"5-e: s"_s}));
        plan.steps[0].step.strategy = System::Strategy::Canary;
        plan.steps[0].step.batch = 1;
        QCOMPARE(shape(mainStages(plan)), (QStringList{u"1-a: s"_s, u"2-b: s | 3-c: s | 4-d: s | 5-e: s"_s}));
        plan.steps[0].step.batch = 3; // so many canaries
        plan.steps[0].step.pause = std::chrono::minutes(5);
        QCOMPARE(shape(mainStages(plan)), (QStringList{u"1-a: s | 2-b: s | 3-c: s"_s, u"4-d: s | 5-e: s"_s}));
        QCOMPARE(mainStages(plan)[0].pause.count(), 0);
        QCOMPARE(mainStages(plan)[1].pause, std::chrono::milliseconds(std::chrono::minutes(5)));
        QCOMPARE(strategyWords(plan.steps[0]), u"a, b, c first, then the rest, 5 m between them"_s);
        plan.steps[0].step.strategy = System::Strategy::Batches;
        plan.steps[0].step.batch = 2;
        plan.steps[0].step.maxFailures = {.amount = 40, .percent = true};
        QCOMPARE(strategyWords(plan.steps[0]), u"2 hosts at a time, 5 m between them, up to 2 may fail"_s);
        QVERIFY(planFromJson([&] {
                    plan.hash = planHash(plan).value();
                    return planToJson(plan);
                }())
                    .value()
                    .steps == plan.steps);
        plan.steps[0].step.maxFailures = {};
        plan.steps[0].step.pause = {};
        // What may lock everybody out is confirmed on one host before the next.
        for (const System::Strategy strategy :
             {System::Strategy::AllAtOnce, System::Strategy::Batches, System::Strategy::Canary}) {
            plan.steps[0].step.strategy = strategy;
            plan.steps[0].step.revert = u"undo"_s;
            QCOMPARE(shape(mainStages(plan)),
                     (QStringList{u"1-a: s"_s, u"2-b: s"_s, u"3-c: s"_s, u"4-d: s"_s, u"5-e: s"_s}));
        }
    }
    void irreversibleOnSeveralHostsDoesNotGoBackAlone()
    {
        Plan plan = samplePlan();
        plan.steps[2].step.reversible = false;
        for (const Stage& stage : mainStages(plan)) {
            for (const Segment& segment : stage.segments)
                QVERIFY(!segment.holds);
        }
        plan.steps[2].pending = 0; // nothing to migrate
        QVERIFY(mainStages(plan).front().segments.front().holds);
    }
    void theWayBackByTheConsole()
    {
        Plan plan = samplePlan();
        plan.failureSteps.push_back(plannedStep(u"tidy"_s, {u"app-2"_s}));
        QCOMPARE(shape(failureStages(plan, {u"app-2"_s})),
                 (QStringList{u"back-app-2: rollback.check-out rollback.start"_s, u"rollback.verify"_s,
                              u"after-1-app-2: rollback.tidy"_s}));
        QCOMPARE(shape(failureStages(plan, {})),
                 (QStringList{u"rollback.verify"_s, u"after-1-app-2: rollback.tidy"_s}));
    }
    void theRequestNamesSecretsAndKeepsThem()
    {
        Plan plan = samplePlan({u"app-1"_s});
        plan.steps[1].step.secrets = {u"TOKEN"_s};
        plan.steps[1].step.cwd = u"backend"_s;
        const Segment segment = mainStages(plan).front().segments.front();
        QCOMPARE(secretsOf(segment), QStringList{u"TOKEN"_s});
        const auto command = launchRequest(plan, u"run-1"_s, segment, {{u"TOKEN"_s, Secret("hidden value")}}, {},
                                           u"/l"_s, std::chrono::seconds(120))
                                 .command();
        QVERIFY(command);
        QVERIFY(command->input.isEmpty());
        const QByteArray sent = command->secretInput.bytes().toByteArray();
        QCOMPARE(sent.count("hidden value"), 1);
        QVERIFY(!command->line.contains("hidden"));
        QVERIFY(sent.contains("\ncwd 1\n/opt/shop/backend\n"));
        QVERIFY(sent.contains("\nsecret TOKEN\n"));
        QVERIFY(sent.contains("\nhold 120\n"));
        QVERIFY(sent.contains("\nlock-beat /l\n"));
        QVERIFY(sent.endsWith("\nend\n"));
    }
};

PILOTHOUSE_TEST(SegmentTest)
#include "tst_segment.moc"
