// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QTemporaryDir>

#include <csignal>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Deploys of a real git repository over a real sshd, and on this machine.
class DeployTest : public QObject
{
    Q_OBJECT

private:
    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;
    };
    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
    }
    /// The number that a supervisor writes first into this file, which may be a moment behind what is heard of it; -1
    /// when it does not come. Never 0 or 1: a signal for those would go to this program's own group, or to everybody.
    static pid_t processIn(const QString& path)
    {
        int number = -1;
        const bool written = QTest::qWaitFor(
            [&] {
                number = contents(path).split(' ').first().toInt();
                return number > 1;
            },
            20000);
        return written ? pid_t(number) : pid_t(-1);
    }
    /// Output kept here against the file on the host, for every step that began.
    static void compareOutputs(const Scene& scene, const RunRecord& record)
    {
        int compared = 0;
        for (const StepProgress& step : record.steps) {
            if (step.host.isEmpty() || step.state == StepState::Pending)
                continue;
            const QString runFolder = scene.folder.filePath(u"state/pilothouse/runs/"_s + record.info.id.toString());
            QStringList found;
            for (const QString& segment : QDir(runFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                const QString path = u"%1/%2/steps/%3/output"_s.arg(runFolder, segment, step.key);
                if (QFile::exists(path) && (segment.endsWith(step.host)))
                    found += path;
            }
            QCOMPARE(found.size(), 1);
            QCOMPARE(contents(scene.desk->runs->outputFile(record.info.id, step.key, step.host)),
                     contents(found.first()));
            ++compared;
        }
        QVERIFY(compared > 0);
    }
    std::unique_ptr<Scene> open(bool local = false, const QString& extra = {}, const QString& hosts = {})
    {
        auto scene = std::make_unique<Scene>();
        const QString state = scene->folder.filePath(u"state"_s);
        qputenv("XDG_STATE_HOME", state.toUtf8());
        QString lines = hosts;
        if (local) {
            lines = u"      app-1: { local: true, directory: DIRECTORY, roles: [app] }"_s;
        } else {
            scene->server =
                std::make_unique<SshServer>(SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME="_s + state}});
            if (!scene->server->isRunning())
                qFatal("no sshd: %s", qPrintable(scene->server->error()));
            const Ssh::Endpoint end = scene->server->endpoint();
            const QString ssh =
                u"ssh: %1@%2:%3, directory: DIRECTORY, roles: [app]"_s.arg(end.user, end.address).arg(end.port);
            if (lines.isEmpty())
                lines = u"      app-1: { %1 }"_s;
            lines.replace(u"%1"_s, ssh);
        }
        scene->floor = std::make_unique<ShopFloor>(scene->folder.path(), lines, extra);
        if (scene->server) {
            scene->floor->shop.knownHosts = scene->server->knownHostsFile();
            scene->floor->shop.keyFile = scene->server->keyFile();
        }
        scene->desk = std::make_unique<Desk>(scene->floor->shop);
        return scene;
    }

private Q_SLOTS:
    void deploys_data()
    {
        QTest::addColumn<bool>("local");
        QTest::newRow("ssh") << false;
        QTest::newRow("local") << true;
    }
    void deploys()
    {
        QFETCH(bool, local);
        const auto scene = open(local);
        const auto plan = scene->desk->plan(u"deploy"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message + plan.error().detail));
        QCOMPARE(plan->inputs.at(u"ref"_s), scene->floor->good);
        QCOMPARE(plan->inputs.at(u"previous"_s), scene->floor->first);
        QCOMPARE(plan->commits.size(), size_t(1));
        QCOMPARE(plan->commits.front().subject, u"Release 1.1.0"_s);
        QVERIFY(plan->room.front().freeBytes > 0);
        const auto id = scene->desk->start(*plan);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(scene->floor->running(), u"1.1.0"_s);
        QCOMPARE(scene->floor->witnessed().size(), 3);
        compareOutputs(*scene, *record);
        QVERIFY(!QFile::exists(scene->floor->shop.directory + u"/.pilothouse-lock"_s));
        const auto listed = await(scene->desk->runs->list(), {}, 10s);
        QVERIFY(listed && listed->size() == 1);
        QCOMPARE(listed->front().state, RunState::Succeeded);
        // The trail is written by another thread, a moment behind the journal.
        auto entries = await(scene->desk->trail->entries({.action = u"run."_s}), {}, 10s);
        QVERIFY(QTest::qWaitFor(
            [&] {
                entries = await(scene->desk->trail->entries({.action = u"run."_s}), {}, 10s);
                return entries && entries->size() == 2;
            },
            20000));
        QCOMPARE(entries->front().action, u"run.ended"_s);
        QCOMPARE(entries->back().action, u"run.began"_s);
    }
    void rollsBackWhenItsVerificationFails()
    {
        const auto scene = open();
        const auto id = scene->desk->deploy(u"broken"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"failed"_s);
        QVERIFY2(record->info.summary.contains(u"rolled back"_s), qPrintable(record->info.summary));
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
        QCOMPARE(scene->floor->git(scene->floor->shop.directory, {u"rev-parse"_s, u"HEAD"_s}), scene->floor->first);
        compareOutputs(*scene, *record);
    }
    void refusesWhenTheBranchMoved()
    {
        const auto scene = open();
        const auto plan = scene->desk->plan(u"deploy"_s);
        QVERIFY(plan);
        const QString moved = scene->floor->commit(u"1.2.0"_s);
        const auto refused = scene->desk->start(*plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QVERIFY2(refused.error().message.contains(moved), qPrintable(refused.error().message));
        QVERIFY(scene->floor->witnessed().isEmpty());
    }
    void oneRunAtATime()
    {
        const auto scene = open();
        const auto first = scene->desk->deploy(u"good"_s);
        QVERIFY(first);
        const auto second = scene->desk->deploy(u"good"_s);
        if (second) // the first was over already
            QCOMPARE(scene->desk->record(*first)->info.state, RunState::Succeeded);
        else
            QCOMPARE(second.error().kind == ErrorKind::Refused || second.error().kind == ErrorKind::Conflict, true);
        QVERIFY(scene->desk->waitFor(*first));
        QCOMPARE(scene->desk->record(*first)->info.state, RunState::Succeeded);
    }
    void twoHostsGoBackTogether()
    {
        const auto scene = open(false, {}, u"      app-1: { %1 }\n      app-2: { %1 }"_s);
        const auto id = scene->desk->deploy(u"broken"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"failed"_s);
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
        QStringList witnessed = scene->floor->witnessed();
        QCOMPARE(witnessed.removeDuplicates(), 0);
        QCOMPARE(witnessed.size(), 5 + 4); // pull, build on both, migrate; the way back on both
        compareOutputs(*scene, *record);
    }
    void surviveADroppedConnection()
    {
        const auto scene = open();
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        Bell bell;
        qint64 grown = 0;
        const auto watching = scene->desk->runs->attach(*id, [&](const Event& event) {
            if (event.kind == Event::Kind::OutputGrew && event.step.key == u"build"_s)
                bell.ring([&] { grown = event.size; });
        });
        for (const qint64 size : {1, 300, 700, 1100})
            QVERIFY(bell.wait({}, 30s, [&] { return grown >= size; }) && (scene->server->killConnections(), true));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(scene->floor->witnessed().size(), 3);
        compareOutputs(*scene, *record);
    }
    void cancelStops()
    {
        const auto scene = open();
        Bell bell;
        bool building = false;
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        const auto watching = scene->desk->runs->attach(*id, [&](const Event& event) {
            if (event.kind == Event::Kind::Step && event.step.key == u"build"_s &&
                event.step.state == StepState::Running)
                bell.ring([&] { building = true; });
        });
        QVERIFY(bell.wait({}, 20s, [&] { return building; }));
        QVERIFY(await(scene->desk->runs->cancel(*id), {}, 10s));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"cancelled"_s);
        QVERIFY(!QFile::exists(scene->floor->shop.directory + u"/.pilothouse-lock"_s));
    }
    void aLockWhoseAnswerWasLost_data()
    {
        QTest::addColumn<QString>("procedure");
        QTest::addColumn<bool>("isBegun");
        // Whose first steps are sent together with the request for the lock may run already.
        QTest::newRow("is gone on with") << u"deploy"_s << true;
        QTest::newRow("is given back") << u"look"_s << false;
    }
    void aLockWhoseAnswerWasLost()
    {
        QFETCH(QString, procedure);
        QFETCH(bool, isBegun);
        // The host takes the lock and the connection breaks before it can say so: whoever moves the last file of a lock
        // into place waits here, until the connection is gone.
        const auto scene = open(false, uR"(      look:
        confirm: none
        steps:
          - { name: Look, probes: [api], within: 2s }
          - { name: Touch, on: app, run: "true" }
)"_s);
        const QString tools = scene->folder.filePath(u"tools"_s);
        const QString taken = scene->folder.filePath(u"taken"_s);
        const QString gone = scene->folder.filePath(u"gone"_s);
        QVERIFY(QDir().mkpath(tools));
        QFile mover(tools + u"/mv"_s);
        QVERIFY(mover.open(QIODevice::WriteOnly));
        mover.write(uR"(#!/bin/sh
PATH=/usr/bin:/bin
mv "$@" || exit
case $* in
*/.pilothouse-lock/run)
    : >%1
    waits=0
    until [ -e %2 ] || [ "$waits" -ge 200 ]; do waits=$((waits + 1)); sleep 0.1; done ;;
esac
)"_s.arg(taken, gone)
                        .toUtf8());
        mover.close();
        QVERIFY(mover.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        scene->desk.reset();
        scene->server->stop();
        scene->server->killConnections();
        scene->server->setConfiguration(
            {u"SetEnv XDG_STATE_HOME=%1 PATH=%2:/usr/bin:/bin"_s.arg(scene->folder.filePath(u"state"_s), tools)});
        QVERIFY2(scene->server->start(), qPrintable(scene->server->error()));
        scene->desk = std::make_unique<Desk>(scene->floor->shop);
        const auto plan = scene->desk->plan(procedure);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message + plan.error().detail));
        const auto starting = scene->desk->runs->start(*plan, scene->desk->definition);
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(taken); }, 30000));
        const QString lock = scene->floor->shop.directory + u"/.pilothouse-lock"_s;
        QVERIFY(QFile::exists(lock));
        scene->server->killConnections();
        QVERIFY(QFile(gone).open(QIODevice::WriteOnly));
        const auto started = await(starting, {}, 60s);
        if (isBegun) {
            QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
            QCOMPARE(scene->desk->waitFor(*started)->info.state, RunState::Succeeded);
            QCOMPARE(scene->floor->witnessed().size(), 3); // each step once
            QVERIFY(!QFile::exists(lock));
            return;
        }
        QVERIFY(!started);
        QCOMPARE(started.error().kind, ErrorKind::Unreachable);
        QVERIFY(!QFile::exists(lock));
        QVERIFY(scene->floor->witnessed().isEmpty());
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
        QCOMPARE(scene->desk->waitFor(*id)->info.state, RunState::Succeeded);
    }
    void aPersonLocks()
    {
        const auto scene = open();
        const System::Environment& environment = *scene->desk->definition.environment(u"production"_s);
        Locks& locks = *scene->desk->locks;
        const auto held = await(locks.lock(u"shop"_s, environment, u"moving the database"_s), {}, 30s);
        QVERIFY2(held, qPrintable(held ? QString() : held.error().message));
        const auto again = await(locks.lock(u"shop"_s, environment, u"me too"_s), {}, 30s);
        QVERIFY(!again);
        QVERIFY2(again.error().message.contains(u"moving the database"_s), qPrintable(again.error().message));
        const auto refused = scene->desk->deploy(u"good"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"moving the database"_s), qPrintable(refused.error().message));
        QVERIFY(scene->floor->witnessed().isEmpty());
        const auto shown = await(locks.show(u"shop"_s, environment), {}, 30s);
        QVERIFY(shown && shown->size() == 1 && shown->front().locked && !shown->front().dead);
        const auto taken = await(locks.unlock(u"shop"_s, environment), {}, 30s);
        QVERIFY(taken && taken->size() == 1);
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        QCOMPARE(scene->desk->waitFor(*id)->info.state, RunState::Succeeded);
    }
    void aHostThatLostTheRunIsInterrupted()
    {
        const auto scene = open();
        Bell bell;
        bool building = false;
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        const auto watching = scene->desk->runs->attach(*id, [&](const Event& event) {
            if (event.kind == Event::Kind::Step && event.step.key == u"build"_s &&
                event.step.state == StepState::Running)
                bell.ring([&] { building = true; });
        });
        QVERIFY(bell.wait({}, 20s, [&] { return building; }));
        // What a reboot leaves: neither the supervisor nor its step, and no status.
        const QString segment = scene->folder.filePath(u"state/pilothouse/runs/%1/1-app-1/"_s.arg(id->toString()));
        const pid_t step = processIn(segment + u"steps/build/group"_s);
        const pid_t supervisor = processIn(segment + u"pid"_s);
        QVERIFY(step > 1 && supervisor > 1);
        QCOMPARE(::kill(supervisor, SIGKILL), 0);
        ::kill(-step, SIGKILL);
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"interrupted"_s);
        QCOMPARE(stepStateName(record->step(u"build"_s, u"app-1"_s)->state), u"unknown"_s);
    }
    void migrationThatWasAppliedIsNotRolledBack()
    {
        const auto scene = open();
        scene->desk.reset();
        scene->floor->shop.yaml.replace(
            u"          - name: Migrate\n            on: app-1\n"_s,
            u"          - name: Migrate\n            on: app-1\n            reversible: false\n"_s);
        scene->desk = std::make_unique<Desk>(scene->floor->shop);
        const auto id = scene->desk->deploy(u"broken"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"failed"_s);
        QVERIFY2(record->info.summary.contains(u"cannot be taken back"_s), qPrintable(record->info.summary));
        QCOMPARE(scene->floor->running(), u"broken"_s);
        QCOMPARE(scene->floor->witnessed().size(), 3);
    }
};

PILOTHOUSE_TEST(DeployTest)
#include "tst_deploy.moc"
