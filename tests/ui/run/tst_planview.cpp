// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plantext.h"
#include "run/planview.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/codeview.h"
#include "widgets/typedconfirmation.h"

#include <QLineEdit>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

/// What a plan asks of a person before it starts.
class TestPlanView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void whoOnlyLooksTypesNothing_data()
    {
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("looks") << true;
        QTest::newRow("changes") << false;
    }
    void whoOnlyLooksTypesNothing()
    {
        QFETCH(bool, readOnly);
        Ui::PlanView view(m_theme, m_clock);
        Test::showSettled(view, {1000, 700});
        Run::Plan plan{.system = u"fleetpass"_s, .environment = u"production"_s, .procedure = u"look"_s};
        plan.kind = System::EnvironmentKind::Production;
        plan.readOnly = readOnly;
        plan.steps = {{.step = {.id = u"disk"_s, .name = u"Disk"_s, .argument = u"df"_s}, .hosts = {u"app-1"_s}}};
        view.setPlan(plan);
        QCOMPARE(view.findChild<Ui::TypedConfirmation*>()->field()->isVisible(), !readOnly);
    }
    /// An image is what a version runs as: the commit is the version, and the digest is what will run.
    void namesTheVersionAndItsImages()
    {
        const QString commit(40, u'c');
        const QString digest = u"registry.lab:5000/your-org/web-app@sha256:"_s + QString(64, u'4');
        Run::Plan plan{.system = u"workspace"_s, .environment = u"production"_s, .procedure = u"deploy"_s};
        plan.running = QString(40, u'a');
        plan.given = {{u"ref"_s, u"v2"_s}, {u"app"_s, u"registry.lab:5000/your-org/web-app:$ref"_s}};
        plan.inputs = {{u"ref"_s, commit}, {u"app"_s, digest}};
        QCOMPARE(Ui::planTitle(plan), u"deploy workspace/production to %1 (v2)"_s.arg(commit.left(9)));
        const auto changes = Ui::changesOf(plan);
        const auto app = std::ranges::find(changes, u"app"_s, &Ui::Fact::name);
        QVERIFY(app != changes.end());
        QCOMPARE(app->text, u"registry.lab:5000/your-org/web-app@sha256:444444444444\u2026"_s);
    }
    void saysOnceWhatAWayBackLeadsTo()
    {
        const QString commit(40, u'c');
        Run::Plan plan{.system = u"nestmap"_s, .environment = u"production"_s, .procedure = u"rollback"_s};
        plan.given = plan.inputs = {{u"version"_s, commit}};
        plan.proof.target = commit;
        plan.steps = {{.step = {.id = u"back"_s, .name = u"Back"_s, .action = System::StepAction::BringBack},
                       .hosts = {u"app"_s}}};
        const auto changes = Ui::changesOf(plan);
        QCOMPARE(std::ranges::count(changes, u"version"_s, &Ui::Fact::name), 1);
    }
    void showsWhatAStepWrites()
    {
        Ui::PlanView view(m_theme, m_clock);
        Test::showSettled(view, {1000, 700});
        Run::Plan plan{.system = u"nestmap"_s, .environment = u"staging"_s, .procedure = u"schedule"_s};
        plan.steps = {
            {.step = {.id = u"write"_s, .name = u"Write"_s, .argument = u"cat >backup-db.sh"_s}, .hosts = {u"app"_s}}};
        plan.steps.front().step.standardInput = u"#!/bin/sh\npg_dump nestmap\n"_s;
        view.setPlan(plan);
        const auto* code = view.findChild<Ui::CodeView*>();
        QVERIFY(code);
        QVERIFY2(code->toPlainText().contains(u"pg_dump nestmap"_s), qPrintable(code->toPlainText()));
        QVERIFY(code->toPlainText().startsWith(u"cat >backup-db.sh"_s));
    }

private:
    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestPlanView)
#include "tst_planview.moc"
