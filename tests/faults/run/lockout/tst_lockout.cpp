// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "support/processes.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Steps that may lock us out of a host: what nobody confirms over a new connection takes itself back.
class LockoutTest : public QObject
{
    Q_OBJECT

    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;
    };

    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString inNetwork() { return u"--net=/proc/%1/ns/net"_s.arg(qEnvironmentVariable("PILOTHOUSE_NETWORK")); }
    static QByteArray rules()
    {
        QProcess nft;
        nft.start(u"nsenter"_s, {inNetwork(), u"nft"_s, u"list"_s, u"ruleset"_s});
        return nft.waitForFinished(20000) ? nft.readAll() : QByteArray("nft does not answer");
    }
    static void open(Scene& scene)
    {
        SshServer::Options options;
        options.launcher = {u"nsenter"_s, inNetwork()};
        options.address = u"10.79.9.2"_s;
        options.configuration = {u"SetEnv XDG_STATE_HOME="_s + scene.folder.filePath(u"state"_s)};
        scene.server = std::make_unique<SshServer>(options);
        if (!scene.server->isRunning())
            qFatal("no sshd: %s", qPrintable(scene.server->error()));
    }
    /// A shop with the procedure `guard`: one step with a revert, and one after it.
    static void furnish(Scene& scene, const QString& run, const QString& revert)
    {
        const Ssh::Endpoint end = scene.server->endpoint();
        const auto block = [](const QString& text) {
            QString out = u"|\n"_s;
            for (const QString& line : text.split(u'\n'))
                out += u"              "_s + line + u'\n';
            return out;
        };
        scene.floor = std::make_unique<ShopFloor>(
            scene.folder.path(),
            u"      app-1: { ssh: %1@%2:%3, directory: DIRECTORY, roles: [app] }"_s.arg(end.user, end.address)
                .arg(end.port),
            u"      guard:\n        confirm: none\n        steps:\n          - name: Guard\n            on: app\n"
            "            revert-after: 10s\n            run: "_s +
                block(run) + u"            revert: "_s + block(revert) +
                u"          - { name: After, on: app, run: \"echo x x after >> %1\" }\n"_s.arg(
                    scene.folder.filePath(u"witness"_s)));
        scene.floor->shop.knownHosts = scene.server->knownHostsFile();
        scene.floor->shop.keyFile = scene.server->keyFile();
        scene.desk = std::make_unique<Desk>(scene.floor->shop);
    }
    static Result<Id> start(Scene& scene)
    {
        const auto plan = scene.desk->plan(u"guard"_s);
        return plan ? scene.desk->start(*plan) : Result<Id>(fail(plan.error()));
    }
    static RunRecord carryOut(Scene& scene)
    {
        const auto id = start(scene);
        if (!id)
            qFatal("%s %s", qPrintable(id.error().message), qPrintable(id.error().detail));
        const auto record = scene.desk->waitFor(*id, 120s);
        if (!record)
            qFatal("%s", qPrintable(record.error().message));
        return *record;
    }
    static void shouldBeReverted(Scene& scene, const RunRecord& record)
    {
        QCOMPARE(runStateName(record.info.state), u"failed"_s);
        const StepProgress* step = record.step(u"guard"_s, u"app-1"_s);
        QVERIFY(step);
        QCOMPARE(step->revert, u"reverted 0"_s);
        QCOMPARE(stepStateName(step->state), u"failed"_s);
        QVERIFY(scene.floor->witnessed().isEmpty()); // nothing came after it
        // One can come in again, with a console that has no connection yet.
        scene.desk.reset();
        scene.desk = std::make_unique<Desk>(scene.floor->shop);
        const auto plan = scene.desk->plan(u"guard"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
    }
    /// The sshd that listens, by the configuration that is among its words.
    static qint64 listener(const SshServer& server)
    {
        for (const Process& process : allProcesses()) {
            const QByteArray words = contents(u"/proc/%1/cmdline"_s.arg(process.pid)).replace('\0', ' ');
            if (words.contains(server.path(u"sshd_config"_s).toUtf8()) && words.contains("listener"))
                return process.pid;
        }
        return -1;
    }

private Q_SLOTS:
    void cleanup() { QProcess::execute(u"nsenter"_s, {inNetwork(), u"nft"_s, u"flush"_s, u"ruleset"_s}); }
    void aFirewallThatShutsUsOut_data()
    {
        QTest::addColumn<QString>("rule");
        // The connections that there are go on, so that only a new one can tell.
        QTest::newRow("new connections") << u"tcp dport %1 tcp flags & (syn | ack) == syn drop"_s;
        QTest::newRow("every connection") << u"tcp dport %1 drop"_s;
    }
    void aFirewallThatShutsUsOut()
    {
        QFETCH(const QString, rule);
        Scene scene;
        open(scene);
        furnish(scene,
                u"nft add table inet shut\n"
                "nft add chain inet shut in '{ type filter hook input priority 0 ; }'\n"
                "nft add rule inet shut in '%1'"_s.arg(rule.arg(scene.server->port())),
                u"nft delete table inet shut"_s);
        const RunRecord record = carryOut(scene);
        QVERIFY2(!rules().contains("shut"), rules().constData());
        shouldBeReverted(scene, record);
    }
    void aFirewallThatDoesNot()
    {
        Scene scene;
        open(scene);
        furnish(scene,
                u"nft add table inet shut\n"
                "nft add chain inet shut in '{ type filter hook input priority 0 ; }'\n"
                "nft add rule inet shut in tcp dport 9 drop"_s,
                u"nft delete table inet shut"_s);
        const RunRecord record = carryOut(scene);
        QVERIFY2(record.info.state == RunState::Succeeded, qPrintable(record.info.summary));
        QCOMPARE(record.step(u"guard"_s, u"app-1"_s)->revert, u"confirmed"_s);
        QVERIFY2(rules().contains("shut"), rules().constData());
        QCOMPARE(scene.floor->witnessed().size(), 1);
        // Two logins: the one that everything goes over, and the one that confirmed.
        QCOMPARE(scene.server->log().count("Accepted publickey"), 2);
    }
    void anSshdThatLetsNobodyIn()
    {
        Scene scene;
        open(scene);
        const QString config = scene.server->path(u"sshd_config"_s);
        const qint64 pid = listener(*scene.server);
        QVERIFY(pid > 1);
        furnish(scene,
                u"cp %1 %1.before\n{ echo 'DenyUsers *'; cat %1.before; } >%1\nkill -HUP %2"_s.arg(config).arg(pid),
                u"cp %1.before %1 && kill -HUP %2"_s.arg(config).arg(pid));
        const RunRecord record = carryOut(scene);
        QVERIFY(!contents(config).contains("DenyUsers"));
        // A login that is refused is not tried again by itself.
        QCOMPARE(scene.server->log().count("not allowed because"), 1);
        shouldBeReverted(scene, record);
    }
    void aConsoleThatIsGoneConfirmsNothing()
    {
        Scene scene;
        open(scene);
        furnish(scene, u"nft add table inet shut\nsleep 2"_s, u"nft delete table inet shut"_s);
        const auto id = start(scene);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
        const QString step =
            scene.folder.filePath(u"state/pilothouse/runs/%1/1-app-1/steps/guard/"_s.arg(id->toString()));
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(step + u"group"_s); }, 20000));
        QVERIFY(QFile::exists(step + u"armed"_s));
        scene.desk.reset();
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(step + u"reverted"_s); }, 40000));
        QVERIFY2(!rules().contains("shut"), rules().constData());
        scene.desk = std::make_unique<Desk>(scene.floor->shop);
        const auto adopted = await(scene.desk->runs->adoptOpenRuns(), {}, 10s);
        QVERIFY(adopted && adopted->size() == 1);
        const auto record = scene.desk->waitFor(*id, 90s);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        shouldBeReverted(scene, *record);
    }
};

PILOTHOUSE_TEST(LockoutTest)
#include "tst_lockout.moc"
