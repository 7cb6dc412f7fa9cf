// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "ssh/framing.h"
#include "support/faultproxy.h"
#include "support/processes.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A dropbear with one account, on a loopback address of its own.
class Dropbear
{
public:
    explicit Dropbear(const QString& keyType = u"ed25519"_s)
        : m_address(FaultProxy::someAddress())
    {
        QTcpServer probe;
        probe.listen(QHostAddress(m_address));
        m_port = probe.serverPort();
        probe.close();
        QDir(m_folder.path()).mkpath(u"home/.ssh"_s);
        QFile::setPermissions(path(u"home/.ssh"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        run(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, keyFile()});
        QFile::copy(keyFile() + u".pub"_s, path(u"home/.ssh/authorized_keys"_s));
        QFile::setPermissions(path(u"home/.ssh/authorized_keys"_s), QFile::ReadOwner | QFile::WriteOwner);
        run(u"dropbearkey"_s, {u"-t"_s, keyType, u"-f"_s, path(u"host"_s)});
        for (const QByteArray& line : run(u"dropbearkey"_s, {u"-y"_s, u"-f"_s, path(u"host"_s)}).split('\n')) {
            const auto words = line.split(' ');
            if (words.size() >= 2 && words[1].startsWith("AAAA"))
                put(knownHostsFile(), "[" + m_address.toLatin1() + "]:" + QByteArray::number(m_port) + ' ' + words[0] +
                                          ' ' + words[1] + '\n');
        }
        QFile passwd(u"/etc/passwd"_s);
        if (passwd.open(QIODevice::ReadOnly))
            put(path(u"passwd"_s),
                passwd.readAll() +
                    u"guest:x:%1:%2::%3:/bin/sh\n"_s.arg(geteuid()).arg(getegid()).arg(path(u"home"_s)).toUtf8());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LD_PRELOAD"_s, u"libnss_wrapper.so"_s);
        environment.insert(u"NSS_WRAPPER_PASSWD"_s, path(u"passwd"_s));
        environment.insert(u"NSS_WRAPPER_GROUP"_s, u"/etc/group"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(path(u"log"_s));
        m_process.start(u"dropbear"_s, {u"-F"_s, u"-E"_s, u"-s"_s, u"-m"_s, u"-r"_s, path(u"host"_s), u"-P"_s,
                                        path(u"pid"_s), u"-p"_s, u"%1:%2"_s.arg(m_address).arg(m_port)});
        m_process.waitForStarted();
    }
    ~Dropbear()
    {
        killConnections();
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished(5000);
        }
    }
    Dropbear(const Dropbear&) = delete;
    Dropbear& operator=(const Dropbear&) = delete;

    bool isRunning()
    {
        return eventually([this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(m_address), m_port);
            return socket.waitForConnected(500) && socket.waitForReadyRead(2000);
        });
    }
    QByteArray log() const
    {
        QFile file(path(u"log"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString keyFile() const { return path(u"client"_s); }
    QString knownHostsFile() const { return path(u"known_hosts"_s); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Ssh::Endpoint endpoint() const
    {
        return {.name = u"router"_s, .address = m_address, .port = m_port, .user = u"guest"_s};
    }
    Ssh::Pool::Options options() const
    {
        return {.knownHostsFiles = {knownHostsFile()}, .identity = {.agent = false, .keyFiles = {keyFile()}}};
    }
    /// Nobody is connected, and nothing that was started runs any more.
    bool isAlone() const { return descendantsOf(m_process.processId()).empty(); }
    void killConnections() const
    {
        for (const Process& process : descendantsOf(m_process.processId())) {
            if (process.name == "dropbear")
                ::kill(pid_t(process.pid), SIGKILL);
        }
    }

private:
    static void put(const QString& name, const QByteArray& text)
    {
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    static QByteArray run(const QString& program, const QStringList& words)
    {
        QProcess process;
        process.start(program, words);
        if (!process.waitForFinished(60000) || process.exitCode() != 0)
            qFatal("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    QTemporaryDir m_folder;
    QString m_address;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace

/// The other SSH server that is met on hosts: smaller, and with its own ideas.
class TestDropbear : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<Dropbear> m_server;

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<Dropbear>();
        QVERIFY2(m_server->isRunning(), m_server->log().constData());
    }
    void cleanup() { m_server.reset(); }

    void runsCommands()
    {
        Ssh::Pool pool(m_server->options(), m_clock);
        for (const int status : {0, 1, 127, 255}) {
            const auto done = runCommand(pool, m_server->endpoint(),
                                         {.line = "echo out; echo err >&2; exit " + QByteArray::number(status)});
            QVERIFY2(done, whyNot(done));
            QCOMPARE(done->exitStatus, std::optional(status));
            QCOMPARE(done->output, QByteArray("out\n"));
            QCOMPARE(done->errors, QByteArray("err\n"));
        }
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(facts->serverBanner.contains(u"dropbear"_s));
    }

    void aSignalIsNoSuccess()
    {
        Ssh::Pool pool(m_server->options(), m_clock);
        const auto done = runCommand(pool, m_server->endpoint(), {.line = "kill -KILL $$"});
        QVERIFY2(done, whyNot(done));
        QVERIFY(!done->succeeded());
        QCOMPARE(done->signal, u"KILL"_s);
        QVERIFY(!done->exitStatus);
    }

    void carriesInputAndOutput()
    {
        Ssh::Pool pool(m_server->options(), m_clock);
        auto command = Ssh::shellCommand("tee /dev/stderr; exit 3");
        command.input = QByteArray(2'000'000, 'd');
        const auto done = runCommand(pool, m_server->endpoint(), command);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(3));
        QVERIFY(done->output == command.input);
        QVERIFY(done->errors == command.input);
    }

    /// Where several commands of one connection end at once this server loses what they said and how they ended, or
    /// ends itself (OpenSSH's client sees the same): that is no success, none runs twice, and nobody says of one that
    /// ran that it did not.
    void manyAtOnceOnOneConnection_data()
    {
        QTest::addColumn<bool>("framed");
        QTest::newRow("as they are") << false;
        QTest::newRow("scripts") << true;
    }
    void manyAtOnceOnOneConnection()
    {
        QFETCH(const bool, framed);
        constexpr int many = 30;
        const auto witness = [this](int i) { return m_server->path(u"witness-%1"_s.arg(i)); };
        std::vector<Result<Ssh::Finished>> all;
        {
            Ssh::Pool pool(m_server->options(), m_clock);
            std::vector<QFuture<Result<Ssh::Finished>>> futures;
            for (int i = 0; i < many; ++i) {
                const QByteArray line = "echo ran >> " + witness(i).toUtf8() + "; echo " + QByteArray::number(i);
                futures.push_back(
                    pool.exec(m_server->endpoint(), framed ? Ssh::shellCommand(line) : Ssh::Command{.line = line}));
            }
            for (const auto& future : futures)
                all.push_back(await(future, {}, 60s));
            // One alone comes through again, once the others have gone.
            QVERIFY2(eventually([&] {
                         const auto after = runCommand(pool, m_server->endpoint(), {.line = "echo after"});
                         return after && after->succeeded() && after->output == "after\n";
                     }),
                     m_server->log());
        }
        QVERIFY(eventually([this] { return m_server->isAlone(); }));
        for (int i = 0; i < many; ++i) {
            const auto& done = all[size_t(i)];
            QFile file(witness(i));
            const auto runs = file.open(QIODevice::ReadOnly) ? file.readAll().count("ran\n") : 0;
            QVERIFY2(runs <= 1, whyNot(done));
            if (done && done->exitStatus) {
                QVERIFY(done->succeeded());
                QCOMPARE(done->output, QByteArray::number(i) + '\n');
                QCOMPARE(runs, 1);
            } else if (!done) {
                QCOMPARE(done.error().kind, ErrorKind::Unreachable);
                QVERIFY2(runs == 0 || done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
            }
        }
    }

    void everyTypeOfHostKey_data()
    {
        QTest::addColumn<QString>("type");
        for (const QString& type : {u"ed25519"_s, u"ecdsa"_s, u"rsa"_s})
            QTest::newRow(qPrintable(type)) << type;
    }
    void everyTypeOfHostKey()
    {
        QFETCH(const QString, type);
        Dropbear server(type);
        QVERIFY2(server.isRunning(), server.log().constData());
        Ssh::Pool pool(server.options(), m_clock);
        const auto done = runCommand(pool, server.endpoint(), {.line = "echo in"});
        QVERIFY2(done, whyNot(done));
        // And another server in its place is refused.
        auto options = server.options();
        options.knownHostsFiles = {m_server->path(u"other"_s)};
        QFile other(options.knownHostsFiles.first());
        QFile known(m_server->knownHostsFile());
        QVERIFY(other.open(QIODevice::WriteOnly) && known.open(QIODevice::ReadOnly));
        const QByteArray line = known.readAll();
        other.write("[" + server.endpoint().address.toLatin1() + "]:" + QByteArray::number(server.endpoint().port) +
                    line.mid(line.indexOf(' ')));
        other.close();
        Ssh::Pool second(options, m_clock);
        const auto refused = runCommand(second, server.endpoint(), {.line = "echo in"});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
    }

    /// It has to answer what asks whether it lives, or an idle command would be given up.
    void anIdleCommandLivesOn()
    {
        auto options = m_server->options();
        options.keepAliveInterval = 100ms;
        Ssh::Pool pool(options, m_clock);
        const auto done = runCommand(pool, m_server->endpoint(), {.line = "sleep 2; echo on"});
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("on\n"));
    }

    void aLostConnectionLeavesTheOutcomeUnknown()
    {
        Ssh::Pool pool(m_server->options(), m_clock);
        const QString mark = m_server->path(u"mark"_s);
        const auto future =
            pool.exec(m_server->endpoint(), {.line = "echo begun >> " + mark.toUtf8() + "; exec sleep 60"});
        const auto begun = [&] {
            QFile file(mark);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(eventually([&] { return begun() == "begun\n"; }));
        m_server->killConnections();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
        QCOMPARE(begun(), QByteArray("begun\n"));
    }

    void aRefusedLoginIsTriedOnce()
    {
        auto options = m_server->options();
        SshServer stranger;
        options.identity.keyFiles = {stranger.keyFile()};
        Ssh::Pool pool(options, m_clock);
        for (int i = 0; i < 5; ++i) {
            const auto done = runCommand(pool, m_server->endpoint(), {.line = "true"});
            QVERIFY(!done);
            QCOMPARE(done.error().kind, ErrorKind::Refused);
        }
        // Whoever only looked whether the server is there had no name.
        QVERIFY(eventually([&] { return m_server->log().contains("(user 'guest'"); }));
        QCOMPARE(m_server->log().count("(user 'guest'"), 1);
    }

    void jumpsBothWays()
    {
        SshServer other;
        QVERIFY2(other.isRunning(), qPrintable(other.error()));
        auto options = m_server->options();
        options.knownHostsFiles += other.knownHostsFile();
        options.identity.keyFiles += other.keyFile();
        Ssh::Pool pool(options, m_clock);
        auto behind = other.endpoint(u"app-1"_s);
        behind.jump = {m_server->endpoint()};
        const auto there = runCommand(pool, behind, {.line = "cat", .input = QByteArray(300'000, 'x')});
        QVERIFY2(there, whyNot(there));
        QCOMPARE(there->output.size(), 300'000);
        auto back = m_server->endpoint();
        back.jump = {other.endpoint(u"bastion"_s)};
        const auto here = runCommand(pool, back, {.line = "cat", .input = QByteArray(300'000, 'x')});
        QVERIFY2(here, whyNot(here));
        QCOMPARE(here->output.size(), 300'000);
    }
};

PILOTHOUSE_TEST(TestDropbear)
#include "tst_dropbear.moc"
