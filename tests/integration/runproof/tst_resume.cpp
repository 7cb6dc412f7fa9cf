// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Runs that failed and are gone on with at the step that failed, by a run of their own.
class ResumeTest : public QObject
{
    Q_OBJECT

    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;

        QString fixed() const { return folder.filePath(u"fixed"_s); }
        void fix() const { QVERIFY(QFile(fixed()).open(QIODevice::WriteOnly)); }
        /// The steps that ran, as "STEP" in order.
        QStringList steps() const
        {
            QStringList names;
            for (const QString& line : floor->witnessed())
                names += line.section(u' ', 2);
            return names;
        }
    };
    /// A shop whose deploy has no way back, and whose Build fails until the file `fixed` is there.
    static std::unique_ptr<Scene> open(const std::function<void(Shop&)>& change = {})
    {
        auto scene = std::make_unique<Scene>();
        scene->server = std::make_unique<SshServer>(
            SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME="_s + scene->folder.filePath(u"state"_s)}});
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
        shop.yaml.replace(
            u"              [ -n \"$TOKEN\" ]\n"_s,
            u"              [ -n \"$TOKEN\" ]\n              [ -e %1 ] || exit 3\n"_s.arg(scene->fixed()));
        if (change) {
            change(shop);
        } else {
            shop.yaml.replace(u"        on-failure: rollback\n"_s, QString());
            shop.yaml.replace(u"        when-console-lost: rollback\n"_s, QString());
        }
        scene->desk = std::make_unique<Desk>(shop);
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
    static Result<Plan> planResume(const Scene& scene, const Id& run)
    {
        return await(scene.desk->runs->planResume(run, scene.desk->definition), {}, 60s);
    }

private Q_SLOTS:
    void goesOnAtTheFailedStep()
    {
        const auto scene = open();
        const RunRecord first = ended(*scene, scene->desk->deploy(u"good"_s));
        QCOMPARE(runStateName(first.info.state), u"failed"_s);
        QVERIFY(first.resumable);
        QCOMPARE(scene->steps(), (QStringList{u"pull"_s, u"build"_s}));
        scene->fix();
        const auto plan = planResume(*scene, first.info.id);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QCOMPARE(plan->steps.size(), size_t(3));
        QCOMPARE(plan->steps.front().step.id, u"build"_s);
        QCOMPARE(plan->earlier, QStringList{first.info.id.toString()});
        QCOMPARE(plan->inputs.at(u"ref"_s), scene->floor->good);
        QCOMPARE(plan->previous(), scene->floor->first);
        const RunRecord second = ended(*scene, scene->desk->start(*plan));
        QVERIFY2(second.info.state == RunState::Succeeded, qPrintable(second.info.summary));
        // Each step once in each attempt.
        QCOMPARE(scene->steps(), (QStringList{u"pull"_s, u"build"_s, u"build"_s, u"migrate"_s}));
        QStringList witnessed = scene->floor->witnessed();
        QCOMPARE(witnessed.removeDuplicates(), 0);
        QCOMPARE(second.proof->verdict, Verdict::Holds);
        QVERIFY(!QFile::exists(scene->floor->shop.directory + u"/.pilothouse-lock"_s));
        // What has succeeded is not gone on with, nor is the first attempt any more.
        QCOMPARE(planResume(*scene, second.info.id).error().kind, ErrorKind::Refused);
        const auto again = planResume(*scene, first.info.id);
        QCOMPARE(again.error().kind, ErrorKind::Conflict);
        QVERIFY2(again.error().message.contains(second.info.id.toString()), qPrintable(again.error().message));
    }
    void failsAgainAndGoesOnAgain()
    {
        const auto scene = open();
        const RunRecord first = ended(*scene, scene->desk->deploy(u"good"_s));
        const auto plan = planResume(*scene, first.info.id);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        const RunRecord second = ended(*scene, scene->desk->start(*plan));
        QCOMPARE(runStateName(second.info.state), u"failed"_s);
        QVERIFY(second.resumable);
        scene->fix();
        const auto third = planResume(*scene, second.info.id);
        QVERIFY2(third, qPrintable(third ? QString() : third.error().message));
        QCOMPARE(third->earlier, (QStringList{first.info.id.toString(), second.info.id.toString()}));
        QVERIFY(ended(*scene, scene->desk->start(*third)).info.state == RunState::Succeeded);
        QCOMPARE(scene->steps(), (QStringList{u"pull"_s, u"build"_s, u"build"_s, u"build"_s, u"migrate"_s}));
    }
    void whereGoingBackWasBlocked()
    {
        const auto scene = open([](Shop& shop) {
            shop.yaml.replace(u"            on: app-1\n            run: |\n"_s,
                              u"            on: app-1\n            reversible: false\n            run: |\n"_s);
            shop.yaml.replace(u"              [ -e "_s, u"              : || [ -e "_s);
        });
        const RunRecord first = ended(*scene, scene->desk->deploy(u"broken"_s));
        QCOMPARE(runStateName(first.info.state), u"failed"_s);
        QVERIFY2(first.resumable, qPrintable(first.info.summary));
        // Somebody repairs it by hand.
        QFile live(scene->floor->shop.directory + u"/live"_s);
        QVERIFY(live.open(QIODevice::WriteOnly));
        live.write("repaired\n");
        live.close();
        const auto plan = planResume(*scene, first.info.id);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QCOMPARE(plan->steps.size(), size_t(1));
        QVERIFY(plan->failureSteps.empty());
        QVERIFY(plan->redBefore().isEmpty());
        const RunRecord second = ended(*scene, scene->desk->start(*plan));
        QVERIFY2(second.info.state == RunState::Succeeded, qPrintable(second.info.summary));
        QCOMPARE(scene->steps(), (QStringList{u"pull"_s, u"build"_s, u"migrate"_s}));
    }
    void notWhatWentBack()
    {
        const auto scene = open([](Shop&) {});
        const RunRecord first = ended(*scene, scene->desk->deploy(u"good"_s));
        QVERIFY(first.rollingBack && !first.resumable);
        const auto plan = planResume(*scene, first.info.id);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::Refused);
    }
    void notWhenTheWorldChanged_data()
    {
        QTest::addColumn<QString>("change");
        for (const QString& change : {u"the branch"_s, u"the definition"_s, u"what runs"_s, u"another run"_s})
            QTest::newRow(qPrintable(change)) << change;
    }
    void notWhenTheWorldChanged()
    {
        QFETCH(const QString, change);
        const auto scene = open();
        const RunRecord first = ended(*scene, scene->desk->deploy(u"origin/main"_s));
        QVERIFY(first.resumable);
        QString said;
        if (change == u"the branch") {
            said = scene->floor->commit(u"1.2.0"_s);
        } else if (change == u"the definition") {
            scene->desk.reset();
            scene->floor->shop.yaml.replace(u"sleep 0.02"_s, u"sleep 0.01"_s);
            scene->desk = std::make_unique<Desk>(scene->floor->shop);
            said = u"definition"_s;
        } else if (change == u"what runs") {
            scene->floor->git(scene->floor->shop.directory,
                              {u"checkout"_s, u"-q"_s, u"--detach"_s, scene->floor->broken});
            said = scene->floor->broken.left(12);
        } else {
            const auto other = scene->desk->plan(u"rollback"_s, {{u"previous"_s, scene->floor->first}});
            QVERIFY2(other, qPrintable(other ? QString() : other.error().message));
            const RunRecord between = ended(*scene, scene->desk->start(*other));
            said = between.info.id.toString();
        }
        scene->fix();
        const qsizetype before = scene->floor->witnessed().size();
        const auto plan = planResume(*scene, first.info.id);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::Conflict);
        QVERIFY2(plan.error().message.contains(said), qPrintable(plan.error().message));
        QCOMPARE(scene->floor->witnessed().size(), before);
    }
    void notWhenItChangesAfterThePlan()
    {
        const auto scene = open();
        const RunRecord first = ended(*scene, scene->desk->deploy(u"origin/main"_s));
        const auto plan = planResume(*scene, first.info.id);
        QVERIFY(plan);
        scene->floor->commit(u"1.2.0"_s);
        const auto refused = scene->desk->start(*plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        QCOMPARE(scene->steps(), (QStringList{u"pull"_s, u"build"_s}));
    }
};

PILOTHOUSE_TEST(ResumeTest)
#include "tst_resume.moc"
