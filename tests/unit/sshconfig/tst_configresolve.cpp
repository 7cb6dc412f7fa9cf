// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/config.h"
#include "support/testmain.h"

#include <QDir>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Files by name, and patterns that name themselves.
class MemoryFiles final : public ConfigFiles
{
public:
    std::map<QString, QByteArray> texts;

    Content read(const QString& path, bool) override
    {
        const auto found = texts.find(path);
        return found == texts.end() ? Content{} : Content{.state = State::There, .text = found->second};
    }
    std::optional<QStringList> matching(const QByteArray& pattern) override
    {
        const QString path = QString::fromUtf8(pattern);
        return texts.contains(path) ? QStringList{path} : QStringList{};
    }
};

ConfigContext somebody()
{
    return {.home = "/people/ann",
            .user = "ann",
            .uid = 1000,
            .hostName = "desk.example.com",
            .environment = {{"SSH_AUTH_SOCK", "/run/agent"}, {"OTHER_SOCK", "/run/other"}, {"PLACE", "/keys"}}};
}

ConfigDefaults usual()
{
    return {.identity = {.keyFiles = {u"/people/ann/.ssh/id_ed25519"_s}},
            .userKnownHosts = {u"/people/ann/.ssh/known_hosts"_s},
            .globalKnownHosts = {u"/etc/ssh/ssh_known_hosts"_s}};
}

Result<ConfigResolution> resolve(const QByteArray& config, const Endpoint& asked,
                                 const std::map<QString, QByteArray>& more = {})
{
    MemoryFiles files;
    files.texts = more;
    files.texts[u"/config"_s] = config;
    const auto tree = ConfigTree::load(files, {{.path = u"/config"_s}}, somebody());
    if (!tree)
        return fail(tree.error());
    return resolveEndpoint(*tree, somebody(), usual(), asked);
}

Endpoint web()
{
    return {.name = u"app-1"_s, .address = u"web"_s, .port = 0, .user = {}, .policy = HostKeyPolicy::Provisioned};
}

QByteArray why(const Result<ConfigResolution>& result)
{
    return result ? QByteArray("no error") : (result.error().message + u'\n' + result.error().detail).toUtf8();
}

} // namespace

/// What follows from the files for a connection.
class TestConfigResolve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSaidMeansTheUsual()
    {
        const auto found = resolve("", web());
        QVERIFY2(found, why(found));
        const Endpoint& endpoint = found->endpoint;
        QCOMPARE(endpoint.name, u"app-1"_s);
        QCOMPARE(endpoint.address, u"web"_s);
        QCOMPARE(endpoint.port, quint16(22));
        QCOMPARE(endpoint.user, u"ann"_s);
        QCOMPARE(endpoint.policy, HostKeyPolicy::Provisioned);
        QVERIFY(!endpoint.identity);
        QVERIFY(endpoint.link == LinkOptions());
        QVERIFY(!endpoint.connectTimeout && !endpoint.keepAliveInterval && !endpoint.keepAliveMisses);
        QVERIFY(found->decisions.empty());
    }

    void theFilesFillInWhatIsNotSaid()
    {
        const auto found =
            resolve("Host web\n HostName WEB.example.com\n Port 2201\n User deploy\n HostKeyAlias The-Web\n"
                    " ConnectTimeout 5\n ServerAliveInterval 20\n ServerAliveCountMax 4\n"
                    " IdentityFile ~/.ssh/%r_%h\n IdentityFile ${PLACE}/b\n IdentitiesOnly yes\n"
                    " CertificateFile ~/c-cert.pub\n BindAddress 127.0.0.1\n AddressFamily inet\n"
                    " RequiredRSASize 3072\n RekeyLimit 1G 1h\n RevokedHostKeys ~/revoked\n",
                    web());
        QVERIFY2(found, why(found));
        const Endpoint& endpoint = found->endpoint;
        QCOMPARE(endpoint.address, u"web.example.com"_s);
        QCOMPARE(endpoint.port, quint16(2201));
        QCOMPARE(endpoint.user, u"deploy"_s);
        QCOMPARE(endpoint.hostKeyAlias, u"the-web"_s);
        QVERIFY(endpoint.connectTimeout == 5s);
        QVERIFY(endpoint.keepAliveInterval == 20s);
        QVERIFY(endpoint.keepAliveMisses == 4);
        QVERIFY(endpoint.identity);
        QCOMPARE(endpoint.identity->keyFiles,
                 (QStringList{u"/people/ann/.ssh/deploy_web.example.com"_s, u"/keys/b"_s}));
        QCOMPARE(endpoint.identity->certificateFiles, QStringList{u"/people/ann/c-cert.pub"_s});
        QVERIFY(endpoint.identity->identitiesOnly);
        QCOMPARE(endpoint.link.bindAddress, u"127.0.0.1"_s);
        QCOMPARE(endpoint.link.family, LinkOptions::Family::IPv4);
        QCOMPARE(endpoint.link.requiredRsaSize, 3072);
        QCOMPARE(endpoint.link.rekeyBytes, qint64(1) << 30);
        QVERIFY(endpoint.link.rekeyTime == 1h);
        QCOMPARE(endpoint.link.revokedHostKeys, u"/people/ann/revoked"_s);
        QCOMPARE(found->decisions.size(), size_t(17));
        QVERIFY(std::ranges::any_of(found->decisions, [](const ConfigDecision& line) {
            return line.keyword == u"Port"_s && line.place.toString() == u"/config:3"_s && line.host == u"app-1"_s;
        }));
    }

    void whatTheDefinitionSaysWins()
    {
        Endpoint asked = web();
        asked.user = u"root"_s;
        asked.port = 22;
        asked.jump = {{.name = u"gate"_s, .address = u"gate"_s, .port = 2222, .user = u"ops"_s}};
        const auto found = resolve("User deploy\nPort 2201\nProxyJump other\n", asked);
        QVERIFY2(!found, "the jump host has a jump host of its own, as with ssh -J");
        const auto direct =
            resolve("Host web\nUser deploy\nPort 2201\nProxyJump other\nHost gate\nUser x\nPort 1\n", asked);
        QVERIFY2(direct, why(direct));
        QCOMPARE(direct->endpoint.user, u"root"_s);
        QCOMPARE(direct->endpoint.port, quint16(22));
        QCOMPARE(direct->endpoint.jump.size(), size_t(1));
        QCOMPARE(direct->endpoint.jump[0].user, u"ops"_s);
        QCOMPARE(direct->endpoint.jump[0].port, quint16(2222));
    }

    void jumpHostsAreLookedUpThemselves()
    {
        const auto found = resolve("Host web\n ProxyJump outer,me@inner:2202\n"
                                   "Host outer\n HostName outer.example.com\n ProxyJump first\n User o\n"
                                   "Host inner\n HostName 10.0.0.2\n Port 1\n User i\n ProxyJump never\n"
                                   "Host first\n ProxyCommand connect %h %p %r %n %%\n Port 443\n",
                                   web());
        QVERIFY2(found, why(found));
        const auto& way = found->endpoint.jump;
        QCOMPARE(way.size(), size_t(3));
        QCOMPARE(way[0].address, u"first"_s);
        QCOMPARE(way[0].link.proxyCommand, u"connect first 443 ann first %"_s);
        QCOMPARE(way[1].address, u"outer.example.com"_s);
        QCOMPARE(way[1].user, u"o"_s);
        QCOMPARE(way[2].address, u"10.0.0.2"_s);
        QCOMPARE(way[2].port, quint16(2202));
        QCOMPARE(way[2].user, u"me"_s);
        for (const Endpoint& hop : way) {
            QCOMPARE(hop.policy, HostKeyPolicy::Provisioned);
            QVERIFY(hop.jump.empty());
        }
        QVERIFY(found->endpoint.link.proxyCommand.isEmpty());
        QCOMPARE(found->decisions.front().host, u"first"_s);
    }

    void circlesEnd()
    {
        for (const QByteArray& config :
             {QByteArray("ProxyJump gate\n"), QByteArray("Host web\nProxyJump a\nHost a\nProxyJump web\n"),
              QByteArray("Host web\nProxyJump web\n")}) {
            const auto found = resolve(config, web());
            QVERIFY2(!found, config);
            QVERIFY2(found.error().message.contains(u"circle"_s), why(found));
        }
    }

    void aDefinitionNeverReachesAShell()
    {
        const QByteArray config = "ProxyCommand nc %h %p\n";
        Endpoint asked = web();
        asked.address = u"a;touch x"_s;
        QVERIFY(!resolve(config, asked));
        asked = web();
        asked.user = u"$(id)"_s;
        QVERIFY(!resolve(config, asked));
        // Nor does a name of a file, were it as bad.
        for (const char* line : {"HostName \"x y\"\n", "HostName a;b\n", "User \"`id`\"\n", "HostKeyAlias -oX\n"}) {
            const auto found = resolve(line + config, web());
            QVERIFY2(!found, line);
            QVERIFY2(found.error().message.contains(u"/config:1"_s), why(found));
        }
        const auto jump = resolve("ProxyJump me@$(id)\n", web());
        QVERIFY(!jump);
        QVERIFY2(jump.error().message.contains(u"/config:1"_s), why(jump));
    }

    void agents_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("agent");
        QTest::addColumn<QString>("socket");
        QTest::addRow("none") << QByteArray("none") << false << QString();
        QTest::addRow("the usual") << QByteArray("SSH_AUTH_SOCK") << true << QString();
        QTest::addRow("variable") << QByteArray("$OTHER_SOCK") << true << u"/run/other"_s;
        QTest::addRow("variable that is not set") << QByteArray("$NO_SOCK") << false << QString();
        QTest::addRow("path") << QByteArray("~/%u.sock") << true << u"/people/ann/ann.sock"_s;
        QTest::addRow("in braces") << QByteArray("${OTHER_SOCK}.2") << true << u"/run/other.2"_s;
    }

    void agents()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const bool, agent);
        QFETCH(const QString, socket);
        const auto found = resolve("IdentityAgent " + value + '\n', web());
        QVERIFY2(found, why(found));
        const IdentityOptions identity = found->endpoint.identity.value_or(usual().identity);
        QCOMPARE(identity.agent, agent);
        QCOMPARE(identity.agentSocket, socket);
    }

    void waysToLogInAreOnlyTakenAway()
    {
        const auto identity = [](const QByteArray& config) {
            const auto found = resolve(config, web());
            return found ? found->endpoint.identity.value_or(usual().identity) : IdentityOptions{.tries = -1};
        };
        QVERIFY(!identity("PubkeyAuthentication no\n").keys);
        QVERIFY(!identity("PreferredAuthentications keyboard-interactive\n").keys);
        QVERIFY(!identity("KbdInteractiveAuthentication no\n").keyboardInteractive);
        QVERIFY(!identity("PreferredAuthentications publickey\n").keyboardInteractive);
        QVERIFY(!identity("BatchMode yes\n").keyboardInteractive);
        QVERIFY(!identity("PasswordAuthentication yes\nPreferredAuthentications publickey,password\n").password);
        const auto none = resolve("PreferredAuthentications gssapi-with-mic,password\n", web());
        QVERIFY(!none);
        QVERIFY2(none.error().message.contains(u"PreferredAuthentications"_s), why(none));
        QVERIFY(identity("IdentityFile none\n").keyFiles.isEmpty());
    }

    void knownHostsFiles()
    {
        const auto files = [](const QByteArray& config) {
            const auto found = resolve(config, web());
            return found ? found->endpoint.link.knownHostsFiles : QStringList{QString::fromUtf8(why(found))};
        };
        QVERIFY(!files(""));
        QCOMPARE(files("UserKnownHostsFile ~/k.%k /two\n").value(),
                 (QStringList{u"/people/ann/k.web"_s, u"/two"_s, u"/etc/ssh/ssh_known_hosts"_s}));
        QCOMPARE(files("UserKnownHostsFile none\nGlobalKnownHostsFile none\n").value(), QStringList());
        QCOMPARE(files("GlobalKnownHostsFile ~/g\n").value(),
                 (QStringList{u"/people/ann/.ssh/known_hosts"_s, u"/people/ann/g"_s}));
    }

    void theHostKeyPolicyIsNeverLowered()
    {
        for (const char* value : {"no", "off", "ask", "accept-new", "yes"}) {
            for (const auto policy : {HostKeyPolicy::Strict, HostKeyPolicy::Provisioned}) {
                Endpoint asked = web();
                asked.policy = policy;
                const auto found = resolve(
                    "StrictHostKeyChecking " + QByteArray(value) + "\nNoHostAuthenticationForLocalhost yes\n", asked);
                QVERIFY2(found, why(found));
                QCOMPARE(found->endpoint.policy, policy);
            }
        }
    }

    void algorithmsAreWhatBothCanDo()
    {
        const auto found =
            resolve("Ciphers +3des-cbc\nKexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256\n"
                    "MACs -umac*\nHostKeyAlgorithms ssh-rsa,rsa-sha2-512,ssh-ed25519\n"
                    "PubkeyAcceptedAlgorithms ssh-ed25519\n",
                    web());
        QVERIFY2(found, why(found));
        const LinkOptions& link = found->endpoint.link;
        QVERIFY2(link.ciphers.contains("aes256-ctr"), link.ciphers);
        QVERIFY2(link.keyExchange.endsWith("curve25519-sha256"), link.keyExchange);
        QVERIFY2(link.macs.contains("hmac-sha2-256") && !link.macs.contains("umac"), link.macs);
        QCOMPARE(link.hostKeyAlgorithms, QByteArray("rsa-sha2-512,ssh-ed25519"));
        QCOMPARE(link.publicKeyAlgorithms, QByteArray("ssh-ed25519"));
        const auto certified =
            resolve("HostKeyAlgorithms rsa-sha2-512-cert-v01@openssh.com,ssh-dss,ssh-ed25519\n", web());
        QVERIFY2(certified, why(certified));
        QCOMPARE(certified->endpoint.link.hostKeyAlgorithms,
                 QByteArray("rsa-sha2-512,ssh-ed25519,rsa-sha2-512-cert-v01@openssh.com"));
    }

    void whatMattersAndIsNotDoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("keyword");
        const auto row = [](const char* config, const char* keyword) {
            QTest::newRow(config) << QByteArray(config) << QString::fromLatin1(keyword);
        };
        row("KnownHostsCommand /bin/keys %H\n", "KnownHostsCommand");
        row("VerifyHostKeyDNS yes\n", "VerifyHostKeyDNS");
        row("CheckHostIP yes\n", "CheckHostIP");
        row("PKCS11Provider /lib/card.so\n", "PKCS11Provider");
        row("SecurityKeyProvider /lib/key.so\n", "SecurityKeyProvider");
        row("ProxyUseFdpass yes\nProxyCommand x\n", "ProxyUseFdpass");
        row("ProxyCommand -\n", "ProxyCommand");
        row("CanonicalizeHostname yes\nCanonicalDomains example.com\n", "CanonicalizeHostname");
        row("CanonicalizeHostname always\nCanonicalizePermittedCNAMEs *:*\nProxyJump x\n", "CanonicalizeHostname");
        row("Match exec \"test -e /x\"\nUser u\n", "User");
        row("Match !exec true\nIdentityFile u\n", "IdentityFile");
        row("Match exec true\nInclude /more\n", "Port");
        row("Ciphers nothing-known\n", "Ciphers");
        row("KexAlgorithms nothing-known\n", "KexAlgorithms");
        row("HostKeyAlgorithms ssh-dss\n", "HostKeyAlgorithms");
        row("BindAddress localhost\n", "BindAddress");
        row("UserKnownHostsFile ~nobody-at-all/x\n", "UserKnownHostsFile");
        row("IdentityFile %X\n", "IdentityFile");
    }

    void whatMattersAndIsNotDoneIsRefused()
    {
        QFETCH(const QByteArray, config);
        QFETCH(const QString, keyword);
        const std::map<QString, QByteArray> more{{u"/more"_s, "Port 3\n"}};
        const auto found = resolve(config, web(), more);
        QVERIFY2(!found, config);
        QVERIFY2(found.error().message.contains(keyword), why(found));
        QVERIFY2(found.error().message.contains(u":1"_s) || found.error().message.contains(u":2"_s), why(found));
        // For another host it does no harm.
        const auto other = resolve("Host other\n" + (config.startsWith("Match") ? QByteArray() : config), web(), more);
        QVERIFY2(other, why(other));
    }

    void whatDoesNoHarmIsAccepted_data()
    {
        QTest::addColumn<QByteArray>("config");
        const auto row = [](const char* config) { QTest::newRow(config) << QByteArray(config); };
        row("Match exec true\nSendEnv LANG\nForwardAgent yes\n");
        row("User u\nMatch exec true\nUser v\n");
        row("Match host other exec true\nUser v\n");
        row("VerifyHostKeyDNS ask\nUpdateHostKeys yes\nHashKnownHosts yes\n");
        row("GSSAPIAuthentication yes\nHostbasedAuthentication yes\nGSSAPIKeyExchange yes\n");
        row("PKCS11Provider none\nSecurityKeyProvider internal\nKnownHostsCommand none\n");
        row("ProxyUseFdpass yes\n");
        row("CheckHostIP yes\nHostName 127.0.0.1\n");
        row("CheckHostIP yes\nProxyCommand x\n");
        row("PermitLocalCommand yes\nLocalCommand rm -rf /\nRemoteCommand tmux\nRequestTTY force\n");
    }

    void whatDoesNoHarmIsAccepted()
    {
        QFETCH(const QByteArray, config);
        const auto found = resolve(config, web());
        QVERIFY2(found, why(found));
    }

    void includesEnd()
    {
        // Each file includes the next one twice: what is read doubles sixteen times.
        std::map<QString, QByteArray> files;
        for (int i = 0; i < 16; ++i)
            files[u"/f%1"_s.arg(i)] =
                "Include /f" + QByteArray::number(i + 1) + " /f" + QByteArray::number(i + 1) + '\n';
        files[u"/f16"_s] = "User u\n";
        const auto found = resolve("Include /f0\n", web(), files);
        QVERIFY(!found);
        QVERIFY2(found.error().message.contains(u"include each other"_s), why(found));
    }
};

/// The files of this machine.
class TestConfigFiles : public QObject
{
    Q_OBJECT

    static bool write(const QString& name, const QByteArray& text, int mode = 0600)
    {
        QFile file(name);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush() &&
               ::fchmod(file.handle(), mode_t(mode)) == 0;
    }

private Q_SLOTS:
    void aChangeCountsAtOnce()
    {
        const QTemporaryDir folder;
        const QString own = folder.filePath(u"own"_s);
        const QString user = folder.filePath(u"user"_s);
        const auto context = ConfigContext::here();
        Config config({{.path = own}, {.path = user}}, context, {});
        const auto port = [&] {
            const auto found = config.resolve({.name = u"web"_s, .address = u"web"_s, .port = 0, .user = {}});
            return found ? int(found->endpoint.port) : -1;
        };
        QCOMPARE(port(), 22);
        QVERIFY(write(user, "Port 2\n"));
        QCOMPARE(port(), 2);
        QVERIFY(write(own, "Host web\nPort 3\n"));
        QCOMPARE(port(), 3);
        QVERIFY(write(own, "Include " + folder.path().toUtf8() + "/conf.d/*\n"));
        QCOMPARE(port(), 2);
        QVERIFY(QDir(folder.path()).mkpath(u"conf.d"_s));
        QVERIFY(write(folder.filePath(u"conf.d/a"_s), "Port 4\n"));
        QCOMPARE(port(), 4);
        QVERIFY(write(folder.filePath(u"conf.d/a"_s), "Port 5\n")); // the same size
        QCOMPARE(port(), 5);
        QVERIFY(write(folder.filePath(u"conf.d/a"_s), "Port x\n"));
        QCOMPARE(port(), -1);
        QVERIFY(QFile::remove(folder.filePath(u"conf.d/a"_s)));
        QCOMPARE(port(), 2);
    }

    void aFileThatOthersMayWriteToIsNotUsed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"config"_s);
        QVERIFY(write(path, "Port 2\n", 0620));
        Config config({{.path = path}}, ConfigContext::here(), {});
        const Endpoint asked{.name = u"web"_s, .address = u"web"_s, .port = 0, .user = {}};
        const auto refused = config.resolve(asked);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"chmod go-w"_s), why(refused));
        QVERIFY(write(path, "Port 2\n", 0644));
        QVERIFY(config.resolve(asked));
    }

    void aFileThatCannotBeReadIsNotPassedOver()
    {
        if (geteuid() == 0)
            QSKIP("root reads everything");
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"config"_s);
        QVERIFY(write(path, "Port 2\n", 0));
        Config config({{.path = path}}, ConfigContext::here(), {});
        QVERIFY(!config.resolve({.name = u"web"_s, .address = u"web"_s, .port = 0, .user = {}}));
    }

    void aFileThatIsAskedForMustBeThere()
    {
        const QTemporaryDir folder;
        Config config({{.path = folder.filePath(u"none"_s), .required = true}}, ConfigContext::here(), {});
        QVERIFY(!config.resolve({.name = u"web"_s, .address = u"web"_s, .port = 0, .user = {}}));
    }

    void aLargeFileIsRefused()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"config"_s);
        QVERIFY(write(path, QByteArray(5 << 20, '#')));
        Config config({{.path = path}}, ConfigContext::here(), {});
        QVERIFY(!config.resolve({.name = u"web"_s, .address = u"web"_s, .port = 0, .user = {}}));
    }

    /// A pattern for which trying everything would take for ever.
    void patternsTakeNoTime()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"config"_s);
        QVERIFY(write(path, "Host " + QByteArray("*a").repeated(400) + "b\nPort 2\n"));
        Config config({{.path = path}}, ConfigContext::here(), {});
        const auto found = config.resolve({.name = u"web"_s, .address = QString(250, u'a'), .port = 0, .user = {}});
        QVERIFY2(found, why(found));
        QCOMPARE(found->endpoint.port, quint16(22));
    }
};

PILOTHOUSE_TEST(TestConfigResolve)
PILOTHOUSE_TEST(TestConfigFiles)
#include "tst_configresolve.moc"
