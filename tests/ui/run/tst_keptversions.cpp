// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/inputsform.h"
#include "run/runspage.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/typedconfirmation.h"

#include <QApplication>
#include <QComboBox>
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
    plan.steps = {{.step = {.id = u"back"_s, .name = u"Images back"_s}, .hosts = {u"app-1"_s}}};
    plan.hash = u"0123456789abcdef"_s;
    return plan;
}

} // namespace

/// The versions that are kept, in the plan that brings one back.
class KeptVersionsPageTest : public QObject
{
    Q_OBJECT

    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;

private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void offersAChoiceOfKeptVersions()
    {
        const auto commit = [](QChar digit) { return QString(40, digit); };
        ScriptedDesk desk;
        desk.inputs = {{.name = u"version"_s, .type = System::InputType::Version}};
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        auto* field = page.findChild<Ui::InputsForm*>()->findChild<QComboBox*>();
        QVERIFY(field && field->isEditable()); // nobody has said yet what is kept
        Run::Plan plan = deployPlan();
        plan.given = plan.inputs = {{u"version"_s, commit(u'b')}};
        plan.running = commit(u'c');
        plan.steps.front().step.builtIn = System::BuiltIn::BringBack;
        plan.proof.target = commit(u'b');
        plan.retained = {commit(u'c'), commit(u'b'), commit(u'a')};
        plan.kept = {{.host = u"app-1"_s}};
        for (const QString& version : plan.retained)
            plan.kept.front().versions.push_back({.version = version,
                                                  .since = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC),
                                                  .images = {{.service = u"web"_s, .bytes = 1 << 20}}});
        desk.answer(plan);
        QVERIFY(!field->isEditable());
        QCOMPARE(field->count(), 3);
        QCOMPARE(field->currentText(), u"bbbbbbb, kept 2026-11-20 03:00"_s);
        QVERIFY(field->itemText(0).endsWith(u"runs now"_s));
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QTest::keyClicks(confirmation->field(), u"fleetpass/production"_s);
        QVERIFY(confirmation->button()->isEnabled());
        field->setCurrentIndex(2);
        QVERIFY(!confirmation->button()->isEnabled());
        page.findChild<Ui::InputsForm*>()->findChild<QPushButton*>()->click();
        QCOMPARE(desk.lastInputs.at(u"version"_s), commit(u'a'));
        const auto facts = Ui::changesOf(plan);
        // From which to which, and not the bare commit once more.
        QCOMPARE(std::ranges::count(facts, u"version"_s, &Ui::Fact::name), 1);
        const auto text = [&](const QString& name) {
            const auto it = std::ranges::find(facts, name, &Ui::Fact::name);
            return it == facts.end() ? QString() : it->text;
        };
        QCOMPARE(text(u"brings back"_s), u"bbbbbbb kept on app-1 (1 image(s), 1.0 MiB)"_s);
        QVERIFY2(text(u"way back"_s).contains(u"aaaaaaa kept on app-1"_s), qPrintable(text(u"way back"_s)));
    }
};

PILOTHOUSE_TEST(KeptVersionsPageTest)
#include "tst_keptversions.moc"
