// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keptlogins.h"
#include "app/services.h"
#include "rig.h"
#include "support/keyring/keyring.h"

#include <QDir>
#include <QJsonArray>

#include <csignal>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What is done to an environment stands in the audit trail: before it starts, and what came of it.
class TestActs : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    /// What the links of these actions hold, oldest first, each with its "target".
    QList<QJsonObject> links(const QStringList& actions) const
    {
        QList<QJsonObject> out;
        const auto all = m_console->call({u"audit"_s, u"export"_s, u"--json"_s}).json()[u"links"_s].toArray();
        for (const auto& link : all) {
            if (!actions.contains(link.toObject()[u"action"_s].toString()))
                continue;
            QJsonObject payload = link.toObject()[u"payload"_s].toObject();
            if (payload.isEmpty()) // as the text that was hashed
                payload = QJsonDocument::fromJson(link.toObject()[u"payload"_s].toString().toUtf8()).object();
            payload.insert(u"target"_s, link.toObject()[u"target"_s]);
            out << payload;
        }
        return out;
    }
    QJsonArray unfinished() const
    {
        const auto verified = m_console->call({u"audit"_s, u"verify"_s, u"--json"_s});
        return verified.code == 0 ? verified.json()[u"unfinished"_s].toArray() : QJsonArray{verified.code};
    }
    bool changeDefinition(const QByteArray& from, const QByteArray& to) const
    {
        QFile file(m_console->path(u"config/systems/shop.yaml"_s));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const QByteArray text = file.readAll().replace(from, to);
        file.close();
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    /// Whether one of the files that are kept holds this.
    bool isKept(const QByteArray& text) const
    {
        QDir data(m_console->path(u"data"_s));
        const auto files = data.entryInfoList(QDir::Files);
        return std::ranges::any_of(files, [&text](const QFileInfo& info) {
            QFile file(info.filePath());
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(text);
        });
    }

    /// As the window does it when a person wants a passphrase kept.
    void keep(const PrivateBus& bus, const QString& key, const QByteArray& passphrase) const
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus.address().toUtf8()); // for the life of this process
        const auto services = Pilothouse::Services::create(
            Pilothouse::Options::fromUser(m_console->path(u"config"_s), m_console->path(u"data"_s)));
        QVERIFY(services);
        const auto place = Pilothouse::placeOf(Pilothouse::Ssh::Prompt::Kind::Passphrase, key);
        const auto kept =
            (*services)->vault().set(*place, Pilothouse::Secret(QByteArray(passphrase)), {.name = place->name});
        QVERIFY(QTest::qWaitFor([&] { return kept.isFinished(); }, 30000));
        QVERIFY(kept.result());
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server, 2);
        m_console->environment[u"DBUS_SESSION_BUS_ADDRESS"_s] = u"unix:path=/nonexistent"_s;
    }

    void aCommandIsToldWithWhatItCameTo()
    {
        const auto done = m_console->call({u"exec"_s, u"shop/staging"_s, u"--"_s, u"sh"_s, u"-c"_s, u"exit 3"_s});
        QVERIFY2(done.code == 1, done.all());
        const auto both = links({u"exec.began"_s, u"exec.ended"_s});
        QCOMPARE(both.size(), 2);
        QCOMPARE(both[0][u"target"_s].toString(), u"shop/staging"_s);
        QCOMPARE(both[0][u"command"_s].toString(), u"sh -c 'exit 3'"_s);
        QCOMPARE(both[0][u"hosts"_s].toArray(), (QJsonArray{u"host-1"_s, u"host-2"_s}));
        QCOMPARE(both[1][u"id"_s], both[0][u"id"_s]);
        QCOMPARE(both[1][u"state"_s].toString(), u"failed"_s);
        const auto outcomes = both[1][u"outcomes"_s].toArray();
        QCOMPARE(outcomes.size(), 1);
        QCOMPARE(outcomes[0].toObject()[u"exitStatus"_s].toInt(), 3);
        QCOMPARE(outcomes[0].toObject()[u"hosts"_s].toArray().size(), 2);
        QCOMPARE(unfinished(), QJsonArray());
    }

    void aHostThatIsNotReachedIsToldToo()
    {
        QVERIFY(changeDefinition("roles: [app] }\n      host-2", "roles: [app] }\n      gone: { ssh: \"x@127.0.0.1:1\" "
                                                                 "}\n      host-2"));
        const auto done = m_console->call({u"exec"_s, u"shop/staging"_s, u"--"_s, u"true"_s});
        QVERIFY2(done.code == 4, done.all());
        const auto outcomes = links({u"exec.ended"_s}).value(0)[u"outcomes"_s].toArray();
        QCOMPARE(outcomes.size(), 2);
        QCOMPARE(outcomes[1].toObject()[u"hosts"_s].toArray(), QJsonArray{u"gone"_s});
        QVERIFY(!outcomes[1].toObject()[u"error"_s].toObject()[u"message"_s].toString().isEmpty());
    }

    void whatWasRefusedIsNotDone()
    {
        const auto refused = m_console->call({u"exec"_s, u"shop/production"_s, u"--"_s, u"true"_s});
        QVERIFY2(refused.code == 5, refused.all());
        QVERIFY(links({u"exec.began"_s}).isEmpty());
    }

    void itIsToldBeforeItStarts()
    {
        const QString begun = m_server->path(u"begun"_s);
        const auto process = m_console->start(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"touch "_s + begun + u"; exec sleep 300"_s});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(begun); }, 30000));
        auto left = unfinished();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left[0].toObject()[u"action"_s].toString(), u"exec.began"_s);
        // A console that is killed tells no end; that is seen, and is no fault of the trail.
        process->kill();
        QVERIFY(process->waitForFinished());
        left = unfinished();
        QCOMPARE(left.size(), 1);
        const auto words = m_console->call({u"audit"_s, u"verify"_s});
        QVERIFY2(words.code == 0 && words.err.contains("of exec on shop/staging no end is told"), words.all());
    }

    void anInterruptIsAnEnd()
    {
        const QString begun = m_server->path(u"begun"_s);
        const auto process = m_console->start(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"touch "_s + begun + u"; exec sleep 300"_s});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(begun); }, 30000));
        ::kill(pid_t(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(60000));
        QCOMPARE(links({u"exec.ended"_s}).value(0)[u"state"_s].toString(), u"cancelled"_s);
        QCOMPARE(unfinished(), QJsonArray());
    }

    void nothingIsDoneThatCannotBeTold()
    {
        // No anchor can be written; permissions do not stop everybody who runs tests.
        QVERIFY(QDir(m_console->path(u"data"_s)).mkpath(u"audit.anchors"_s));
        const QString marker = m_server->path(u"marker"_s);
        const auto done = m_console->call({u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"touch "_s + marker});
        QVERIFY2(done.code != 0, done.all());
        QVERIFY(!QFile::exists(marker));
        QFile source(m_console->path(u"source"_s));
        QVERIFY(source.open(QIODevice::WriteOnly));
        const auto copied = m_console->call({u"copy"_s, u"shop/staging:host-1"_s, source.fileName(), u':' + marker});
        QVERIFY2(copied.code != 0, copied.all());
        QVERIFY(!QFile::exists(marker));
    }

    void secretsAreMasked()
    {
        if (const QString missing = firstMissing({u"dbus-daemon"_s, u"gnome-keyring-daemon"_s}); !missing.isEmpty())
            QSKIP(qPrintable(missing + u" is not installed"_s));
        PrivateBus bus;
        QCOMPARE(bus.start(), QString());
        Keyring keyring;
        QCOMPARE(keyring.start(bus, Keyring::Login::Unlocked), QString());
        QVERIFY(changeDefinition("    kind: staging\n", "    kind: staging\n    secrets: { TOKEN: {} }\n"));
        m_console->environment[u"DBUS_SESSION_BUS_ADDRESS"_s] = bus.address();
        const QByteArray value = "it's-a-canary-$x";
        const auto set = m_console->start({u"secret"_s, u"set"_s, u"shop/staging"_s, u"TOKEN"_s}, value);
        QVERIFY(set->waitForFinished(60000));
        QVERIFY2(set->exitCode() == 0, set->readAllStandardError());

        const auto done = m_console->call(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"test"_s, u"-n"_s, QString::fromUtf8(value)});
        QVERIFY2(done.code == 0, done.all());
        const auto masked = links({u"exec.began"_s}).value(0)[u"command"_s].toString();
        QVERIFY2(masked.startsWith(u"test -n '") && masked.contains(u'\u2022') && !masked.contains(u"canary"),
                 qPrintable(masked));
        QVERIFY(!isKept("canary"));

        // Where nobody can say what is a secret, the text is left out; what is known is told.
        m_console->environment[u"DBUS_SESSION_BUS_ADDRESS"_s] = u"unix:path=/nonexistent"_s;
        const auto withheld = m_console->call(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"test"_s, u"-n"_s, QString::fromUtf8(value)});
        QVERIFY2(withheld.code == 0 && withheld.err.contains("not written into the audit trail"), withheld.all());
        const auto began = links({u"exec.began"_s}).value(1);
        QVERIFY(!began.contains(u"command"_s));
        QCOMPARE(began[u"withheld"_s].toArray(), QJsonArray{u"command"_s});
        QVERIFY(!isKept("canary"));
    }

    void keptAnswersAreListedAndForgottenAndNeverShown()
    {
        if (const QString missing = firstMissing({u"dbus-daemon"_s, u"gnome-keyring-daemon"_s}); !missing.isEmpty())
            QSKIP(qPrintable(missing + u" is not installed"_s));
        PrivateBus bus;
        QCOMPARE(bus.start(), QString());
        Keyring keyring;
        QCOMPARE(keyring.start(bus, Keyring::Login::Unlocked), QString());
        m_console->environment[u"DBUS_SESSION_BUS_ADDRESS"_s] = bus.address();
        const QString key = m_console->path(u"config/systems/locked"_s);
        QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u"correct horse"_s, u"-f"_s, key});
        QVERIFY(m_server->authorize(key));
        QVERIFY(changeDefinition("roles: [app]", "roles: [app], identity: locked"));
        const QStringList exec{u"exec"_s, u"shop/staging:host-1"_s, u"--no-input"_s, u"--"_s, u"true"_s};
        QCOMPARE(m_console->call(exec).code, 5);
        keep(bus, key, "correct horse");
        QCOMPARE(m_console->call(exec).code, 0); // nobody is asked any more
        auto listed = m_console->call({u"host"_s, u"logins"_s, u"--json"_s});
        auto logins = listed.json()[u"logins"_s].toArray();
        QVERIFY2(logins.size() == 1, listed.all());
        QCOMPARE(logins[0].toObject()[u"kind"_s].toString(), u"passphrase"_s);
        QCOMPARE(logins[0].toObject()[u"name"_s].toString(), key);
        QVERIFY(!listed.out.contains("correct horse"));
        QCOMPARE(m_console->call({u"host"_s, u"forget-login"_s, u"password"_s, key}).code, 2);
        const auto gone = m_console->call({u"host"_s, u"forget-login"_s, u"passphrase"_s, key});
        QVERIFY2(gone.code == 0, gone.all());
        listed = m_console->call({u"host"_s, u"logins"_s, u"--json"_s});
        QVERIFY(listed.json()[u"logins"_s].toArray().isEmpty());
        QCOMPARE(m_console->call(exec).code, 5);
        QVERIFY(!isKept("correct horse"));
    }

    void aForwardToProductionIsConfirmed()
    {
        const QStringList words{u"forward"_s, u"shop/production:host-1"_s, u"127.0.0.1:5432"_s, u"--json"_s};
        const auto refused = m_console->call(words);
        QVERIFY2(refused.code == 5, refused.all());
        const auto process = m_console->start(words + QStringList{u"--confirm"_s, u"shop/production"_s});
        QByteArray out;
        QVERIFY(QTest::qWaitFor([&] { return (out += process->readAllStandardOutput()).endsWith('\n'); }, 30000));
        QCOMPARE(unfinished().size(), 1);
        ::kill(pid_t(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished());
        const auto both = links({u"forward.began"_s, u"forward.ended"_s});
        QCOMPARE(both.size(), 2);
        QCOMPARE(both[0][u"to"_s].toString(), u"127.0.0.1:5432"_s);
        QCOMPARE(both[1][u"localPort"_s], QJsonDocument::fromJson(out).object()[u"port"_s]);
        QCOMPARE(unfinished(), QJsonArray());
    }

    void copiesAreToldBothWays()
    {
        QFile source(m_console->path(u"source"_s));
        QVERIFY(source.open(QIODevice::WriteOnly));
        source.write("hello");
        source.close();
        const QString there = m_server->path(u"there"_s);
        const auto up = m_console->call({u"copy"_s, u"shop/staging:host-1"_s, source.fileName(), u':' + there});
        QVERIFY2(up.code == 0, up.all());
        const auto down = m_console->call(
            {u"copy"_s, u"shop/staging:host-1"_s, u':' + there + u"-not"_s, m_console->path(u"here"_s)});
        QVERIFY2(down.code != 0, down.all());
        const auto began = links({u"copy.began"_s});
        const auto ended = links({u"copy.ended"_s});
        QCOMPARE(began.size(), 2);
        QCOMPARE(ended.size(), 2);
        QCOMPARE(began[0][u"direction"_s].toString(), u"up"_s);
        QCOMPARE(began[0][u"source"_s].toString(), source.fileName());
        QCOMPARE(began[0][u"destination"_s].toString(), there);
        const auto came = ended[0][u"outcomes"_s].toArray()[0].toObject();
        QCOMPARE(came[u"files"_s].toInt(), 1);
        QCOMPARE(came[u"bytes"_s].toInt(), 5);
        QCOMPARE(came[u"sha256"_s].toString().size(), 64);
        QVERIFY(!ended[1][u"outcomes"_s].toArray()[0].toObject()[u"error"_s].toObject().isEmpty());
        QCOMPARE(unfinished(), QJsonArray());
    }
};

PILOTHOUSE_TEST(TestActs)
#include "tst_audit.moc"
