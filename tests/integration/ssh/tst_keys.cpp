// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/scriptedssh/scriptedprompter.h"
#include "support/sshagent.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Keys with a passphrase and keys with a certificate, against a real sshd.
class TestKeys : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    Ssh::Pool::Options options(const Ssh::IdentityOptions& identity,
                               const std::shared_ptr<ScriptedPrompter>& prompter = {}) const
    {
        return {.knownHostsFiles = {m_server->knownHostsFile()}, .identity = identity, .prompter = prompter};
    }
    static std::shared_ptr<ScriptedPrompter> person(std::vector<std::vector<QByteArray>> answers = {})
    {
        return std::make_shared<ScriptedPrompter>(std::move(answers));
    }
    Result<Ssh::ConnectionFacts> login(const Ssh::IdentityOptions& identity)
    {
        Ssh::Pool pool(options(identity), m_clock);
        return await(pool.facts(m_server->endpoint(u"app-1"_s)), {}, 30s);
    }
    QString newKey(const QString& name, const QString& passphrase = {}, const QStringList& more = {}) const
    {
        const QString file = m_server->path(name);
        const QStringList kind = more.contains(u"-t"_s) ? QStringList() : QStringList{u"-t"_s, u"ed25519"_s};
        QProcess::execute(u"ssh-keygen"_s,
                          QStringList{u"-q"_s, u"-N"_s, passphrase, u"-C"_s, name, u"-f"_s, file} + kind + more);
        return file;
    }
    /// Signs the key as `ssh-keygen -s` does; gives KEY-cert.pub.
    QString certify(const QString& key, const QString& authority) const
    {
        QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-s"_s, authority, u"-I"_s, u"test"_s, u"-n"_s,
                                            m_server->endpoint().user, u"-V"_s, u"-5m:+1h"_s, key + u".pub"_s});
        return key + u"-cert.pub"_s;
    }
    /// From now on the server takes certificates of this authority and no plain key.
    QString onlyCertificates()
    {
        const QString authority = newKey(u"authority"_s);
        m_server->setConfiguration({u"TrustedUserCAKeys %1.pub"_s.arg(authority)});
        QFile::resize(m_server->authorizedKeysFile(), 0);
        return m_server->start() ? authority : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }
    void cleanup() { m_server.reset(); }

    void asksForThePassphraseOfAKey_data()
    {
        QTest::addColumn<QStringList>("how");
        QTest::addRow("aes256-ctr") << QStringList{};
        QTest::addRow("aes256-cbc") << QStringList{u"-Z"_s, u"aes256-cbc"_s};
        QTest::addRow("ecdsa") << QStringList{u"-t"_s, u"ecdsa"_s};
        QTest::addRow("rsa") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
        QTest::addRow("PEM") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PEM"_s};
        QTest::addRow("PKCS8") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PKCS8"_s};
    }

    void asksForThePassphraseOfAKey()
    {
        QFETCH(const QStringList, how);
        const QString file = newKey(u"locked"_s, u"correct horse"_s, how);
        QVERIFY(m_server->authorize(file));
        const auto somebody = person({{"correct horse"}});
        Ssh::Pool pool(options({.agent = false, .keyFiles = {file}}, somebody), m_clock);
        auto production = m_server->endpoint(u"app-1"_s);
        production.policy = Ssh::HostKeyPolicy::Provisioned;
        const auto facts = await(pool.facts(production), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, file);
        QCOMPARE(somebody->count(), 1);
        const auto prompt = somebody->prompts().front();
        QCOMPARE(prompt.kind, Ssh::Prompt::Kind::Passphrase);
        QCOMPARE(prompt.subject, file);
        QVERIFY(prompt.where.contains(u"@app-1 ("_s));
        QVERIFY(prompt.production);
        QVERIFY(prompt.mayBeKept);
        QVERIFY(!prompt.again);
        QCOMPARE(prompt.questions.size(), size_t(1));
        QVERIFY(!prompt.questions.front().echo);
        QCOMPARE(somebody->proved.load(), 1);
    }

    void opensAKeyWithoutAPublicPartBesideIt()
    {
        const QString file =
            newKey(u"locked"_s, u"correct horse"_s, {u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PEM"_s});
        QVERIFY(m_server->authorize(file));
        QVERIFY(QFile::remove(file + u".pub"_s));
        const auto somebody = person({{"correct horse"}});
        Ssh::Pool pool(options({.agent = false, .keyFiles = {file}}, somebody), m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
    }

    void asksForNoPassphraseOfAKeyThatTheServerDoesNotTake()
    {
        const QString file = newKey(u"locked"_s, u"correct horse"_s);
        const auto somebody = person({{"correct horse"}});
        Ssh::Pool pool(options({.agent = false, .keyFiles = {file, m_server->keyFile()}}, somebody), m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, m_server->keyFile());
        QCOMPARE(somebody->count(), 0);
    }

    void asksAgainForAWrongPassphrase()
    {
        const QString file = newKey(u"locked"_s, u"correct horse"_s);
        QVERIFY(m_server->authorize(file));
        const auto somebody = person({{"wrong"}, {""}, {"correct horse"}});
        Ssh::Pool pool(options({.agent = false, .keyFiles = {file}}, somebody), m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(somebody->count(), 3);
        QVERIFY(!somebody->prompts()[0].again);
        QVERIFY(somebody->prompts()[1].again && somebody->prompts()[2].again);
        QCOMPARE(somebody->proved.load(), 1);
    }

    void givesUpAfterThreeWrongPassphrases()
    {
        const QString file = newKey(u"locked"_s, u"correct horse"_s);
        QVERIFY(m_server->authorize(file));
        const auto somebody = person({{"one"}, {"two"}, {"three"}, {"correct horse"}});
        Ssh::Pool pool(options({.agent = false, .keyFiles = {file}}, somebody), m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().detail.contains(u"none of 3 passphrase"_s), whyNot(facts));
        QCOMPARE(somebody->count(), 3);
        // Another host that takes the same key asks nobody either.
        auto other = m_server->endpoint(u"app-2"_s);
        other.policy = Ssh::HostKeyPolicy::Provisioned;
        QVERIFY(!await(pool.facts(other), {}, 30s));
        QCOMPARE(somebody->count(), 3);
    }

    void whoeverDoesNotWantToGiveItIsNotAskedForTheNextKey()
    {
        const QString first = newKey(u"first"_s, u"correct horse"_s);
        const QString second = newKey(u"second"_s, u"battery staple"_s);
        QVERIFY(m_server->authorize(first) && m_server->authorize(second));
        const auto somebody = person();
        Ssh::Pool pool(options({.agent = false, .keyFiles = {first, second}}, somebody), m_clock);
        const auto future = pool.facts(m_server->endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        somebody->cancel();
        const auto facts = await(future, {}, 30s);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"was given up"_s), whyNot(facts));
        QVERIFY2(facts.error().detail.contains(first), whyNot(facts));
        QCOMPARE(somebody->count(), 1);
        pool.drop(m_server->endpoint());
        const auto again = pool.facts(m_server->endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 2; }));
        somebody->answer({"correct horse"});
        const auto in = await(again, {}, 30s);
        QVERIFY2(in, whyNot(in));
    }

    void onePassphraseDoesForManyHosts()
    {
        SshServer many({.maxStartups = u"100"_s, .everyAddress = true});
        QVERIFY2(many.isRunning(), qPrintable(many.error()));
        const QString file = newKey(u"locked"_s, u"correct horse"_s);
        QVERIFY(many.authorize(file));
        const auto somebody = person();
        QFile knownHosts(m_server->path(u"many"_s));
        QVERIFY(knownHosts.open(QIODevice::WriteOnly));
        std::vector<Ssh::Endpoint> hosts;
        for (int i = 1; i <= 12; ++i) {
            auto host = many.endpoint(u"app-%1"_s.arg(i));
            host.address = u"127.77.3.%1"_s.arg(i);
            QByteArray line = many.knownHostsLine();
            knownHosts.write(line.replace(many.address().toLatin1(), host.address.toLatin1()));
            hosts.push_back(host);
        }
        knownHosts.close();
        Ssh::Pool pool({.knownHostsFiles = {knownHosts.fileName()},
                        .identity = {.agent = false, .keyFiles = {file}},
                        .prompter = somebody},
                       m_clock);
        std::vector<QFuture<Result<Ssh::ConnectionFacts>>> futures;
        for (const auto& host : hosts)
            futures.push_back(pool.facts(host));
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        somebody->answer({"correct horse"});
        for (const auto& future : futures) {
            const auto facts = await(future, {}, 30s);
            QVERIFY2(facts, whyNot(facts));
        }
        QCOMPARE(somebody->count(), 1);
    }

    void saysForWhichHopItAsks()
    {
        SshServer target;
        QVERIFY2(target.isRunning(), qPrintable(target.error()));
        const QString file = newKey(u"locked"_s, u"correct horse"_s);
        QVERIFY(m_server->authorize(file));
        auto endpoint = target.endpoint(u"app-1"_s);
        endpoint.jump.push_back(m_server->endpoint(u"bastion"_s));
        const auto somebody = person({{"correct horse"}});
        Ssh::Pool pool({.knownHostsFiles = {m_server->knownHostsFile(), target.knownHostsFile()},
                        .identity = {.agent = false, .keyFiles = {file, target.keyFile()}},
                        .prompter = somebody},
                       m_clock);
        const auto facts = await(pool.facts(endpoint), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(somebody->count(), 1);
        const auto prompt = somebody->prompts().front();
        QVERIFY(prompt.where.contains(u"@bastion ("_s));
        QVERIFY(prompt.hop.startsWith(u"app-1 ("_s));
    }

    void namedKeysOfTheAgentOnly()
    {
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        for (int i = 0; i < 10; ++i)
            QVERIFY(agent.add(newKey(u"stranger%1"_s.arg(i))));
        QVERIFY(agent.add(m_server->keyFile()));
        // The public part is enough to name one.
        const auto facts = login(
            {.agentSocket = agent.socket(), .keyFiles = {m_server->keyFile() + u".pub"_s}, .identitiesOnly = true});
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, u"operator (agent)"_s);
        QCOMPARE(m_server->log().count("Failed publickey"), 0);
        const auto none = login({.agentSocket = agent.socket(), .identitiesOnly = true});
        QVERIFY(!none);
        QVERIFY2(none.error().detail.contains(u"11 key(s) of the SSH agent were left out"_s), whyNot(none));
        QCOMPARE(m_server->log().count("Failed publickey"), 0);
    }

    void aLockedKeyNamesThatOfTheAgent()
    {
        // Of a kind that cannot be opened here; OpenSSH's own header has the public part.
        const QString file = newKey(u"locked"_s, QString());
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(file));
        QVERIFY(m_server->authorize(file));
        QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-p"_s, u"-P"_s, QString(), u"-N"_s, u"correct horse"_s, u"-Z"_s,
                                            u"aes256-gcm@openssh.com"_s, u"-f"_s, file});
        QVERIFY(QFile::remove(file + u".pub"_s));
        const auto facts = login({.agentSocket = agent.socket(), .keyFiles = {file}, .identitiesOnly = true});
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(facts->identity.endsWith(u"(agent)"_s));
    }

    void aCertificateBesideTheKey()
    {
        const QString authority = onlyCertificates();
        QVERIFY(!authority.isEmpty());
        const QString file = newKey(u"mine"_s);
        QVERIFY(!login({.agent = false, .keyFiles = {file}}));
        const QString certificate = certify(file, authority);
        const auto facts = login({.agent = false, .keyFiles = {file}});
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(facts->identity.contains(certificate));
    }

    void aCertificateOfALockedKey()
    {
        const QString authority = onlyCertificates();
        QVERIFY(!authority.isEmpty());
        const QString file = newKey(u"mine"_s, u"correct horse"_s);
        certify(file, authority);
        const auto somebody = person({{"correct horse"}});
        Ssh::Pool pool(options({.agent = false, .keyFiles = {file}}, somebody), m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(somebody->count(), 1);
    }

    void aCertificateElsewhere_data()
    {
        QTest::addColumn<QStringList>("kind");
        QTest::addRow("ed25519") << QStringList{};
        QTest::addRow("ecdsa") << QStringList{u"-t"_s, u"ecdsa"_s};
        QTest::addRow("rsa") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
    }

    void aCertificateElsewhere()
    {
        QFETCH(const QStringList, kind);
        const QString authority = onlyCertificates();
        QVERIFY(!authority.isEmpty());
        const QString file = newKey(u"mine"_s, {}, kind);
        const QString certificate = m_server->path(u"elsewhere-cert.pub"_s);
        QVERIFY(QFile::rename(certify(file, authority), certificate));
        QVERIFY(!login({.agent = false, .keyFiles = {file}}));
        const auto facts = login({.agent = false, .keyFiles = {file}, .certificateFiles = {certificate}});
        QVERIFY2(facts, whyNot(facts));
        // The key in the agent, its certificate in a file.
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(file));
        const auto lent = login({.agentSocket = agent.socket(), .certificateFiles = {certificate}});
        QVERIFY2(lent, whyNot(lent));
        QVERIFY(lent->identity.contains(u"agent"_s));
        QVERIFY(lent->identity.contains(certificate));
    }

    void aCertificateInTheAgent()
    {
        const QString authority = onlyCertificates();
        QVERIFY(!authority.isEmpty());
        const QString file = newKey(u"mine"_s);
        certify(file, authority);
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        QVERIFY(agent.add(file)); // ssh-add takes the certificate beside it as well
        const auto facts = login({.agentSocket = agent.socket()});
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(facts->identity.contains(u"agent"_s));
    }

    void twoKeysWhereTwoAreWanted()
    {
        SshServer server({.configuration = {u"AuthenticationMethods publickey,publickey"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const QString second = newKey(u"second"_s);
        QVERIFY(server.authorize(second));
        Ssh::Pool pool({.knownHostsFiles = {server.knownHostsFile()},
                        .identity = {.agent = false, .keyFiles = {server.keyFile(), second}}},
                       m_clock);
        const auto facts = await(pool.facts(server.endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, server.keyFile() + u" + "_s + second);
    }
};

PILOTHOUSE_TEST(TestKeys)
#include "tst_keys.moc"
