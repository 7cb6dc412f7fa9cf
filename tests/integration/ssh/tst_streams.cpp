// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QFile>

#include <atomic>
#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Resident memory of this process.
qint64 memory()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

} // namespace

/// Consumers that are slower than their host, and hosts with more that goes on than a connection has room for.
class TestStreams : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    static Ssh::ConnectionState only(const Ssh::Pool& pool)
    {
        const auto states = pool.states();
        return states.size() == 1 ? states.front() : Ssh::ConnectionState{};
    }
    /// A command that goes on until its handle goes.
    auto lasting(Ssh::Pool& pool) const
    {
        return pool.start(m_server->endpoint(), {.line = "echo on; exec sleep 300", .deadline = 0ms});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }

    void aStoppedReaderDoesNotGrowMemory_data()
    {
        QTest::addColumn<bool>("errors");
        QTest::addRow("output") << false;
        QTest::addRow("errors") << true;
    }

    void aStoppedReaderDoesNotGrowMemory()
    {
        QFETCH(const bool, errors);
        constexpr qint64 size = 200'000'000;
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto warm = runCommand(pool, m_server->endpoint(),
                                     {.line = "head -c 20000000 /dev/zero", .onOutput = [](QByteArrayView) {}});
        QVERIFY2(warm, whyNot(warm));
        const auto tap = std::make_shared<Ssh::Tap>();
        const auto got = std::make_shared<std::atomic<qint64>>(0);
        const auto late = std::make_shared<std::atomic_bool>(false);
        const auto take = [tap, got, late](QByteArrayView data) {
            *late = *late || tap->isClosed();
            *got += data.size();
            if (*got < 1'000'000 + data.size() && *got >= 1'000'000)
                tap->close();
        };
        Ssh::Command command{.line = QByteArray("head -c ") + QByteArray::number(size) + " /dev/zero", .tap = tap};
        (errors ? command.onErrors : command.onOutput) = take;
        if (errors)
            command.line += " >&2";
        const qint64 before = memory();
        const auto future = pool.exec(m_server->endpoint(), command);
        QVERIFY(eventually([&] { return tap->isClosed(); }));
        const qint64 stopped = *got;
        // Others on the connection go on, and bring as much as a careless reader would have taken meanwhile.
        for (int i = 0; i < 5; ++i) {
            const auto other = runCommand(pool, m_server->endpoint(),
                                          {.line = "head -c 5000000 /dev/zero", .onOutput = [](QByteArrayView) {}});
            QVERIFY2(other, whyNot(other));
        }
        QCOMPARE(qint64(*got), stopped);
        QVERIFY(!*late);
        QVERIFY(!future.isFinished());
        const qint64 grown = memory() - before;
        QVERIFY2(grown < 24'000'000, qPrintable(QString::number(grown)));
        tap->open();
        const auto done = await(future, {}, 120s);
        QVERIFY2(done, whyNot(done));
        QVERIFY(done->succeeded());
        QCOMPARE(qint64(*got), size);
        QVERIFY2(memory() - before < 24'000'000, qPrintable(QString::number(memory() - before)));
    }

    void whatCameBeforeTheEndIsKeptForTheReader()
    {
        // All of it fits into the window, so the command ends while nobody takes anything.
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto tap = std::make_shared<Ssh::Tap>();
        tap->close();
        const QString mark = m_server->path(u"mark"_s);
        const auto future =
            pool.exec(m_server->endpoint(),
                      {.line = "seq 1 20000; seq 1 20000 >&2; echo done > " + mark.toUtf8() + "; exit 3", .tap = tap});
        QVERIFY(eventually([&] { return QFile::exists(mark); }));
        const auto other = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(other, whyNot(other));
        QVERIFY(!future.isFinished());
        tap->open();
        const auto done = await(future, {}, 30s);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(3));
        QVERIFY(done->output.endsWith("\n19999\n20000\n") && done->output.startsWith("1\n2\n"));
        QCOMPARE(done->output.count('\n'), 20000);
        QCOMPARE(done->errors, done->output);
    }

    void aTapMayBeTurnedAsOftenAsOneLikes()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto tap = std::make_shared<Ssh::Tap>();
        const auto got = std::make_shared<QByteArray>();
        std::atomic_bool over = false;
        std::jthread turner([&] {
            while (!over) {
                tap->close();
                tap->open();
            }
        });
        const auto done = runCommand(
            pool, m_server->endpoint(),
            {.line = "seq 1 400000", .onOutput = [got](QByteArrayView data) { got->append(data); }, .tap = tap});
        over = true;
        QVERIFY2(done, whyNot(done));
        QByteArray expected;
        for (int i = 1; i <= 400000; ++i)
            expected += QByteArray::number(i) + '\n';
        QVERIFY(*got == expected);
    }

    void aCommandWhoseTapIsClosedCanBeStopped()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto tap = std::make_shared<Ssh::Tap>();
        tap->close();
        std::stop_source stop;
        const auto future =
            pool.exec(m_server->endpoint(), {.line = "exec cat /dev/zero", .tap = tap, .stop = stop.get_token()});
        QVERIFY(eventually([&] { return only(pool).channels == 1; }));
        stop.request_stop();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        tap->open();
        const auto next = runCommand(pool, m_server->endpoint(), {.line = "echo on"});
        QVERIFY2(next, whyNot(next));
    }

    void streamsThatGoOnStarveNobody()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        std::vector<std::shared_ptr<Ssh::RunningCommand>> streams;
        for (int i = 0; i < 10; ++i) {
            const auto started = await(lasting(pool), {}, 30s);
            QVERIFY2(started, whyNot(started));
            streams.push_back(*started);
        }
        QCOMPARE(only(pool).connections, 1);
        const auto done = runCommand(pool, m_server->endpoint(), {.line = "echo through"});
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("through\n"));
        QVERIFY(eventually([&] { return only(pool).channels == 10 && only(pool).connections == 2; }));
        QCOMPARE(m_server->log().count("Accepted publickey"), 2);
        // The first connection is used again as soon as it has room.
        streams.pop_back();
        QVERIFY(eventually([&] { return only(pool).channels == 9; }));
        const auto again = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(again, whyNot(again));
        QCOMPARE(m_server->log().count("Accepted publickey"), 2);
        pool.drop(m_server->endpoint());
        QVERIFY(eventually([&] { return m_server->connectionCount() == 0; }));
    }

    void moreStreamsThanThereIsRoomForAreRefused()
    {
        auto few = poolOptions(*m_server);
        few.channelsPerConnection = 2;
        Ssh::Pool pool(few, m_clock);
        std::vector<std::shared_ptr<Ssh::RunningCommand>> streams;
        for (int i = 0; i < 8; ++i) {
            const auto started = await(lasting(pool), {}, 30s);
            QVERIFY2(started, whyNot(started));
            streams.push_back(*started);
        }
        QCOMPARE(m_server->log().count("Accepted publickey"), 4);
        const auto refused = await(lasting(pool), {}, 30s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"no session free"_s), whyNot(refused));
        // What has a deadline waits for one of them to end.
        const auto waiting = pool.exec(m_server->endpoint(), {.line = "echo waited"});
        QVERIFY(eventually([&] { return only(pool).waiting == 1; }));
        streams.pop_back();
        const auto done = await(waiting, {}, 30s);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("waited\n"));
    }

    void askersTakeTurns()
    {
        auto one = poolOptions(*m_server);
        one.channelsPerConnection = 2;
        Ssh::Pool pool(one, m_clock);
        const auto order = std::make_shared<QByteArray>(); // one connection, so one thread writes
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        const auto ask = [&](const QByteArray& asker) {
            futures.push_back(pool.exec(m_server->endpoint(),
                                        {.line = "echo " + asker + "; sleep 0.05",
                                         .onOutput = [order](QByteArrayView data) { order->append(data.first(1)); },
                                         .asker = asker}));
        };
        for (int i = 0; i < 20; ++i)
            ask("many");
        ask("few");
        for (const auto& future : futures) {
            const auto done = await(future, {}, 60s);
            QVERIFY2(done, whyNot(done));
        }
        QCOMPARE(order->size(), 21);
        QVERIFY2(order->indexOf('f') < 5, order->constData());
    }
};

PILOTHOUSE_TEST(TestStreams)
#include "tst_streams.moc"
