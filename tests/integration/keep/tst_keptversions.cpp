// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "run/hoststates.h"
#include "run/keepsteps.h"
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

/// Deploys that keep what ran, and the way back to it with neither repository nor build: of releases in real folders,
/// and of images in a table that stands for Docker.
class KeptVersionsTest : public QObject
{
    Q_OBJECT

    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;

        QString app() const { return floor->shop.directory; }
        QString store() const { return app() + u".kept"_s; }
        QString table() const { return folder.filePath(u"table"_s); }
        /// From now on nothing can be fetched or built.
        void cutOff() const
        {
            QVERIFY(QDir().rename(folder.filePath(u"origin"_s), folder.filePath(u"gone"_s)));
            put(folder.filePath(u"nobuild"_s), "yes");
            put(table() + u"/nobuild"_s, "yes");
        }
    };
    static void put(const QString& path, const QByteArray& bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
        file.write(bytes);
    }
    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// `keep`: the line; `back`: the steps of the way back before its probes.
    static std::unique_ptr<Scene> open(const QString& keep, const QString& back,
                                       const std::function<void(const Scene&, Shop&)>& change = {})
    {
        auto scene = std::make_unique<Scene>();
        const QString tools = scene->folder.filePath(u"tools"_s);
        QDir().mkpath(tools);
        QDir().mkpath(scene->table());
        QFile::copy(QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u"/tests/integration/keep/docker"_s, tools + u"/docker"_s);
        scene->server = std::make_unique<SshServer>(SshServer::Options{
            .configuration = {u"SetEnv XDG_STATE_HOME=%1 DOCKER_TABLE=%2 PATH=%3:/usr/local/bin:/usr/bin:/bin"_s.arg(
                scene->folder.filePath(u"state"_s), scene->table(), tools)}});
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
        const auto replace = [&](const QString& from, const QString& to) {
            if (!shop.yaml.contains(from))
                qFatal("the shop has no %s", qPrintable(from));
            shop.yaml.replace(from, to);
        };
        replace(u"    probes:\n"_s, u"    keep: %1\n    probes:\n"_s.arg(keep));
        replace(u"              [ -n \"$TOKEN\" ]\n"_s,
                u"              [ -n \"$TOKEN\" ]\n              [ ! -e %1 ] || exit 3\n"_s.arg(
                    scene->folder.filePath(u"nobuild"_s)));
        const qsizetype steps = shop.yaml.indexOf(u"        steps:"_s, shop.yaml.indexOf(u"      rollback:\n"_s));
        const qsizetype verify = shop.yaml.indexOf(u"          - { name: Verify"_s, steps);
        shop.yaml.replace(steps, verify - steps,
                          u"        inputs: { version: { type: version } }\n        steps:\n"_s + back);
        if (change)
            change(*scene, shop);
        scene->desk = std::make_unique<Desk>(shop);
        return scene;
    }
    static std::unique_ptr<Scene> release(const std::function<void(const Scene&, Shop&)>& change = {})
    {
        auto scene = open(u"{ versions: 3, release: { on: app, data: [uploads] } }"_s,
                          u"          - { name: Release back, on: app, bring-back: release }\n"_s, change);
        put(scene->app() + u"/uploads/photo"_s, "first\n");
        return scene;
    }
    static std::unique_ptr<Scene> images()
    {
        auto scene =
            open(u"{ versions: 3, images: [web] }"_s,
                 u"          - { name: Check out, on: app, run: 'git checkout -q --detach \"$version\"' }\n"
                 "          - { name: Images back, on: app, bring-back: images }\n"
                 "          - { name: Look, on: app, run: 'cp version live; git rev-parse HEAD >commit' }\n"_s,
                 [](const Scene&, Shop& shop) {
                     shop.yaml.replace(u"    keep:"_s, u"    services: { web: { runtime: compose, on: app, file: "
                                                       "compose.yml } }\n    keep:"_s);
                     shop.yaml.replace(
                         u"              git rev-parse HEAD >commit\n              cp version live\n          - "
                         "name: Migrate"_s,
                         u"              docker compose -f compose.yml up -d --build\n              git "
                         "rev-parse HEAD >commit\n              cp version live\n          - name: Migrate"_s);
                 });
        put(scene->app() + u"/compose.yml"_s, "services:\n  web: { image: shop_web }\n");
        return scene;
    }
    static RunRecord ended(const Scene& scene, const Result<Id>& id)
    {
        if (!id)
            qFatal("%s %s", qPrintable(id.error().message), qPrintable(id.error().detail));
        const auto record = scene.desk->waitFor(*id);
        if (!record)
            qFatal("%s", qPrintable(record.error().message));
        return *record;
    }
    static RunRecord deploy(const Scene& scene, const QString& ref) { return ended(scene, scene.desk->deploy(ref)); }
    static RunRecord back(const Scene& scene, const std::map<QString, QString>& inputs = {})
    {
        const auto plan = scene.desk->plan(u"rollback"_s, inputs);
        if (!plan)
            qFatal("%s %s", qPrintable(plan.error().message), qPrintable(plan.error().detail));
        return ended(scene, scene.desk->start(*plan));
    }
    static QByteArray outputOf(const Scene& scene, const RunRecord& record, const QString& step)
    {
        return contents(scene.desk->runs->outputFile(record.info.id, step, u"app-1"_s));
    }
    static KeptReport kept(const Scene& scene)
    {
        const auto report =
            await(scene.desk->runs->versions(*scene.desk->definition.environment(u"production"_s)), {}, 30s);
        if (!report)
            qFatal("%s", qPrintable(report.error().message));
        return *report;
    }

private Q_SLOTS:
    void fullCircleOfReleases()
    {
        const auto scene = release();
        const QString first = scene->floor->first;
        const QString second = scene->floor->good;
        const auto plan = scene->desk->plan(u"deploy"_s, {{u"ref"_s, u"good"_s}});
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QCOMPARE(plan->steps.front().step.name, u"Keep "_s + first.left(7));
        QVERIFY(plan->kept.size() == 1 && plan->kept.front().folderBytes > 0 && plan->kept.front().freeBytes > 0);
        const RunRecord v2 = deploy(*scene, u"good"_s);
        QVERIFY2(v2.info.state == RunState::Succeeded, qPrintable(v2.info.summary));
        QCOMPARE(v2.steps.front().key, keepStepId());
        QCOMPARE(v2.steps.front().state, StepState::Succeeded);
        QVERIFY(v2.step(retainStepId(), u"app-1"_s)->state == StepState::Succeeded);
        QCOMPARE(hostsOfRun(v2), u"done"_s);
        put(scene->app() + u"/uploads/photo"_s, "second\n");
        const QString third = scene->floor->commit(u"1.2.0"_s);
        const RunRecord v3 = deploy(*scene, u"origin/main"_s);
        QVERIFY2(v3.info.state == RunState::Succeeded, qPrintable(v3.info.summary));

        KeptReport report = kept(*scene);
        QCOMPARE(report.running, third);
        QCOMPARE(report.retained, (QStringList{third, second, first}));
        QCOMPARE(report.wayBack, second);

        scene->cutOff();
        const qsizetype witnessed = scene->floor->witnessed().size();
        const auto wayBack = scene->desk->plan(u"rollback"_s, {{u"version"_s, first.left(9)}});
        QVERIFY2(wayBack, qPrintable(wayBack ? QString() : wayBack.error().message));
        QCOMPARE(wayBack->inputs.at(u"version"_s), first);
        QVERIFY2(wayBack->warnings.isEmpty(), qPrintable(wayBack->warnings.join(u' ')));
        const RunRecord to1 = ended(*scene, scene->desk->start(*wayBack));
        QVERIFY2(to1.info.state == RunState::Succeeded, qPrintable(to1.info.summary));
        QCOMPARE(to1.proof->verdict, Verdict::Holds);
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
        QCOMPARE(scene->floor->git(scene->app(), {u"rev-parse"_s, u"HEAD"_s}), first);
        QCOMPARE(contents(scene->app() + u"/uploads/photo"_s), QByteArray("second\n"));
        QCOMPARE(scene->floor->witnessed().size(), witnessed); // none of the shop's own steps ran
        QVERIFY(!QFile::exists(scene->app() + u"/.pilothouse-lock"_s));

        // Forward again, to what is kept as well.
        const RunRecord to3 = back(*scene, {{u"version"_s, third}});
        QVERIFY2(to3.info.state == RunState::Succeeded, qPrintable(to3.info.summary));
        QCOMPARE(scene->floor->running(), u"1.2.0"_s);
        // Without saying which: what ran when it came.
        const auto again = scene->desk->plan(u"rollback"_s);
        QVERIFY(again);
        QCOMPARE(again->inputs.at(u"version"_s), second);
    }
    static QString hostsOfRun(const RunRecord& record) { return hostStateName(hostsOf(record).front().state); }
    void fullCircleOfImages()
    {
        const auto scene = images();
        const auto image = [&](const QString& tag) { return contents(scene->table() + u"/tags/"_s + tag).trimmed(); };
        put(scene->app() + u"/live"_s, "1.0.0\n");
        // The first one runs before anything is kept.
        const RunRecord v2 = deploy(*scene, u"good"_s);
        QVERIFY2(v2.info.state == RunState::Succeeded, qPrintable(v2.info.summary));
        QVERIFY2(outputOf(*scene, v2, keepStepId()).contains("nothing of it runs"),
                 outputOf(*scene, v2, keepStepId()).constData());
        const QByteArray second = image(u"shop_web:latest"_s);
        QCOMPARE(image(u"shop_web:pilothouse-"_s + scene->floor->good), second);
        const QString third = scene->floor->commit(u"1.2.0"_s);
        QVERIFY(deploy(*scene, u"origin/main"_s).info.state == RunState::Succeeded);
        QVERIFY(image(u"shop_web:latest"_s) != second);
        QCOMPARE(kept(*scene).retained, (QStringList{third, scene->floor->good}));
        scene->cutOff();
        const RunRecord to2 = back(*scene);
        QVERIFY2(to2.info.state == RunState::Succeeded, qPrintable(to2.info.summary));
        QCOMPARE(image(u"shop_web:latest"_s), second);
        const QDir containers(scene->table() + u"/containers"_s);
        const QStringList running = containers.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(running.size(), 1);
        QCOMPARE(contents(containers.filePath(running.front() + u"/image"_s)).trimmed(), second);
        QCOMPARE(kept(*scene).running, scene->floor->good);
    }
    void aBrokenOneGoesBackByItself()
    {
        const auto scene = release();
        const RunRecord failed = deploy(*scene, u"broken"_s);
        QCOMPARE(runStateName(failed.info.state), u"failed"_s);
        QVERIFY2(failed.info.summary.contains(u"rolled back to "_s + scene->floor->first.left(12)),
                 qPrintable(failed.info.summary));
        QVERIFY2(failed.info.summary.contains(u"Proven"_s), qPrintable(failed.info.summary));
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
        QCOMPARE(contents(scene->app() + u"/uploads/photo"_s), QByteArray("first\n"));
        QCOMPARE(failed.step(retainStepId(), u"app-1"_s)->state, StepState::Pending);
        QCOMPARE(kept(*scene).retained, QStringList{scene->floor->first});
        QVERIFY(!QFile::exists(scene->app() + u"/.pilothouse-lock"_s));
    }
    void stopsWhereNothingCanBeKept()
    {
        const auto scene = release();
        // In the place of the folder that it would make.
        put(scene->store() + u'/' + scene->floor->first, "in the way");
        const RunRecord failed = deploy(*scene, u"good"_s);
        QCOMPARE(runStateName(failed.info.state), u"failed"_s);
        QVERIFY2(failed.info.summary.contains(u"nothing was changed"_s), qPrintable(failed.info.summary));
        QVERIFY(failed.resumable && !failed.rollingBack);
        QVERIFY(scene->floor->witnessed().isEmpty());
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
        QVERIFY(!QFile::exists(scene->app() + u"/.pilothouse-lock"_s));
        // After a fix it goes on from there.
        QVERIFY(QFile::remove(scene->store() + u'/' + scene->floor->first));
        const auto plan = await(scene->desk->runs->planResume(failed.info.id, scene->desk->definition), {}, 60s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        const RunRecord second = ended(*scene, scene->desk->start(*plan));
        QVERIFY2(second.info.state == RunState::Succeeded, qPrintable(second.info.summary));
        QCOMPARE(kept(*scene).retained, (QStringList{scene->floor->good, scene->floor->first}));
    }
    void goesOnAfterAFailureWithWhatWasKept()
    {
        const auto scene = release([](const Scene&, Shop& shop) {
            shop.yaml.replace(u"        on-failure: rollback\n"_s, QString());
            shop.yaml.replace(u"        when-console-lost: rollback\n"_s, QString());
        });
        put(scene->folder.filePath(u"nobuild"_s), "yes");
        const RunRecord failed = deploy(*scene, u"good"_s);
        QVERIFY2(failed.resumable, qPrintable(failed.info.summary));
        QVERIFY(QFile::remove(scene->folder.filePath(u"nobuild"_s)));
        const auto plan = await(scene->desk->runs->planResume(failed.info.id, scene->desk->definition), {}, 60s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QCOMPARE(plan->steps.front().step.id, u"build"_s);
        QCOMPARE(plan->steps.back().step.id, retainStepId());
        const RunRecord second = ended(*scene, scene->desk->start(*plan));
        QVERIFY2(second.info.state == RunState::Succeeded, qPrintable(second.info.summary));
        QCOMPARE(kept(*scene).retained, (QStringList{scene->floor->good, scene->floor->first}));
    }
    void whatIsNotKeptIsRefusedInThePlan()
    {
        const auto scene = release();
        auto plan = scene->desk->plan(u"rollback"_s);
        QVERIFY(!plan);
        QVERIFY2(plan.error().message.contains(u"No version from before"_s), qPrintable(plan.error().message));
        QVERIFY(deploy(*scene, u"good"_s).info.state == RunState::Succeeded);
        plan = scene->desk->plan(u"rollback"_s, {{u"version"_s, scene->floor->broken}});
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::NotFound);
        QVERIFY2(plan.error().message.contains(
                     u"app-1: %1, %2"_s.arg(scene->floor->good.left(7), scene->floor->first.left(7))),
                 qPrintable(plan.error().message));
        // Removed by hand after the plan was made.
        plan = scene->desk->plan(u"rollback"_s, {{u"version"_s, scene->floor->first}});
        QVERIFY(plan);
        QVERIFY(QDir(scene->store() + u'/' + scene->floor->first + u"/release"_s).removeRecursively());
        const auto id = scene->desk->start(*plan);
        QVERIFY(!id);
        QVERIFY2(id.error().message.contains(u"without the release"_s), qPrintable(id.error().message));
        QCOMPARE(scene->floor->running(), u"1.1.0"_s);
    }
    void onlySoManyStay()
    {
        const auto scene = release();
        QStringList all{scene->floor->first};
        RunRecord last;
        for (const QString& version : {u"2.0.0"_s, u"3.0.0"_s, u"4.0.0"_s}) {
            all.prepend(scene->floor->commit(version));
            last = deploy(*scene, u"origin/main"_s);
            QVERIFY2(last.info.state == RunState::Succeeded, qPrintable(last.info.summary));
        }
        QCOMPARE(kept(*scene).retained, all.first(3));
        const QByteArray said = outputOf(*scene, last, retainStepId());
        QVERIFY2(said.contains(scene->floor->first.toUtf8() + " is no longer kept"), said.constData());
        // The version before the one that was given up stays the way back, however many come.
        QVERIFY(back(*scene, {{u"version"_s, all.at(2)}}).info.state == RunState::Succeeded);
        const QString next = scene->floor->commit(u"5.0.0"_s);
        QVERIFY(deploy(*scene, u"origin/main"_s).info.state == RunState::Succeeded);
        const KeptReport report = kept(*scene);
        QCOMPARE(report.retained.size(), 3);
        QCOMPARE(report.running, next);
        QCOMPARE(report.wayBack, all.at(2));
    }
    void notPastWhatCannotBeTakenBack()
    {
        const auto scene = release([](const Scene&, Shop& shop) {
            shop.yaml.replace(u"          - name: Migrate\n            on: app-1\n"_s,
                              u"          - name: Migrate\n            on: app-1\n            reversible: false\n"
                              "            pending: '[ -e nothing ] || echo 001'\n"_s);
        });
        QVERIFY(deploy(*scene, u"good"_s).info.state == RunState::Succeeded);
        put(scene->app() + u"/nothing"_s, "yes");
        scene->floor->commit(u"1.2.0"_s);
        QVERIFY(deploy(*scene, u"origin/main"_s).info.state == RunState::Succeeded);
        // Nothing was applied since the second, something since the first.
        const auto second = scene->desk->plan(u"rollback"_s, {{u"version"_s, scene->floor->good}});
        QVERIFY(second);
        QVERIFY2(second->unmet(scene->desk->clock.now()).empty() && second->warnings.isEmpty(),
                 qPrintable(second->warnings.join(u' ')));
        const auto first = scene->desk->plan(u"rollback"_s, {{u"version"_s, scene->floor->first}});
        QVERIFY(first);
        QCOMPARE(first->unmet(scene->desk->clock.now()).size(), size_t(1));
        const auto refused = scene->desk->start(*first);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"Migrate of run"_s), qPrintable(refused.error().message));
        QCOMPARE(scene->floor->running(), u"1.2.0"_s);
    }
    void whatThisComputerDoesNotKnowIsSaid()
    {
        const auto scene = release();
        QVERIFY(deploy(*scene, u"good"_s).info.state == RunState::Succeeded);
        Shop other = scene->floor->shop;
        other.data = scene->folder.filePath(u"elsewhere"_s);
        scene->desk.reset();
        scene->desk = std::make_unique<Desk>(other);
        const auto plan = scene->desk->plan(u"rollback"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QCOMPARE(plan->inputs.at(u"version"_s), scene->floor->first);
        QVERIFY2(plan->warnings.join(u' ').contains(u"does not know every run"_s),
                 qPrintable(plan->warnings.join(u' ')));
        QVERIFY(ended(*scene, scene->desk->start(*plan)).info.state == RunState::Succeeded);
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
    }
};

PILOTHOUSE_TEST(KeptVersionsTest)
#include "tst_keptversions.moc"
