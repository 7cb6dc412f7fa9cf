// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runview.h"
#include "samplerun.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/outputpanel.h"
#include "widgets/steplist.h"

using namespace Pilothouse;
using namespace Qt::StringLiterals;

/// Outputs of steps that are not looked at, and of the one that is.
class TestStepOutputs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void eachIsKept()
    {
        Ui::RunView view(m_theme, m_clock);
        Test::showSettled(view, {1000, 700});
        Run::RunRecord record;
        record.info.id = Id::make(m_clock.now());
        record.info.state = Run::RunState::Running;
        record.steps = {{.key = u"1-pull"_s, .name = u"Pull"_s, .host = u"app-1"_s, .state = Run::StepState::Running},
                        {.key = u"2-build"_s, .name = u"Build"_s, .host = u"app-1"_s}};
        view.begin(record.info.id);
        view.setRecord(record);
        auto* steps = view.findChild<Ui::StepList*>();
        const Ui::OutputStore& shown = view.findChild<Ui::OutputPanel*>()->view()->store();
        view.append(u"1-pull"_s, u"app-1"_s, "From origin\n");
        view.append(u"2-build"_s, u"app-1"_s, "Compiling\n");
        QTest::keyClick(steps, Qt::Key_Down);
        QCOMPARE(steps->currentId(), u"2-build@app-1"_s);
        QCOMPARE(shown.text(0), u"Compiling"_s);
        view.append(u"2-build"_s, u"app-1"_s, "Linking\n");
        view.append(u"1-pull"_s, u"app-1"_s, "Done\n");
        QCOMPARE(shown.lineCount(), 2);
        QTest::keyClick(steps, Qt::Key_Up);
        QCOMPARE(shown.lineCount(), 2);
        QCOMPARE(shown.text(1), u"Done"_s);
    }

private:
    Ui::Theme m_theme;
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestStepOutputs)
#include "tst_stepoutputs.moc"
