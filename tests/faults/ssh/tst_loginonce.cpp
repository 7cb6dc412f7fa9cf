// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/monitor.h"
#include "metrics/sampler.h"
#include "rig.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class NoSecrets final : public SecretSource
{
public:
    QFuture<Result<Secret>> secret(const SecretRef&) override
    {
        return answered<Secret>(fail(ErrorKind::NotFound, u"none"_s));
    }
};

void put(const QString& name, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(name).path());
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(name));
}

/// What sshd wrote into its own log as syslog would have written it. The port stands for the process of a connection.
QByteArray asSyslog(const QByteArray& log)
{
    static const QRegularExpression port(u" port (\\d+)"_s);
    const QByteArray stamp =
        QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"MMM dd hh:mm:ss"_s).toUtf8() + " host sshd[";
    QByteArray out;
    for (const QByteArray& line : log.split('\n')) {
        const QString process = port.match(QString::fromUtf8(line)).captured(1);
        if (!process.isEmpty())
            out += stamp + process.toUtf8() + "]: " + line + '\n';
    }
    return out;
}

} // namespace

/// A login that was refused is tried once and never again by itself, whoever wants the host and however often: a server
/// that counts failures (fail2ban and its like) has one to count.
class TestLoginOnce : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    int logins() const { return int(m_server->log().count("Connection from ")); }
    int failures() const { return int(m_server->log().count("Failed publickey for ")); }
    /// Whoever was let in is no longer.
    void lockOut() const
    {
        QFile keys(m_server->authorizedKeysFile());
        QVERIFY(keys.open(QIODevice::WriteOnly | QIODevice::Truncate));
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        // The server itself was asked whether it is there.
        m_before = logins();
    }
    void cleanup() { m_server.reset(); }

    void manyJobsOneLogin()
    {
        lockOut();
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        for (int round = 0; round < 3; ++round) {
            std::vector<QFuture<Result<Ssh::Finished>>> futures;
            for (int i = 0; i < 50; ++i)
                futures.push_back(pool.exec(m_server->endpoint(u"app-1"_s), {.line = "true"}));
            for (const auto& future : futures) {
                const auto done = await(future, {}, 60s);
                QVERIFY(!done);
                QCOMPARE(done.error().kind, ErrorKind::Refused);
                QVERIFY2(done.error().message.contains(u"refused the login"_s), whyNot(done));
            }
            QVERIFY(!await(pool.facts(m_server->endpoint()), {}, 60s));
        }
        QCOMPARE(logins() - m_before, 1);
        QCOMPARE(failures(), 1);
    }

    void afterAReconnectToo()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto first = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(first, whyNot(first));
        lockOut();
        const auto running = pool.exec(m_server->endpoint(), {.line = "exec sleep 60"});
        m_server->killConnections();
        QVERIFY(!await(running, {}, 60s));
        for (int i = 0; i < 10; ++i) {
            const auto done = runCommand(pool, m_server->endpoint(), {.line = "true"});
            QVERIFY(!done);
            QCOMPARE(done.error().kind, ErrorKind::Refused);
        }
        QCOMPARE(logins() - m_before, 2);
        QCOMPARE(failures(), 1);
    }

    /// Whoever stands behind a jump host that refuses us asks it once for all of them.
    void manyTargetsBehindOneHop()
    {
        lockOut();
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < 20; ++i) {
            auto target = m_server->endpoint(u"target-%1"_s.arg(i));
            target.address = u"127.7.7.%1"_s.arg(i + 1);
            target.jump = {m_server->endpoint(u"bastion"_s)};
            futures.push_back(pool.exec(target, {.line = "true"}));
        }
        for (const auto& future : futures) {
            const auto done = await(future, {}, 60s);
            QVERIFY(!done);
            QVERIFY2(done.error().message.contains(u"bastion"_s), whyNot(done));
        }
        QCOMPARE(logins() - m_before, 1);
        QCOMPARE(failures(), 1);
    }

    /// What goes on by itself, as often as it likes: probes, and the stream of measurements.
    void theMonitorDoesNotHammer()
    {
        lockOut();
        const auto end = m_server->endpoint(u"app-1"_s);
        auto reading = System::readDefinition(
            u"apiVersion: pilothouse/v1\nsystem: shop\ntitle: Shop\nenvironments:\n  staging:\n    kind: staging\n"
            u"    hosts:\n      app-1: { ssh: %1@%2:%3 }\n    probes:\n"
            u"      - { name: said, command: echo fine, via: app-1, every: 1s, timeout: 5s }\n"
            u"      - { name: other, command: echo fine, via: app-1, every: 1s, timeout: 5s }\n"_s
                .arg(end.user, end.address)
                .arg(end.port)
                .toUtf8(),
            m_server->path(u"shop.yaml"_s));
        for (const System::Fault& fault : reading.faults)
            qWarning("%d:%d: %s", fault.line, fault.column, qPrintable(fault.message));
        QVERIFY(reading.definition);
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        NoSecrets secrets;
        const auto endpointOf = [end](const System::Environment&, const System::Host&) {
            return Result<Ssh::Endpoint>(end);
        };
        Health::Prober prober(pool, secrets, m_clock, endpointOf);
        Health::Monitor monitor(prober, nullptr, m_clock);
        Metrics::Sampler sampler(pool, nullptr, m_clock, endpointOf);
        std::atomic_int looks = 0;
        std::atomic_int unknown = 0;
        connect(
            &monitor, &Health::Monitor::looked, &monitor,
            [&](const QString&, const QString&, const Health::ProbeState& state) {
                ++looks;
                if (state.verdict() == Health::HealthVerdict::Unknown)
                    ++unknown;
            },
            Qt::DirectConnection);
        sampler.watch(*reading.definition);
        monitor.watch(*reading.definition);
        for (int i = 0; i < 5; ++i)
            monitor.lookNow(u"shop"_s, u"staging"_s);
        QVERIFY(eventually([&] { return looks >= 12; }));
        // Nobody knows how the host is; nothing is called down because its door is shut.
        QCOMPARE(unknown.load(), looks.load());
        QCOMPARE(logins() - m_before, 1);
        QCOMPARE(failures(), 1);
    }

    /// A person's act is another matter.
    void afterAPersonsActOnceMore()
    {
        lockOut();
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        QVERIFY(!runCommand(pool, m_server->endpoint(), {.line = "true"}));
        pool.drop(m_server->endpoint());
        QVERIFY(!runCommand(pool, m_server->endpoint(), {.line = "true"}));
        QVERIFY(!runCommand(pool, m_server->endpoint(), {.line = "true"}));
        QCOMPARE(logins() - m_before, 2);
        QVERIFY(m_server->authorize(m_server->keyFile()));
        pool.drop(m_server->endpoint());
        const auto in = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(in, whyNot(in));
    }

    /// The guard itself, as distributions set it up, with a note in place of a firewall: it lets the console go, and
    /// bans whoever does the same six times.
    void fail2banIsNotTripped()
    {
        if (QStandardPaths::findExecutable(u"fail2ban-server"_s, {u"/usr/bin"_s, u"/usr/sbin"_s}).isEmpty())
            QSKIP("fail2ban is not installed (./dev deps test)");
        lockOut();
        QTemporaryDir folder;
        const QString log = folder.filePath(u"auth.log"_s);
        const QString banned = folder.filePath(u"banned"_s);
        put(log, {});
        QDir().mkpath(folder.filePath(u"f2b/filter.d"_s));
        for (const QString& name : {u"sshd.conf"_s, u"common.conf"_s})
            QVERIFY(QFile::copy(u"/etc/fail2ban/filter.d/"_s + name, folder.filePath(u"f2b/filter.d/"_s + name)));
        put(folder.filePath(u"f2b/fail2ban.conf"_s),
            u"[Definition]\nloglevel = INFO\nlogtarget = %1/log\nsyslogsocket = auto\nsocket = %1/socket\n"
            u"pidfile = %1/pid\ndbfile = None\ndbpurgeage = 1d\nallowipv6 = no\n"_s.arg(folder.path())
                .toUtf8());
        put(folder.filePath(u"f2b/action.d/note.conf"_s),
            u"[Definition]\nactionban = echo '<ip>' >> %1\nactionunban =\n"_s.arg(banned).toUtf8());
        put(folder.filePath(u"f2b/jail.conf"_s),
            u"[sshd]\nenabled = true\nfilter = sshd[mode=aggressive]\nbackend = polling\nlogpath = %1\nmaxretry = 5\n"
            u"findtime = 600\nbantime = 600\nignoreip =\nignoreself = false\naction = note\n"_s.arg(log)
                .toUtf8());
        QProcess guard;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TZ"_s, u"UTC"_s);
        guard.setProcessEnvironment(environment);
        guard.setProcessChannelMode(QProcess::MergedChannels);
        // In a network of its own it could not bar anybody here, whatever it is told. Each of these becomes the next,
        // so that the process is the guard itself.
        QStringList command{u"fail2ban-server"_s, u"-f"_s, u"-c"_s, folder.filePath(u"f2b"_s), u"start"_s};
        const QStringList apart =
            geteuid() == 0 ? QStringList{u"unshare"_s, u"-n"_s} : QStringList{u"unshare"_s, u"-rn"_s};
        if (QProcess::execute(apart.first(), apart.mid(1) + QStringList{u"true"_s}) == 0)
            command = apart + command;
        guard.start(command.first(), command.mid(1));
        QByteArray said;
        QVERIFY2(eventually([&] { return (said += guard.readAll()).contains("Server ready"); }), said);

        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        for (int round = 0; round < 20; ++round)
            QVERIFY(!runCommand(pool, m_server->endpoint(), {.line = "true"}));
        for (int i = 0; i < 6; ++i) {
            QProcess ssh;
            ssh.setStandardInputFile(QProcess::nullDevice());
            ssh.start(u"ssh"_s,
                      {u"-F"_s, u"none"_s, u"-b"_s, u"127.0.0.77"_s, u"-oBatchMode=yes"_s, u"-oIdentitiesOnly=yes"_s,
                       u"-oIdentityAgent=none"_s, u"-oUserKnownHostsFile="_s + m_server->knownHostsFile(), u"-i"_s,
                       m_server->keyFile(), u"-p"_s, QString::number(m_server->port()), u"-l"_s,
                       m_server->endpoint().user, m_server->address(), u"true"_s});
            QVERIFY(ssh.waitForFinished(60000));
            QCOMPARE(ssh.exitCode(), 255);
        }
        QVERIFY(eventually([&] { return m_server->log().count("[preauth]") >= 7; }));
        QFile file(log);
        QVERIFY(file.open(QIODevice::Append));
        file.write(asSyslog(m_server->log()));
        file.close();
        const auto list = [&] {
            QFile bans(banned);
            return bans.open(QIODevice::ReadOnly) ? bans.readAll() : QByteArray();
        };
        const bool bites = eventually([&] { return list().contains("127.0.0.77"); });
        guard.terminate();
        guard.waitForFinished(20000);
        QFile told(folder.filePath(u"log"_s));
        QVERIFY(told.open(QIODevice::ReadOnly));
        QVERIFY2(bites, told.readAll() + m_server->log());
        QCOMPARE(list(), QByteArray("127.0.0.77\n"));
    }

private:
    int m_before = 0;
};

PILOTHOUSE_TEST(TestLoginOnce)
#include "tst_loginonce.moc"
