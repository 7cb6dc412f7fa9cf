// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "run/bell.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Deploys that prove that what they brought runs, and those that cannot.
class ProvenTest : public QObject
{
    Q_OBJECT

    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;

        ~Scene()
        {
            desk.reset();
            const int pid = contents(floor->shop.directory + u"/server.pid"_s).trimmed().toInt();
            if (pid > 1)
                ::kill(pid, SIGKILL);
        }
    };
    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A program that goes on after its step, in the application's folder.
    static QString startServer()
    {
        return uR"(              if [ -s server.pid ]; then kill $(cat server.pid); fi
              printf '#!/bin/sh\nwhile :; do sleep 1; done\n' >server
              setsid sh ./server >/dev/null 2>&1 </dev/null &
              echo $! >server.pid
)"_s;
    }
    /// `version`: the lines under version:; `build`: what the step Build does besides.
    static std::unique_ptr<Scene> open(const QString& version, const QString& build = {}, const QString& services = {},
                                       const QStringList& environment = {})
    {
        auto scene = std::make_unique<Scene>();
        const QString state = scene->folder.filePath(u"state"_s);
        scene->server = std::make_unique<SshServer>(
            SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME=%1 %2"_s.arg(state, environment.join(u' '))}});
        if (!scene->server->isRunning())
            qFatal("no sshd: %s", qPrintable(scene->server->error()));
        const Ssh::Endpoint end = scene->server->endpoint();
        scene->floor = std::make_unique<ShopFloor>(
            scene->folder.path(),
            u"      app-1: { ssh: %1@%2:%3, directory: DIRECTORY, roles: [app] }"_s.arg(end.user, end.address)
                .arg(end.port));
        Shop& shop = scene->floor->shop;
        shop.knownHosts = scene->server->knownHostsFile();
        shop.keyFile = scene->server->keyFile();
        const QString line =
            u"    version: { on: app-1, read: git rev-parse HEAD, probe: api, equals: \"[BODY].commit\" }\n"_s;
        if (!shop.yaml.contains(line))
            qFatal("the shop's version is not where it was");
        shop.yaml.replace(line, version + services);
        if (!build.isEmpty())
            shop.yaml.replace(u"              git rev-parse HEAD >commit\n"_s, build);
        scene->desk = std::make_unique<Desk>(shop);
        return scene;
    }
    static QString answering()
    {
        return u"    version: { on: app-1, read: git rev-parse HEAD, probe: api, equals: \"[BODY].commit\" }\n"_s;
    }
    static QString server() { return u"    services: { server: { runtime: process, on: app } }\n"_s; }
    static RunRecord deploy(const Scene& scene, const QString& ref)
    {
        const auto id = scene.desk->deploy(ref);
        if (!id)
            qFatal("%s %s", qPrintable(id.error().message), qPrintable(id.error().detail));
        const auto record = scene.desk->waitFor(*id);
        if (!record)
            qFatal("%s", qPrintable(record.error().message));
        return *record;
    }

private Q_SLOTS:
    void theAnswerNamesTheCommit()
    {
        const auto scene = open(answering());
        const auto plan = scene->desk->plan(u"deploy"_s);
        QVERIFY(plan);
        QCOMPARE(proofKindName(plan->proof.kind), u"answer"_s);
        QCOMPARE(plan->proof.before, scene->floor->first);
        QCOMPARE(plan->proof.target, scene->floor->good);
        const RunRecord record = deploy(*scene, u"good"_s);
        QCOMPARE(runStateName(record.info.state), u"succeeded"_s);
        QVERIFY(record.proof);
        QCOMPARE(record.proof->verdict, Verdict::Holds);
        QVERIFY(!record.proofOfBack);
        QVERIFY2(record.info.summary.contains(record.proof->statement.text()), qPrintable(record.info.summary));
    }
    void anOldVersionThatStillAnswersIsNoSuccess()
    {
        // The build leaves the old version running: everything is green, and wrong.
        const auto scene = open(answering(), u"              :\n"_s);
        const RunRecord record = deploy(*scene, u"good"_s);
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QVERIFY2(record.info.summary.contains(u"rolled back"_s), qPrintable(record.info.summary));
        QVERIFY(record.rollingBack && record.proof && record.proofOfBack);
        QCOMPARE(record.proof->verdict, Verdict::Holds); // what ran before runs
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
    }
    void aRollbackIsProvenToo()
    {
        const auto scene = open(answering());
        const RunRecord record = deploy(*scene, u"broken"_s);
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QVERIFY(record.proof && record.proofOfBack);
        QCOMPARE(record.proof->verdict, Verdict::Holds);
        QVERIFY2(record.info.summary.contains(u"Proven"_s), qPrintable(record.info.summary));
    }
    void nothingToProveItWith()
    {
        const auto scene = open(u"    version: { on: app-1, read: git rev-parse HEAD }\n"_s);
        const auto plan = scene->desk->plan(u"deploy"_s);
        QVERIFY(plan);
        QCOMPARE(proofKindName(plan->proof.kind), u"none"_s);
        QVERIFY(!plan->proof.why.isEmpty());
        const RunRecord record = deploy(*scene, u"good"_s);
        QCOMPARE(runStateName(record.info.state), u"unproven"_s);
        QCOMPARE(record.proof->verdict, Verdict::Unknown);
        const auto listed = await(scene->desk->runs->list(), {}, 10s);
        QVERIFY(listed && listed->size() == 1);
        QCOMPARE(listed->front().state, RunState::Unproven);
        QVERIFY(!QFile::exists(scene->floor->shop.directory + u"/.pilothouse-lock"_s));
        // It still tells which version was there before, for a way back.
        const auto back = scene->desk->plan(u"rollback"_s);
        QVERIFY2(back, qPrintable(back ? QString() : back.error().message));
        QCOMPARE(back->previous(), scene->floor->first);
    }
    void aWayBackPlannedAtTheLastWordOfARun()
    {
        const auto scene = open(answering());
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        // Asked for while the end is told.
        std::optional<Result<Run::Plan>> back;
        Bell bell;
        const auto watching = scene->desk->runs->attach(*id, [&](const Event& event) {
            if (event.kind != Event::Kind::State || isOpen(event.state))
                return;
            auto plan = scene->desk->plan(u"rollback"_s);
            bell.ring([&] { back = std::move(plan); });
        });
        QVERIFY(bell.wait({}, 60s, [&] { return back.has_value(); }));
        QVERIFY2(*back, qPrintable(*back ? QString() : back->error().message));
        QCOMPARE((*back)->previous(), scene->floor->first);
    }
    void theSameCommitAgainNeedsANewProcess()
    {
        const auto scene = open(answering(), u"              git rev-parse HEAD >commit\n"_s + startServer(), server());
        QCOMPARE(runStateName(deploy(*scene, u"good"_s).info.state), u"succeeded"_s);
        const auto plan = scene->desk->plan(u"deploy"_s, {{u"ref"_s, u"good"_s}});
        QVERIFY(plan);
        QVERIFY(plan->proof.again);
        QCOMPARE(proofKindName(plan->proof.kind), u"process"_s);
        const RunRecord again = deploy(*scene, u"good"_s);
        QVERIFY2(again.info.state == RunState::Succeeded, qPrintable(again.info.summary));
        QVERIFY2(again.info.summary.contains(u"server on app-1"_s), qPrintable(again.info.summary));
    }
    void theSameCommitAgainIsNotProvenByTheOldProcess()
    {
        const auto scene =
            open(answering(),
                 u"              git rev-parse HEAD >commit\n              if [ ! -s server.pid ]; then :\n"_s +
                     startServer() + u"              fi\n"_s,
                 server());
        QCOMPARE(runStateName(deploy(*scene, u"good"_s).info.state), u"succeeded"_s);
        const RunRecord again = deploy(*scene, u"good"_s);
        QCOMPARE(runStateName(again.info.state), u"unproven"_s);
        QVERIFY2(again.info.summary.contains(u"was started before"_s), qPrintable(again.info.summary));
    }
    void theImageOfTheContainer_data()
    {
        QTest::addColumn<QString>("tagged");
        QTest::addColumn<QString>("revision");
        QTest::addColumn<QString>("state");
        QTest::newRow("of this commit") << u"sha256:1111"_s << u"REF"_s << u"succeeded"_s;
        QTest::newRow("of another, and not started anew") << u"sha256:1111"_s << u"ffff"_s << u"unproven"_s;
        QTest::newRow("built, and not what runs") << u"sha256:2222"_s << u"REF"_s << u"unproven"_s;
    }
    void theImageOfTheContainer()
    {
        QFETCH(const QString, tagged);
        QFETCH(QString, revision);
        QFETCH(const QString, state);
        QTemporaryDir tools;
        QFile docker(tools.filePath(u"docker"_s));
        QVERIFY(docker.open(QIODevice::WriteOnly));
        const QString script = uR"(#!/bin/sh
case "$*" in
"compose version") exit 0 ;;
"compose -f compose.yml ps -q web") echo c0ffee ;;
*State.Pid*) echo 1 ;;
*.Image*Config* | *Config.Image*) echo shop:latest ;;
"image inspect"*) echo TAGGED ;;
*revision*) echo REVISION ;;
*.Image*) echo sha256:1111 ;;
*) exit 1 ;;
esac
)"_s;
        docker.close();
        const auto scene = open(u"    version: { on: app-1, read: git rev-parse HEAD, services: [web] }\n"_s, {},
                                u"    services: { web: { runtime: compose, on: app, file: compose.yml } }\n"_s,
                                {u"PATH=%1:/usr/local/bin:/usr/bin:/bin"_s.arg(tools.path())});
        QVERIFY(docker.open(QIODevice::WriteOnly));
        docker.write(QString(script)
                         .replace(u"TAGGED"_s, tagged)
                         .replace(u"REVISION"_s, revision.replace(u"REF"_s, scene->floor->good))
                         .toUtf8());
        docker.close();
        QVERIFY(docker.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const auto plan = scene->desk->plan(u"deploy"_s);
        QVERIFY(plan);
        QCOMPARE(proofKindName(plan->proof.kind), u"image"_s);
        const RunRecord record = deploy(*scene, u"good"_s);
        QVERIFY2(runStateName(record.info.state) == state, qPrintable(record.info.summary));
    }
};

PILOTHOUSE_TEST(ProvenTest)
#include "tst_proven.moc"
