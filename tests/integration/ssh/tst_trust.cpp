// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "ssh/knownkeys.h"

#include <QFile>
#include <QProcess>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Which servers are talked to: host keys against known_hosts, with OpenSSH's own client as the measure where it has
/// one.
class TestTrust : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;
    QString m_file;

    void writeFile(const QByteArray& text) const
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray readFile(const QString& name) const
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Ssh::Endpoint endpoint(Ssh::HostKeyPolicy policy = Ssh::HostKeyPolicy::Strict) const
    {
        auto endpoint = m_server->endpoint(u"app-1"_s);
        endpoint.policy = policy;
        return endpoint;
    }
    Result<Ssh::ConnectionFacts> connect(const Ssh::Endpoint& to, const QStringList& files) const
    {
        auto options = poolOptions(*m_server);
        options.knownHostsFiles = files;
        SystemClock clock;
        Ssh::Pool pool(options, clock);
        return await(pool.facts(to), {}, std::chrono::seconds(30));
    }
    Result<Ssh::ConnectionFacts> connect() const { return connect(endpoint(), {m_file}); }
    /// Whether OpenSSH's client accepts the same server with the same file.
    bool opensshAccepts(const QString& name = {}) const
    {
        QProcess ssh;
        ssh.start(u"ssh"_s, {u"-F"_s,
                             u"none"_s,
                             u"-o"_s,
                             u"UserKnownHostsFile="_s + m_file,
                             u"-o"_s,
                             u"GlobalKnownHostsFile=none"_s,
                             u"-o"_s,
                             u"StrictHostKeyChecking=yes"_s,
                             u"-o"_s,
                             u"BatchMode=yes"_s,
                             u"-o"_s,
                             u"IdentitiesOnly=yes"_s,
                             u"-o"_s,
                             u"IdentityAgent=none"_s,
                             u"-i"_s,
                             m_server->keyFile(),
                             u"-p"_s,
                             QString::number(m_server->port()),
                             name.isEmpty() ? m_server->address() : name,
                             u"true"_s});
        return ssh.waitForFinished(30000) && ssh.exitCode() == 0;
    }
    QString fingerprint(const QString& publicKey) const
    {
        QProcess keygen;
        keygen.start(u"ssh-keygen"_s, {u"-l"_s, u"-f"_s, publicKey});
        keygen.waitForFinished(30000);
        return QString::fromUtf8(keygen.readAllStandardOutput()).split(u' ').value(1);
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_file = m_server->path(u"test_known_hosts"_s);
    }
    void cleanup() { m_server.reset(); }

    void aKnownKeyIsAccepted()
    {
        writeFile(m_server->knownHostsLine());
        const auto facts = connect();
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->fingerprint, fingerprint(m_server->hostKeyFile()));
        QVERIFY(opensshAccepts());
    }

    void anUnknownKeyIsShownAndRefused()
    {
        for (const bool exists : {false, true}) {
            if (exists)
                writeFile("# nothing here\n");
            const auto facts = connect();
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
            QVERIFY2(facts.error().message.contains(fingerprint(m_server->hostKeyFile())), whyNot(facts));
            QVERIFY2(facts.error().message.contains(u"app-1"_s), whyNot(facts));
        }
        QVERIFY(!m_server->log().contains("publickey")); // the key is judged before anybody logs in
    }

    void aChangedKeyIsRefusedWithBothFingerprints()
    {
        writeFile(m_server->knownHostsLine());
        const QString before = fingerprint(m_server->hostKeyFile());
        QVERIFY(m_server->restartWithNewHostKey());
        const QString after = fingerprint(m_server->hostKeyFile());
        QVERIFY(before != after);
        for (const auto policy :
             {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::Provisioned, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy), {m_file});
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
            QVERIFY2(facts.error().message.contains(before), whyNot(facts));
            QVERIFY2(facts.error().message.contains(after), whyNot(facts));
            QVERIFY2(facts.error().detail.contains(m_file + u":1"_s), whyNot(facts));
        }
        QVERIFY(!m_server->log().contains("Accepted publickey"));
        QVERIFY(!opensshAccepts());
    }

    void aKeyOfAnotherTypeIsRefusedWithBothFingerprints()
    {
        writeFile(m_server->knownHostsLine());
        const QString before = fingerprint(m_server->hostKeyFile());
        QVERIFY(m_server->restartWithNewHostKey(u"ecdsa"_s));
        const QString after = fingerprint(m_server->hostKeyFile());
        for (const auto policy : {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy), {m_file});
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
            QVERIFY2(facts.error().message.contains(u"another type"_s), whyNot(facts));
            QVERIFY2(facts.error().message.contains(before), whyNot(facts));
            QVERIFY2(facts.error().message.contains(after), whyNot(facts));
        }
        QVERIFY(!opensshAccepts());
    }

    void theKnownOneOfSeveralKeysIsAskedFor_data()
    {
        QTest::addColumn<QString>("type");
        for (const char* type : {"rsa", "ecdsa", "ed25519"})
            QTest::addRow("%s", type) << QString::fromLatin1(type);
    }

    void theKnownOneOfSeveralKeysIsAskedFor()
    {
        QFETCH(const QString, type);
        SshServer server({.hostKeyType = type});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        // The same server with all three keys; only one of them is known.
        QStringList lines;
        for (const QString& other : {u"rsa"_s, u"ecdsa"_s, u"ed25519"_s}) {
            if (other == type)
                continue;
            const QString name = server.path(u"more_"_s + other);
            QProcess keygen;
            keygen.start(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, other, u"-N"_s, QString(), u"-f"_s, name});
            QVERIFY(keygen.waitForFinished(30000));
            lines += u"HostKey "_s + name;
        }
        server.setConfiguration(lines);
        QVERIFY2(server.start(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto facts = await(pool.facts(server.endpoint()), {}, std::chrono::seconds(30));
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(facts->hostKeyType.contains(type));
    }

    void aRevokedKeyIsRefusedEvenWhenListed_data()
    {
        QTest::addColumn<bool>("listed");
        QTest::addColumn<QByteArray>("names");
        QTest::addRow("only revoked") << false << QByteArray();
        QTest::addRow("listed and revoked") << true << QByteArray();
        QTest::addRow("listed, and revoked everywhere") << true << QByteArray("*");
    }

    void aRevokedKeyIsRefusedEvenWhenListed()
    {
        QFETCH(const bool, listed);
        QFETCH(const QByteArray, names);
        const QByteArray line = m_server->knownHostsLine();
        const QByteArray revoked = "@revoked " + (names.isEmpty() ? line : names + line.mid(line.indexOf(' ')));
        writeFile((listed ? line : QByteArray()) + revoked);
        for (const auto policy :
             {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::Provisioned, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy), {m_file});
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
            QVERIFY2(facts.error().message.contains(u"revoked"_s), whyNot(facts));
        }
        QVERIFY(!opensshAccepts());
        QVERIFY(!readFile(m_file).endsWith(line + line));
    }

    void anotherFileCanWithdrawAProvisionedKey()
    {
        writeFile("@revoked * " + m_server->knownHostsLine().mid(m_server->knownHostsLine().indexOf(' ') + 1));
        const auto facts = connect(endpoint(Ssh::HostKeyPolicy::Provisioned), {m_server->knownHostsFile(), m_file});
        QVERIFY(!facts);
        QVERIFY2(facts.error().message.contains(u"revoked"_s), whyNot(facts));
    }

    void anAuthorityIsNotTakenForAKey()
    {
        writeFile("@cert-authority " + m_server->knownHostsLine());
        for (const auto policy : {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy), {m_file});
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
            QVERIFY2(facts.error().message.contains(u"authority"_s), whyNot(facts));
        }
        QVERIFY(!opensshAccepts());
    }

    void garbageIsAnErrorNotAnUnknownHost()
    {
        QByteArray garbage(4096, Qt::Uninitialized);
        for (qsizetype i = 0; i < garbage.size(); ++i)
            garbage[i] = char((i * 2654435761U) >> 11);
        writeFile(garbage);
        for (const auto policy : {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy), {m_file});
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Invalid);
            QVERIFY2(facts.error().detail.contains(m_file), whyNot(facts));
            QCOMPARE(readFile(m_file), garbage);
        }
    }

    void anUnreadableFileIsAnErrorNotAnUnknownHost()
    {
        // A folder in the file's place cannot be read by anybody, root included.
        QVERIFY(QDir().mkpath(m_file));
        for (const auto policy : {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy), {m_file});
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Invalid);
            QVERIFY2(facts.error().detail.contains(m_file), whyNot(facts));
        }
    }

    void hashedNamesAreUnderstood()
    {
        writeFile("otherhost " + m_server->knownHostsLine().mid(m_server->knownHostsLine().indexOf(' ') + 1) +
                  m_server->knownHostsLine());
        QProcess keygen;
        keygen.start(u"ssh-keygen"_s, {u"-H"_s, u"-f"_s, m_file});
        QVERIFY(keygen.waitForFinished(30000) && keygen.exitCode() == 0);
        QVERIFY(readFile(m_file).startsWith("|1|"));
        QVERIFY(!readFile(m_file).contains(m_server->address().toLatin1()));
        const auto facts = connect();
        QVERIFY2(facts, whyNot(facts));
        // And a changed key is seen behind a hashed name too.
        QVERIFY(m_server->restartWithNewHostKey());
        const auto changed = connect();
        QVERIFY(!changed);
        QVERIFY2(changed.error().message.contains(u"has changed"_s), whyNot(changed));
    }

    void provisionedMeansTheFirstFileOnly()
    {
        writeFile("# the console's own, without this host\n");
        const QStringList files{m_file, m_server->knownHostsFile()};
        const auto strict = connect(endpoint(), files);
        QVERIFY2(strict, whyNot(strict));
        const auto provisioned = connect(endpoint(Ssh::HostKeyPolicy::Provisioned), files);
        QVERIFY(!provisioned);
        QCOMPARE(provisioned.error().kind, ErrorKind::Refused);
        QVERIFY2(provisioned.error().message.contains(u"not provisioned"_s), whyNot(provisioned));
        writeFile(m_server->knownHostsLine());
        const auto now = connect(endpoint(Ssh::HostKeyPolicy::Provisioned), files);
        QVERIFY2(now, whyNot(now));
    }

    void acceptNewRecordsOnceAndThenHolds()
    {
        writeFile("# no newline at the end");
        const auto first = connect(endpoint(Ssh::HostKeyPolicy::AcceptNew), {m_file});
        QVERIFY2(first, whyNot(first));
        QCOMPARE(readFile(m_file), "# no newline at the end\n" + m_server->knownHostsLine());
        const auto second = connect(endpoint(Ssh::HostKeyPolicy::AcceptNew), {m_file});
        QVERIFY2(second, whyNot(second));
        QCOMPARE(readFile(m_file), "# no newline at the end\n" + m_server->knownHostsLine());
        QVERIFY(opensshAccepts());
        QVERIFY(m_server->restartWithNewHostKey());
        const auto changed = connect(endpoint(Ssh::HostKeyPolicy::AcceptNew), {m_file});
        QVERIFY(!changed);
        QVERIFY2(changed.error().message.contains(u"has changed"_s), whyNot(changed));
    }

    void aRefusedKeyIsKeptForPeopleUntilItIsAccepted()
    {
        auto options = poolOptions(*m_server);
        options.knownHostsFiles = {m_file};
        options.offers = std::make_shared<Ssh::KeyOffers>();
        Ssh::Pool pool(options, m_clock);
        QVERIFY(!await(pool.facts(endpoint()), {}, std::chrono::seconds(30)));
        const auto offers = options.offers->all();
        QCOMPARE(offers.size(), 1U);
        QCOMPARE(offers.front().key.fingerprint(), fingerprint(m_server->hostKeyFile()));
        QVERIFY(offers.front().mayBeAccepted());
        QVERIFY(Ssh::KnownKeys({m_file}).accept(offers.front().endpoint, offers.front().key));
        const auto known = await(pool.facts(endpoint()), {}, std::chrono::seconds(30));
        QVERIFY2(known, whyNot(known));
        QVERIFY(options.offers->all().empty());
        QVERIFY(opensshAccepts());
        // A changed key is kept as well, and nobody may accept it.
        QVERIFY(m_server->restartWithNewHostKey());
        pool.drop(endpoint());
        QVERIFY(!await(pool.facts(endpoint()), {}, std::chrono::seconds(30)));
        QCOMPARE(options.offers->all().size(), 1U);
        QVERIFY(!options.offers->all().front().mayBeAccepted());
    }

    void aRefusedKeyIsJudgedAnewAfterTheFileWasCorrected()
    {
        auto options = poolOptions(*m_server);
        options.knownHostsFiles = {m_file};
        Ssh::Pool pool(options, m_clock);
        const auto unknown = await(pool.facts(endpoint()), {}, std::chrono::seconds(30));
        QVERIFY(!unknown);
        writeFile(m_server->knownHostsLine());
        const auto known = await(pool.facts(endpoint()), {}, std::chrono::seconds(30));
        QVERIFY2(known, whyNot(known));
    }
};

PILOTHOUSE_TEST(TestTrust)
#include "tst_trust.moc"
