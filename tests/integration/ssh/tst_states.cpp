// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <set>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Phase = Ssh::ConnectionState::Phase;

/// What people are shown of connections.
class TestStates : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    static Ssh::ConnectionState only(const Ssh::Pool& pool)
    {
        const auto states = pool.states();
        return states.size() == 1 ? states.front() : Ssh::ConnectionState{};
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }

    void anOpenConnectionIsDescribed()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        QVERIFY(pool.states().empty());
        const QDateTime before = m_clock.now();
        const auto done = runCommand(pool, m_server->endpoint(u"app-1"_s), {.line = "true"});
        QVERIFY2(done, whyNot(done));
        QVERIFY(eventually([&] { return only(pool).channels == 0 && only(pool).phase == Phase::Open; }));
        const auto state = only(pool);
        QCOMPARE(state.endpoint.name, u"app-1"_s);
        QVERIFY(state.since >= before && state.since <= m_clock.now());
        QCOMPARE(state.facts.hostKeyType, u"ssh-ed25519"_s);
        QVERIFY(state.facts.fingerprint.startsWith(u"SHA256:"_s));
        QCOMPARE(state.facts.identity, m_server->keyFile());
        QVERIFY(state.latency && *state.latency > 0us && *state.latency < 10s);
        QCOMPARE(state.connections, 1);
        QCOMPARE(state.waiting, 0);
        QVERIFY(state.problem.isEmpty());
    }

    void channelsAndThoseInLineAreCounted()
    {
        auto few = poolOptions(*m_server);
        few.channelsPerConnection = 2;
        Ssh::Pool pool(few, m_clock);
        std::stop_source stop;
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < 5; ++i)
            futures.push_back(pool.exec(m_server->endpoint(), {.line = "exec sleep 60", .stop = stop.get_token()}));
        QVERIFY(eventually([&] { return only(pool).channels == 2 && only(pool).waiting == 3; }));
        stop.request_stop();
        QVERIFY(eventually([&] { return only(pool).channels == 0 && only(pool).waiting == 0; }));
        QCOMPARE(only(pool).phase, Phase::Open);
    }

    void aLostConnectionSaysWhy()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto done = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(done, whyNot(done));
        m_server->killConnections();
        QVERIFY(eventually([&] { return only(pool).phase == Phase::Closed; }));
        QVERIFY(!only(pool).problem.isEmpty());
        QVERIFY(only(pool).facts == Ssh::ConnectionFacts{});
        QVERIFY(!only(pool).latency);
        QCOMPARE(only(pool).connections, 0);
        const auto again = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(again, whyNot(again));
        QVERIFY(only(pool).problem.isEmpty());
    }

    void aRefusedLoginIsSaidToBeOne()
    {
        SshServer other;
        QVERIFY2(other.isRunning(), qPrintable(other.error()));
        auto stranger = poolOptions(*m_server);
        stranger.identity.keyFiles = {other.keyFile()};
        Ssh::Pool pool(stranger, m_clock);
        QVERIFY(!runCommand(pool, m_server->endpoint(), {.line = "true"}));
        QVERIFY(eventually([&] { return only(pool).phase == Phase::Refused; }));
        QVERIFY(!only(pool).problem.isEmpty());
        pool.drop(m_server->endpoint());
        QVERIFY(eventually([&] { return only(pool).phase == Phase::Closed; }));
        QVERIFY(only(pool).problem.isEmpty());
    }

    void aQuietLinkIsMeasuredByItsKeepAlives()
    {
        auto quick = poolOptions(*m_server);
        quick.keepAliveInterval = 50ms;
        Ssh::Pool pool(quick, m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        // No channel was ever opened.
        QVERIFY(eventually([&] { return only(pool).latency.has_value(); }));
        QVERIFY(*only(pool).latency > 0us);
    }

    void whoLooksIsToldOfChangesAndNotMore()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        QObject here;
        Mailbox mailbox(&here);
        int told = 0;
        std::set<Phase> seen;
        auto subscription = pool.onStatesChanged(mailbox.slot(), [&] {
            ++told;
            seen.insert(only(pool).phase);
        });
        const auto done = runCommand(pool, m_server->endpoint(), {.line = "true"});
        QVERIFY2(done, whyNot(done));
        // This thread was busy waiting: all of it is one message.
        QCOMPARE(told, 0);
        QVERIFY(eventually([&] { return seen.contains(Phase::Open); }));
        QVERIFY(eventually([&] { return only(pool).channels == 0; }));
        QCoreApplication::processEvents();
        subscription.reset();
        told = 0;
        pool.drop(m_server->endpoint());
        QVERIFY(eventually([&] { return only(pool).phase == Phase::Closed; }));
        QCOMPARE(told, 0);
    }
};

PILOTHOUSE_TEST(TestStates)
#include "tst_states.moc"
