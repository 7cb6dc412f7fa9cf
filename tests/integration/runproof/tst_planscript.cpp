// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "run/planscript.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Plans printed as sh do with ssh alone what the run does.
class PlanScriptTest : public QObject
{
    Q_OBJECT

    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;
    };
    struct Done
    {
        int code = -1;
        QString text;
    };
    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
    }
    static std::unique_ptr<Scene> open(const std::function<void(Shop&)>& change = {})
    {
        auto scene = std::make_unique<Scene>();
        scene->server = std::make_unique<SshServer>(SshServer::Options{
            .configuration = {u"SetEnv XDG_STATE_HOME="_s + scene->folder.filePath(u"state"_s)}, .everyAddress = true});
        if (!scene->server->isRunning())
            qFatal("no sshd: %s", qPrintable(scene->server->error()));
        const Ssh::Endpoint end = scene->server->endpoint();
        const QString login = u"%1@%2:%3"_s.arg(end.user, end.address).arg(end.port);
        scene->floor = std::make_unique<ShopFloor>(
            scene->folder.path(),
            u"      app-1: { ssh: %1, directory: DIRECTORY, roles: [app], environment: { ODD: \"it's $HOME \\\"x\\\" "
            u"%41\" } }\n"
            "      app-2: { ssh: %1, directory: DIRECTORY, roles: [app], jump: [hop] }\n"
            "      hop: { ssh: %2 }"_s.arg(login, u"%1@127.9.8.7:%2"_s.arg(end.user).arg(end.port)));
        Shop& shop = scene->floor->shop;
        shop.knownHosts = scene->server->knownHostsFile();
        shop.keyFile = scene->server->keyFile();
        // What a step sees of its variables, and that its standard input is its own.
        const QString probe = u"              printf '%s|' \"${ODD-}\" \"$ref\" \"$PILOTHOUSE_HOST\" >>%1\n"
                              "              cat >>%1\n"_s.arg(scene->folder.filePath(u"seen"_s));
        shop.yaml.replace(u"              git fetch -q origin\n"_s, probe + u"              git fetch -q origin\n"_s);
        shop.yaml.replace(
            u"              [ -n \"$TOKEN\" ]\n"_s,
            u"              printf '%s' \"$TOKEN\" | cksum >>%1\n"_s.arg(scene->folder.filePath(u"seen"_s)));
        // Its probe is a file, which only this test's evidence knows; a command can look at it.
        shop.yaml.replace(u"{ name: api, tcp: \"127.0.0.1:1\" }"_s,
                          u"{ name: api, command: \"! grep -q broken %1/live\", via: app-1 }"_s.arg(shop.directory));
        if (change)
            change(shop);
        scene->desk = std::make_unique<Desk>(shop);
        scene->desk->secrets.values[u"TOKEN"_s] = "it's a \"canary\" $(touch x) \\n";
        QFile config(scene->folder.filePath(u"ssh_config"_s));
        if (!config.open(QIODevice::WriteOnly))
            qFatal("cannot write ssh_config");
        config.write(
            u"Host *\n IdentityFile %1\n IdentitiesOnly yes\n UserKnownHostsFile %2\n StrictHostKeyChecking no\n BatchMode yes\n"_s
                .arg(shop.keyFile, shop.knownHosts)
                .toUtf8());
        return scene;
    }
    static QString write(const Scene& scene, const Plan& plan)
    {
        const QString path = scene.folder.filePath(u"plan.sh"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write the script");
        file.write(planAsScript(plan, *scene.desk->definition.environment(u"production"_s)));
        return path;
    }
    static Done carryOut(const Scene& scene, const QString& shell, const QString& script, const QStringList& more,
                         const QByteArray& input)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SSH_CONFIG"_s, scene.folder.filePath(u"ssh_config"_s));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        QStringList words = shell.split(u' ') + QStringList{script} + more;
        const QString program = words.takeFirst();
        process.start(program, words);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(90000))
            process.kill();
        process.waitForFinished();
        return {.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                .text = QString::fromUtf8(process.readAll())};
    }
    /// What there is to see of a deploy afterwards, without the ids of runs.
    static QByteArrayList traces(const Scene& scene)
    {
        QByteArrayList all{contents(scene.floor->shop.directory + u"/live"_s),
                           scene.floor->git(scene.floor->shop.directory, {u"rev-parse"_s, u"HEAD"_s}).toUtf8(),
                           contents(scene.folder.filePath(u"seen"_s))};
        for (const QString& line : scene.floor->witnessed())
            all += line.section(u' ', 1).toUtf8();
        return all;
    }
    static QByteArray secret() { return "it's a \"canary\" $(touch x) \\n\n"; }

private Q_SLOTS:
    void doesWhatTheRunDoes_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("ref");
        for (const QString& shell : {u"dash"_s, u"bash"_s, u"busybox sh"_s})
            QTest::addRow("%s", qPrintable(shell)) << shell << u"good"_s;
        QTest::newRow("the way back") << u"dash"_s << u"broken"_s;
    }
    void doesWhatTheRunDoes()
    {
        QFETCH(const QString, shell);
        QFETCH(const QString, ref);
        static std::map<QString, QByteArrayList> ofRuns;
        const QString program = shell.section(u' ', 0, 0);
        QVERIFY2(!QStandardPaths::findExecutable(program).isEmpty(), qPrintable(program));
        const auto comparable = [](QByteArrayList list, const Scene& scene) {
            // Two shops have two histories; what is told of commits is told by their names.
            for (QByteArray& each : list) {
                each.replace(scene.floor->good.toUtf8(), "GOOD").replace(scene.floor->broken.toUtf8(), "BROKEN");
                each.replace(scene.floor->first.toUtf8(), "FIRST");
            }
            return list;
        };
        if (!ofRuns.contains(ref)) {
            const auto scene = open();
            const auto id = scene->desk->deploy(ref);
            QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
            const auto record = scene->desk->waitFor(*id);
            QVERIFY(record);
            QCOMPARE(runStateName(record->info.state), ref == u"good" ? u"succeeded"_s : u"failed"_s);
            ofRuns[ref] = comparable(traces(*scene), *scene);
        }
        const auto scene = open();
        const auto plan = scene->desk->plan(u"deploy"_s, {{u"ref"_s, ref}});
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        const QString script = write(*scene, *plan);
        QVERIFY(!contents(script).contains("canary"));
        const Done done = carryOut(*scene, shell, script, {}, secret() + "yes\n");
        QVERIFY2(done.code == (ref == u"good" ? 0 : 1), qPrintable(done.text));
        QVERIFY2(!done.text.contains(u"canary"_s), qPrintable(done.text));
        QCOMPARE(comparable(traces(*scene), *scene), ofRuns[ref]);
    }
    void beginsAtALaterSection()
    {
        const auto scene = open();
        const auto plan = scene->desk->plan(u"deploy"_s, {{u"ref"_s, u"good"_s}});
        QVERIFY(plan);
        const Done done = carryOut(*scene, u"sh"_s, write(*scene, *plan), {u"3"_s}, secret());
        QVERIFY2(done.code == 0, qPrintable(done.text));
        QStringList steps;
        for (const QString& line : scene->floor->witnessed())
            steps += line.section(u' ', 1);
        QCOMPARE(steps, (QStringList{u"app-1 build"_s, u"app-2 build"_s, u"app-1 migrate"_s}));
    }
    void doesNotGoBackPastWhatCannotBeTakenBack()
    {
        const auto scene = open([](Shop& shop) {
            shop.yaml.replace(u"            on: app-1\n            run: |\n"_s,
                              u"            on: app-1\n            reversible: false\n            run: |\n"_s);
        });
        const auto plan = scene->desk->plan(u"deploy"_s, {{u"ref"_s, u"broken"_s}});
        QVERIFY(plan);
        const Done done = carryOut(*scene, u"sh"_s, write(*scene, *plan), {}, secret() + "yes\n");
        QVERIFY2(done.code == 1, qPrintable(done.text));
        QCOMPARE(scene->floor->running(), u"broken"_s);
        QVERIFY2(done.text.contains(u"cannot be taken back"_s), qPrintable(done.text));
    }
    void passesShellCheck_data()
    {
        QTest::addColumn<QString>("more");
        QTest::newRow("a deploy") << QString();
        QTest::newRow("every kind of step") << QString::fromLatin1(R"(
          - { name: "Ask; $(touch x) 'them'", approve: "the boss's word" }
          - { name: Rest, wait: 2s }
          - { name: As root, on: app-1, sudo: true, secrets: [SUDO_PASSWORD], run: id, stdin: "END_OF_STEP\nit's" }
          - { name: Feed, on: app-1, run: cat, stdin: "secret:TOKEN" }
          - { name: Look, probes: [web, data, cache, open, tls], within: 4s, hold: 1s })");
    }
    void passesShellCheck()
    {
        QFETCH(const QString, more);
        const auto scene = open([&](Shop& shop) {
            shop.yaml.replace(u"          - { name: Verify, probes: [api], within: 2s, hold: 300ms }"_s,
                              u"          - { name: Verify, probes: [api], within: 2s, hold: 300ms }"_s + more);
            shop.yaml.replace(
                u"    secrets:\n      TOKEN"_s,
                QString::fromLatin1(
                    R"(      - { name: web, http: "ADDRESS/a%20b?c=%3Dx", conditions: ["[STATUS] == 200", "[BODY].a == b"] }
      - { name: data, postgres: { via: app-1, user: u, database: d, query: "SELECT 'x'", password: "secret:TOKEN" }, conditions: ["[ROWS] > 0"] }
      - { name: cache, redis: { via: app-1, password: "secret:TOKEN" } }
      - { name: open, tcp: "localhost:22" }
      - { name: tls, tls: "localhost:443", conditions: ["[CERTIFICATE_EXPIRATION] > 48h"] }
    secrets:
      SUDO_PASSWORD: { minimum: 4 }
      TOKEN)")
                    .replace(u"ADDRESS"_s, u"https:/"_s + u"/localhost"_s)); // moc takes two slashes for a comment
        });
        const auto plan = scene->desk->plan(u"deploy"_s, {{u"ref"_s, u"good"_s}});
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        const QString script = write(*scene, *plan);
        QVERIFY(!QStandardPaths::findExecutable(u"shellcheck"_s).isEmpty());
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(u"shellcheck"_s, {u"-s"_s, u"sh"_s, script});
        QVERIFY(check.waitForFinished(60000));
        QVERIFY2(check.exitCode() == 0, check.readAll().constData());
        for (const QString& shell : {u"dash"_s, u"bash"_s, u"busybox sh"_s}) {
            const Done done = carryOut(*scene, shell + u" -n"_s, script, {}, {});
            QVERIFY2(done.code == 0, qPrintable(shell + u": "_s + done.text));
        }
    }
};

PILOTHOUSE_TEST(PlanScriptTest)
#include "tst_planscript.moc"
