// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Many hosts at once, and pools that go while there is work.
class TestCrowd : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    static constexpr int hosts = 50;
    static QString address(int i) { return u"127.77.%1.%2"_s.arg(i / 200 + 1).arg(i % 200 + 1); }

private Q_SLOTS:
    void fiftyHostsAtOnceAllAnswer_data()
    {
        QTest::addColumn<QString>("maxStartups");
        QTest::addRow("OpenSSH's default") << u"10:30:100"_s;
        QTest::addRow("no more than four") << u"4"_s;
    }

    void fiftyHostsAtOnceAllAnswer()
    {
        // One server that has fifty addresses: to the pool they are fifty hosts, and all of them count against the one
        // server's limit of connections that have not logged in yet.
        QFETCH(const QString, maxStartups);
        SshServer server({.maxStartups = maxStartups, .everyAddress = true});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        QFile known(server.path(u"fifty"_s));
        QVERIFY(known.open(QIODevice::WriteOnly));
        const QByteArray key = server.knownHostsLine().mid(server.knownHostsLine().indexOf(' ') + 1);
        known.write("[127.77.*]:" + QByteArray::number(server.port()) + ' ' + key);
        known.close();
        auto options = poolOptions(server);
        options.knownHostsFiles = {known.fileName()};
        Ssh::Pool pool(options, m_clock);
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < hosts; ++i) {
            auto endpoint = server.endpoint(u"host-%1"_s.arg(i));
            endpoint.address = address(i);
            futures.push_back(pool.exec(endpoint, {.line = "echo " + QByteArray::number(i)}));
        }
        for (int i = 0; i < hosts; ++i) {
            const auto done = await(futures[size_t(i)], {}, 120s);
            QVERIFY2(done, whyNot(done));
            QCOMPARE(done->output, QByteArray::number(i) + '\n');
        }
        QCOMPARE(server.log().count("Accepted publickey"), hosts);
    }

    /// Many logins at one address: a server that takes three at a time is not run into again and again.
    void aBusyServerIsAskedLess()
    {
        constexpr int many = 40;
        SshServer::Options options{.maxStartups = u"3:100:3"_s};
        for (int i = 0; i < many; ++i)
            options.accounts.push_back({u"user-%1"_s.arg(i), u"/bin/sh"_s});
        SshServer server(options);
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < many; ++i) {
            auto endpoint = server.endpoint();
            endpoint.user = u"user-%1"_s.arg(i);
            futures.push_back(pool.exec(endpoint, {.line = "true"}));
        }
        for (const auto& future : futures) {
            const auto done = await(future, {}, 120s);
            QVERIFY2(done, whyNot(done));
        }
        QCOMPARE(server.log().count("Accepted publickey"), many);
        const auto drops = server.log().count("drop connection #");
        qInfo("%d of %d were dropped once", int(drops), many);
        QVERIFY2(drops > 0, "the server was never busy");
        QVERIFY2(drops <= 12, QByteArray::number(drops));
    }

    void eightHandshakesAtATime()
    {
        // A server that stands still after it accepted: every connection stays in its handshake.
        SshServer server({.everyAddress = true});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        auto options = poolOptions(server);
        options.connectTimeout = 60s;
        Ssh::Pool pool(options, m_clock);
        server.freeze();
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < hosts; ++i) {
            auto endpoint = server.endpoint(u"host-%1"_s.arg(i));
            endpoint.address = address(i);
            futures.push_back(pool.exec(endpoint, {.line = "true"}));
        }
        QVERIFY(eventually([&] { return connectionsTo(server.port()) == 16; })); // on each of two threads
        QVERIFY(!eventually([&] { return connectionsTo(server.port()) > 16; }, 300));
        server.thaw();
    }

    void twoHundredPoolsGoWithWorkInFlight()
    {
        SshServer server({.maxStartups = u"1000"_s});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        SshServer target({.maxStartups = u"1000"_s});
        QVERIFY2(target.isRunning(), qPrintable(target.error()));
        auto options = poolOptions(server);
        options.knownHostsFiles += target.knownHostsFile();
        options.identity.keyFiles += target.keyFile();
        auto behind = target.endpoint();
        behind.jump = {server.endpoint()};
        for (int round = 0; round < 200; ++round) {
            std::vector<QFuture<Result<Ssh::Finished>>> futures;
            std::shared_ptr<Ssh::RunningCommand> handle;
            {
                Ssh::Pool pool(options, m_clock);
                std::stop_source stop;
                for (int i = 0; i < 6; ++i)
                    futures.push_back(pool.exec(
                        server.endpoint(),
                        {.line = "cat; exec sleep 60", .input = QByteArray(100'000, 'x'), .stop = stop.get_token()}));
                futures.push_back(pool.exec(behind, {.line = "exec sleep 60"}));
                const auto started = pool.start(server.endpoint(), {.line = "cat", .keepInputOpen = true});
                // Each round ends at another moment of connecting, logging in and running.
                if (round % 10 == 9) {
                    const auto running = await(started, {}, 30s);
                    QVERIFY2(running, whyNot(running));
                    handle = *running;
                    handle->write("hello\n");
                } else {
                    await(futures.front(), {}, std::chrono::milliseconds(round / 2));
                }
                if (round % 3 == 0)
                    stop.request_stop();
            }
            for (const auto& future : futures) {
                QVERIFY(future.isFinished());
                QVERIFY(!future.result());
                QCOMPARE(future.result().error().kind, ErrorKind::Cancelled);
            }
            if (handle) {
                QVERIFY(handle->finished().isFinished());
                handle->write("to nobody\n");
                handle->close();
            }
        }
        QVERIFY(eventually([&] { return server.connectionCount() == 0; }));
    }

private:
    /// Established TCP connections to the port, as the kernel lists them.
    static int connectionsTo(quint16 port)
    {
        QFile file(u"/proc/net/tcp"_s);
        if (!file.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray remote = ":" + QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
        int count = 0;
        const auto lines = file.readAll().split('\n');
        for (const QByteArray& line : lines) {
            const auto words = line.simplified().split(' ');
            count += words.size() > 3 && words.at(2).endsWith(remote) && words.at(3) == "01" ? 1 : 0;
        }
        return count;
    }
};

PILOTHOUSE_TEST(TestCrowd)
#include "tst_crowd.moc"
