// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/bypasspanel.h"
#include "run/reviewpanel.h"
#include "run/runlistmodel.h"
#include "run/runspage.h"
#include "samplerun.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"
#include "widgets/typedconfirmation.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Pilothouse;
using Pilothouse::Test::ScriptedDesk;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey key{u"fleetpass"_s, u"production"_s};

QPushButton* button(QWidget& page, const QString& text)
{
    for (auto* each : page.findChildren<QPushButton*>()) {
        if (QString(each->text()).remove(u'&') == text)
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

/// Gates that are passed for an open incident, and the review of that.
class TestBypass : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void plansPastTheGatesForAnOpenIncident()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1100, 900});
        page.showSubject(u"plan:deploy"_s);
        desk.answer(blocked());
        auto* panel = page.findChild<Ui::BypassPanel*>();
        auto* confirmation = page.findChild<Ui::TypedConfirmation*>();
        QVERIFY(panel && panel->isVisible());
        QVERIFY(says(*panel, u"backup database: 3 d old"_s));
        QPushButton* pass = button(*panel, u"Plan to pass them"_s);
        QVERIFY(!pass->isEnabled());
        QVERIFY(!panel->findChild<QLineEdit*>(u"bypass-reason"_s)->isEnabled()); // no incident is open

        desk.incidents = {{u"0199-a"_s, u"Payments fail"_s}, {u"0199-b"_s, u"Mail is late"_s}};
        Q_EMIT desk.incidentsListed(key, desk.incidents);
        auto* reason = panel->findChild<QLineEdit*>(u"bypass-reason"_s);
        QVERIFY(reason->isEnabled() && !pass->isEnabled());
        panel->findChild<QComboBox*>(u"bypass-incident"_s)->setCurrentIndex(1);
        QTest::keyClicks(reason, u"the fix"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(desk.bound, QStringList{u"0199-b|the fix"_s});

        Run::Plan bound = blocked();
        bound.binding = Run::Binding{.incident = u"0199-b"_s,
                                     .title = u"Mail is late"_s,
                                     .reason = u"the fix"_s,
                                     .passed = {{u"backup database"_s, u"3 d old"_s}}};
        desk.answer(bound);
        QVERIFY(says(*panel, u"because: the fix"_s));
        QVERIFY(confirmation->button()->text().contains(u"past 1 gate"_s));
        // The name is still typed.
        QVERIFY(!confirmation->button()->isEnabled());
        QTest::keyClicks(confirmation->field(), key.id());
        QVERIFY(confirmation->button()->isEnabled());
        QTest::mouseClick(confirmation->button(), Qt::LeftButton);
        QCOMPARE(desk.applied, QStringList{key.id()});
        QTest::mouseClick(button(*panel, u"Plan without passing"_s), Qt::LeftButton);
        QCOMPARE(desk.bound.last(), u"|"_s);
    }
    void whatDestroysDataIsNotOffered()
    {
        ScriptedDesk desk;
        desk.incidents = {{u"0199-a"_s, u"Payments fail"_s}};
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1100, 900});
        page.showSubject(u"plan:deploy"_s);
        Run::Plan plan = blocked();
        plan.requirements.front().question.kind = u"destroys"_s;
        desk.answer(plan);
        QVERIFY(!page.findChild<Ui::BypassPanel*>()->isVisible());
        QVERIFY(!page.findChild<Ui::TypedConfirmation*>()->button()->isEnabled());
    }
    void staysRedUntilSomebodyElseLooked()
    {
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1100, 900});
        Run::RunRecord record = Test::recordOf(Test::fullPlan(key, m_clock.now()), Id::make(m_clock.now()),
                                               Run::RunState::Succeeded, m_clock.now());
        record.info.bypass = Run::Bypass{
            .incident = u"0199"_s, .title = u"Mail is late"_s, .reason = u"the fix"_s, .gates = {u"backup: 3 d old"_s}};
        Ui::RunListModel model(m_clock);
        model.setRuns({record.info});
        QCOMPARE(model.data(model.index(0, Ui::RunListModel::State), Ui::CellColour).toInt(), int(Ui::Role::Down));
        QVERIFY(model.data(model.index(0, Ui::RunListModel::State), Qt::DisplayRole)
                    .toString()
                    .contains(u"not reviewed"_s));

        page.showSubject(record.info.id.toString());
        Q_EMIT desk.changed(record);
        auto* panel = page.findChild<Ui::ReviewPanel*>();
        QVERIFY(panel && panel->isVisible());
        QVERIFY(says(*panel, u"backup: 3 d old"_s));
        QPushButton* review = button(*panel, u"I have looked at it"_s);
        QVERIFY(!review->isEnabled());
        QTest::keyClicks(panel->findChild<QLineEdit*>(u"review-comment"_s), u"fine"_s);
        QTest::mouseClick(review, Qt::LeftButton);
        QCOMPARE(desk.reviews, QStringList{u"fine|"_s});
        Q_EMIT desk.reviewed(record.info.id, fail(ErrorKind::Refused, u"somebody else has to review that"_s));
        QVERIFY(says(*panel, u"somebody else has to review that"_s));
        record.info.bypass->reviewedBy = u"bert"_s;
        record.info.bypass->writtenBy = u"bert"_s;
        record.info.bypass->comment = u"fine"_s;
        Q_EMIT desk.reviewed(record.info.id, Result<Run::Bypass>(*record.info.bypass));
        QVERIFY(panel->isVisible());
        QVERIFY(!review->isVisible());
        QVERIFY(says(*panel, u"reviewed by bert"_s));
        model.setRuns({record.info});
        QVERIFY(model.data(model.index(0, Ui::RunListModel::State), Ui::CellColour).toInt() != int(Ui::Role::Down));
    }

private:
    Run::Plan blocked() const
    {
        Run::Plan plan{
            .system = key.system, .environment = key.environment, .procedure = u"deploy"_s, .title = u"Deploy"_s};
        plan.confirm = System::Confirmation::Typed;
        plan.steps = {
            {.step = {.id = u"pull"_s, .name = u"Pull"_s, .argument = u"git fetch"_s}, .hosts = {u"app-1"_s}}};
        plan.hash = u"0123456789abcdef"_s;
        plan.requirements = {{.question = {key.system, key.environment, u"backup"_s, u"database"_s, {}},
                              .evidence = {.verdict = Verdict::Fails,
                                           .statement = SafeText::oneLine(u"3 d old"_s),
                                           .observedAt = m_clock.now(),
                                           .goodFor = std::chrono::hours(1)}}};
        return plan;
    }

    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestBypass)
#include "tst_bypass.moc"
