// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority.h"
#include "rig.h"
#include "support/manualclock.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Hosts that an authority vouches for, against a real sshd: libssh cannot negotiate certificates, so they are fetched
/// over a connection of their own.
class TestCertificates : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<HostAuthority> m_authority;
    QString m_file;

    void writeFile(const QByteArray& text) const
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    /// Has the server show a certificate of its key.
    bool certify(const QString& names, const QStringList& more = {})
    {
        m_server->setConfiguration({u"HostCertificate %1-cert.pub"_s.arg(m_server->hostKeyFile())});
        return m_authority->sign(m_server->hostKeyFile(), names, more) && m_server->start();
    }
    Ssh::Pool::Options options() const
    {
        auto options = poolOptions(*m_server);
        options.knownHostsFiles = {m_file};
        return options;
    }
    Ssh::Endpoint endpoint(Ssh::HostKeyPolicy policy = Ssh::HostKeyPolicy::Strict) const
    {
        auto endpoint = m_server->endpoint(u"app-1"_s);
        endpoint.policy = policy;
        return endpoint;
    }
    Result<Ssh::ConnectionFacts> connect(const Ssh::Endpoint& to) const
    {
        SystemClock clock;
        Ssh::Pool pool(options(), clock);
        return await(pool.facts(to), {}, std::chrono::seconds(30));
    }
    /// Connections that were opened to the server and ended before the login: the fetches.
    qsizetype fetches() const { return m_server->log().count("[preauth]"); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_authority = std::make_unique<HostAuthority>();
        QVERIFY(m_authority->isGood());
        m_file = m_server->path(u"test_known_hosts"_s);
    }
    void cleanup() { m_server.reset(); }

    void aCertifiedHostIsAccepted_data()
    {
        QTest::addColumn<QString>("hostKey");
        QTest::addColumn<QStringList>("authority");
        QTest::addRow("ed25519 by ed25519") << u"ed25519"_s << QStringList{u"-t"_s, u"ed25519"_s};
        QTest::addRow("rsa by ecdsa") << u"rsa"_s << QStringList{u"-t"_s, u"ecdsa"_s, u"-b"_s, u"384"_s};
        QTest::addRow("ecdsa by rsa") << u"ecdsa"_s << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"3072"_s};
    }

    void aCertifiedHostIsAccepted()
    {
        QFETCH(const QString, hostKey);
        QFETCH(const QStringList, authority);
        m_authority = std::make_unique<HostAuthority>(authority);
        QVERIFY(m_authority->isGood());
        QVERIFY(m_server->restartWithNewHostKey(hostKey));
        QVERIFY(certify(m_server->address()));
        writeFile(m_authority->line());
        const QByteArray before = m_authority->line();
        for (const auto policy :
             {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::Provisioned, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy));
            QVERIFY2(facts, whyNot(facts));
            QVERIFY(facts->hostKeyType.contains(hostKey));
            QVERIFY(facts->authority.contains(u"SHA256:"_s));
        }
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), before); // nothing is recorded of a host that its authority vouches for
    }

    void theCertificateOfTheOtherKeyIsFound()
    {
        // The server's best key has no certificate; the one that is certified is asked for.
        const QString rsa = m_server->path(u"certified_rsa"_s);
        QVERIFY(HostAuthority::keygen({u"-t"_s, u"rsa"_s, u"-N"_s, QString(), u"-f"_s, rsa}));
        QVERIFY(m_authority->sign(rsa, m_server->address()));
        m_server->setConfiguration({u"HostKey "_s + rsa, u"HostCertificate %1-cert.pub"_s.arg(rsa)});
        QVERIFY(m_server->start());
        writeFile(m_authority->line());
        const auto facts = connect(endpoint());
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->hostKeyType, u"ssh-rsa"_s);
    }

    void reconnectingDoesNotFetchAgainBeforeItExpires()
    {
        QVERIFY(certify(m_server->address(), {u"-V"_s, u"-1h:+1h"_s}));
        writeFile(m_authority->line());
        ManualClock clock(QDateTime::currentDateTimeUtc());
        Ssh::Pool pool(options(), clock);
        const auto connectAgain = [&] {
            pool.drop(endpoint());
            const auto facts = await(pool.facts(endpoint()), {}, std::chrono::seconds(30));
            return facts ? QByteArray() : whyNot(facts);
        };
        const auto before = fetches();
        QCOMPARE(connectAgain(), "");
        QVERIFY(eventually([&] { return fetches() == before + 1; }));
        QCOMPARE(connectAgain(), "");
        QCOMPARE(connectAgain(), "");
        QCOMPARE(fetches(), before + 1);
        clock.advance(std::chrono::hours(2));
        QVERIFY(connectAgain().contains("has expired"));
        QVERIFY(eventually([&] { return fetches() > before + 1; }));
        // A new one is seen at once; so is that of a new key.
        clock.setNow(QDateTime::currentDateTimeUtc());
        QVERIFY(m_server->restartWithNewHostKey());
        QVERIFY(certify(m_server->address()));
        QCOMPARE(connectAgain(), "");
    }

    void aCertificateThatDoesNotMatterIsLookedAtOnce_data()
    {
        QTest::addColumn<bool>("certified");
        QTest::addRow("none") << false;
        QTest::addRow("of a stranger") << true;
    }

    void aCertificateThatDoesNotMatterIsLookedAtOnce()
    {
        // Who signed it may be revoked; that is all that is asked of it where the key itself is known.
        QFETCH(const bool, certified);
        const HostAuthority stranger;
        QVERIFY(!certified || certify(m_server->address()));
        writeFile(m_server->knownHostsLine() + "@revoked * " + stranger.publicKey() + '\n');
        SystemClock clock;
        Ssh::Pool pool(options(), clock);
        const auto before = fetches();
        for (int i = 0; i < 3; ++i) {
            pool.drop(endpoint());
            const auto facts = await(pool.facts(endpoint()), {}, std::chrono::seconds(30));
            QVERIFY2(facts, whyNot(facts));
        }
        QVERIFY(eventually([&] { return fetches() > before; }));
        QCOMPARE(fetches(), before + 1);
        // The files count as they are now.
        writeFile(m_server->knownHostsLine() + "@revoked * " + m_authority->publicKey() + '\n');
        pool.drop(endpoint());
        const auto revoked = await(pool.facts(endpoint()), {}, std::chrono::seconds(30));
        QCOMPARE(bool(revoked), !certified);
        QVERIFY(revoked || revoked.error().code == u"host-key-revoked"_s);
    }

    void aReplacedKeyMayBeCertified()
    {
        // As with OpenSSH, a certificate settles what an old line would call changed.
        const QByteArray old = m_server->knownHostsLine();
        QVERIFY(m_server->restartWithNewHostKey());
        QVERIFY(certify(m_server->address()));
        writeFile(old + m_authority->line());
        const auto good = connect(endpoint());
        QVERIFY2(good, whyNot(good));
        // Without one that is good it stays changed, and why the certificate does not help is in the detail.
        QVERIFY(certify(u"elsewhere"_s));
        const auto changed = connect(endpoint());
        QVERIFY(!changed);
        QVERIFY2(changed.error().message.contains(u"has changed"_s), whyNot(changed));
        QVERIFY2(changed.error().detail.contains(u"not for the name"_s), whyNot(changed));
        m_server->setConfiguration({});
        QVERIFY(m_server->start());
        const auto bare = connect(endpoint());
        QVERIFY(!bare);
        QVERIFY2(bare.error().message.contains(u"has changed"_s), whyNot(bare));
    }

    void aHostWithoutCertificateIsRefused()
    {
        writeFile(m_authority->line());
        for (const auto policy : {Ssh::HostKeyPolicy::Strict, Ssh::HostKeyPolicy::AcceptNew}) {
            const auto facts = connect(endpoint(policy));
            QVERIFY(!facts);
            QCOMPARE(facts.error().code, u"host-certificate-missing"_s);
            QVERIFY2(facts.error().message.contains(u"SHA256:"_s), whyNot(facts));
        }
        QVERIFY(!m_server->log().contains("publickey"));
    }

    void anAliasIsTheNameOnTheCertificate()
    {
        QVERIFY(certify(u"app-1.example.org"_s));
        writeFile(m_authority->line("*.example.org"));
        auto to = endpoint();
        to.hostKeyAlias = u"App-1.example.org"_s;
        const auto facts = connect(to);
        QVERIFY2(facts, whyNot(facts));
        const auto without = connect(endpoint());
        QVERIFY(!without);
    }

    void aCertificateIsFetchedThroughAJumpHost()
    {
        SshServer gateway;
        QVERIFY2(gateway.isRunning(), qPrintable(gateway.error()));
        QVERIFY(gateway.authorize(m_server->keyFile()));
        QVERIFY(certify(m_server->address()));
        writeFile(gateway.knownHostsLine() + m_authority->line(m_server->address().toLatin1()));
        auto to = endpoint();
        to.jump = {gateway.endpoint(u"gateway"_s)};
        const auto facts = connect(to);
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(!facts->authority.isEmpty());
        writeFile(gateway.knownHostsLine() + HostAuthority().line());
        const auto refused = connect(to);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"another authority"_s), whyNot(refused));
    }

    void aServerThatShowsACertificateItHasNoKeyForIsRefused()
    {
        // A listener in the middle passes the fetch on to the real host, and then answers with a key of its own.
        QVERIFY(certify(u"app-1"_s));
        SshServer impostor;
        QVERIFY2(impostor.isRunning(), qPrintable(impostor.error()));
        QTcpServer middle;
        QVERIFY(middle.listen(QHostAddress(u"127.0.0.1"_s)));
        int connections = 0;
        QObject::connect(&middle, &QTcpServer::newConnection, &middle, [&] {
            auto* near = middle.nextPendingConnection();
            auto* far = new QTcpSocket(near);
            const SshServer& to = connections++ == 0 ? *m_server : impostor;
            QObject::connect(near, &QTcpSocket::readyRead, far, [=] { far->write(near->readAll()); });
            QObject::connect(far, &QTcpSocket::readyRead, near, [=] { near->write(far->readAll()); });
            QObject::connect(far, &QTcpSocket::connected, near, [=] { far->write(near->readAll()); });
            QObject::connect(near, &QTcpSocket::disconnected, far, &QTcpSocket::disconnectFromHost);
            QObject::connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
            far->connectToHost(QHostAddress(to.address()), to.port());
        });
        writeFile(m_authority->line());
        auto to = endpoint();
        to.address = u"127.0.0.1"_s;
        to.port = middle.serverPort();
        to.hostKeyAlias = u"app-1"_s;
        SystemClock clock;
        Ssh::Pool pool(options(), clock);
        const auto answer = pool.facts(to);
        QVERIFY(eventually([&] { return answer.isFinished(); }));
        QVERIFY(!answer.result());
        QCOMPARE(answer.result().error().code, u"host-certificate-refused"_s);
        QVERIFY2(answer.result().error().message.contains(u"another key"_s), whyNot(answer.result()));
        QVERIFY(!impostor.log().contains("publickey"));
        QCOMPARE(connections, 2);
    }

    void aHostileServerIsAClearError_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<bool>("hangsUp");
        QTest::addRow("silence") << QByteArray() << false;
        QTest::addRow("hangs up in the middle") << QByteArray("SSH-2.0-x\r\n\0\0\0\xff\x04\x14", 17) << true;
        QTest::addRow("an endless greeting") << QByteArray(1024 * 1024, 'x') << false;
        QTest::addRow("a huge packet") << QByteArray("SSH-2.0-x\r\n\x7f\xff\xff\xff\xff\xff") << false;
    }

    void aHostileServerIsAClearError()
    {
        QFETCH(const QByteArray, says);
        QFETCH(const bool, hangsUp);
        QTcpServer listener;
        QVERIFY(listener.listen(QHostAddress(u"127.0.0.1"_s)));
        QObject::connect(&listener, &QTcpServer::newConnection, &listener, [&] {
            auto* socket = listener.nextPendingConnection();
            socket->write(says);
            if (hangsUp)
                socket->disconnectFromHost();
        });
        writeFile(m_authority->line());
        auto to = endpoint();
        to.address = u"127.0.0.1"_s;
        to.port = listener.serverPort();
        auto patience = options();
        patience.connectTimeout = std::chrono::seconds(1);
        SystemClock clock;
        Ssh::Pool pool(patience, clock);
        const auto answer = pool.facts(to);
        QVERIFY(eventually([&] { return answer.isFinished(); }));
        QVERIFY(!answer.result());
        QCOMPARE(answer.result().error().kind, ErrorKind::Unreachable);
        QVERIFY(!answer.result().error().message.isEmpty());
    }
};

PILOTHOUSE_TEST(TestCertificates)
#include "tst_certificates.moc"
