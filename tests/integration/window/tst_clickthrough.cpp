// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backuppage.h"
#include "environment/environmentpage.h"
#include "fleet/fleetpage.h"
#include "maintenance/maintenancepage.h"
#include "run/hostrunscard.h"
#include "run/planview.h"
#include "run/runview.h"
#include "run/sightpanel.h"
#include "support/testmain.h"
#include "widgets/outputpanel.h"
#include "widgets/rows.h"
#include "widgets/steplist.h"
#include "widgets/typedconfirmation.h"
#include "widgets/verdicttext.h"
#include "windowworld.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QProcess>
#include <QPushButton>
#include <QTabBar>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey production{u"fleetpass"_s, u"production"_s};
const Ui::EnvironmentKey staging{u"fleetpass"_s, u"staging"_s};
constexpr int soon = 30'000;
constexpr int aRun = 180'000;

/// A button that can be seen, by its words without the mark of its shortcut.
QPushButton* buttonOf(QWidget& place, const QString& words)
{
    const auto buttons = place.findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->isVisible() && QString(button->text()).remove(u'&').startsWith(words))
            return button;
    }
    return nullptr;
}

template <typename T> T* shown(QWidget& place)
{
    const auto candidates = place.findChildren<T*>();
    for (T* candidate : candidates) {
        if (candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

} // namespace

/// A person at the window, with the mouse and the keyboard; servers and the repository are asked past the console
/// whether what the window says is true. Each function begins and ends with a healthy fleet.
class TestClickThrough : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (const QString package = Test::WindowWorld::missing(); !package.isEmpty())
            QSKIP(qPrintable(package + u" is not installed"_s));
        const QString problem = m_world.start();
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    void init()
    {
        m_program = std::make_unique<Test::WholeProgram>(m_world.options());
        window().resize(1280, 800);
        window().setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void cleanup() { m_program.reset(); }

    void tellsWhatIsBrokenAndThatItIsMended()
    {
        open(production);
        auto* verdict = shown<Ui::VerdictText>(*window().environmentPage());
        QVERIFY(verdict);
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"Healthy"_s), qPrintable(verdict->text()), soon);
        QVERIFY(m_world.fleet().call({u"break"_s, u"redis"_s}));
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"Down"_s), qPrintable(verdict->text()), 2 * soon);
        // On the fleet it is the first card, and the answer of the server is the reason.
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QTRY_VERIFY(window().fleetPage()->isVisible());
        QTRY_COMPARE(window().fleetPage()->model().snapshot(0).key, production);
        QVERIFY(m_world.fleet().call({u"mend"_s, u"redis"_s}));
        open(production);
        QTRY_VERIFY2_WITH_TIMEOUT(verdict->text().startsWith(u"Healthy"_s), qPrintable(verdict->text()), 2 * soon);
    }
    void deploysWhatThePlanSays()
    {
        QCOMPARE(servedVersion(), u"1.3.2"_s);
        open(production);
        QPushButton* deploy = window().environmentPage()->findChild<QPushButton*>(u"run.deploy"_s);
        QVERIFY(deploy);
        QTRY_VERIFY_WITH_TIMEOUT(deploy->isVisible() && deploy->isEnabled(), soon);
        QTest::mouseClick(deploy, Qt::LeftButton);
        Ui::PlanView* plan = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((plan = shown<Ui::PlanView>(window())), soon);
        QVERIFY(!plan->plan().commits.empty());
        auto* confirmation = plan->findChild<Ui::TypedConfirmation*>();
        QVERIFY(!confirmation->button()->isEnabled());
        QTest::mouseClick(confirmation->field(), Qt::LeftButton);
        QTest::keyClicks(confirmation->field(), production.id());
        QTest::mouseClick(confirmation->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown<Ui::RunView>(window()), soon);
        QTRY_VERIFY_WITH_TIMEOUT(!newestRun(production).id.isNull() && !Run::isOpen(newestRun(production).state), aRun);
        QCOMPARE(newestRun(production).state, Run::RunState::Succeeded);
        QCOMPARE(newestRun(production).id, shown<Ui::RunView>(window())->run());
        // The output of the step in which both hosts build, as it came from the first of them.
        auto* steps = shown<Ui::RunView>(window())->findChild<Ui::StepList*>();
        QTest::mouseClick(steps->viewport(), Qt::LeftButton, {},
                          steps->visualRect(steps->model()->index(2, 0)).center());
        auto* output = shown<Ui::RunView>(window())->findChild<Ui::OutputPanel*>();
        QTRY_VERIFY(output->view()->store().lineCount() > 0);
        QCOMPARE(servedVersion(), u"1.4.0"_s);
        const QString commit = m_world.fleet().onHost(u"app-1"_s, u"git rev-parse v1.4.0^0"_s);
        for (const QString& host : {u"app-1"_s, u"app-2"_s})
            QCOMPARE(m_world.fleet().onHost(host, u"git rev-parse HEAD"_s), commit);
        // The page itself knows the new version, from the probe.
        QTRY_VERIFY_WITH_TIMEOUT(m_program->console().snapshot(production).version.text().contains(u"1.4.0"_s), soon);
    }
    void announcesMaintenanceAndCancelsIt()
    {
        open(staging);
        openTab(u"maintenance"_s);
        auto* page = shown<Ui::MaintenancePage>(window());
        QVERIFY(page);
        const auto type = [page](const QString& field, const QString& text) {
            auto* line = page->findChild<QLineEdit*>(field);
            QTest::mouseClick(line, Qt::LeftButton);
            QTest::keyClicks(line, text);
        };
        type(u"maintenance-title"_s, u"New disks"_s);
        // Nobody hears of maintenance in the demo fleet, so it says why it opens all the same.
        auto* confirmation = shown<Ui::TypedConfirmation>(*page);
        QVERIFY(!confirmation->button()->isEnabled());
        type(u"maintenance-untold"_s, u"it is a demo"_s);
        QVERIFY(confirmation->button()->isEnabled());
        QTest::mouseClick(confirmation->button(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page->location(), QStringList{u"New disks"_s}, soon);
        const auto known = [this] { return m_program->console().state(staging)->maintenance; };
        QTRY_COMPARE_WITH_TIMEOUT(known().size(), 1, soon);
        QCOMPARE(known().front().allowed(), u"it is a demo"_s);
        QTRY_VERIFY(m_program->console().snapshot(staging).windows.text().contains(u"maintenance announced"_s));
        type(u"window-reason"_s, u"the disks are late"_s);
        QTest::mouseClick(buttonOf(*page, u"Cancel the window"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(known().front().state(), Maintenance::State::Cancelled, soon);
        QCOMPARE(known().front().now().reason, u"the disks are late"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!buttonOf(*page, u"Cancel the window"_s), soon);
    }
    void watchesWhatAnotherComputerDid()
    {
        // Two computers of its own: other functions count the runs that they started.
        const QTemporaryDir one;
        const QTemporaryDir other;
        sitDownAt(one.path());
        open(staging);
        window().showEnvironment(staging, u"runs"_s, u"plan:backup-database"_s);
        Ui::PlanView* plan = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((plan = shown<Ui::PlanView>(window())), soon);
        QTest::mouseClick(plan->findChild<Ui::TypedConfirmation*>()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!newestRun(staging).id.isNull() && !Run::isOpen(newestRun(staging).state), aRun);
        const Run::RunInfo done = newestRun(staging);
        // A computer with the same definitions and nothing else.
        sitDownAt(other.path());
        open(staging);
        openTab(u"runs"_s);
        QPushButton* look = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((look = buttonOf(window(), u"Look on the hosts"_s)), soon);
        QTest::mouseClick(look, Qt::LeftButton);
        auto* table = shown<Ui::HostRunsCard>(window())->findChild<Ui::RowTable*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && table->model()->rowCount() > 0, soon);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 0)).center());
        QTRY_VERIFY_WITH_TIMEOUT(shown<Ui::RunView>(window()) && shown<Ui::SightPanel>(window()), soon);
        QCOMPARE(shown<Ui::RunView>(window())->run(), done.id);
        QVERIFY(!buttonOf(window(), u"Cancel run"_s) && !buttonOf(window(), u"Take over"_s));
        auto* output = shown<Ui::RunView>(window())->findChild<Ui::OutputPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(output->view()->store().lineCount() > 0, soon);
        QVERIFY(newestRun(staging).id.isNull()); // it is watched, not kept
        m_program.reset();
    }
    void restoresOnlyUnderTheRightName()
    {
        const QString rows = paymentsOfStaging();
        QVERIFY2(rows.toInt() > 100, qPrintable(rows));
        open(staging);
        openTab(u"backups"_s);
        QPushButton* create = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((create = buttonOf(window(), u"Back up now"_s)) && create->isEnabled(), soon);
        QTest::mouseClick(create, Qt::LeftButton);
        Ui::PlanView* plan = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((plan = shown<Ui::PlanView>(window())), soon);
        QTest::mouseClick(plan->findChild<Ui::TypedConfirmation*>()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!newestRun(staging).id.isNull() && !Run::isOpen(newestRun(staging).state), aRun);
        QCOMPARE(newestRun(staging).state, Run::RunState::Succeeded);
        const Id created = newestRun(staging).id;

        const QString loss = m_world.fleet().onHost(
            u"staging-1"_s, u"query \"$PGDATABASE\" \"DELETE FROM payments WHERE id % 5 = 0\""_s);
        QVERIFY2(!loss.startsWith(u"failed"_s), qPrintable(loss));
        QVERIFY(paymentsOfStaging() != rows);

        openTab(u"backups"_s);
        auto* page = shown<Ui::BackupPage>(window());
        QVERIFY(page);
        auto* table = page->findChild<Ui::RowTable*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, soon);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 0)).center());
        QTRY_VERIFY(!page->selectedFile().isEmpty());
        QTest::mouseClick(buttonOf(*page, u"Restore"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            (plan = shown<Ui::PlanView>(window())) && plan->plan().procedure == u"restore-database", soon);
        auto* confirmation = plan->findChild<Ui::TypedConfirmation*>();
        QTest::mouseClick(confirmation->field(), Qt::LeftButton);
        QTest::keyClicks(confirmation->field(), production.id());
        QVERIFY(!confirmation->button()->isEnabled());
        QTest::keyClick(confirmation->field(), Qt::Key_Return);
        QTest::mouseClick(confirmation->button(), Qt::LeftButton);
        QVERIFY(shown<Ui::PlanView>(window()));
        QCOMPARE(newestRun(staging).id, created);
        QVERIFY(paymentsOfStaging() != rows);

        QTest::keySequence(confirmation->field(), QKeySequence::SelectAll);
        QTest::keyClicks(confirmation->field(), staging.id());
        QVERIFY(confirmation->button()->isEnabled());
        QTest::keyClick(confirmation->field(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(newestRun(staging).id != created && !Run::isOpen(newestRun(staging).state), aRun);
        QCOMPARE(newestRun(staging).state, Run::RunState::Succeeded);
        QCOMPARE(paymentsOfStaging(), rows);
    }

private:
    Ui::MainWindow& window() { return m_program->window(); }
    /// From the fleet, by its card.
    void open(const Ui::EnvironmentKey& key)
    {
        window().showFleet();
        Ui::FleetPage* fleet = window().fleetPage();
        const auto rowOf = [fleet, &key] {
            for (int row = 0; row < fleet->model().rowCount(); ++row) {
                if (fleet->model().snapshot(row).key == key)
                    return row;
            }
            return -1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rowOf() >= 0, soon);
        QTest::mouseClick(fleet->cards()->viewport(), Qt::LeftButton, {},
                          fleet->cards()->visualRect(fleet->model().index(rowOf(), 0)).center());
        QTRY_VERIFY(window().environmentPage() && window().environmentPage()->isVisible());
        QCOMPARE(window().environmentPage()->key(), key);
    }
    void sitDownAt(const QString& dataFolder)
    {
        m_program.reset();
        Options options = m_world.options();
        options.dataDir = dataFolder;
        m_program = std::make_unique<Test::WholeProgram>(options);
        window().resize(1280, 800);
        window().setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void openTab(const QString& id)
    {
        auto* tabs = window().environmentPage()->findChild<QTabBar*>();
        const auto index = window().environmentPage()->tabIds().indexOf(id);
        QVERIFY(index >= 0);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(int(index)).center());
        QTRY_COMPARE(window().environmentPage()->currentTab(), id);
    }
    Run::RunInfo newestRun(const Ui::EnvironmentKey& key)
    {
        const EnvironmentState* state = m_program->console().state(key);
        return state && !state->runs.empty() ? state->runs.front() : Run::RunInfo{};
    }
    /// What production says of itself to anybody who asks.
    QString servedVersion()
    {
        QFile definition(m_world.fleet().configDir() + u"/systems/fleetpass.yaml"_s);
        if (!definition.open(QIODevice::ReadOnly))
            return {};
        const QString address =
            QString::fromUtf8(definition.readAll()).section(u"address: \""_s, 1).section(u'"', 0, 0);
        QProcess curl;
        curl.start(u"curl"_s, {u"-sS"_s, u"--max-time"_s, u"10"_s, u"--cacert"_s,
                               m_world.fleet().configDir() + u"/ca.pem"_s, u"https://%1/api/v1/health"_s.arg(address)});
        curl.waitForFinished();
        return QJsonDocument::fromJson(curl.readAllStandardOutput()).object()[u"version"_s].toString();
    }
    QString paymentsOfStaging()
    {
        return m_world.fleet().onHost(u"staging-1"_s, u"query \"$PGDATABASE\" \"SELECT count(*) FROM payments\""_s);
    }

    Test::WindowWorld m_world;
    std::unique_ptr<Test::WholeProgram> m_program;
};

PILOTHOUSE_TEST(TestClickThrough)
#include "tst_clickthrough.moc"
