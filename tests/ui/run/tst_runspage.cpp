// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/inputsform.h"
#include "run/runlistmodel.h"
#include "run/runspage.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/outputpanel.h"
#include "widgets/rows.h"
#include "widgets/states.h"
#include "widgets/typedconfirmation.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Pilothouse;
using Pilothouse::Test::ScriptedDesk;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey key{u"fleetpass"_s, u"production"_s};

Run::Plan deployPlan()
{
    Run::Plan plan{
        .system = key.system, .environment = key.environment, .procedure = u"deploy"_s, .title = u"Deploy"_s};
    plan.confirm = System::Confirmation::Typed;
    plan.steps = {{.step = {.id = u"pull"_s, .name = u"Pull"_s, .argument = u"git fetch"_s}, .hosts = {u"app-1"_s}}};
    plan.hash = u"0123456789abcdef"_s;
    return plan;
}

Run::RunRecord running(const Id& id)
{
    Run::RunRecord record;
    record.info = {.id = id, .system = key.system, .environment = key.environment, .procedure = u"deploy"_s};
    record.info.state = Run::RunState::Running;
    record.plan = deployPlan();
    record.steps = {{.key = u"1-pull"_s, .name = u"Pull"_s, .host = u"app-1"_s, .state = Run::StepState::Running}};
    return record;
}

} // namespace

class TestRunsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void startsOnlyWhatWasTypedExactly()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        QCOMPARE(desk.asked, QStringList{u"deploy"_s});
        desk.answer(deployPlan());
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QVERIFY(confirmation && confirmation->isVisible());
        QTest::keyClicks(confirmation->field(), u"fleetpass/staging"_s);
        QVERIFY(!confirmation->button()->isEnabled());
        QTest::mouseClick(confirmation->button(), Qt::LeftButton);
        QVERIFY(desk.applied.isEmpty());
        confirmation->field()->clear();
        QTest::keyClicks(confirmation->field(), u"fleetpass/production"_s);
        QVERIFY(confirmation->button()->isEnabled());
        QTest::mouseClick(confirmation->button(), Qt::LeftButton);
        QCOMPARE(desk.applied, QStringList{u"fleetpass/production"_s});
    }
    void plansAnewWithOtherInputs()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        auto* form = page.findChild<Ui::InputsForm*>();
        auto* field = form->findChild<QLineEdit*>();
        QVERIFY(form->isVisible());
        QCOMPARE(field->text(), u"origin/main"_s);
        desk.answer(deployPlan());
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QTest::keyClicks(confirmation->field(), u"fleetpass/production"_s);
        QVERIFY(confirmation->button()->isEnabled());
        // What stands in the field is not what the plan was made with: it must not be started.
        field->selectAll();
        QTest::keyClicks(field, u"v1.3.2"_s);
        QVERIFY(!confirmation->button()->isEnabled());
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(desk.asked, (QStringList{u"deploy"_s, u"deploy"_s}));
        QCOMPARE(desk.lastInputs.at(u"ref"_s), u"v1.3.2"_s);
        // A plan that could not be made leaves the field, so that a slip can be mended.
        desk.answer(fail(ErrorKind::NotFound, u"There is no v1.3.2."_s));
        QVERIFY(field->isVisible());
        QVERIFY(desk.applied.isEmpty());
        page.showTop();
        QVERIFY(!form->isVisible());
    }
    void leadsTheKeyboardThroughAPlan()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        desk.runs = {{.id = Id::make(m_clock.now()), .procedure = u"deploy"_s}};
        page.showTop();
        Test::showSettled(page, {1000, 700});
        page.activateWindow();
        page.showSubject(u"plan:deploy"_s);
        // Somebody who opens a plan has the page to themselves, also while it is being made.
        QCOMPARE(page.location(), QStringList{u"Deploy"_s});
        desk.answer(deployPlan());
        auto* input = page.findChild<Ui::InputsForm*>()->findChild<QLineEdit*>();
        QTRY_VERIFY(input->hasFocus());
        QTest::keyClick(input, Qt::Key_Return);
        desk.answer(deployPlan());
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QTRY_VERIFY(confirmation->field()->hasFocus());
        QTest::keyClick(confirmation->field(), Qt::Key_Escape);
        QVERIFY(!confirmation->isVisible());
        QVERIFY(page.location().isEmpty());
        // Back in the list, Return opens what is chosen there.
        QTRY_VERIFY(page.findChild<Ui::RowTable*>()->hasFocus());
        QTest::keyClick(page.findChild<Ui::RowTable*>(), Qt::Key_Return);
        QCOMPARE(desk.followed(), desk.runs.front().id);
    }
    void leavesARestoreForTheBackups()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        QSignalSpy left(&page, &Ui::Page::pageRequested);
        page.showSubject(u"plan:restore-database:BACKUP=one.sql.gz"_s);
        Run::Plan plan = deployPlan();
        plan.given = plan.inputs = {{u"BACKUP"_s, u"one.sql.gz"_s}};
        desk.answer(plan);
        QTest::keyClick(&page, Qt::Key_Escape);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.front(), (QVariantList{u"backups"_s, u"one.sql.gz"_s}));
    }
    void tellsWhatAStepOfTheConsoleSays()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        Run::RunRecord record = running(Id::make(m_clock.now()));
        record.steps[0].state = Run::StepState::Succeeded;
        record.steps.push_back({.key = u"2-verify"_s, .name = u"Verify"_s, .state = Run::StepState::Running});
        page.showSubject(record.info.id.toString());
        Q_EMIT desk.changed(record);
        auto* view = page.findChild<Ui::OutputPanel*>()->view();
        QTRY_VERIFY(view->store().lineCount() > 0);
        QVERIFY(view->store().text(0).startsWith(u"Waiting"_s));
        record.steps[1].state = Run::StepState::Failed;
        record.steps[1].statement = u"Not green within 1 m: 503"_s;
        Q_EMIT desk.changed(record);
        QTRY_COMPARE(view->store().text(0), u"Not green within 1 m: 503"_s);
    }
    void tellsWhatBecameOfEachHost()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1280, 800});
        Run::RunRecord record = running(Id::make(m_clock.now()));
        QVERIFY(Ui::hostFacts(record).empty()); // one host is told by its steps
        record.plan.steps[0].hosts = {u"app-1"_s, u"app-2"_s, u"app-3"_s, u"app-4"_s};
        const auto progress = [](const QString& host, Run::StepState state) {
            return Run::StepProgress{.key = u"pull"_s, .name = u"Pull"_s, .host = host, .state = state};
        };
        record.steps = {progress(u"app-1"_s, Run::StepState::Succeeded), progress(u"app-2"_s, Run::StepState::Failed),
                        progress(u"app-3"_s, Run::StepState::Pending), progress(u"app-4"_s, Run::StepState::Pending)};
        record.leftOut = {u"app-2"_s};
        const auto facts = Ui::hostFacts(record);
        QCOMPARE(facts.size(), size_t(3));
        QCOMPARE(facts[0], (Ui::Fact{.sign = Ui::Sign::Healthy, .name = u"done"_s, .text = u"app-1"_s}));
        QCOMPARE(facts[1],
                 (Ui::Fact{.sign = Ui::Sign::Down, .name = u"failed at Pull, left out"_s, .text = u"app-2"_s}));
        QCOMPARE(facts[2], (Ui::Fact{.sign = Ui::Sign::Unknown, .name = u"not touched"_s, .text = u"app-3, app-4"_s}));
        page.showSubject(record.info.id.toString());
        Q_EMIT desk.changed(record);
        const auto shows = [&page](const QString& text) {
            const auto labels = page.findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text() == text; });
        };
        QTRY_VERIFY(shows(u"not touched"_s));
        QVERIFY(shows(u"app-3, app-4"_s));
        // While it goes on, what is told of the hosts goes along.
        record.steps[2].state = Run::StepState::Succeeded;
        Q_EMIT desk.changed(record);
        QTRY_VERIFY(shows(u"app-1, app-3"_s));
    }
    void goesOnAtTheFailedStep()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        Run::RunRecord failed = running(Id::make(m_clock.now()));
        page.showSubject(failed.info.id.toString());
        const auto button = [&page]() -> QPushButton* {
            for (auto* each : page.findChild<Ui::RunView*>()->findChildren<QPushButton*>()) {
                if (each->text().contains(u"failed step"))
                    return each;
            }
            return nullptr;
        };
        Q_EMIT desk.changed(failed);
        QVERIFY(button() && !button()->isVisible());
        failed.info.state = Run::RunState::Failed;
        Q_EMIT desk.changed(failed); // it went back: nothing to go on with
        QVERIFY(!button()->isVisible());
        failed.resumable = true;
        Q_EMIT desk.changed(failed);
        QVERIFY(button()->isVisible());
        QTest::mouseClick(button(), Qt::LeftButton);
        QCOMPARE(desk.asked, QStringList{u"resume "_s + failed.info.id.toString()});
        Run::Plan plan = deployPlan();
        plan.earlier = {failed.info.id.toString()};
        desk.answer(plan);
        QVERIFY(page.findChild<Ui::PlanView*>()->isVisible());
        QVERIFY(desk.applied.isEmpty()); // it is confirmed like any other
    }
    void copiesAPlanAsScript()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        desk.answer(deployPlan());
        for (auto* each : page.findChild<Ui::PlanView*>()->findChildren<QPushButton*>()) {
            if (each->text().contains(u"script"))
                QTest::mouseClick(each, Qt::LeftButton);
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), u"#!/bin/sh\n# deploy"_s);
        QVERIFY(desk.applied.isEmpty());
    }
    void followsTheRunThatWasStarted()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        const Id id = Id::make(m_clock.now());
        page.showSubject(u"plan:deploy"_s);
        desk.answer(deployPlan());
        // A run that another window started is no reason to leave the plan.
        Q_EMIT desk.started(key, Id::make(m_clock.now()));
        QVERIFY(desk.followed().isNull());
        QTest::keyClicks(page.findChild<Ui::TypedConfirmation*>()->field(), u"fleetpass/production"_s);
        QTest::mouseClick(page.findChild<Ui::TypedConfirmation*>()->button(), Qt::LeftButton);
        Q_EMIT desk.started(key, id);
        QCOMPARE(desk.followed(), id);
        // Its output may come before its record.
        Q_EMIT desk.grew(id, u"1-pull"_s, u"app-1"_s, "From origin\n");
        Q_EMIT desk.changed(running(id));
        auto* view = page.findChild<Ui::RunView*>();
        QVERIFY(view && view->isVisible());
        auto* output = page.findChild<Ui::OutputPanel*>();
        QTRY_VERIFY(output->view()->store().lineCount() > 0);
        QCOMPARE(output->view()->store().text(0), u"From origin"_s);
        // Another run's output never gets in.
        Q_EMIT desk.grew(Id::make(m_clock.now()), u"1-pull"_s, u"app-1"_s, "stranger\n");
        QCOMPARE(output->view()->store().byteCount(), qint64(12));
    }
    void hasAStartBeforeTheFirstRun()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        QVERIFY(page.findChild<QPushButton*>(u"first"_s)->isVisibleTo(&page));
    }
    void tellsWhyAPlanCannotBeMade()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        desk.answer(fail(ErrorKind::Unreachable, u"app-1 does not answer."_s));
        QVERIFY(!page.findChild<Ui::TypedConfirmation*>()->isVisible());
        QVERIFY(page.location().isEmpty());
    }
    void nobodyIsAskedForWhatIsSettled()
    {
        ScriptedDesk desk;
        desk.inputs = {{.name = u"backup_create"_s, .defaultValue = u"./dump"_s}};
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        QVERIFY(!page.findChild<Ui::InputsForm*>()->isVisible());
    }
    void aLatePlanIsNotTakenForTheNewerOne()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:restore_database:BACKUP=a"_s);
        page.showSubject(u"plan:deploy"_s);
        Run::Plan late = deployPlan();
        late.procedure = late.title = u"restore_database"_s;
        Q_EMIT desk.planned(1, late);
        QVERIFY(!page.findChild<Ui::TypedConfirmation*>()->isVisible());
        desk.answer(deployPlan());
        QCOMPARE(page.location(), QStringList{u"Deploy"_s});
        // And nobody who went back is led to a plan after all.
        page.showSubject(u"plan:deploy"_s);
        page.showTop();
        desk.answer(deployPlan());
        QVERIFY(page.location().isEmpty());
    }
    void waitingCanBeLeftByKeyboard()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        desk.runs = {{.id = Id::make(m_clock.now()), .procedure = u"deploy"_s}};
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        QPushButton* back = nullptr;
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == u"Back to the runs"_s)
                back = button;
        }
        QVERIFY(back);
        back->setFocus();
        QTest::keyClick(back, Qt::Key_Space);
        QVERIFY(page.findChild<Ui::RowTable*>()->isVisible());
    }
    void anInputMayHoldAnyCharacter()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        const QString file = u"db_2026-11-20T02:00:00=a%3A b.sql.gz"_s;
        page.showSubject(Ui::RunsPage::planSubject(u"restore_database"_s, {{u"BACKUP"_s, file}}));
        QCOMPARE(desk.lastInputs, (std::map<QString, QString>{{u"BACKUP"_s, file}}));
    }
    void aRunThatCannotBeOpenedSaysSo()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        const Id id = Id::make(m_clock.now());
        page.showSubject(id.toString());
        Q_EMIT desk.notFollowed(id, {ErrorKind::NotFound, u"There is no such run."_s});
        auto* error = page.findChild<Ui::ErrorPanel*>();
        QVERIFY(error->isVisible());
        QVERIFY(error->copiedText().contains(u"no such run"_s));
    }
    void anUnreadableRecordIsNotAnEmptyOne()
    {
        ScriptedDesk desk;
        desk.listError = Error{ErrorKind::Failed, u"The store is locked."_s};
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        QVERIFY(page.findChild<Ui::ErrorPanel*>()->isVisible());
        // It goes as soon as the record can be read.
        desk.listError.reset();
        desk.runs = {{.id = Id::make(m_clock.now()), .procedure = u"deploy"_s}};
        page.showTop();
        QVERIFY(!page.findChild<Ui::ErrorPanel*>()->isVisible());
        QVERIFY(page.findChild<Ui::RowTable*>()->isVisible());
    }
    void theListFollowsWhatHappens()
    {
        ScriptedDesk desk;
        const Id id = Id::make(m_clock.now());
        desk.runs = {{.id = id, .procedure = u"deploy"_s, .state = Run::RunState::Running, .started = m_clock.now()}};
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        auto* table = page.findChild<Ui::RowTable*>();
        table->selectRow(0);
        const auto text = [table](int column) { return table->model()->index(0, column).data().toString(); };
        QCOMPARE(text(Ui::RunListModel::State), u"running"_s);
        QSignalSpy redrawn(table->model(), &QAbstractItemModel::dataChanged);
        m_clock.advance(std::chrono::minutes(3));
        QVERIFY(!redrawn.isEmpty());
        QCOMPARE(text(Ui::RunListModel::Started), u"3 m ago"_s);
        desk.runs.front().state = Run::RunState::Failed;
        Q_EMIT desk.runsChanged(key);
        QCOMPARE(text(Ui::RunListModel::State), u"failed"_s);
        QCOMPARE(table->currentIndex().row(), 0);
    }
    void theListIsFilteredByWords()
    {
        ScriptedDesk desk;
        const auto add = [&](const QString& procedure, Run::RunState state, const QString& actor) {
            desk.runs.push_back({.id = Id::make(m_clock.now()),
                                 .procedure = procedure,
                                 .state = state,
                                 .actor = actor,
                                 .started = m_clock.now()});
            m_clock.advance(std::chrono::seconds(1));
        };
        add(u"deploy"_s, Run::RunState::Failed, u"anna"_s);
        add(u"deploy"_s, Run::RunState::Succeeded, u"anna"_s);
        add(u"backup"_s, Run::RunState::Failed, u"ben"_s);
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        auto* table = page.findChild<Ui::RowTable*>();
        auto* filter = page.findChild<QLineEdit*>(u"filter"_s);
        const auto* model = table->model();
        QCOMPARE(model->rowCount(), 3);
        table->setFocus();
        QTest::keySequence(table, QKeySequence::Find);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, u"Fail ann"_s);
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0, Ui::RunListModel::Actor).data().toString(), u"anna"_s);
        // News come through the filter as well.
        desk.runs[1].state = Run::RunState::Failed;
        Q_EMIT desk.runsChanged(key);
        QCOMPARE(model->rowCount(), 2);
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY(table->hasFocus() && table->currentIndex().isValid());
        filter->setFocus();
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(table->hasFocus());
        filter->setText(desk.runs[2].id.toString().left(30));
        QCOMPARE(model->rowCount(), 1);
    }
    void comesBackToItsRunWhenAnotherPageWasFollowed()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        const Id id = Id::make(m_clock.now());
        page.showSubject(id.toString());
        Q_EMIT desk.changed(running(id));
        page.hide();
        desk.follow({}, Id::make(m_clock.now()));
        page.show();
        QCOMPARE(desk.followed(), id);
    }
    void nothingOfAnotherRunStays()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        const Id first = Id::make(m_clock.now());
        page.showSubject(first.toString());
        Q_EMIT desk.changed(running(first));
        Q_EMIT desk.noted(first, u"app-1 does not answer"_s);
        const auto says = [&page](const QString& text) {
            const auto labels = page.findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(text); });
        };
        QVERIFY(says(u"does not answer"_s));
        const Id second = Id::make(m_clock.now());
        Run::RunRecord failed = running(second);
        failed.info.state = Run::RunState::Failed;
        failed.steps = {{.key = u"1-pull"_s, .name = u"Pull"_s, .host = u"app-1"_s, .state = Run::StepState::Succeeded},
                        {.key = u"2-build"_s, .name = u"Build"_s, .host = u"app-1"_s, .state = Run::StepState::Failed},
                        {.key = u"back"_s, .name = u"Back"_s, .host = u"app-1"_s, .state = Run::StepState::Succeeded}};
        page.showSubject(second.toString());
        Q_EMIT desk.changed(failed);
        QVERIFY(!says(u"does not answer"_s));
        QCOMPARE(page.findChild<Ui::RunView*>()->findChild<Ui::StepList*>()->currentId(), u"2-build@app-1"_s);
    }
    void aPlanAgesWhileItIsRead()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        Run::Plan plan = deployPlan();
        plan.requirements = {
            {.question = {key.system, key.environment, u"backup"_s, u"database"_s},
             .evidence = {.verdict = Verdict::Holds, .observedAt = m_clock.now(), .goodFor = std::chrono::minutes(5)}}};
        plan.room = {{.host = u"app-1"_s, .freeBytes = 0}};
        desk.answer(plan);
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QTest::keyClicks(confirmation->field(), u"fleetpass/production"_s);
        QVERIFY(confirmation->button()->isEnabled());
        m_clock.advance(std::chrono::minutes(6));
        QVERIFY(confirmation->button()->isEnabled()); // it is asked again at the start, and refused where it fails
        // A disk without room is no good sign, whatever could be measured of it.
        const auto facts = Ui::checksOf(plan, m_clock.now());
        QCOMPARE(facts.back().sign, std::optional(Ui::Sign::Degraded));
        QCOMPARE(facts.front().sign, std::optional(Ui::Sign::Unknown));
        QCOMPARE(facts.front().name, u"backup database"_s);
    }
    void theListIsASoundModel()
    {
        Ui::RunListModel model(m_clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Id older = Id::make(m_clock.now());
        const Id newer = Id::make(m_clock.now());
        model.setRuns({{.id = older, .procedure = u"deploy"_s}, {.id = newer, .procedure = u"rollback"_s}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.idAt(0), newer);
        model.setRuns({});
        QVERIFY(model.idAt(0).isNull());
    }

private:
    Test::ManualClock m_clock;
    Ui::Theme m_theme{Ui::ColourScheme::Light};
};

PILOTHOUSE_TEST(TestRunsPage)
#include "tst_runspage.moc"
