// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planview.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
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

private:
    Ui::Theme m_theme{Ui::ColourScheme::Light};
    Test::ManualClock m_clock;
};

PILOTHOUSE_TEST(TestPlanView)
#include "tst_planview.moc"
