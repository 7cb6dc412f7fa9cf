// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/findingspanel.h"
#include "run/runlistmodel.h"
#include "run/runview.h"
#include "samplerun.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/rows.h"

#include <QLabel>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sound = "pilothouse look cron-daemon\ncron\n\npilothouse looked cron-daemon 0\n";
const QByteArray stopped =
    "pilothouse look postgres\n/run/postgresql:5432 - no response\n\npilothouse looked postgres 2\n";
const QByteArray disk = "pilothouse look disk\nFilesystem Type 1024-blocks Used Available Capacity Mounted on\n"
                        "/dev/vda ext4 1000 850 150 85% /backup\n\npilothouse looked disk 0\n";

/// The texts of visible labels, from top to bottom.
QStringList textsOf(const QWidget& widget)
{
    QStringList texts;
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (label->isVisible() && !label->text().isEmpty())
            texts << label->text();
    }
    return texts;
}

QLabel* outcomeOf(const QWidget& view)
{
    for (auto* label : view.findChildren<QLabel*>()) {
        if (label->accessibleName() == u"Outcome")
            return label;
    }
    return nullptr;
}

} // namespace

/// What the looks of a run found, in the window.
class TestFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void worstFirst()
    {
        Ui::RunView view(m_theme, m_clock);
        Test::showSettled(view, {1100, 900});
        const auto* panel = view.findChild<Ui::FindingsPanel*>();
        QVERIFY(panel);
        const Run::RunRecord record = looked();
        // Output may come first.
        view.begin(record.info.id);
        view.append(u"look"_s, u"app-1"_s, disk);
        view.setRecord(record);
        QVERIFY(panel->isVisible());
        // New labels are shown by the event loop.
        QTRY_VERIFY(textsOf(*panel).contains(u"app-1: The looks were cut off before their end."_s));
        view.append(u"look"_s, u"app-1"_s, stopped + "pilothouse end\n");
        const QString answer = u"app-1: PostgreSQL does not answer: /run/postgresql:5432 - no response"_s;
        QTRY_VERIFY(textsOf(*panel).contains(answer));
        const QStringList texts = textsOf(*panel);
        QVERIFY2(texts.first().startsWith(u"2 finding"_s), qPrintable(texts.join(u'|')));
        const auto down = texts.indexOf(answer);
        const auto full = texts.indexOf(u"app-1: /backup is 85 % full, 150 KiB are left."_s);
        QVERIFY2(down >= 0 && full > down, qPrintable(texts.join(u'|')));
    }
    /// Every step did what it should, and that is not what a person wants to know.
    void headlineIsNotGood()
    {
        Ui::RunView view(m_theme, m_clock);
        Test::showSettled(view, {1100, 900});
        Run::RunRecord record = looked();
        view.begin(record.info.id);
        view.append(u"look"_s, u"app-1"_s, disk + stopped + "pilothouse end\n");
        view.setRecord(record);
        auto* outcome = outcomeOf(view);
        QVERIFY(outcome);
        QVERIFY2(outcome->text().startsWith(u"Finished \u2013 2 finding"_s), qPrintable(outcome->text()));
        QCOMPARE(outcome->palette().color(QPalette::WindowText), m_theme.color(Ui::Role::Down));
        // The record of a console that read them says the same, without their output.
        record.info.id = Id::make(m_clock.now().addSecs(1));
        record.info.found = Run::Found{1, Runtime::Severity::Warning};
        record.steps.clear();
        view.setRecord(record);
        QVERIFY2(outcome->text().startsWith(u"Finished \u2013 1 finding"_s), qPrintable(outcome->text()));
        QCOMPARE(outcome->palette().color(QPalette::WindowText), m_theme.color(Ui::Role::Degraded));
    }
    void listIsNotGood()
    {
        Ui::RunListModel model(m_clock);
        Run::RunInfo info = looked().info;
        info.found = Run::Found{3, Runtime::Severity::Critical};
        model.setRuns({info});
        QVERIFY(model.index(0, Ui::RunListModel::State).data().toString().startsWith(u"finished \u2013 3 finding"_s));
        QCOMPARE(model.index(0, Ui::RunListModel::Procedure).data(Ui::CellSign).toInt(), int(Ui::Sign::Down));
        QCOMPARE(model.index(0, Ui::RunListModel::State).data(Ui::CellColour).toInt(), int(Ui::Role::Down));
    }
    void nothingIsWrong()
    {
        Ui::RunView view(m_theme, m_clock);
        Test::showSettled(view, {1100, 900});
        const Run::RunRecord record = looked();
        view.begin(record.info.id);
        view.append(u"look"_s, u"app-1"_s, sound + "pilothouse end\n");
        view.setRecord(record);
        QVERIFY(textsOf(*view.findChild<Ui::FindingsPanel*>()).contains(u"Nothing is wrong with what was looked at"_s));
        QCOMPARE(outcomeOf(view)->text(), u"Succeeded"_s);
        QCOMPARE(outcomeOf(view)->palette().color(QPalette::WindowText), m_theme.color(Ui::Role::Healthy));
    }
    void otherRunsHaveNone()
    {
        Ui::RunView view(m_theme, m_clock);
        Test::showSettled(view, {1100, 900});
        const QDateTime now = m_clock.now();
        const Run::Plan plan = Test::fullPlan({u"fleetpass"_s, u"production"_s}, now);
        view.setRecord(Test::recordOf(plan, Id::make(now), Run::RunState::Failed, now));
        QVERIFY(!view.findChild<Ui::FindingsPanel*>()->isVisible());
    }

private:
    Run::RunRecord looked() const
    {
        const QDateTime now = m_clock.now();
        Run::RunRecord record;
        record.info = {.id = Id::make(now), .state = Run::RunState::Succeeded, .started = now, .ended = now};
        record.plan.steps = {
            {.step = {.id = u"look"_s, .name = u"Look"_s, .builtIn = System::BuiltIn::Look}, .hosts = {u"app-1"_s}}};
        record.steps = {{.key = u"look"_s,
                         .name = u"Look"_s,
                         .host = u"app-1"_s,
                         .state = Run::StepState::Succeeded,
                         .started = now,
                         .ended = now}};
        return record;
    }

    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestFindings)
#include "tst_findings.moc"
