// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/badpeer.h"

#include <QElapsedTimer>
#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(BadPeer::Script)

namespace {

qint64 residentKiB()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray all = file.readAll();
    return all.mid(all.indexOf("VmRSS:") + 6).trimmed().split(' ').first().toLongLong();
}

const QByteArray version = "SSH-2.0-Odd_1.0\r\n";
const QByteArray goodInit =
    Conversation::kexInit("curve25519-sha256", "ssh-ed25519", "aes256-ctr,aes128-ctr", "hmac-sha2-256");

} // namespace

/// A server that does what none should: the answer is an error that says so, in time, with no more memory than usual,
/// and hosts that behave do not notice.
class TestBadPeer : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_good;
    std::unique_ptr<SshServer> m_other;

private Q_SLOTS:
    void initTestCase()
    {
        for (auto* server : {&m_good, &m_other}) {
            *server = std::make_unique<SshServer>();
            QVERIFY2((*server)->isRunning(), qPrintable((*server)->error()));
        }
    }

    void isAnsweredInTime_data()
    {
        using C = Conversation;
        QTest::addColumn<QString>("says");
        QTest::addColumn<BadPeer::Script>("script");
        const auto row = [](const char* name, const QString& says, BadPeer::Script script) {
            QTest::newRow(name) << says << std::move(script);
        };
        const auto silent = u"did not answer within"_s;
        const auto hungUp = u"ended the connection before the login"_s;
        const auto unusable = u"is no SSH that can be used"_s;

        row("accepts and never speaks", silent, [](const C& c) { c.hush(); });
        row("hangs up at once", hungUp, [](const C&) {});
        row("a line that is no version", silent, [](const C& c) {
            c.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            c.hush();
        });
        row("bytes that are no text", unusable, [](const C& c) {
            c.send(QByteArray(4000, '\xff') + QByteArray(4000, '\0'));
            c.hush();
        });
        row("an old version", unusable, [](const C& c) {
            c.send("SSH-1.5-Ancient\r\n");
            c.hush();
        });
        row("a version without an end", unusable,
            [](const C& c) { c.send("SSH-2.0-") && c.sendForEver(QByteArray(65536, 'x')); });
        row("a greeting without an end", silent,
            [](const C& c) { c.sendForEver(QByteArray("Welcome, welcome, welcome.\r\n").repeated(1000)); });
        row("a greeting that drips", silent,
            [](const C& c) { c.drip(QByteArray("Welcome.\r\n").repeated(10000), 50); });
        row("a version that drips", silent, [](const C& c) { c.drip("SSH-2.0-" + QByteArray(10000, 'x'), 50); });
        row("a key exchange that drips", silent,
            [](const C& c) { c.send(version) && c.receiveLine() && c.drip(goodInit.repeated(20), 50); });
        row("a packet of 4 GB", unusable, [](const C& c) {
            c.send(version) && c.send(QByteArray(4, '\xff')) && c.sendForEver(QByteArray(65536, 'x'));
        });
        row("a packet of 200 MB", unusable, [](const C& c) {
            c.send(version) && c.send(QByteArray("\x0c\x00\x00\x00", 4)) && c.sendForEver(QByteArray(65536, 'x'));
        });
        row("a packet of nothing", unusable, [](const C& c) {
            c.send(version + QByteArray(64, '\0'));
            c.hush();
        });
        row("a packet with more padding than bytes", unusable, [](const C& c) {
            c.send(version + QByteArray("\x00\x00\x00\x0c\xff", 5) + QByteArray(300, '\x14'));
            c.hush();
        });
        row("no algorithm in common", unusable, [](const C& c) {
            c.send(version + C::kexInit("none-of-yours", "ssh-ed25519", "aes256-ctr", "hmac-sha2-256"));
            c.hush();
        });
        row("no algorithm at all", unusable, [](const C& c) {
            c.send(version + C::kexInit("", "", "", ""));
            c.hush();
        });
        row("lists that end in the middle", unusable, [](const C& c) {
            c.send(version + C::packet(char(20) + QByteArray(16, 'c') +
                                       QByteArray("\x7f\xff\xff\xff"
                                                  "curve",
                                                  9)));
            c.hush();
        });
        row("hangs up behind its version", hungUp, [](const C& c) { c.send(version); });
        row("hangs up behind its algorithms", hungUp,
            [](const C& c) { c.send(version + goodInit) && c.receiveLine() && c.receivePacket() == 20; });
        row("never answers the key exchange", silent, [](const C& c) {
            c.send(version + goodInit);
            c.hush();
        });
        row("an answer of rubbish to the key exchange", unusable, [](const C& c) {
            c.send(version + goodInit +
                   C::packet(char(31) + C::text("not a key") + C::text(QByteArray(32, 'p')) + C::text("no signature")));
            c.hush();
        });
        row("a key of 200 KB", unusable, [](const C& c) {
            c.send(
                version + goodInit +
                C::packet(char(31) + C::text(QByteArray(200'000, 'k')) + C::text(QByteArray(32, 'p')) + C::text("s")));
            c.hush();
        });
        row("new keys before their time", unusable, [](const C& c) {
            c.send(version + goodInit + C::packet(QByteArray(1, char(21))));
            c.hush();
        });
        row("a login that was not asked for", unusable, [](const C& c) {
            c.send(version + goodInit + C::packet(QByteArray(1, char(52))));
            c.hush();
        });
        row("messages to ignore without an end", silent, [](const C& c) {
            c.send(version + goodInit) &&
                c.sendForEver(C::packet(char(2) + C::text(QByteArray(1000, 'i'))).repeated(50));
        });
        row("messages to show without an end", silent, [](const C& c) {
            c.send(version + goodInit) &&
                c.sendForEver(C::packet(char(4) + QByteArray(1, '\1') + C::text(QByteArray(1000, 'd')) + C::text(""))
                                  .repeated(50));
        });
        row("messages that nobody knows without an end", silent, [](const C& c) {
            c.send(version + goodInit) && c.sendForEver(C::packet(QByteArray(1000, char(200))).repeated(50));
        });
        row("key exchanges without an end", unusable,
            [](const C& c) { c.send(version) && c.sendForEver(goodInit.repeated(50)); });
        row("says goodbye", hungUp, [](const C& c) {
            c.send(version + C::packet(char(1) + QByteArray("\0\0\0\x02", 4) +
                                       C::text("\x1b]0;you are hacked\x07 Too many\n\n connections") + C::text("")));
            c.hush();
        });
    }

    void isAnsweredInTime()
    {
        QFETCH(const BadPeer::Script, script);
        QFETCH(const QString, says);
        BadPeer peer(script);
        auto options = poolOptions(*m_good);
        options.connectTimeout = 800ms;
        options.knownHostsFiles += m_other->knownHostsFile();
        options.identity.keyFiles += m_other->keyFile();
        Ssh::Pool pool(options, m_clock);
        const qint64 before = residentKiB();
        QElapsedTimer timer;
        timer.start();
        auto bad = m_good->endpoint(u"odd"_s);
        bad.address = peer.address();
        bad.port = peer.port();
        bad.policy = Ssh::HostKeyPolicy::AcceptNew;
        const auto future = pool.exec(bad, {.line = "true"});
        // Hosts that behave: one of them is served by the same thread as the odd one.
        do {
            for (const SshServer* server : {m_good.get(), m_other.get()}) {
                const auto good = runCommand(pool, server->endpoint(u"good"_s), {.line = "echo good"});
                QVERIFY2(good, whyNot(good));
            }
        } while (!future.isFinished() && timer.elapsed() < 30000);
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Unreachable);
        QVERIFY2(done.error().message.contains(u"odd ("_s), whyNot(done));
        QVERIFY2(done.error().message.contains(says), whyNot(done));
        for (const QChar c : done.error().message + done.error().detail)
            QVERIFY2(c.unicode() >= 0x20 || c == u'\n', whyNot(done));
        // Early drops are tried for twelve seconds, as an overloaded server gets its time.
        QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(peer.accepted() < 40, qPrintable(QString::number(peer.accepted())));
        const qint64 grown = residentKiB() - before;
        QVERIFY2(grown < 40 * 1024, qPrintable(u"%1 KiB more memory"_s.arg(grown)));
    }
};

PILOTHOUSE_TEST(TestBadPeer)
#include "tst_badpeer.moc"
