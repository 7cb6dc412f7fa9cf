// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "run/hoststates.h"
#include "run/planscript.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A step that goes through four hosts, each a folder of its own behind a real sshd.
class StrategiesTest : public QObject
{
    Q_OBJECT

private:
    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;

        QString file(int host, const QString& name) const
        {
            return u"%1-%2/%3"_s.arg(floor->shop.directory).arg(host).arg(name);
        }
        void refuse(int host) const
        {
            QFile mark(file(host, u"refuse"_s));
            if (!mark.open(QIODevice::WriteOnly))
                qFatal("cannot write %s", qPrintable(mark.fileName()));
        }
        QList<int> having(const QString& name) const
        {
            QList<int> hosts;
            for (int host = 1; host <= 4; ++host) {
                if (QFile::exists(file(host, name)))
                    hosts += host;
            }
            return hosts;
        }
    };

    static std::unique_ptr<Scene> open(const QString& strategy, const QString& end = {})
    {
        auto scene = std::make_unique<Scene>();
        const QString state = scene->folder.filePath(u"state"_s);
        scene->server =
            std::make_unique<SshServer>(SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME="_s + state}});
        if (!scene->server->isRunning())
            qFatal("no sshd: %s", qPrintable(scene->server->error()));
        const Ssh::Endpoint at = scene->server->endpoint();
        const QString ssh = u"ssh: %1@%2:%3"_s.arg(at.user, at.address).arg(at.port);
        QString hosts = u"      app-1: { %1, directory: DIRECTORY }\n"_s.arg(ssh);
        for (int host = 1; host <= 4; ++host)
            hosts += u"      web-%1: { %2, directory: DIRECTORY-%1, roles: [web] }\n"_s.arg(host).arg(ssh);
        scene->floor = std::make_unique<ShopFloor>(scene->folder.path(), hosts, uR"(
      roll:
        confirm: none
        steps:
          - name: Switch
            on: web
            strategy: %1
            run: '[ ! -e refuse ] && touch switched'
          - { name: After, on: web, strategy: all-at-once, run: touch after }
%2
      undo: { steps: [{ name: Take back, on: web, run: touch back }] }
)"_s.arg(strategy, end));
        scene->floor->shop.yaml.replace(u"on: app\n"_s, u"on: app-1\n"_s);
        for (int host = 1; host <= 4; ++host)
            QDir().mkpath(scene->file(host, {}));
        scene->floor->shop.knownHosts = scene->server->knownHostsFile();
        scene->floor->shop.keyFile = scene->server->keyFile();
        scene->desk = std::make_unique<Desk>(scene->floor->shop);
        return scene;
    }
    static Id start(const Scene& scene, const Plan& plan)
    {
        const auto id = scene.desk->start(plan);
        if (!id)
            qFatal("%s %s", qPrintable(id.error().message), qPrintable(id.error().detail));
        return *id;
    }
    static Id roll(const Scene& scene)
    {
        const auto plan = scene.desk->plan(u"roll"_s);
        if (!plan)
            qFatal("%s %s", qPrintable(plan.error().message), qPrintable(plan.error().detail));
        return start(scene, *plan);
    }
    static RunRecord ended(const Scene& scene, const Id& id)
    {
        const auto record = scene.desk->waitFor(id);
        if (!record)
            qFatal("%s", qPrintable(record.error().message));
        return *record;
    }
    static QStringList states(const RunRecord& record)
    {
        QStringList words;
        for (const HostProgress& host : hostsOf(record))
            words += hostWords(host);
        return words;
    }

private Q_SLOTS:
    void stopsAtTheFirstFailureUnlessToldOtherwise()
    {
        const auto scene = open(u"serial"_s);
        scene->refuse(2);
        const RunRecord record = ended(*scene, roll(*scene));
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QCOMPARE(scene->having(u"switched"_s), QList<int>{1});
        QCOMPARE(scene->having(u"after"_s), QList<int>{});
        QCOMPARE(states(record), (QStringList{u"1 of 2 steps done"_s, u"failed at Switch (exit 1)"_s, u"not touched"_s,
                                              u"not touched"_s}));
        QVERIFY(record.resumable);
    }
    void goesOnWithoutAsManyAsMayFail()
    {
        const auto scene = open(u"{ batches: 2, max-failures: 1 }"_s);
        scene->refuse(2);
        const Id id = roll(*scene);
        const RunRecord record = ended(*scene, id);
        QCOMPARE(runStateName(record.info.state), u"failed"_s); // never a success
        QCOMPARE(scene->having(u"switched"_s), (QList<int>{1, 3, 4}));
        QCOMPARE(scene->having(u"after"_s), (QList<int>{1, 3, 4}));
        QCOMPARE(states(record),
                 (QStringList{u"done"_s, u"failed at Switch (exit 1), left out"_s, u"done"_s, u"done"_s}));
        QCOMPARE(record.info.summary,
                 u"Done on web-1, web-3, web-4. Left out after a failure: web-2 (failed at Switch (exit 1))."_s);
        QVERIFY(record.resumable);

        // After the repair the rest is done, on that host alone.
        QVERIFY(QFile::remove(scene->file(2, u"refuse"_s)));
        const auto plan = await(scene->desk->runs->planResume(id, scene->desk->definition), {}, 60s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        const RunRecord rest = ended(*scene, start(*scene, *plan));
        QCOMPARE(runStateName(rest.info.state), u"succeeded"_s);
        QCOMPARE(states(rest), QStringList{u"done"_s});
        QCOMPARE(scene->having(u"after"_s), (QList<int>{1, 2, 3, 4}));
    }
    void stopsWhenMoreFail()
    {
        const auto scene = open(u"{ batches: 1, max-failures: 1 }"_s);
        scene->refuse(1);
        scene->refuse(3);
        const RunRecord record = ended(*scene, roll(*scene));
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QCOMPARE(scene->having(u"switched"_s), QList<int>{2});
        QCOMPARE(states(record), (QStringList{u"failed at Switch (exit 1), left out"_s, u"1 of 2 steps done"_s,
                                              u"failed at Switch (exit 1)"_s, u"not touched"_s}));
        QVERIFY2(record.info.summary.startsWith(u"Switch (web-1), Switch (web-3) failed."_s),
                 qPrintable(record.info.summary));
    }
    void withoutAnyHostLeftItStops()
    {
        const auto scene = open(u"{ batches: all, max-failures: 100% }"_s);
        for (int host = 1; host <= 4; ++host)
            scene->refuse(host);
        const RunRecord record = ended(*scene, roll(*scene));
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QVERIFY(record.leftOut.isEmpty());
        QCOMPARE(states(record), (QStringList(4, u"failed at Switch (exit 1)"_s)));
    }
    void whoIsLeftOutGoesBackAlone()
    {
        const auto scene = open(u"{ canary: 1, max-failures: 1 }"_s, u"        on-failure: undo\n"_s);
        scene->refuse(3);
        const RunRecord record = ended(*scene, roll(*scene));
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QVERIFY(!record.rollingBack);
        QVERIFY(!record.resumable); // what was done before on that host was taken back
        QCOMPARE(scene->having(u"back"_s), QList<int>{3});
        QCOMPARE(scene->having(u"after"_s), (QList<int>{1, 2, 4}));
        QCOMPARE(states(record).at(2), u"failed at Switch (exit 1), went back"_s);
        QVERIFY(!QFile::exists(scene->file(3, u".pilothouse-lock"_s)));
    }
    void stoppingTakesTheOthersBack()
    {
        const auto scene = open(u"{ canary: 2 }"_s, u"        on-failure: undo\n"_s);
        scene->refuse(2);
        const RunRecord record = ended(*scene, roll(*scene));
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        QVERIFY(record.rollingBack);
        QCOMPARE(scene->having(u"back"_s), (QList<int>{1, 2})); // whoever was not touched has nothing to take back
        QCOMPARE(states(record),
                 (QStringList{u"1 of 2 steps done, went back"_s, u"failed at Switch (exit 1), went back"_s,
                              u"not touched"_s, u"not touched"_s}));
    }
    void pausesBetweenBatches()
    {
        const auto scene = open(u"{ batches: 2, pause: 1s }"_s);
        const RunRecord record = ended(*scene, roll(*scene));
        QCOMPARE(runStateName(record.info.state), u"succeeded"_s);
        QCOMPARE(record.pauses.size(), size_t(1));
        const QDateTime begun = record.pauses.begin()->second;
        QVERIFY(record.step(u"switch"_s, u"web-2"_s)->ended <= begun);
        for (const QString& host : {u"web-3"_s, u"web-4"_s})
            QVERIFY(begun.msecsTo(record.step(u"switch"_s, host)->started) >= 1000);
    }
    void aPlanAsScriptPausesToo()
    {
        const auto scene = open(u"{ batches: 2, pause: 1h }"_s);
        const auto plan = scene->desk->plan(u"roll"_s);
        QVERIFY(plan);
        const QByteArray script = planAsScript(*plan, *scene->desk->definition.environment(u"production"_s));
        QCOMPARE(script.count("\n    sleep 3600\n"), 1);
        QVERIFY(script.contains("A pause of 1 h before web-3."));
    }
    void aPauseEndsWithACancel()
    {
        const auto scene = open(u"{ canary: 1, pause: 1h }"_s);
        const Id id = roll(*scene);
        Bell bell;
        bool paused = false;
        const auto watching = scene->desk->runs->attach(id, [&](const Event& event) {
            if (event.kind == Event::Kind::State && event.text.startsWith(u"Pauses until"_s))
                bell.ring([&] { paused = true; });
        });
        QVERIFY(bell.wait({}, 60s, [&] { return paused; }));
        scene->desk->runs->cancel(id);
        const RunRecord record = ended(*scene, id);
        QCOMPARE(runStateName(record.info.state), u"cancelled"_s);
        QCOMPARE(scene->having(u"switched"_s), QList<int>{1});
    }
};

PILOTHOUSE_TEST(StrategiesTest)
#include "tst_strategies.moc"
