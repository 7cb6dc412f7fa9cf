// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/faultproxy.h"

#include <QJsonArray>

using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What a script is told of commands that were killed, or whose connection was lost.
class TestLost : public QObject
{
    Q_OBJECT

    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Console> m_console;

    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    Called exec(const QString& script) const
    {
        return m_console->call({u"--json"_s, u"exec"_s, u"shop/staging"_s, u"--"_s, script});
    }
    static QJsonObject host(const Called& called) { return called.json()[u"hosts"_s].toArray().first().toObject(); }
    /// Lets the console reach the server through something else at this port.
    void through(quint16 port) const
    {
        for (const QString& name : {u"config/systems/shop.yaml"_s, u"config/ssh/known_hosts"_s}) {
            QByteArray text = contents(m_console->path(name));
            text.replace(':' + QByteArray::number(m_server->port()), ':' + QByteArray::number(port));
            QFile file(m_console->path(name));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
        }
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_console = std::make_unique<Console>(*m_server);
    }
    void cleanup()
    {
        m_console.reset();
        m_server.reset();
    }

    void aKilledCommandIsAFailure()
    {
        const auto done = exec(u"echo before; kill -KILL $$"_s);
        QVERIFY2(done.code == 1, done.all());
        QCOMPARE(host(done)[u"signal"_s].toString(), u"KILL"_s);
        QVERIFY2(host(done)[u"exitStatus"_s].isNull(), done.all());
        QCOMPARE(host(done)[u"output"_s].toString(), u"before\n"_s);
        // One in the middle of a script is the script's to judge: its status tells.
        const auto within = exec(u"sh -c 'kill -KILL $$'"_s);
        QVERIFY2(within.code == 1, within.all());
        QCOMPARE(host(within)[u"exitStatus"_s].toInt(), 137);
    }

    void aLostServerLeavesItUnknown()
    {
        const QString mark = m_server->path(u"mark"_s);
        const auto process = m_console->start(
            {u"--json"_s, u"exec"_s, u"shop/staging"_s, u"--"_s, u"echo begun >> %1; exec sleep 60"_s.arg(mark)});
        QTRY_COMPARE_WITH_TIMEOUT(contents(mark), QByteArray("begun\n"), 30000);
        m_server->killConnections();
        QVERIFY(process->waitForFinished(60000));
        const Called done{process->exitCode(), process->readAllStandardOutput(), process->readAllStandardError()};
        QVERIFY2(done.code == 4, done.all());
        QVERIFY2(host(done)[u"error"_s].toString().contains(u"outcome is unknown"_s), done.all());
        QVERIFY2(!host(done).contains(u"exitStatus"_s), done.all());
        QCOMPARE(contents(mark), QByteArray("begun\n"));
    }

    /// The connection is lost behind one byte after the other.
    void neverMoreThanIsKnown()
    {
        FaultProxy proxy(m_server->address(), m_server->port());
        through(proxy.port());
        const QString witness = m_server->path(u"witness"_s);
        const auto call = [&] {
            QFile::remove(witness);
            return exec(u"echo start >> %1; seq 200"_s.arg(witness));
        };
        QVERIFY(call().code == 0);
        const qint64 whole = proxy.newest().down;
        int unknown = 0;
        for (qint64 at = 37; at < whole + 400; at += whole / 9) {
            proxy.setPlan({.down = {.cutAt = at}, .ending = FaultProxy::Ending::Reset, .connections = 1});
            const auto done = call();
            QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, 30000);
            const auto starts = contents(witness).count("start\n");
            QVERIFY2(starts <= 1, done.all());
            if (done.code == 0) {
                QCOMPARE(starts, 1);
                QVERIFY2(host(done)[u"output"_s].toString().endsWith(u"\n199\n200\n"_s), done.all());
                continue;
            }
            QVERIFY2(done.code == 4 || done.code == 5, done.all());
            const bool told = host(done)[u"error"_s].toString().contains(u"outcome is unknown"_s);
            QVERIFY2(told || starts == 0, done.all());
            unknown += told ? 1 : 0;
        }
        QVERIFY(unknown > 0);
    }

    /// One login for all that a call wants of a host, and one for each call.
    void aRefusedLoginIsTriedOnceACall()
    {
        QFile keys(m_server->authorizedKeysFile());
        QVERIFY(keys.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QByteArray text = contents(m_console->path(u"config/systems/shop.yaml"_s));
        text.replace("  production:", "    probes:\n"
                                      "      - { name: one, command: echo fine, via: host-1 }\n"
                                      "      - { name: two, command: echo fine, via: host-1 }\n"
                                      "      - { name: three, command: echo fine, via: host-1 }\n"
                                      "  production:");
        QFile file(m_console->path(u"config/systems/shop.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size());
        file.close();
        for (int call = 1; call <= 2; ++call) {
            const auto done = m_console->call({u"status"_s, u"shop/staging"_s});
            QVERIFY2(done.code == 4, done.all());
            QCOMPARE(m_server->log().count("Failed publickey for "), call);
        }
        QVERIFY2(exec(u"true"_s).code == 5, "a refused login is refused");
        QCOMPARE(m_server->log().count("Failed publickey for "), 3);
    }
};

PILOTHOUSE_TEST(TestLost)
#include "tst_lost.moc"
