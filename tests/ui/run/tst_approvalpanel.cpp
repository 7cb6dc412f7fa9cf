// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvalpanel.h"
#include "run/runspage.h"
#include "samplerun.h"
#include "scripteddesk.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Pilothouse;
using Pilothouse::Test::ScriptedDesk;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey key{u"fleetpass"_s, u"production"_s};

} // namespace

/// A run that waits for somebody's word, and the two answers to it.
class TestApprovalPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void asksForAnApproval_data()
    {
        QTest::addColumn<bool>("isSigned");
        QTest::newRow("a claim") << false;
        QTest::newRow("a signature") << true;
    }
    void asksForAnApproval()
    {
        QFETCH(bool, isSigned);
        ScriptedDesk desk;
        Ui::RunsPage page(m_theme, m_clock, desk, key);
        Test::showSettled(page, {1000, 900});
        Run::RunRecord record =
            Test::waitingRecord(Test::fullPlan(key, m_clock.now()), Id::make(m_clock.now()), isSigned, m_clock.now());
        page.showSubject(record.info.id.toString());
        Q_EMIT desk.changed(record);
        auto* panel = page.findChild<Ui::ApprovalPanel*>();
        QVERIFY(panel && panel->isVisible());
        const auto part = [&](const QString& text) -> QPushButton* {
            for (auto* each : panel->findChildren<QPushButton*>()) {
                if (QString(each->text()).remove(u'&') == text)
                    return each;
            }
            return nullptr;
        };
        const auto says = [&](const QString& text) {
            return std::ranges::any_of(panel->findChildren<QLabel*>(), [&](const QLabel* label) {
                return label->isVisible() && label->text().contains(text);
            });
        };
        QVERIFY(says(u"somebody other than anna.with.a.long.login@workstation-17"_s));
        QVERIFY(says(u"in 3 h"_s));
        const auto fields = panel->findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 2);
        fields[0]->setText(u"looks good"_s);
        QCOMPARE(fields[1]->isVisible(), isSigned);
        QCOMPARE(part(u"Approve"_s)->isEnabled(), !isSigned); // a yes wants its key
        QVERIFY(part(u"Decline"_s)->isEnabled());
        fields[1]->setText(u"~/.ssh/id.pub"_s);
        QTest::mouseClick(part(u"Approve"_s), Qt::LeftButton);
        QCOMPARE(desk.decisions,
                 QStringList{u"ask|approved|looks good|"_s + (isSigned ? u"~/.ssh/id.pub"_s : QString())});
        QVERIFY(!part(u"Approve"_s)->isEnabled());
        QVERIFY(!part(u"Decline"_s)->isEnabled());

        // Refused: it says why, what was typed stays, and it can be tried again.
        Q_EMIT desk.decided(record.info.id, fail(ErrorKind::Refused, u"somebody else only"_s));
        QVERIFY(says(u"somebody else only"_s));
        Q_EMIT desk.changed(record);
        QCOMPARE(fields[0]->text(), u"looks good"_s);
        QTest::mouseClick(part(u"Decline"_s), Qt::LeftButton);
        QCOMPARE(desk.decisions.size(), 2);
        QVERIFY(desk.decisions.last().startsWith(u"ask|declined|looks good"_s));
        Q_EMIT desk.decided(record.info.id, Run::Approval{.by = u"bert"_s, .reason = u"looks good"_s});
        QVERIFY(says(u"Declined by bert (claimed, not signed): looks good"_s));
        QVERIFY(!part(u"Approve"_s)->isEnabled());
        record.consoleSteps[u"ask"_s] = u"failed"_s;
        Q_EMIT desk.changed(record);
        QVERIFY(!panel->isVisible());
    }

private:
    Test::ManualClock m_clock;
    Ui::Theme m_theme{Ui::ColourScheme::Light};
};

PILOTHOUSE_TEST(TestApprovalPanel)
#include "tst_approvalpanel.moc"
