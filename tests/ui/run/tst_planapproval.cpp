// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvecard.h"
#include "run/planapprovalpanel.h"
#include "run/planview.h"
#include "run/runspage.h"
#include "samplerun.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/typedconfirmation.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey key{u"fleetpass"_s, u"production"_s};

QPushButton* button(QWidget& page, const QString& text)
{
    for (auto* each : page.findChildren<QPushButton*>()) {
        if (each->isVisible() && QString(each->text()).remove(u'&') == text)
            return each;
    }
    return nullptr;
}

bool says(const QWidget& page, const QString& text)
{
    return std::ranges::any_of(page.findChildren<QLabel*>(),
                               [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

} // namespace

/// Somebody asks for a whole plan to be approved, and somebody else looks at it and decides.
class TestPlanApproval : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void whatIsHandedOnIsFoundAgain()
    {
        const Ui::PlanHandover handover{.target = key.id(),
                                        .procedure = u"deploy"_s,
                                        .hash = u"0123456789abcdef"_s,
                                        .inputs = {{u"ref"_s, u"origin/main & more = it's %20"_s}, {u"empty"_s, {}}},
                                        .incident = u"0192"_s,
                                        .bypass = u"it is broken\nnow"_s,
                                        .asker = u"anna as root"_s};
        const QString text = Ui::handoverText(handover);
        QVERIFY(!text.contains(u' ') && !text.contains(u'\n'));
        QCOMPARE(Ui::handoverIn(u"Please look: "_s + text + u" \nthanks"_s), handover);
        QCOMPARE(Ui::handoverIn(u"plan 01234567 please"_s).hash, u"01234567"_s);
        QVERIFY(Ui::handoverIn(u"no hash at all"_s).isEmpty());
        QVERIFY(Ui::handoverIn(u"0123456"_s).isEmpty()); // too short to mean one plan
    }
    void whoStartsHandsItOn()
    {
        auto desk = asking();
        Ui::RunsPage page(m_theme, m_clock, *desk, key);
        Test::showSettled(page, {1100, 900});
        page.showSubject(u"plan:deploy:ref=origin/main"_s);
        desk->answer(plan());
        QVERIFY(says(page, u"Somebody has to approve exactly this plan"_s));
        QVERIFY(says(page, plan().hash));
        QVERIFY(!button(page, u"Approve this plan"_s));
        QTest::mouseClick(button(page, u"Copy what to hand on"_s), Qt::LeftButton);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(Ui::handoverIn(copied).hash, plan().hash);
        QCOMPARE(Ui::handoverIn(copied).asker, u"anna"_s);
        QVERIFY(copied.contains(u"pilothousectl approve --plan "_s + plan().hash));
        // Somebody may have said yes meanwhile.
        QTest::mouseClick(button(page, u"Look again"_s), Qt::LeftButton);
        QCOMPARE(desk->asked.size(), 2);
        auto approved = plan();
        approved.requirements.back().evidence.verdict = Verdict::Holds;
        desk->answer(approved);
        QVERIFY(says(page, u"Somebody approved this plan"_s));
    }
    void whoWasAskedLooksAndDecides()
    {
        auto desk = asking();
        Ui::RunsPage page(m_theme, m_clock, *desk, key);
        Test::showSettled(page, {1100, 900});
        auto* text = page.findChild<QLineEdit*>(u"handover"_s);
        QVERIFY(!button(page, u"Look at the plan\u2026"_s)->isEnabled());
        auto handover = Ui::handoverOf(plan(), u"anna"_s);
        handover.target = u"nestmap/production"_s;
        text->setText(Ui::handoverText(handover));
        QVERIFY(says(page, u"nestmap/production"_s));
        QVERIFY(!button(page, u"Look at the plan\u2026"_s)->isEnabled());
        handover.target = key.id();
        handover.inputs = {{u"ref"_s, u"v2"_s}};
        text->setText(Ui::handoverText(handover));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(desk->asked.last(), u"deploy"_s);
        QCOMPARE(desk->lastInputs, handover.inputs);
        desk->answer(plan());
        QVERIFY(says(page, u"This is the plan that was handed to you"_s));
        QVERIFY(says(page, u"anna asks"_s));
        // It is looked at to be approved, not to be started; production asks for its name.
        auto* panel = page.findChild<Ui::PlanApprovalPanel*>();
        auto* yes = panel->findChild<Ui::TypedConfirmation*>();
        QVERIFY(yes && !yes->button()->isEnabled());
        QTest::keyClicks(page.findChild<QLineEdit*>(u"plan-reason"_s), u"seen on staging"_s);
        QTest::keyClicks(yes->field(), key.id());
        QVERIFY(yes->button()->isEnabled());
        QTest::mouseClick(yes->button(), Qt::LeftButton);
        QCOMPARE(desk->decisions, QStringList{plan().hash.left(8) + u"|approved|seen on staging|"_s});
        Q_EMIT desk->planDecided(plan().hash, fail(ErrorKind::Refused, u"anna runs it"_s));
        QVERIFY(says(page, u"anna runs it"_s));
        QTest::mouseClick(button(*panel, u"Decline"_s), Qt::LeftButton);
        QVERIFY(desk->decisions.last().contains(u"|declined|"_s));
        Q_EMIT desk->planDecided(plan().hash, Run::Approval{.decision = Run::Decision::Declined, .by = u"bert"_s});
        QVERIFY(says(page, u"bert"_s));
        QVERIFY(!button(*panel, u"Decline"_s));
        QVERIFY(desk->applied.isEmpty());
    }
    void anotherPlanIsNotApproved()
    {
        auto desk = asking();
        Ui::RunsPage page(m_theme, m_clock, *desk, key);
        Test::showSettled(page, {1100, 900});
        auto* text = page.findChild<QLineEdit*>(u"handover"_s);
        text->setText(u"ffffffffffff"_s);
        QTest::keyClick(text, Qt::Key_Return);
        desk->answer(plan());
        QVERIFY(says(page, u"This is not the plan that was handed to you"_s));
        QVERIFY(!button(page, u"Approve this plan"_s) && !button(page, u"Decline"_s));
        // Back in the list a plan is one to be started again.
        page.showTop();
        page.showSubject(u"plan:deploy"_s);
        desk->answer(plan());
        QVERIFY(says(page, u"Somebody has to approve exactly this plan"_s));
    }
    void whereNobodyIsAskedNothingIsOffered()
    {
        Test::ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1100, 900});
        QVERIFY(!page.findChild<QLineEdit*>(u"handover"_s)->isVisible());
        page.showSubject(u"plan:deploy"_s);
        desk.answer(Test::fullPlan(key, m_clock.now()));
        QVERIFY(!page.findChild<Ui::PlanApprovalPanel*>()->isVisible());
    }

private:
    static std::unique_ptr<Test::ScriptedDesk> asking()
    {
        auto desk = std::make_unique<Test::ScriptedDesk>();
        desk->requirements = {{.kind = u"approver"_s, .subject = u"other"_s}};
        return desk;
    }
    Run::Plan plan() const
    {
        auto plan = Test::fullPlan(key, m_clock.now());
        plan.approval = Run::PlanApproval{};
        plan.requirements.push_back({.question = {.system = key.system,
                                                  .environment = key.environment,
                                                  .kind = u"approver"_s,
                                                  .subject = u"other"_s},
                                     .evidence = {.verdict = Verdict::Fails,
                                                  .statement = SafeText::fromUntrusted(u"nobody approved this plan"_s),
                                                  .observedAt = m_clock.now(),
                                                  .goodFor = std::chrono::minutes(10)}});
        return plan;
    }

    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestPlanApproval)
#include "tst_planapproval.moc"
