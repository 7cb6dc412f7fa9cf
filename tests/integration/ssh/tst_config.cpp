// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "sshconfig/config.h"
#include "support/processes.h"

#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Real servers, reached as a person's ssh_config says.
class TestConfig : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_outer;
    std::unique_ptr<SshServer> m_inner;
    std::unique_ptr<SshServer> m_target;

    QString configFile() const { return m_target->path(u"config"_s); }

    void write(QByteArray text) const
    {
        for (const auto& [mark, server] : {std::pair("OUTER", m_outer.get()), std::pair("INNER", m_inner.get()),
                                           std::pair("TARGET", m_target.get())}) {
            if (!server)
                continue;
            const QByteArray name(mark);
            text.replace(name + "_ADDRESS", server->address().toUtf8());
            text.replace(name + "_PORT", QByteArray::number(server->port()));
            text.replace(name + "_KEY", server->keyFile().toUtf8());
            text.replace(name + "_FOLDER", server->path(u"."_s).toUtf8());
        }
        QFile file(configFile());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    }

    /// No key and no user of its own: only the file can say them.
    Ssh::Pool::Options options() const
    {
        Ssh::Pool::Options out;
        out.identity.agent = false;
        for (const auto* server : {m_outer.get(), m_inner.get(), m_target.get()}) {
            if (server)
                out.knownHostsFiles += server->knownHostsFile();
        }
        return out;
    }

    Result<Ssh::ConfigResolution> resolve(const QString& host = u"web"_s) const
    {
        const auto pool = options();
        Ssh::Config config({{.path = configFile()}}, Ssh::ConfigContext::here(),
                           {.identity = pool.identity, .userKnownHosts = pool.knownHostsFiles.mid(1)});
        return config.resolve({.name = u"app-1"_s, .address = host, .port = 0, .user = {}});
    }

    Result<Ssh::Finished> runAt(const Ssh::Endpoint& endpoint, const QByteArray& line = "echo $SSH_CONNECTION") const
    {
        SystemClock clock;
        Ssh::Pool pool(options(), clock);
        return runCommand(pool, endpoint, {.line = line});
    }

    static bool start(std::unique_ptr<SshServer>& server)
    {
        server = std::make_unique<SshServer>();
        return server->isRunning();
    }

private Q_SLOTS:
    void init() { QVERIFY2(start(m_target), qPrintable(m_target->error())); }
    void cleanup()
    {
        m_outer.reset();
        m_inner.reset();
        m_target.reset();
    }

    void anAliasIsReached()
    {
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n IdentitiesOnly yes\n"
              " ServerAliveInterval 5\n ConnectTimeout 20\n Ciphers aes256-ctr\n MACs hmac-sha2-512\n"
              " KexAlgorithms ecdh-sha2-nistp256\n RekeyLimit 1G 1h\n RequiredRSASize 2048\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        QCOMPARE(found->endpoint.user, m_target->endpoint().user);
        Ssh::Pool pool(options(), m_clock);
        const auto facts = await(pool.facts(found->endpoint), {}, 60s);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->cipher, u"aes256-ctr"_s);
        QCOMPARE(facts->keyExchange, u"ecdh-sha2-nistp256"_s);
        QCOMPARE(facts->identity, m_target->keyFile());
    }

    void twoHopsAreTakenInProcess()
    {
        QVERIFY(start(m_outer) && start(m_inner));
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n ProxyJump out,in\n"
              "Host out\n HostName OUTER_ADDRESS\n Port OUTER_PORT\n IdentityFile OUTER_KEY\n"
              "Host in\n HostName INNER_ADDRESS\n Port INNER_PORT\n IdentityFile INNER_KEY\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        QCOMPARE(found->endpoint.jump.size(), size_t(2));
        const auto done = runAt(found->endpoint);
        QVERIFY2(done, whyNot(done));
        QVERIFY2(done->output.contains(m_target->address().toUtf8()), done->output);
        for (const Process& process : descendantsOf(getpid()))
            QVERIFY2(process.name != "ssh", process.name.constData());
        QCOMPARE(m_outer->log().count("Accepted publickey"), 1);
        QCOMPARE(m_inner->log().count("Accepted publickey"), 1);
    }

    void aProxyCommandCarriesTheConnectionAndEndsWithIt()
    {
        QVERIFY(start(m_outer));
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n"
              " ProxyCommand ssh -F none -i OUTER_KEY -o IdentitiesOnly=yes -o "
              "BatchMode=yes "
              "-o UserKnownHostsFile=OUTER_FOLDER/known_hosts -p OUTER_PORT -W %h:%p OUTER_ADDRESS\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        {
            Ssh::Pool pool(options(), m_clock);
            QByteArray input(2'000'000, 'x');
            const auto done =
                runCommand(pool, found->endpoint, {.line = "cat; echo $SSH_CONNECTION >&2", .input = input});
            QVERIFY2(done, whyNot(done));
            QVERIFY(done->output == input);
            QVERIFY2(done->errors.startsWith(m_outer->address().toUtf8()) || done->errors.startsWith("127."),
                     done->errors);
            QVERIFY(!programs("ssh").empty());
            pool.drop(found->endpoint);
            QVERIFY(eventually([] { return programs("ssh").empty(); }));
            const auto again = runCommand(pool, found->endpoint, {.line = "true"});
            QVERIFY2(again, whyNot(again));
        }
        // With the pool the last one is gone as well, and nobody is left to be waited for.
        QVERIFY(programs("ssh").empty());
    }

    void aProxyCommandThatEndsSaysWhy()
    {
        write("Host web\n HostName TARGET_ADDRESS\n ProxyCommand sh -c 'echo started >>TARGET_FOLDER/starts; "
              "printf \"no route \\033[31mto %h\" >&2; exit 3'\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        const auto done = runAt(found->endpoint);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"ProxyCommand"_s), whyNot(done));
        QVERIFY2(done.error().detail.contains(u"no route"_s), whyNot(done));
        QVERIFY2(!done.error().detail.contains(u'\033'), whyNot(done));
        QFile starts(m_target->path(u"starts"_s));
        QVERIFY(starts.open(QIODevice::ReadOnly));
        QCOMPARE(starts.readAll(), QByteArray("started\n")); // not again by itself
    }

    void aProxyCommandThatIsSilentIsGivenUp()
    {
        write("Host web\n HostName TARGET_ADDRESS\n ConnectTimeout 1\n ProxyCommand sh -c "
              "'trap \"\" HUP TERM; sleep 600 & wait'\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        Ssh::Pool pool(options(), m_clock);
        const auto done = runCommand(pool, found->endpoint, {.line = "true"});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY(eventually([] { return programs("sleep").empty(); }));
    }

    void aHostIsKnownByItsAlias()
    {
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n HostKeyAlias shop\n"
              " UserKnownHostsFile TARGET_FOLDER/by_alias\n");
        QFile known(m_target->path(u"by_alias"_s));
        QVERIFY(known.open(QIODevice::WriteOnly));
        const QByteArray line = m_target->knownHostsLine();
        known.write("shop" + line.mid(line.indexOf(' ')));
        known.close();
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        const auto done = runAt(found->endpoint);
        QVERIFY2(done, whyNot(done));
        QVERIFY(known.remove());
        const auto unknown = runAt(found->endpoint);
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().message.contains(u"unknown"_s), whyNot(unknown));
    }

    void aRevokedKeyIsRefused()
    {
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n"
              " RevokedHostKeys TARGET_FOLDER/revoked\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        const auto missing = runAt(found->endpoint);
        QVERIFY2(!missing, "a list that is not there accepts nothing, as with ssh");
        QFile revoked(m_target->path(u"revoked"_s));
        QVERIFY(revoked.open(QIODevice::WriteOnly));
        revoked.write("# none\n");
        revoked.flush();
        const auto done = runAt(found->endpoint);
        QVERIFY2(done, whyNot(done));
        QFile key(m_target->hostKeyFile() + u".pub"_s);
        QVERIFY(key.open(QIODevice::ReadOnly));
        revoked.write(key.readAll());
        revoked.flush();
        const auto refused = runAt(found->endpoint);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"revoked"_s), whyNot(refused));
    }

    void aShortPatienceIsKept()
    {
        m_target->freeze();
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n ConnectTimeout 1\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        const auto done = runAt(found->endpoint);
        m_target->thaw();
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"1 s"_s), whyNot(done));
    }

    void aDeadLinkIsNoticedAsOftenAsItIsAskedFor()
    {
        write(
            "Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n ServerAliveInterval 1\n"
            " ServerAliveCountMax 1\n");
        const auto found = resolve();
        QVERIFY2(found, whyNot(found));
        auto patient = options();
        patient.keepAliveInterval = 1h;
        Ssh::Pool pool(patient, m_clock);
        const QString mark = m_target->path(u"mark"_s);
        const auto future = pool.exec(found->endpoint, {.line = "touch " + mark.toUtf8() + "; exec sleep 60"});
        QVERIFY(eventually([&] { return QFile::exists(mark); }));
        m_target->freeze();
        const auto done = await(future, {}, 30s);
        m_target->thaw();
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"has not answered"_s) || done.error().kind == ErrorKind::Unreachable,
                 whyNot(done));
    }

    void theFamilyOfAddressesAndTheOwnAddressAreKept()
    {
        write("Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n AddressFamily inet\n"
              " BindAddress 127.99.88.77\n"
              "Host six\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n AddressFamily inet6\n"
              "Host loop\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n BindInterface lo\n");
        auto found = resolve();
        QVERIFY2(found, whyNot(found));
        const auto done = runAt(found->endpoint);
        QVERIFY2(done, whyNot(done));
        QVERIFY2(done->output.startsWith("127.99.88.77 "), done->output);
        found = resolve(u"six"_s);
        QVERIFY2(found, whyNot(found));
        QVERIFY(!runAt(found->endpoint));
        found = resolve(u"loop"_s);
        QVERIFY2(found, whyNot(found));
        const auto through = runAt(found->endpoint);
        QVERIFY2(through, whyNot(through));
        QVERIFY2(through->output.startsWith("127.0.0.1 "), through->output);
    }

    void whatIsRefusedIsNeverConnectedTo()
    {
        write(
            "Host web\n HostName TARGET_ADDRESS\n Port TARGET_PORT\n IdentityFile TARGET_KEY\n VerifyHostKeyDNS yes\n");
        const auto found = resolve();
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Refused);
        QVERIFY2(found.error().message.contains(configFile() + u":5"_s), whyNot(found));
        QCOMPARE(m_target->log().count("Accepted"), 0);
    }

private:
    /// What runs below this test by that name.
    static std::vector<qint64> programs(const QByteArray& name)
    {
        std::vector<qint64> found;
        for (const Process& process : descendantsOf(getpid())) {
            if (process.name == name)
                found.push_back(process.pid);
        }
        return found;
    }
};

PILOTHOUSE_TEST(TestConfig)
#include "tst_config.moc"
