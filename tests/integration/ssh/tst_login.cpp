// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/sshagent.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who we are to a server: agents and key files, and what a person reads when none of them will do.
class TestLogin : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    Ssh::Pool::Options options(const Ssh::IdentityOptions& identity) const
    {
        return {.knownHostsFiles = {m_server->knownHostsFile()}, .identity = identity};
    }
    Result<Ssh::ConnectionFacts> login(const Ssh::IdentityOptions& identity)
    {
        Ssh::Pool pool(options(identity), m_clock);
        return await(pool.facts(m_server->endpoint(u"app-1"_s)), {}, 30s);
    }
    /// A new key that no server knows.
    QString stranger(const QString& name, const QStringList& more = {u"-N"_s, QString()}) const
    {
        const QString file = m_server->path(name);
        QProcess keygen;
        keygen.start(u"ssh-keygen"_s, QStringList{u"-q"_s, u"-t"_s, u"ed25519"_s, u"-C"_s, name, u"-f"_s, file} + more);
        keygen.waitForFinished(30000);
        return file;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }
    void cleanup() { m_server.reset(); }

    void logsInWithAKeyOfTheAgent()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(m_server->keyFile()));
        const auto facts = login({.agentSocket = agent.socket()});
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, u"operator (agent)"_s);
    }

    void logsInWithEveryKindOfKey_data()
    {
        QTest::addColumn<QStringList>("kind");
        QTest::addRow("ed25519") << QStringList{u"-t"_s, u"ed25519"_s};
        QTest::addRow("ecdsa") << QStringList{u"-t"_s, u"ecdsa"_s};
        QTest::addRow("rsa") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
        QTest::addRow("rsa, old format") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PEM"_s};
    }

    void logsInWithEveryKindOfKey()
    {
        QFETCH(const QStringList, kind);
        const QString file = stranger(u"kind"_s, QStringList{u"-N"_s, QString()} + kind);
        QVERIFY(m_server->authorize(file));
        const auto fromFile = login({.agent = false, .keyFiles = {file}});
        QVERIFY2(fromFile, whyNot(fromFile));
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(file));
        const auto fromAgent = login({.agentSocket = agent.socket()});
        QVERIFY2(fromAgent, whyNot(fromAgent));
    }

    void goesFromTheAgentOnToKeyFiles()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(stranger(u"one"_s)));
        QVERIFY(agent.add(stranger(u"two"_s)));
        const auto facts = login({.agentSocket = agent.socket(), .keyFiles = {m_server->keyFile()}});
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, m_server->keyFile());
    }

    void theThirdKeyOfTheAgentLogsIn()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(stranger(u"one"_s)));
        QVERIFY(agent.add(stranger(u"two"_s)));
        QVERIFY(agent.add(m_server->keyFile()));
        const auto facts = login({.agentSocket = agent.socket()});
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, u"operator (agent)"_s);
    }

    void offersNoMoreKeysThanServersBear()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        for (int i = 0; i < 10; ++i)
            QVERIFY(agent.add(stranger(u"key%1"_s.arg(i))));
        const auto facts = login({.agentSocket = agent.socket(), .keyFiles = {m_server->keyFile()}});
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().detail.contains(u"6 more key(s) were not offered"_s), whyNot(facts));
        QCOMPARE(m_server->log().count("Failed publickey"), 5);
        QVERIFY(!m_server->log().contains("Too many authentication failures"));
        // A key file chooses among the agent's keys: the one it names goes first.
        QVERIFY(agent.add(m_server->keyFile()));
        const auto chosen = login({.agentSocket = agent.socket(), .keyFiles = {m_server->keyFile()}});
        QVERIFY2(chosen, whyNot(chosen));
        QCOMPARE(chosen->identity, u"operator (agent)"_s);
    }

    void aServerThatEndsItAfterThreeIsARefusedLogin()
    {
        SshServer strict({.maxAuthTries = 3});
        QVERIFY2(strict.isRunning(), qPrintable(strict.error()));
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        for (int i = 0; i < 10; ++i)
            QVERIFY(agent.add(stranger(u"key%1"_s.arg(i))));
        Ssh::Pool pool({.knownHostsFiles = {strict.knownHostsFile()},
                        .identity = {.agentSocket = agent.socket(), .keyFiles = {strict.keyFile()}}},
                       m_clock);
        const auto facts = await(pool.facts(strict.endpoint()), {}, 30s);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"refused the login"_s), whyNot(facts));
        QCOMPARE(strict.log().count("Failed publickey"), 3);
        // As few as it allows, and the right key comes through.
        Ssh::Pool fewer({.knownHostsFiles = {strict.knownHostsFile()},
                         .identity = {.agentSocket = agent.socket(), .keyFiles = {strict.keyFile()}, .tries = 2}},
                        m_clock);
        const auto explained = await(fewer.facts(strict.endpoint()), {}, 30s);
        QVERIFY(!explained);
        QVERIFY2(explained.error().detail.contains(u"were not offered"_s), whyNot(explained));
    }

    void aRefusedLoginIsNotRepeatedByItself()
    {
        QFile::resize(m_server->authorizedKeysFile(), 0);
        Ssh::Pool pool(options({.agent = false, .keyFiles = {m_server->keyFile()}}), m_clock);
        for (int i = 0; i < 5; ++i) {
            const auto done = runCommand(pool, m_server->endpoint(u"app-1"_s), {.line = "true"});
            QVERIFY(!done);
            QCOMPARE(done.error().kind, ErrorKind::Refused);
            QVERIFY2(done.error().message.contains(u"not tried again"_s), whyNot(done));
            QVERIFY2(done.error().detail.contains(m_server->keyFile()), whyNot(done));
        }
        QCOMPARE(m_server->log().count("Failed publickey"), 1);
        QVERIFY(m_server->authorize(m_server->keyFile()));
        pool.drop(m_server->endpoint());
        const auto done = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(done, whyNot(done));
    }

    void explainsAnAgentThatIsNotThere()
    {
        const auto facts = login({.agentSocket = m_server->path(u"no-such-socket"_s)});
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"no usable key"_s), whyNot(facts));
        QVERIFY2(facts.error().detail.contains(u"no-such-socket"_s), whyNot(facts));
        const auto withFile =
            login({.agentSocket = m_server->path(u"no-such-socket"_s), .keyFiles = {m_server->keyFile()}});
        QVERIFY2(withFile, whyNot(withFile));
    }

    void explainsAnEmptyAgent()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        const auto facts = login({.agentSocket = agent.socket()});
        QVERIFY(!facts);
        QVERIFY2(facts.error().detail.contains(u"holds no keys"_s), whyNot(facts));
    }

    void explainsAnAgentThatRefusesToSign()
    {
        // A key that wants each use confirmed, and a program that says no.
        SshAgent agent({u"SSH_ASKPASS=/bin/false"_s, u"SSH_ASKPASS_REQUIRE=force"_s, u"DISPLAY=:none"_s});
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(m_server->keyFile(), {u"-c"_s}));
        const auto facts = login({.agentSocket = agent.socket()});
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().detail.contains(u"did not sign with operator"_s), whyNot(facts));
        // The next key still has its chance.
        const QString second = stranger(u"second"_s);
        QVERIFY(m_server->authorize(second));
        const auto other = login({.agentSocket = agent.socket(), .keyFiles = {second}});
        QVERIFY2(other, whyNot(other));
        QCOMPARE(other->identity, second);
    }

    void aBusyThreadMissesNoAnswerWhileTheAgentSigns()
    {
        // The server's answer comes while the I/O thread has other things to do than to look at what the signing
        // thread brought; nothing comes after it that could wake the login.
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(m_server->keyFile()));
        Ssh::Pool pool(options({.agentSocket = agent.socket()}), m_clock);
        // Another user of the same server is on the same thread.
        auto busy = m_server->endpoint(u"busy"_s);
        busy.identity = Ssh::IdentityOptions{.agent = false, .keyFiles = {m_server->keyFile()}};
        std::atomic_bool heard = false;
        const auto noise = await(pool.start(busy, {.line = "exec cat /dev/zero",
                                                   .onOutput =
                                                       [&](QByteArrayView) {
                                                           heard = true;
                                                           QElapsedTimer work;
                                                           for (work.start(); work.elapsed() < 5;) {
                                                           }
                                                       },
                                                   .deadline = 0ms}),
                                 {}, 30s);
        QVERIFY2(noise, whyNot(noise));
        QVERIFY(eventually([&] { return heard.load(); }));
        for (int i = 0; i < 5; ++i) {
            const auto facts = await(pool.facts(m_server->endpoint(u"app-1"_s)), {}, 30s);
            QVERIFY2(facts, whyNot(facts));
            pool.drop(m_server->endpoint(u"app-1"_s));
        }
        (*noise)->close();
    }

    void doesNotWaitForEverForAMuteAgent()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(m_server->keyFile()));
        agent.freeze();
        const auto facts = login({.agentSocket = agent.socket(), .keyFiles = {m_server->keyFile()}});
        agent.thaw();
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, m_server->keyFile());
    }

    void anAgentThatFallsMuteWhileSigningBlocksNobody()
    {
        // Somebody has to confirm the signature, and takes their time.
        SshAgent agent(
            {u"SSH_ASKPASS=%1"_s.arg(m_server->path(u"slow"_s)), u"SSH_ASKPASS_REQUIRE=force"_s, u"DISPLAY=:none"_s});
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QFile slow(m_server->path(u"slow"_s));
        QVERIFY(slow.open(QIODevice::WriteOnly));
        slow.write("#!/bin/sh\n: > '" + m_server->path(u"asked"_s).toUtf8() + "'\nexec sleep 60\n");
        slow.close();
        slow.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QVERIFY(agent.add(m_server->keyFile(), {u"-c"_s}));
        auto patient = options({.agentSocket = agent.socket()});
        patient.connectTimeout = 3s;
        Ssh::Pool pool(patient, m_clock);
        const auto future = pool.facts(m_server->endpoint(u"app-1"_s));
        QVERIFY(eventually([&] { return QFile::exists(m_server->path(u"asked"_s)); }));
        const auto facts = await(future, {}, 30s);
        QVERIFY(!facts);
        QVERIFY2(facts.error().message.contains(u"did not answer within"_s), whyNot(facts));
        QVERIFY2(facts.error().detail.contains(u"agent"_s), whyNot(facts));
        agent.stopHelpers();
    }

    void refusesKeysWithPassphrasesKindly_data()
    {
        QTest::addColumn<QStringList>("how");
        QTest::addRow("aes-ctr") << QStringList{};
        QTest::addRow("aes-gcm") << QStringList{u"-Z"_s, u"aes256-gcm@openssh.com"_s};
        QTest::addRow("chacha20") << QStringList{u"-Z"_s, u"chacha20-poly1305@openssh.com"_s};
        QTest::addRow("PEM") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PEM"_s};
        QTest::addRow("PKCS8") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PKCS8"_s};
    }

    void refusesKeysWithPassphrasesKindly()
    {
        QFETCH(const QStringList, how);
        const QString file = stranger(u"locked"_s, QStringList{u"-N"_s, u"correct horse"_s} + how);
        QVERIFY(QFile::exists(file));
        const auto facts = login({.agent = false, .keyFiles = {file}});
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().detail.contains(u"passphrase"_s), whyNot(facts));
        QVERIFY2(facts.error().detail.contains(file), whyNot(facts));
        const auto other = login({.agent = false, .keyFiles = {file, m_server->keyFile()}});
        QVERIFY2(other, whyNot(other));
    }

    void explainsAServerThatTakesNoKeys()
    {
        SshServer server({.configuration = {u"PubkeyAuthentication no"_s, u"PasswordAuthentication yes"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto facts = await(pool.facts(server.endpoint()), {}, 30s);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().detail.contains(u"does not take keys"_s), whyNot(facts));
        QVERIFY(!server.log().contains("Failed password")); // no silent fall to passwords
    }

    void explainsAServerThatWantsMoreThanAKey()
    {
        SshServer server(
            {.configuration = {u"AuthenticationMethods publickey,password"_s, u"PasswordAuthentication yes"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto facts = await(pool.facts(server.endpoint()), {}, 30s);
        QVERIFY(!facts);
        QVERIFY2(facts.error().detail.contains(u"another proof"_s), whyNot(facts));
        QVERIFY(!server.log().contains("Failed password"));
    }
};

PILOTHOUSE_TEST(TestLogin)
#include "tst_login.moc"
