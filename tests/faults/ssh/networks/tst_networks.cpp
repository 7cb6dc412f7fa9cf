// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/processes.h"

#include <QFile>
#include <QProcess>

#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Hosts in networks of their own (see test_networks.sh): the target is reached through two jump hosts or not at all,
/// and a link can fall silent without anybody being told.
class TestNetworks : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_bastion;
    std::unique_ptr<SshServer> m_gateway;
    std::unique_ptr<SshServer> m_target;

    Ssh::Pool::Options options() const
    {
        return {
            .knownHostsFiles = {m_bastion->knownHostsFile(), m_gateway->knownHostsFile(), m_target->knownHostsFile()},
            .identity = {.agent = false, .keyFiles = {m_bastion->keyFile(), m_gateway->keyFile(), m_target->keyFile()}},
            .connectTimeout = 5s,
            .keepAliveInterval = 300ms};
    }
    Ssh::Endpoint target() const
    {
        auto out = m_target->endpoint(u"app-1"_s);
        out.jump = {m_bastion->endpoint(u"bastion"_s), m_gateway->endpoint(u"gateway"_s)};
        return out;
    }
    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Ssh::Command lasting(const QString& mark) const
    {
        return {.line = "echo begun >> " + mark.toUtf8() + "; exec sleep 60"};
    }
    static bool run(const QString& program, const QStringList& words)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, words);
        return process.waitForFinished(20000) && process.exitCode() == 0;
    }
    /// Nothing passes between us and the bastion, either way, and nobody is told.
    static void goDark()
    {
        QVERIFY(
            run(u"nft"_s, {u"add table inet dark; add chain inet dark in { type filter hook input priority 0 ; } ; add "
                           u"chain inet dark out { type filter hook output priority 0 ; } ; add rule inet dark in "
                           u"iifname a1 drop ; add rule inet dark out oifname a1 drop"_s}));
    }
    static void goLight()
    {
        run(u"nft"_s, {u"add table inet dark"_s}); // it may not be there
        run(u"nft"_s, {u"delete table inet dark"_s});
    }

private Q_SLOTS:
    void init()
    {
        const QStringList pids = qEnvironmentVariable("PILOTHOUSE_NETWORKS").split(u' ');
        QCOMPARE(pids.size(), 3);
        int i = 0;
        for (auto* server : {&m_bastion, &m_gateway, &m_target}) {
            SshServer::Options options;
            options.launcher = {u"nsenter"_s, u"--net=/proc/%1/ns/net"_s.arg(pids[i])};
            options.address = u"10.79.%1.2"_s.arg(++i);
            *server = std::make_unique<SshServer>(options);
            QVERIFY2((*server)->isRunning(), qPrintable((*server)->error()));
        }
    }
    void cleanup()
    {
        goLight();
        m_bastion.reset();
        m_gateway.reset();
        m_target.reset();
    }

    void onlyTheHopsLeadThere()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto direct = runCommand(pool, m_target->endpoint(u"app-1"_s), {.line = "true"});
        QVERIFY(!direct);
        QCOMPARE(direct.error().kind, ErrorKind::Unreachable);
        const auto done = runCommand(pool, target(), {.line = "echo \"$SSH_CONNECTION\""});
        QVERIFY2(done, whyNot(done));
        QVERIFY2(done->output.startsWith("10.79.3.1 "), done->output.constData());
        QVERIFY(m_bastion->log().contains("Connection from 10.79.1.1 "));
        QVERIFY(m_gateway->log().contains("Connection from 10.79.2.1 "));
        // No program of ours on the way.
        for (const Process& process : descendantsOf(getpid()))
            QVERIFY2(process.name != "ssh", process.name.constData());
    }

    void aHopThatDiesIsNamed_data()
    {
        QTest::addColumn<QString>("hop");
        QTest::newRow("the first") << u"bastion"_s;
        QTest::newRow("the second") << u"gateway"_s;
    }
    void aHopThatDiesIsNamed()
    {
        QFETCH(const QString, hop);
        SshServer& server = hop == u"bastion" ? *m_bastion : *m_gateway;
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_target->path(u"mark"_s);
        const auto future = pool.exec(target(), lasting(mark));
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        server.killConnections();
        server.stop();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"The jump host "_s + hop), whyNot(done));
        QVERIFY2(done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
        // Nobody is there: named again, and nothing is run.
        const auto again = runCommand(pool, target(), lasting(mark));
        QVERIFY(!again);
        QVERIFY2(again.error().message.contains(hop) && again.error().message.contains(u"app-1"_s), whyNot(again));
        QVERIFY2(server.start(), qPrintable(server.error()));
        const auto back = runCommand(pool, target(), {.line = "echo back"});
        QVERIFY2(back, whyNot(back));
        QCOMPARE(contents(mark), QByteArray("begun\n"));
    }

    void eachHopsKeyIsVerified_data() { aHopThatDiesIsNamed_data(); }
    void eachHopsKeyIsVerified()
    {
        QFETCH(const QString, hop);
        SshServer& server = hop == u"bastion" ? *m_bastion : *m_gateway;
        QVERIFY2(server.restartWithNewHostKey(), qPrintable(server.error()));
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_target->path(u"mark"_s);
        const auto done = runCommand(pool, target(), lasting(mark));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Refused);
        QVERIFY2(done.error().message.contains(hop), whyNot(done));
        QVERIFY2(done.error().message.contains(u"has changed"_s), whyNot(done));
        QCOMPARE(done.error().message.count(u"SHA256:"_s), 2);
        // Nobody logged in there, and nobody behind it was asked.
        QVERIFY(!server.log().contains("Accepted"));
        QVERIFY(!m_target->log().contains("Connection from 10.79.3.1"));
        QVERIFY(contents(mark).isEmpty());
    }

    void namesThatAShellWouldReadGoNowhere()
    {
        Ssh::Pool pool(options(), m_clock);
        const QString made = m_target->path(u"made"_s);
        for (const QString& bad : {u"a;touch %1"_s.arg(made), u"$(touch %1)"_s.arg(made), u"`touch %1`"_s.arg(made),
                                   u"-oProxyCommand=touch %1"_s.arg(made), u"a b"_s, u"a\ntouch %1"_s.arg(made),
                                   u"a|touch %1"_s.arg(made), u"'; touch %1; '"_s.arg(made)}) {
            for (int hop = 0; hop < 3; ++hop) {
                for (int what = 0; what < 3; ++what) {
                    auto endpoint = target();
                    Ssh::Endpoint& wrong = hop < 2 ? endpoint.jump[size_t(hop)] : endpoint;
                    (what == 0 ? wrong.address : what == 1 ? wrong.user : wrong.hostKeyAlias) = bad;
                    const auto done = runCommand(pool, endpoint, {.line = "true"});
                    QVERIFY2(!done, qPrintable(bad));
                    QCOMPARE(done.error().kind, ErrorKind::Invalid);
                }
            }
        }
        QVERIFY(!QFile::exists(made));
        for (const auto* server : {m_bastion.get(), m_gateway.get(), m_target.get()})
            QVERIFY(!server->log().contains("Connection from"));
    }

    void theDefaultsNoticeWithinHalfAMinute()
    {
        const Ssh::Pool::Options defaults;
        QVERIFY(defaults.keepAliveInterval * (defaults.keepAliveMisses + 1) <= 30s);
    }

    void aHalfOpenLinkIsNoticed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("direct");
        QTest::newRow("silent command") << QByteArray("exec sleep 60") << true;
        QTest::newRow("command that goes on printing") << QByteArray("exec yes") << true;
        QTest::newRow("command that is fed") << QByteArray("exec cat > /dev/null") << true;
        QTest::newRow("behind two hops") << QByteArray("exec sleep 60") << false;
    }
    void aHalfOpenLinkIsNoticed()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const bool, direct);
        Ssh::Pool pool(options(), m_clock);
        const SshServer& server = direct ? *m_bastion : *m_target;
        const QString mark = server.path(u"mark"_s);
        Ssh::Command command{.line = "echo begun >> " + mark.toUtf8() + "; " + line};
        command.onOutput = [](QByteArrayView) {};
        command.keepInputOpen = true;
        const auto endpoint = direct ? m_bastion->endpoint(u"app-1"_s) : target();
        const auto running = await(pool.start(endpoint, command), {}, 30s);
        QVERIFY2(running, whyNot(running));
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        if (line.contains("cat"))
            (*running)->write(QByteArray(20'000'000, 'x'));
        goDark();
        const auto began = m_clock.monotonic();
        const auto done = await((*running)->finished(), {}, 30s);
        // Three intervals are 900 ms; a busy machine gets its time.
        QVERIFY(m_clock.monotonic() - began < 10s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
        if (!direct)
            QVERIFY2(done.error().message.contains(u"The jump host bastion"_s), whyNot(done));
        // In the dark nothing is reached, in time; in the light it is again, and nothing was run twice.
        const auto dark = runCommand(pool, endpoint, {.line = "true"});
        QVERIFY(!dark);
        QCOMPARE(dark.error().kind, ErrorKind::Unreachable);
        goLight();
        const auto back = runCommand(pool, endpoint, {.line = "echo back"});
        QVERIFY2(back, whyNot(back));
        QCOMPARE(contents(mark), QByteArray("begun\n"));
    }

    void anIdleLinkThatIsGoneIsNotUsed()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto first = runCommand(pool, m_bastion->endpoint(), {.line = "true"});
        QVERIFY2(first, whyNot(first));
        goDark();
        const QString mark = m_bastion->path(u"mark"_s);
        // Sent into the dark: nobody knows whether it came there, so it is neither success nor failure nor tried again.
        const auto lost = runCommand(pool, m_bastion->endpoint(), {.line = "echo begun >> " + mark.toUtf8()});
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::Unreachable);
        goLight();
        const auto back = runCommand(pool, m_bastion->endpoint(), {.line = "echo back"});
        QVERIFY2(back, whyNot(back));
        QVERIFY(contents(mark).count("begun") <= 1);
    }
};

PILOTHOUSE_TEST(TestNetworks)
#include "tst_networks.moc"
