// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "ssh/opensshfile.h"
#include "support/processes.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Through one and two jump hosts, without a process of our own on the way.
class TestJump : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_outer;
    std::unique_ptr<SshServer> m_inner;
    std::unique_ptr<SshServer> m_target;
    QString m_knownHosts;

    Ssh::Pool::Options options() const
    {
        return {
            .knownHostsFiles = {m_outer->knownHostsFile(), m_inner->knownHostsFile(), m_target->knownHostsFile()},
            .identity = {.agent = false, .keyFiles = {m_target->keyFile(), m_inner->keyFile(), m_outer->keyFile()}}};
    }
    Ssh::Endpoint through(int hops) const
    {
        auto endpoint = m_target->endpoint(u"app-1"_s);
        if (hops == 2)
            endpoint.jump.push_back(m_outer->endpoint(u"bastion"_s));
        endpoint.jump.push_back(m_inner->endpoint(u"gateway"_s));
        return endpoint;
    }
    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        for (auto* server : {&m_outer, &m_inner, &m_target}) {
            *server = std::make_unique<SshServer>();
            QVERIFY2((*server)->isRunning(), qPrintable((*server)->error()));
        }
    }
    void cleanup()
    {
        m_outer.reset();
        m_inner.reset();
        m_target.reset();
    }

    void openSshGoesTheSameWay_data()
    {
        QTest::addColumn<int>("hops");
        QTest::newRow("one hop") << 1;
        QTest::newRow("two hops") << 2;
    }
    /// Only where all the keys are known, and with no file of the user's own.
    void openSshGoesTheSameWay()
    {
        QFETCH(int, hops);
        const auto run = [&](const QStringList& knownHosts) -> std::pair<int, QByteArray> {
            QTemporaryDir folder;
            QFile file(folder.filePath(u"a file"_s));
            const auto text = Ssh::openSshFile(through(hops), options().identity, knownHosts, file.fileName());
            if (!text || !file.open(QIODevice::WriteOnly) || file.write(*text) != text->size())
                return {-1, text ? QByteArray() : text.error().message.toUtf8()};
            file.close();
            QProcess ssh;
            ssh.setProcessChannelMode(QProcess::MergedChannels);
            ssh.start(u"ssh"_s, {u"-F"_s, file.fileName(), u"-o"_s, u"BatchMode=yes"_s, Ssh::openSshTarget,
                                 u"echo $SSH_CONNECTION"_s});
            ssh.waitForFinished(60000);
            return {ssh.exitCode(), ssh.readAll()};
        };
        const auto [code, output] = run(options().knownHostsFiles);
        QVERIFY2(code == 0, output);
        const QByteArray at = m_target->address().toLatin1() + ' ' + QByteArray::number(m_target->port());
        QVERIFY2(output.trimmed().endsWith(at), output);
        const auto [refused, why] = run({m_target->knownHostsFile()});
        QVERIFY(refused != 0);
        QVERIFY2(why.contains("Host key verification failed"), why);
    }
    void whatOpenSshCannotReadIsRefused()
    {
        auto endpoint = through(1);
        endpoint.login.keyFiles = {u"/home/a \"quoted\" name"_s};
        const auto text = Ssh::openSshFile(endpoint, {}, {}, {});
        QVERIFY(!text);
        QCOMPARE(text.error().kind, ErrorKind::Invalid);
    }
    void runsCommandsThroughHops_data()
    {
        QTest::addColumn<int>("hops");
        QTest::addRow("one") << 1;
        QTest::addRow("two") << 2;
    }

    void runsCommandsThroughHops()
    {
        QFETCH(const int, hops);
        Ssh::Pool pool(options(), m_clock);
        QByteArray input(3'000'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < input.size(); ++i)
            input[i] = char((i * 2654435761U) >> 13);
        const auto done =
            runCommand(pool, through(hops), {.line = "cat; echo \"$SSH_CONNECTION\" >&2", .input = input});
        QVERIFY2(done, whyNot(done));
        QVERIFY(done->succeeded());
        QVERIFY(done->output == input);
        QVERIFY2(done->errors.contains(m_target->address().toLatin1()), done->errors.constData());
        // No ssh was started here to get there.
        for (const Process& process : descendantsOf(getpid()))
            QVERIFY2(process.name != "ssh", process.name.constData());
        QCOMPARE(m_inner->log().count("Accepted publickey"), 1);
        QCOMPARE(m_outer->log().count("Accepted publickey"), hops - 1);
        QCOMPARE(m_target->log().count("Accepted publickey"), 1);
    }

    void manyTargetsShareTheirJumpHost()
    {
        Ssh::Pool pool(options(), m_clock);
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < 20; ++i)
            futures.push_back(pool.exec(through(2), {.line = "echo " + QByteArray::number(i)}));
        auto other = m_outer->endpoint(u"db"_s);
        other.jump = {m_inner->endpoint(u"gateway"_s)};
        futures.push_back(pool.exec(other, {.line = "echo db"}));
        for (const auto& future : futures) {
            const auto done = await(future, {}, 60s);
            QVERIFY2(done, whyNot(done));
        }
    }

    void aHopThatIsDownIsNamed_data() { runsCommandsThroughHops_data(); }

    void aHopThatIsDownIsNamed()
    {
        QFETCH(const int, hops);
        SshServer& down = hops == 1 ? *m_inner : *m_outer;
        down.stop();
        Ssh::Pool pool(options(), m_clock);
        const auto done = runCommand(pool, through(hops), {.line = "true"});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(hops == 1 ? u"gateway"_s : u"bastion"_s), whyNot(done));
        QVERIFY2(done.error().message.contains(u"app-1"_s), whyNot(done));
    }

    void aTargetThatTheHopCannotReachIsNamed()
    {
        m_target->stop();
        Ssh::Pool pool(options(), m_clock);
        const auto done = runCommand(pool, through(2), {.line = "true"});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"The jump host gateway"_s), whyNot(done));
        QVERIFY2(done.error().message.contains(u"app-1"_s), whyNot(done));
    }

    void aHopThatForbidsForwardingIsNamed()
    {
        m_inner->setConfiguration({u"AllowTcpForwarding no"_s});
        QVERIFY2(m_inner->start(), qPrintable(m_inner->error()));
        Ssh::Pool pool(options(), m_clock);
        const auto done = runCommand(pool, through(1), {.line = "true"});
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"The jump host gateway"_s), whyNot(done));
    }

    void aHopThatRefusesTheLoginIsNamedAndAskedOnce()
    {
        QFile::resize(m_outer->authorizedKeysFile(), 0);
        Ssh::Pool pool(options(), m_clock);
        for (int i = 0; i < 3; ++i) {
            const auto done = runCommand(pool, through(2), {.line = "true"});
            QVERIFY(!done);
            QCOMPARE(done.error().kind, ErrorKind::Refused);
            QVERIFY2(done.error().message.contains(u"bastion"_s), whyNot(done));
        }
        QCOMPARE(m_outer->log().count("Failed publickey"), 3); // three key files, each once
    }

    void aChangedHostKeyBehindAHopIsSeen()
    {
        QVERIFY(m_target->restartWithNewHostKey());
        Ssh::Pool pool(options(), m_clock);
        const auto done = runCommand(pool, through(2), {.line = "true"});
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Refused);
        QVERIFY2(done.error().message.contains(u"app-1"_s), whyNot(done));
        QVERIFY2(done.error().message.contains(u"has changed"_s), whyNot(done));
    }

    void aHopThatDiesIsNamed_data() { runsCommandsThroughHops_data(); }

    void aHopThatDiesIsNamed()
    {
        QFETCH(const int, hops);
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_target->path(u"mark"_s);
        const auto future = pool.exec(through(hops), {.line = "echo begun >> " + mark.toUtf8() + "; exec sleep 60"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        (hops == 1 ? m_inner : m_outer)->killConnections();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
        QVERIFY2(done.error().message.contains(hops == 1 ? u"The jump host gateway"_s : u"The jump host bastion"_s),
                 whyNot(done));
        const auto again = runCommand(pool, through(hops), {.line = "echo again"});
        QVERIFY2(again, whyNot(again));
        QCOMPARE(contents(mark), QByteArray("begun\n"));
    }

    void aHopThatFallsSilentIsNamed()
    {
        auto quick = options();
        quick.keepAliveInterval = 300ms;
        Ssh::Pool pool(quick, m_clock);
        const QString mark = m_target->path(u"mark"_s);
        const auto future = pool.exec(through(2), {.line = "echo begun >> " + mark.toUtf8() + "; exec sleep 60"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        m_outer->freeze();
        const auto done = await(future, {}, 30s);
        m_outer->thaw();
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"The jump host bastion"_s), whyNot(done));
    }

    void aTargetThatDiesBehindAHopIsNamed()
    {
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_target->path(u"mark"_s);
        const auto future = pool.exec(through(2), {.line = "echo begun >> " + mark.toUtf8() + "; exec sleep 60"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        m_target->killConnections();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"The connection to app-1"_s), whyNot(done));
        QVERIFY2(!done.error().message.contains(u"bastion"_s), whyNot(done));
    }
};

PILOTHOUSE_TEST(TestJump)
#include "tst_jump.moc"
