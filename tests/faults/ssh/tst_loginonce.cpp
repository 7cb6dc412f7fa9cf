// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/monitor.h"
#include "metrics/sampler.h"
#include "rig.h"

#include <QFile>
#include <QSignalSpy>

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

private:
    int m_before = 0;
};

PILOTHOUSE_TEST(TestLoginOnce)
#include "tst_loginonce.moc"
