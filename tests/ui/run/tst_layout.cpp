// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environmentpage.h"
#include "run/approvalpanel.h"
#include "run/runspage.h"
#include "samplerun.h"
#include "scripteddesk.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"
#include "widgets/outputpanel.h"
#include "widgets/typedconfirmation.h"

#include <QLineEdit>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Walks through the pages of runs: the list, a plan in each of its states, a run that goes on and one that failed.
class TestRunLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOff_data() { LayoutWalk::addRows(); }
    void nothingIsCutOff()
    {
        QFETCH(bool, dark);
        QFETCH(QString, language);
        QFETCH(QSize, size);
        LayoutWalk walk(dark, language, size);
        WindowBench& bench = walk.bench();
        ScriptedDesk desk;
        desk.inputs.push_back({.name = u"replicas"_s, .type = System::InputType::Integer});
        desk.inputs.push_back(
            {.name = u"channel"_s, .type = System::InputType::Choice, .choices = {u"stable"_s, u"candidate"_s}});
        desk.requirements = {{.kind = u"approver"_s, .subject = u"other"_s}};
        const EnvironmentKey key = SampleConsole::fleetpassProduction();
        MainWindow window(
            bench.parts({{u"runs"_s, MainWindow::tr("Runs"), [&](const EnvironmentKey& of, QWidget* parent) {
                              return new RunsPage(bench.theme, bench.clock, desk, of, parent);
                          }}}));
        window.showEnvironment(key, u"runs"_s);
        walk.check(window, u"no runs"_s);
        plans(walk, window, desk);
        runs(walk, window, desk);
        approving(walk, window, desk);
        walk.end();
    }

private:
    static void plans(LayoutWalk& walk, MainWindow& window, ScriptedDesk& desk)
    {
        const EnvironmentKey key = SampleConsole::fleetpassProduction();
        const QDateTime now = walk.bench().clock.now();
        const auto ask = [&](const Result<Run::Plan>& plan) {
            window.showEnvironment(key, u"runs"_s, u"plan:deploy"_s);
            desk.answer(plan);
        };
        window.showEnvironment(key, u"runs"_s, u"plan:deploy"_s);
        walk.check(window, u"making the plan"_s);
        ask(fail(ErrorKind::Unreachable,
                 u"worker-in-another-region-1 does not answer on port 22; see whether it runs."_s,
                 u"Connection timed out after 10000 ms"_s));
        walk.check(window, u"no plan"_s);
        Run::Plan plan = fullPlan(key, now);
        ask(plan);
        auto* confirmation = window.findChild<TypedConfirmation*>();
        walk.check(window, u"plan"_s);
        confirmation->field()->setText(u"fleetpass/staging"_s);
        walk.check(window, u"plan, wrong name"_s);
        confirmation->field()->setText(key.id());
        walk.check(window, u"plan, right name"_s);
        QVERIFY(confirmation->isConfirmed());
        confirmation->button()->click();
        walk.check(window, u"plan, starting"_s);
        plan.requirements[0].evidence.verdict = Verdict::Fails;
        ask(plan);
        walk.check(window, u"plan, refused"_s);
        plan.requirements.clear();
        plan.kind = System::EnvironmentKind::Staging;
        plan.confirm = System::Confirmation::Click;
        ask(plan);
        walk.check(window, u"plan, one click"_s);
        plan.procedure = u"restore:database"_s;
        plan.title = u"Restore"_s;
        plan.confirm = System::Confirmation::Typed;
        plan.inputs = plan.given = {{u"BACKUP"_s, u"fleetpass_20261120_020000.sql.gz"_s}};
        ask(plan);
        walk.check(window, u"plan of a restore"_s);
    }
    static void approving(LayoutWalk& walk, MainWindow& window, ScriptedDesk& desk)
    {
        const EnvironmentKey key = SampleConsole::fleetpassProduction();
        Run::Plan plan = fullPlan(key, walk.bench().clock.now());
        plan.approval = Run::PlanApproval{.signers = {u"bert ssh-ed25519 AAAA"_s}};
        plan.requirements.push_back(
            {.question =
                 {.system = key.system, .environment = key.environment, .kind = u"approver"_s, .subject = u"other"_s},
             .evidence = {.verdict = Verdict::Fails,
                          .statement = SafeText::oneLine(u"nobody approved this plan; somebody other than anna, with a "
                                                         "signature says so with pilothousectl approve"_s)}});
        window.showEnvironment(key, u"runs"_s, u"plan:deploy"_s);
        desk.answer(plan);
        walk.check(window, u"plan, to be handed on"_s);
        window.environmentPage()->showTop();
        auto* handed = window.findChild<QLineEdit*>(u"handover"_s);
        QVERIFY(handed);
        handed->setText(u"pilothouse:approve?target=another-system/production&plan=01234567"_s);
        walk.check(window, u"handed to another environment"_s);
        handed->setText(handoverText(handoverOf(plan, u"anna.with.a.long.login@workstation-17"_s)));
        QTest::keyClick(handed, Qt::Key_Return);
        desk.answer(plan);
        walk.check(window, u"plan, to be approved"_s);
        Q_EMIT desk.planDecided(plan.hash,
                                fail(ErrorKind::Refused, u"anna.with.a.long.login asked for it, and it takes "
                                                         "the word of somebody else only."_s));
        walk.check(window, u"plan, approval refused"_s);
        window.environmentPage()->showTop();
        handed->setText(u"0123456789"_s);
        QTest::keyClick(handed, Qt::Key_Return);
        desk.answer(plan);
        walk.check(window, u"another plan"_s);
        window.environmentPage()->showTop();
    }
    static void runs(LayoutWalk& walk, MainWindow& window, ScriptedDesk& desk)
    {
        const EnvironmentKey key = SampleConsole::fleetpassProduction();
        const QDateTime now = walk.bench().clock.now();
        for (const Run::RunState state : {Run::RunState::Running, Run::RunState::Failed, Run::RunState::Waiting}) {
            const auto record = recordOf(fullPlan(key, now), Id::make(now), state, now);
            desk.runs.push_back(record.info);
            window.showEnvironment(key, u"runs"_s, record.info.id.toString());
            walk.check(window, u"opening a run"_s);
            Q_EMIT desk.changed(record);
            Q_EMIT desk.grew(record.info.id, record.steps[5].key, record.steps[5].host,
                             "remote: counting \x1b[32mobjects\x1b[0m\nERROR: relation \"slots_tmp\" does not exist\n");
            Q_EMIT desk.noted(record.info.id, u"worker-in-another-region-1 cannot be reached; trying again"_s);
            walk.check(window, u"run, "_s + Run::runStateName(state));
            auto* output = window.findChild<OutputPanel*>();
            QVERIFY(output && output->isVisible());
            output->openSearch();
            walk.check(window, u"run, searching"_s);
        }
        for (const bool isSigned : {false, true}) {
            const auto record = waitingRecord(fullPlan(key, now), Id::make(now), isSigned, now);
            window.showEnvironment(key, u"runs"_s, record.info.id.toString());
            Q_EMIT desk.changed(record);
            Q_EMIT desk.grew(record.info.id, u"ask"_s, {},
                             "Asked for an approval: error rate, p95 and the queue of the canary\n");
            walk.check(window, isSigned ? u"run, waits for a signature"_s : u"run, waits for an approval"_s);
            auto* panel = window.findChild<ApprovalPanel*>();
            QVERIFY(panel && panel->isVisible());
            Q_EMIT desk.decided(record.info.id,
                                fail(ErrorKind::Refused,
                                     u"anna.with.a.long.login started the run, and step Release to everybody takes "
                                     "the word of somebody else only."_s));
            walk.check(window, u"run, approval refused"_s);
        }
        Run::RunInfo ended = desk.runs[1];
        for (const Run::RunState state :
             {Run::RunState::Succeeded, Run::RunState::Cancelled, Run::RunState::Interrupted, Run::RunState::Unknown,
              Run::RunState::Planned, Run::RunState::Unproven}) {
            ended.id = Id::make(now);
            ended.state = state;
            desk.runs.push_back(ended);
        }
        window.environmentPage()->showTop();
        walk.check(window, u"list of runs"_s);
        auto elsewhere = desk.runs;
        elsewhere.resize(3);
        Q_EMIT desk.foundOnHosts(
            key, Ui::HostRuns{.runs = elsewhere, .older = 12, .unasked = {u"app-2"_s, u"a-host-with-a-long-name"_s}});
        walk.check(window, u"runs of other computers"_s);
        const auto watched = recordOf(fullPlan(key, now), Id::make(now), Run::RunState::Running, now);
        window.showEnvironment(key, u"runs"_s, watched.info.id.toString());
        Q_EMIT desk.changed(watched);
        Q_EMIT desk.seen({.run = watched.info.id,
                          .target = key.id(),
                          .driver = u"somebody-with-a-long-name@a-laptop-with-a-longer-one"_s,
                          .silence = std::chrono::minutes(5),
                          .open = true,
                          .typed = true,
                          .unasked = {u"app-2"_s}});
        Q_EMIT desk.tookOver(watched.info.id,
                             Error{.kind = ErrorKind::Conflict,
                                   .message = u"The run was planned with another version of the definition: deploy "
                                              "differs. Get that version, or go on where the run was started."_s});
        walk.check(window, u"watched run"_s);
    }
};

PILOTHOUSE_TEST(TestRunLayout)
#include "tst_layout.moc"
