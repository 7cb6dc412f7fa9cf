// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/inputsform.h"
#include "run/runspage.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QLineEdit>

using namespace Pilothouse;
using Pilothouse::Test::ScriptedDesk;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey key{u"workspace"_s, u"production"_s};

Run::Plan deployPlan()
{
    Run::Plan plan{
        .system = key.system, .environment = key.environment, .procedure = u"deploy"_s, .title = u"Deploy"_s};
    plan.steps = {{.step = {.id = u"pull"_s, .name = u"Pull"_s, .argument = u"git fetch"_s}, .hosts = {u"app-1"_s}}};
    plan.hash = u"0123456789abcdef"_s;
    return plan;
}

} // namespace

/// What a procedure is asked for, above its plan.
class TestInputs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    /// Whoever asked for what cannot be planned asks for something else next.
    void leadsTheKeyboardBackToTheInputs()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        page.showTop();
        Test::showSettled(page, {1000, 700});
        page.activateWindow();
        page.showSubject(u"plan:deploy"_s);
        desk.answer(fail(ErrorKind::NotFound, u"There is no such image."_s));
        QTRY_VERIFY(page.findChild<Ui::InputsForm*>()->findChild<QLineEdit*>()->hasFocus());
    }
    void showsInputsWhole()
    {
        const QString image = u"registry.example.com/your-org/backend-api:$ref"_s;
        ScriptedDesk desk;
        desk.inputs = {{.name = u"ref"_s, .type = System::InputType::GitRef, .defaultValue = u"origin/main"_s}};
        for (const QString& name : {u"backend_api"_s, u"web_app"_s, u"worker_jobs"_s})
            desk.inputs.push_back({.name = name, .type = System::InputType::Image, .defaultValue = image});
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        desk.answer(deployPlan());
        const auto* form = page.findChild<Ui::InputsForm*>();
        for (const auto* field : form->findChildren<QLineEdit*>()) {
            QVERIFY2(field->width() > field->fontMetrics().horizontalAdvance(field->text()), qPrintable(field->text()));
            QVERIFY(form->rect().contains(QRect(field->mapTo(form, QPoint(0, 0)), field->size())));
        }
    }

private:
    Test::ManualClock m_clock;
    Ui::Theme m_theme{Ui::ColourScheme::Light};
};

PILOTHOUSE_TEST(TestInputs)
#include "tst_inputs.moc"
