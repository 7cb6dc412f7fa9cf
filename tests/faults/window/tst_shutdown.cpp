// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backuppage.h"
#include "environment/environmentpage.h"
#include "support/testmain.h"
#include "windowworld.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QRandomGenerator>

using namespace Pilothouse;
using namespace Qt::StringLiterals;

namespace {

const Ui::EnvironmentKey production{u"fleetpass"_s, u"production"_s};
const Ui::EnvironmentKey staging{u"fleetpass"_s, u"staging"_s};
constexpr int shutdowns = 200;
constexpr quint32 seed = 20261120;

qsizetype entries(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

/// The whole program, ended again and again while probes, streams, plans, lists of backups and a run are under way.
class TestShutdown : public QObject
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
    void endsWheneverItIsTold()
    {
        QRandomGenerator random(seed);
        Id run;
        qsizetype threads = 0;
        qsizetype files = 0;
        for (int round = 0; round < shutdowns; ++round) {
            Test::WholeProgram program(m_world.options());
            program.window().setVisible(true);
            giveWork(program, round);
            if (round == shutdowns / 4)
                run = startRestart(program);
            waitForMoment(program, round, random);
            if (QTest::currentTestFailed())
                return;
            if (round == 10) {
                // What every program has in use while it is alive; libraries have made what they keep.
                threads = entries(u"/proc/self/task"_s);
                files = entries(u"/proc/self/fd"_s);
            }
        }
        QVERIFY(!run.isNull());
        QVERIFY2(entries(u"/proc/self/task"_s) < threads, "threads are left");
        QVERIFY2(entries(u"/proc/self/fd"_s) < files, "files are left open");
        // The run began in one program, was left by many, and ends in the last one: done once, and well. The program
        // before may have claimed it on its host and gone before it wrote that down; its claim grows old in 20 s.
        Test::WholeProgram last(m_world.options());
        QTRY_VERIFY_WITH_TIMEOUT(!Run::isOpen(recordOf(last, run).info.state), 120'000);
        const Run::RunInfo info = recordOf(last, run).info;
        QVERIFY2(info.state == Run::RunState::Succeeded,
                 qPrintable(Run::runStateName(info.state) + u": "_s + info.summary));
    }

private:
    /// Something different under way in every round.
    static void giveWork(Test::WholeProgram& program, int round)
    {
        Ui::MainWindow& window = program.window();
        switch (round % 5) {
        case 0:
            window.showFleet();
            break;
        case 1:
            window.showEnvironment(production, u"overview"_s);
            break;
        case 2:
            window.showEnvironment(production, u"runs"_s, u"plan:deploy"_s);
            break;
        case 3:
            window.showEnvironment(production, u"backups"_s);
            break;
        case 4:
            window.showEnvironment(production, u"checklists"_s, u"go-live"_s);
            break;
        default:
            Q_UNREACHABLE();
        }
    }
    /// At once, when the first probe answered, when the first host was measured, when the backups are being read, or at
    /// any moment of the first half second.
    static void waitForMoment(Test::WholeProgram& program, int round, QRandomGenerator& random)
    {
        const auto* state = program.console().state(production);
        QVERIFY(state);
        switch (round % 4) {
        case 0:
            break;
        case 1:
            QTRY_VERIFY_WITH_TIMEOUT(!state->probes.empty(), 60'000);
            break;
        case 2:
            QTRY_VERIFY_WITH_TIMEOUT(!state->hosts.empty(), 60'000);
            break;
        default: {
            const QDeadlineTimer moment(random.bounded(500));
            QVERIFY(QTest::qWaitFor([&moment] { return moment.hasExpired(); }, 60'000));
        }
        }
        if (auto* page = program.window().findChild<Ui::BackupPage*>(); page && !state->catalogues.empty())
            Q_EMIT page->verifyRequested(u"database"_s, state->catalogues.begin()->second.entries.front().name);
    }
    static Id startRestart(Test::WholeProgram& program)
    {
        Services& services = *program.services;
        const auto place = services.definitions().find(staging.system, staging.environment);
        if (!place)
            return {};
        const auto plan = services.runs().plan(
            {.definition = place->definition, .environment = staging.environment, .procedure = u"restart"_s});
        if (!QTest::qWaitFor([&plan] { return plan.isFinished(); }, 60'000) || !plan.result())
            return {};
        const auto started = services.runs().start(*plan.result(), place->definition, {});
        if (!QTest::qWaitFor([&started] { return started.isFinished(); }, 60'000) || !started.result())
            return {};
        return *started.result();
    }
    static Run::RunRecord recordOf(Test::WholeProgram& program, const Id& run)
    {
        const auto record = program.services->runs().find(run);
        if (!QTest::qWaitFor([&record] { return record.isFinished(); }, 10'000) || !record.result())
            return {};
        return *record.result();
    }

    Test::WindowWorld m_world;
};

PILOTHOUSE_TEST(TestShutdown)
#include "tst_shutdown.moc"
