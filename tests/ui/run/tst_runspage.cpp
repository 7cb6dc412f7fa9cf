// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/inputsform.h"
#include "run/runlistmodel.h"
#include "run/runspage.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/outputpanel.h"
#include "widgets/typedconfirmation.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>

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
        Q_EMIT desk.planned(key, deployPlan());
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
        Q_EMIT desk.planned(key, deployPlan());
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
        Q_EMIT desk.planned(key, fail(ErrorKind::NotFound, u"There is no v1.3.2."_s));
        QVERIFY(field->isVisible());
        QVERIFY(desk.applied.isEmpty());
        page.showTop();
        QVERIFY(!form->isVisible());
    }
    void followsTheRunThatWasStarted()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        const Id id = Id::make(m_clock.now());
        Q_EMIT desk.started(key, id);
        QCOMPARE(desk.followed, id);
        Q_EMIT desk.changed(running(id));
        Q_EMIT desk.grew(id, u"1-pull"_s, u"app-1"_s, "From origin\n");
        auto* view = page.findChild<Ui::RunView*>();
        QVERIFY(view && view->isVisible());
        auto* output = page.findChild<Ui::OutputPanel*>();
        QTRY_VERIFY(output->view()->store().lineCount() > 0);
        QCOMPARE(output->view()->store().text(0), u"From origin"_s);
        // Another run's output never gets in.
        Q_EMIT desk.grew(Id::make(m_clock.now()), u"1-pull"_s, u"app-1"_s, "stranger\n");
        QCOMPARE(output->view()->store().byteCount(), qint64(12));
    }
    void tellsWhyAPlanCannotBeMade()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        Q_EMIT desk.planned(key, fail(ErrorKind::Unreachable, u"app-1 does not answer."_s));
        QVERIFY(!page.findChild<Ui::TypedConfirmation*>()->isVisible());
        QVERIFY(page.location().isEmpty());
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
