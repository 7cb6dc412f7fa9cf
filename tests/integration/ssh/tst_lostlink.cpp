// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/manualclock.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a person is told, and what is done again by itself, when a link or a host is lost.
class TestLostLink : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    Ssh::Pool::Options options() const { return poolOptions(*m_server); }
    /// A command that shows in a file that it runs, and how often.
    Ssh::Command lasting(const QString& file) const
    {
        return {.line = "echo begun >> " + file.toUtf8() + "; echo begun; exec sleep 60"};
    }
    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }
    void cleanup() { m_server.reset(); }

    void aBrokenConnectionLeavesTheOutcomeUnknown()
    {
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_server->path(u"mark"_s);
        const auto future = pool.exec(m_server->endpoint(u"app-1"_s), lasting(mark));
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        m_server->killConnections();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
        QVERIFY2(done.error().message.contains(u"app-1"_s), whyNot(done));
        // It was not run again by itself, and the host is usable at once.
        const auto next = runCommand(pool, m_server->endpoint(), {.line = "echo back"});
        QVERIFY2(next, whyNot(next));
        QCOMPARE(next->output, QByteArray("back\n"));
        QCOMPARE(contents(mark), QByteArray("begun\n"));
    }

    void waitingCommandsSurviveABrokenConnection()
    {
        auto few = options();
        few.channelsPerConnection = 1;
        Ssh::Pool pool(few, m_clock);
        const QString mark = m_server->path(u"mark"_s);
        const auto first = pool.exec(m_server->endpoint(), lasting(mark));
        const auto second = pool.exec(m_server->endpoint(), {.line = "echo second"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        m_server->killConnections();
        const auto lost = await(first, {}, 30s);
        QVERIFY(!lost);
        const auto done = await(second, {}, 30s);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("second\n"));
    }

    void aSilentServerIsNoticed()
    {
        auto quick = options();
        quick.keepAliveInterval = 200ms;
        Ssh::Pool pool(quick, m_clock);
        const QString mark = m_server->path(u"mark"_s);
        const auto future = pool.exec(m_server->endpoint(u"app-1"_s), lasting(mark));
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        // An idle command on a healthy link lives on.
        const auto early = await(future, {}, 1200ms);
        QVERIFY(!early);
        QCOMPARE(early.error().kind, ErrorKind::Timeout);
        QVERIFY(!future.isFinished());
        m_server->freeze();
        const auto began = m_clock.monotonic();
        const auto done = await(future, {}, 30s);
        const auto took = m_clock.monotonic() - began;
        m_server->thaw();
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"outcome is unknown"_s), whyNot(done));
        QVERIFY2(done.error().detail.contains(u"has not answered"_s), whyNot(done));
        QVERIFY2(took < 10s, qPrintable(QString::number(took.count())));
        const auto next = runCommand(pool, m_server->endpoint(), {.line = "echo back"});
        QVERIFY2(next, whyNot(next));
    }

    void aSilentServerEndsAnAttemptToConnect()
    {
        auto quick = options();
        quick.connectTimeout = 500ms;
        m_server->freeze();
        Ssh::Pool pool(quick, m_clock);
        const auto done = runCommand(pool, m_server->endpoint(u"app-1"_s), {.line = "true"});
        m_server->thaw();
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"app-1"_s), whyNot(done));
        QVERIFY(!done.error().message.contains(u"outcome"_s));
    }

    void aStoppedServerIsReachedAgainWhenItIsBack()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto first = runCommand(pool, m_server->endpoint(u"app-1"_s), {.line = "true"});
        QVERIFY2(first, whyNot(first));
        m_server->killConnections();
        m_server->stop();
        const auto down = runCommand(pool, m_server->endpoint(u"app-1"_s), {.line = "true"});
        QVERIFY(!down);
        QCOMPARE(down.error().kind, ErrorKind::Unreachable);
        QVERIFY2(down.error().message.contains(u"app-1"_s), whyNot(down));
        QVERIFY2(m_server->start(), qPrintable(m_server->error()));
        const auto back = runCommand(pool, m_server->endpoint(), {.line = "echo back"});
        QVERIFY2(back, whyNot(back));
        QCOMPARE(back->output, QByteArray("back\n"));
    }

    void repeatedFailuresWaitLonger()
    {
        Ssh::Pool pool(options(), m_clock);
        m_server->stop();
        std::vector<std::chrono::milliseconds> took;
        for (int i = 0; i < 4; ++i) {
            const auto began = m_clock.monotonic();
            const auto down = runCommand(pool, m_server->endpoint(), {.line = "true"});
            QVERIFY(!down);
            took.push_back(m_clock.monotonic() - began);
        }
        // The pauses before the second, third and fourth try: at least half of 250, 500 and 1000 ms.
        QVERIFY(took[1] >= 100ms);
        QVERIFY(took[2] >= 225ms);
        QVERIFY(took[3] >= 450ms);
    }

    void stopRequestsAreAnsweredAtOnce()
    {
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_server->path(u"mark"_s);
        std::stop_source stop;
        auto command = lasting(mark);
        command.stop = stop.get_token();
        const auto future = pool.exec(m_server->endpoint(), command);
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        stop.request_stop();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        QVERIFY2(done.error().message.contains(u"may still run"_s), whyNot(done));
        // The connection lives on, and a command stopped before it was sent says so.
        command.stop = stop.get_token();
        const auto never = runCommand(pool, m_server->endpoint(), command);
        QVERIFY(!never);
        QCOMPARE(never.error().kind, ErrorKind::Cancelled);
        const auto next = runCommand(pool, m_server->endpoint(), {.line = "echo on"});
        QVERIFY2(next, whyNot(next));
        QCOMPARE(contents(mark), QByteArray("begun\n"));
        QCOMPARE(m_server->log().count("Accepted publickey"), 1);
    }

    void deadlinesEndWhatTakesTooLong()
    {
        // However busy this machine is, no more time passes than is said.
        ManualClock clock;
        Ssh::Pool pool(options(), clock);
        const QString mark = m_server->path(u"mark"_s);
        const auto running = pool.exec(
            m_server->endpoint(), {.line = "echo begun > " + mark.toUtf8() + "; exec sleep 60", .deadline = 300ms});
        QVERIFY(eventually([&] { return QFile(mark).size() > 0; }));
        QVERIFY(!running.isFinished());
        clock.advance(301ms);
        const auto late = await(running, {}, 30s);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Timeout);
        QVERIFY2(late.error().message.contains(u"outcome is unknown"_s), whyNot(late));
        // One that could not even be started says so.
        m_server->killConnections();
        QVERIFY(eventually([&] { return pool.states().front().phase == Ssh::ConnectionState::Phase::Closed; }));
        m_server->freeze();
        const auto waiting = pool.exec(m_server->endpoint(), {.line = "true", .deadline = 300ms});
        QVERIFY(eventually([&] { return pool.states().front().phase != Ssh::ConnectionState::Phase::Closed; }));
        clock.advance(301ms);
        const auto unsent = await(waiting, {}, 30s);
        m_server->thaw();
        QVERIFY(!unsent);
        QCOMPARE(unsent.error().kind, ErrorKind::Timeout);
        QVERIFY2(unsent.error().message.contains(u"did not run"_s), whyNot(unsent));
    }

    void anIdleConnectionIsClosed()
    {
        auto quick = options();
        quick.keepAliveInterval = 100ms;
        quick.idleTimeout = 300ms;
        Ssh::Pool pool(quick, m_clock);
        const auto first = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(first, whyNot(first));
        QVERIFY(eventually([&] { return m_server->connectionCount() == 0; }));
        const auto again = runCommand(pool, m_server->endpoint(), {.line = "echo again"});
        QVERIFY2(again, whyNot(again));
        QCOMPARE(m_server->log().count("Accepted publickey"), 2);
    }

    void dropEndsTheConnection()
    {
        Ssh::Pool pool(options(), m_clock);
        const QString mark = m_server->path(u"mark"_s);
        const auto future = pool.exec(m_server->endpoint(), lasting(mark));
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        pool.drop(m_server->endpoint());
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        QVERIFY(eventually([&] { return m_server->connectionCount() == 0; }));
        const auto again = runCommand(pool, m_server->endpoint(), {.line = "echo again"});
        QVERIFY2(again, whyNot(again));
    }
};

PILOTHOUSE_TEST(TestLostLink)
#include "tst_lostlink.moc"
