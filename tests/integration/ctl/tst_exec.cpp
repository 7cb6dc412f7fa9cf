// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// A command on many hosts, and a port that leads to a service of one of them.
class TestExecCommand : public QObject
{
    Q_OBJECT

    static constexpr int hosts = 12;
    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    Called exec(const QStringList& options, const QString& script) const
    {
        return m_console->call(QStringList{u"exec"_s, u"shop/staging"_s} + options + QStringList{u"--"_s, script});
    }
    QByteArray contents(const QString& name) const
    {
        QFile file(m_server->path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// One that has ended but that nobody has collected does not.
    static bool runs(const QByteArray& pid)
    {
        QFile stat(u"/proc/"_s + QString::fromLatin1(pid) + u"/stat"_s);
        if (!stat.open(QIODevice::ReadOnly))
            return false;
        const QByteArray line = stat.readAll();
        return line.mid(line.lastIndexOf(')') + 2, 1) != "Z";
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server, hosts);
    }

    void everyLineSaysWhoseItIs()
    {
        const auto done = exec({}, u"echo one; echo two; echo three >&2; printf last"_s);
        QVERIFY2(done.code == 0, done.all());
        for (int i = 1; i <= hosts; ++i) {
            const QByteArray name = "host-" + QByteArray::number(i) + ": ";
            QVERIFY2(done.out.contains(name + "one\n") && done.out.contains(name + "two\n") &&
                         done.out.contains(name + "last\n"),
                     done.all());
            QVERIFY2(done.err.contains(name + "three\n"), done.all());
        }
        QCOMPARE(done.out.count('\n'), 3 * hosts);
    }

    void linesComeWhileTheCommandRuns()
    {
        const auto process = m_console->start(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s,
             u"echo begun; while [ ! -e "_s + m_server->path(u"go"_s) + u" ]; do sleep 0.1; done; echo ended"_s});
        QByteArray out;
        QVERIFY(QTest::qWaitFor([&] { return (out += process->readAllStandardOutput()) == "host-1: begun\n"; }, 30000));
        QFile go(m_server->path(u"go"_s));
        QVERIFY(go.open(QIODevice::WriteOnly));
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->readAllStandardOutput(), QByteArray("host-1: ended\n"));
        QCOMPARE(process->exitCode(), 0);
    }

    void noMoreRunAtATimeThanWanted()
    {
        // Each leaves a file while it runs, and says how many there were.
        const auto done = exec({u"--parallel"_s, u"2"_s}, u"cd "_s + m_server->path(QString()) +
                                                              u" && touch run.$$ && sleep 0.2 && ls | grep -c ^run "
                                                              u"&& rm run.$$"_s);
        QVERIFY2(done.code == 0, done.all());
        QCOMPARE(done.out.count('\n'), hosts);
        for (const QByteArray& line : done.out.trimmed().split('\n'))
            QVERIFY2(line.sliced(line.indexOf(": ") + 2).toInt() <= 2, done.all());
    }

    void nonsenseIsNoNumber()
    {
        for (const QString& number : {u"0"_s, u"-1"_s, u"many"_s, u"100000"_s})
            QCOMPARE(exec({u"--parallel"_s, number}, u"true"_s).code, 2);
    }

    void equalResultsAreOneBlock()
    {
        // By the name of a file that only the first to come can make.
        const auto done = exec({u"--group"_s}, u"if mkdir "_s + m_server->path(u"first"_s) +
                                                   u" 2>/dev/null; then echo other; exit 3; fi; echo same"_s);
        QVERIFY2(done.code == 1, done.all());
        QCOMPARE(done.out.count("same"), 1);
        QCOMPARE(done.out.count("other"), 1);
        QVERIFY2(done.out.contains("(11 hosts)") && done.out.contains("(1 host), exit status 3"), done.all());
        QVERIFY2(done.out.indexOf("same") < done.out.indexOf("other"), done.all());
        const auto all = exec({u"--group"_s}, u"echo same"_s);
        QVERIFY2(all.out.contains("== host-[1-12] (12 hosts)\nsame\n"), all.all());
    }

    void oneDocumentTellsAll()
    {
        const auto done = exec({u"--json"_s}, u"echo out; echo err >&2; exit 7"_s);
        QVERIFY2(done.code == 1, done.all());
        const auto list = done.json()[u"hosts"_s].toArray();
        QCOMPARE(list.size(), hosts);
        QCOMPARE(list[0].toObject()[u"host"_s].toString(), u"host-1"_s);
        for (const auto& host : list) {
            QCOMPARE(host.toObject()[u"output"_s].toString(), u"out\n"_s);
            QCOMPARE(host.toObject()[u"errors"_s].toString(), u"err\n"_s);
            QCOMPARE(host.toObject()[u"exitStatus"_s].toInt(), 7);
        }
        QCOMPARE(done.json()[u"groups"_s].toArray().size(), 1);
        QCOMPARE(done.json()[u"groups"_s].toArray()[0].toArray().size(), hosts);
    }

    void argumentsArriveAsTheyAre()
    {
        const auto done = m_console->call(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"printf"_s, u"<%s>"_s, u"a b"_s, u"$HOME"_s, u"it's"_s});
        QVERIFY2(done.code == 0, done.all());
        QCOMPARE(done.out, QByteArray("host-1: <a b><$HOME><it's>\n"));
    }

    void anInterruptEndsWhatRunsThere()
    {
        // A child that ignores the first signal, too.
        const QString pids = m_server->path(u"pids"_s);
        const auto process = m_console->start(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--"_s,
             u"trap '' TERM; sleep 300 & echo $! >> "_s + pids + u"; echo $$ >> "_s + pids + u"; wait; sleep 300"_s});
        QVERIFY(QTest::qWaitFor([&] { return contents(u"pids"_s).count('\n') == 2; }, 30000));
        ::kill(pid_t(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(60000));
        const Called done{.code = process->exitCode(),
                          .out = process->readAllStandardOutput(),
                          .err = process->readAllStandardError()};
        QVERIFY2(done.code == 130, done.all());
        QVERIFY2(done.err.contains("nothing of it runs there any more"), done.all());
        for (const QByteArray& pid : contents(u"pids"_s).trimmed().split('\n'))
            QVERIFY2(!runs(pid), done.all());
    }

    void whatTakesTooLongIsEnded()
    {
        // It does not care for TERM, and neither does what it started.
        const QString pids = m_server->path(u"pids"_s);
        const auto done = m_console->call(
            {u"exec"_s, u"shop/staging:host-1"_s, u"--timeout"_s, u"2s"_s, u"--"_s,
             u"trap '' TERM; sleep 300 & echo $! >> "_s + pids + u"; echo $$ >> "_s + pids + u"; wait; sleep 300"_s});
        QVERIFY2(done.code == 4, done.all());
        QVERIFY2(done.err.contains("did not end within 2 s and was ended; nothing of it runs there any more"),
                 done.all());
        QCOMPARE(contents(u"pids"_s).count('\n'), 2);
        for (const QByteArray& pid : contents(u"pids"_s).trimmed().split('\n'))
            QVERIFY2(!runs(pid), done.all());
    }

    void anInterruptStartsNothingMore()
    {
        const QString begun = m_server->path(u"begun"_s);
        const auto process = m_console->start({u"exec"_s, u"shop/staging"_s, u"--parallel"_s, u"1"_s, u"--json"_s,
                                               u"--"_s, u"echo x >> "_s + begun + u"; exec sleep 300"_s});
        QVERIFY(QTest::qWaitFor([&] { return contents(u"begun"_s) == "x\n"; }, 30000));
        ::kill(pid_t(process->processId()), SIGTERM);
        QVERIFY(process->waitForFinished(60000));
        QCOMPARE(process->exitCode(), 130);
        QCOMPARE(contents(u"begun"_s), QByteArray("x\n"));
        const auto list = QJsonDocument::fromJson(process->readAllStandardOutput()).object()[u"hosts"_s].toArray();
        QCOMPARE(list.size(), hosts);
        QVERIFY(list[5].toObject()[u"error"_s].toString().contains(u"before it was started"_s));
    }

    void aReaderThatStandsStillHoldsUpTheHosts()
    {
        // More than pipe, queue and windows take; it goes on when it is read.
        const auto process = m_console->start({u"exec"_s, u"shop/staging:host-1"_s, u"--"_s, u"seq 1 3000000"_s});
        process->setReadChannel(QProcess::StandardOutput);
        QByteArray out;
        QVERIFY(QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, 120000));
        out += process->readAllStandardOutput();
        QCOMPARE(out.count('\n'), 3'000'000);
        QVERIFY(out.endsWith("host-1: 3000000\n"));
        QCOMPARE(process->exitCode(), 0);
    }

    void aPortLeadsToAService()
    {
        QTcpServer service;
        QVERIFY(service.listen(QHostAddress::LocalHost));
        const QString to = u"127.0.0.1:%1"_s.arg(service.serverPort());
        const auto process = m_console->start({u"forward"_s, u"shop/staging:host-1"_s, to, u"--json"_s});
        QByteArray out;
        QVERIFY(QTest::qWaitFor([&] { return (out += process->readAllStandardOutput()).endsWith('\n'); }, 30000));
        const auto line = QJsonDocument::fromJson(out).object();
        QCOMPARE(line[u"to"_s].toString(), to);
        QTcpSocket near;
        near.connectToHost(QHostAddress::LocalHost, quint16(line[u"port"_s].toInt()));
        QVERIFY(QTest::qWaitFor([&] { return service.hasPendingConnections(); }, 30000));
        const std::unique_ptr<QTcpSocket> far(service.nextPendingConnection());
        far->write("hello");
        QVERIFY(QTest::qWaitFor([&] { return near.bytesAvailable() == 5; }, 30000));
        ::kill(pid_t(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 0);
        QVERIFY(QTest::qWaitFor([&] { return near.state() == QTcpSocket::UnconnectedState; }, 30000));
        QCOMPARE(m_console->call({u"forward"_s, u"shop/staging:host-1"_s, u"nonsense"_s}).code, 2);
        QCOMPARE(m_console->call({u"forward"_s, u"shop/staging"_s, to}).code, 2);
    }
};

PILOTHOUSE_TEST(TestExecCommand)
#include "tst_exec.moc"
