// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plantext.h"
#include "run/runspage.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/typedconfirmation.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>

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

/// What a person types before there is a plan, and what is told when a run has ended.
class TestOutcome : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void whatIsTypedWhileThePlanIsMadeStays()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        // Nobody has to press anything first.
        auto* ref = qobject_cast<QLineEdit*>(page.window()->focusWidget());
        QVERIFY(ref);
        QCOMPARE(ref->text(), u"origin/main"_s);
        QTest::keyClicks(ref, u"v"_s);
        desk.answer(deployPlan());
        QCOMPARE(page.window()->focusWidget(), ref);
        QTest::keyClicks(page.window()->focusWidget(), u"2"_s);
        QCOMPARE(ref->text(), u"v2"_s);
        QTest::keyClick(ref, Qt::Key_Return);
        QCOMPARE(desk.lastInputs.at(u"ref"_s), u"v2"_s);
        // Once it is given, the name is asked for.
        desk.answer(deployPlan());
        QCOMPARE(page.window()->focusWidget(), page.findChild<Ui::TypedConfirmation*>()->field());
    }
    void tellsWhyAndWhatWasProvedApart()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        const Id id = Id::make(m_clock.now());
        page.showSubject(id.toString());
        Run::RunRecord record = running(id);
        record.info.state = Run::RunState::Failed;
        record.proof = Evidence{.verdict = Verdict::Holds, .statement = SafeText::oneLine(u"web on app-1: runs v1"_s)};
        record.info.summary = u"Verify failed; rolled back to v1. Proven: web on app-1: runs v1"_s;
        record.steps.front().state = Run::StepState::Succeeded;
        record.steps.push_back({.key = u"2-verify"_s,
                                .name = u"Verify"_s,
                                .state = Run::StepState::Failed,
                                .statement = u"Not green within 45 s. api: 503"_s});
        record.steps.push_back({.key = u"f1-back"_s,
                                .name = u"Images back"_s,
                                .host = u"app-1"_s,
                                .failure = true,
                                .state = Run::StepState::Succeeded});
        Q_EMIT desk.changed(record);
        const auto text = [&page](const QString& name) {
            for (const auto* label : page.findChildren<QLabel*>()) {
                if (label->accessibleName() == name && label->isVisible())
                    return label->text();
            }
            return QString();
        };
        QCOMPARE(text(u"Outcome"_s), u"Failed: Verify failed; rolled back to v1."_s);
        QCOMPARE(text(u"Outcome in detail"_s),
                 u"Verify: Not green within 45 s. api: 503\nProven: web on app-1: runs v1"_s);
        QCOMPARE(Ui::runSteps(record.steps).back().remark, u"way back, app-1"_s);
        // Notes are about what goes on.
        Q_EMIT desk.noted(id, u"Proof: web on app-1: runs v1"_s);
        for (const auto* label : page.findChildren<QLabel*>())
            QVERIFY(!label->text().startsWith(u"Proof: "_s));
    }
    void aPlanThatOnlyLooksSaysSo()
    {
        Run::Plan plan = deployPlan();
        plan.readOnly = true;
        const auto facts = Ui::changesOf(plan);
        QCOMPARE(facts.front().name, u"changes"_s);
        QCOMPARE(facts.front().text, u"none; this only looks"_s);
    }
    void whatWasSeenAWhileAgoHoldsNobodyUp()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 700});
        page.showSubject(u"plan:deploy"_s);
        Run::Plan plan = deployPlan();
        plan.requirements = {{.question = {.system = key.system,
                                           .environment = key.environment,
                                           .kind = u"checklist"_s,
                                           .subject = u"go-live"_s},
                              .evidence = {.verdict = Verdict::Holds,
                                           .statement = SafeText::oneLine(u"2 of 2 held"_s),
                                           .observedAt = m_clock.now(),
                                           .goodFor = std::chrono::seconds(60)}}};
        desk.answer(plan);
        // It is asked again when it starts; who reads a plan for two minutes starts it all the same.
        m_clock.advance(std::chrono::minutes(2));
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QTest::keyClicks(confirmation->field(), key.id());
        QVERIFY(confirmation->button()->isEnabled());
        // What did not hold does.
        plan.requirements.front().evidence.verdict = Verdict::Fails;
        desk.answer(plan);
        page.showSubject(u"plan:deploy"_s);
        desk.answer(plan);
        QVERIFY(!confirmation->button()->isEnabled() && !confirmation->field()->isEnabled());
    }

private:
    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestOutcome)
#include "tst_outcome.moc"
