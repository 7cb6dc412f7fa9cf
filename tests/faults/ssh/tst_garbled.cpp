// SPDX-License-Identifier: GPL-3.0-or-later
#include "badroad.h"
#include "ssh/tagcheck.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// One byte of a connection changes on its way: never a wrong key that is taken for right, never wrong output that is
/// taken for whole, and an answer in time.
class TestGarbled : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<BadRoad> m_road;
    FaultProxy::Seen m_whole;

    Ssh::Command command(const QString& witness) const
    {
        return {.line = "echo start >> " + witness.toUtf8() + "; seq 100", .deadline = 20s};
    }
    /// What comes of a command when one bit is another one at that place of what the server sends.
    Result<Ssh::Finished> withABitChanged(qint64 at, const Ssh::Endpoint& endpoint, const Ssh::Command& wanted)
    {
        FaultProxy::Plan plan;
        plan.down.garbleAt = at;
        plan.down.garbleWith = 1;
        m_road->proxy.setPlan(plan);
        Ssh::Pool pool(m_road->options(), m_clock);
        return runCommand(pool, endpoint, wanted);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_road = std::make_unique<BadRoad>();
        QVERIFY2(m_road->server.isRunning(), qPrintable(m_road->server.error()));
        Ssh::Pool pool(m_road->options(), m_clock);
        const auto done = runCommand(pool, m_road->endpoint(), command(u"/dev/null"_s));
        QVERIFY2(done, whyNot(done));
        m_whole = m_road->proxy.newest();
    }

    void everyPosition_data()
    {
        QTest::addColumn<bool>("up");
        QTest::newRow("receiving") << false;
        QTest::newRow("sending") << true;
    }

    void everyPosition()
    {
        QFETCH(const bool, up);
        QRandomGenerator random(20261120);
        const QByteArray known = contentsOf(m_road->knownHosts()).trimmed();
        QVERIFY(eventually([&] { return m_road->isEmpty(); }));
        const int descriptors = openDescriptors();
        QByteArray wanted;
        for (int i = 1; i <= 100; ++i)
            wanted += QByteArray::number(i) + '\n';
        int recorded = 0;
        int failed = 0;
        std::vector<std::pair<QString, bool>> witnesses;
        for (const qint64 at : positions(0, up ? m_whole.up : m_whole.down, 55)) {
            FaultProxy::Plan plan;
            (up ? plan.up : plan.down).garbleAt = at;
            (up ? plan.up : plan.down).garbleWith = quint8(1U << random.bounded(8));
            m_road->proxy.setPlan(plan);
            // A console that trusts the first key it sees: what it writes down must be the server's own.
            auto options = m_road->options();
            options.connectTimeout = 1500ms;
            options.knownHostsFiles = {m_road->server.path(u"first-%1-%2"_s.arg(at).arg(int(up)))};
            auto endpoint = m_road->endpoint();
            endpoint.policy = Ssh::HostKeyPolicy::AcceptNew;
            const QString witness = m_road->server.path(u"garbled-%1-%2"_s.arg(at).arg(int(up)));
            QElapsedTimer timer;
            timer.start();
            Ssh::Pool pool(options, m_clock);
            const auto done = runCommand(pool, endpoint, command(witness));
            const QByteArray told = "at byte " + QByteArray::number(at) + ": " + whyNot(done);
            QVERIFY2(timer.elapsed() < 40000, told);
            const QByteArray first = contentsOf(options.knownHostsFiles.first()).trimmed();
            QVERIFY2(first.isEmpty() || first == known, first);
            recorded += first.isEmpty() ? 0 : 1;
            if (done) {
                QVERIFY2(done->succeeded(), told);
                QCOMPARE(done->output, wanted);
                QVERIFY2(!first.isEmpty(), told);
            } else {
                ++failed;
                QVERIFY2(!done.error().message.isEmpty() && done.error().message.contains(u"app-1"_s), told);
                QVERIFY2(done.error().kind == ErrorKind::Unreachable || done.error().kind == ErrorKind::Refused, told);
            }
            witnesses.emplace_back(witness, !done && !done.error().message.contains(u"outcome is unknown"_s));
        }
        m_road->proxy.setPlan({});
        QVERIFY(eventually([&] { return m_road->isEmpty(); }));
        for (const auto& [witness, notRun] : witnesses) {
            const auto starts = contentsOf(witness).count("start\n");
            QVERIFY2(starts <= (notRun ? 0 : 1), qPrintable(witness));
        }
        QVERIFY(failed > 20);
        QVERIFY(recorded > 0);
        QCOMPARE(openDescriptors(), descriptors);
    }

    void everyCipherAndCodeNoticesAChangedBit_data()
    {
        QTest::addColumn<QByteArray>("cipher");
        QTest::addColumn<QByteArray>("mac");
        const QByteArrayList ciphers = Ssh::LinkOptions::usualCiphers().split(',');
        for (const QByteArray& cipher : ciphers)
            QTest::newRow(cipher) << cipher << QByteArray("hmac-sha2-256-etm@openssh.com");
        for (const char* mac : {"hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512"})
            QTest::newRow(mac) << QByteArray("aes256-ctr") << QByteArray(mac);
    }

    /// What a command says, changed in any place while it is on its way, is never handed out.
    void everyCipherAndCodeNoticesAChangedBit()
    {
        QFETCH(const QByteArray, cipher);
        QFETCH(const QByteArray, mac);
        auto endpoint = m_road->endpoint();
        endpoint.link.ciphers = cipher;
        endpoint.link.macs = mac;
        const Ssh::Command seq{.line = "seq 1000", .deadline = 20s};
        m_road->proxy.setPlan({});
        QByteArray wanted;
        for (int i = 1; i <= 1000; ++i)
            wanted += QByteArray::number(i) + '\n';
        {
            Ssh::Pool pool(m_road->options(), m_clock);
            const auto done = runCommand(pool, endpoint, seq);
            QVERIFY2(done, whyNot(done));
            QCOMPARE(done->output, wanted);
        }
        const qint64 whole = m_road->proxy.newest().down;
        int refused = 0;
        // The output is the greater part of what comes before the last few hundred bytes.
        for (const qint64 at : positions(whole - 3000, whole - 600, 12)) {
            const auto done = withABitChanged(at, endpoint, seq);
            if (done)
                QCOMPARE(done->output, wanted);
            else
                ++refused;
        }
        m_road->proxy.setPlan({});
        QVERIFY2(refused > 0, "no byte was changed where it mattered");
    }

    void aCipherThatChecksNothingIsNotOffered()
    {
        SshServer strict({.configuration = {u"Ciphers aes256-gcm@openssh.com,aes128-gcm@openssh.com"_s}});
        Ssh::Pool pool(poolOptions(strict), m_clock);
        const auto done = runCommand(pool, strict.endpoint(), {.line = "true", .deadline = 20s});
        if (Ssh::noticesChangedTags()) {
            QVERIFY2(done, whyNot(done));
            return;
        }
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"which algorithms are allowed"_s), qPrintable(done.error().message));
    }

    void whatIsSaidOfTheLibraryIsTrue_data()
    {
        QTest::addColumn<QByteArray>("cipher");
        for (const char* cipher : {"aes128-gcm@openssh.com", "aes256-gcm@openssh.com"})
            QTest::newRow(cipher) << QByteArray(cipher);
    }

    /// With AES-GCM, whether it is offered or not, changed bytes are handed out where the library is said to take them.
    void whatIsSaidOfTheLibraryIsTrue()
    {
        QFETCH(const QByteArray, cipher);
        auto endpoint = m_road->endpoint();
        endpoint.link.ciphers = cipher;
        const Ssh::Command seq{.line = "seq 1000", .deadline = 20s};
        m_road->proxy.setPlan({});
        qint64 whole = 0;
        {
            Ssh::Pool pool(m_road->options(), m_clock);
            const auto done = runCommand(pool, endpoint, seq);
            QVERIFY2(done, whyNot(done));
            whole = m_road->proxy.newest().down;
        }
        bool handedOut = false;
        for (const qint64 at : positions(whole - 3000, whole - 1000, 8)) {
            handedOut = withABitChanged(at, endpoint, seq).has_value() || handedOut;
        }
        m_road->proxy.setPlan({});
        QCOMPARE(handedOut, !Ssh::noticesChangedTags());
    }
};

PILOTHOUSE_TEST(TestGarbled)
#include "tst_garbled.moc"
