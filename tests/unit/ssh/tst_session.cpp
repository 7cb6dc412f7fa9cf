// SPDX-License-Identifier: GPL-3.0-or-later
#include "socketpair.h"
#include "ssh/session.h"
#include "support/badpeer.h"
#include "support/testmain.h"

#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray hello = "SSH-2.0-Odd_1.0\r\n";

Session::Setup setup() { return {.host = "odd", .user = "op", .hostKeyAlgorithms = "ssh-ed25519"}; }

Session::Step connectTo(Session& session)
{
    Session::Step step = Session::Step::Again;
    for (int turns = 0; turns < 20 && step == Session::Step::Again; ++turns) {
        step = session.connect();
        session.pump();
    }
    return step;
}

} // namespace

/// Who ended a connection, and what is said of it.
class TestSession : public QObject
{
    Q_OBJECT

    SocketWatch m_watch;

private Q_SLOTS:
    void aReasonIsKept_data()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("hungUp");
        QTest::newRow("given up here") << Conversation::kexInit("none-of-yours", "ssh-ed25519", "aes256-ctr", "")
                                       << u"kex error"_s << false;
        QTest::newRow("said goodbye") << Conversation::packet(char(1) + QByteArray("\0\0\0\x02", 4) +
                                                              Conversation::text("Too many") + Conversation::text(""))
                                      << u"Too many"_s << true;
    }

    /// All that the server says is there before the first byte of ours could go out: libssh then gives up with bytes to
    /// send.
    void aReasonIsKept()
    {
        QFETCH(const QByteArray, packet);
        QFETCH(const QString, reason);
        SocketPair pair;
        const QByteArray bytes = hello + packet;
        QCOMPARE(::write(pair.far.get(), bytes.constData(), size_t(bytes.size())), ssize_t(bytes.size()));
        Session session(m_watch, std::move(pair.near), setup());
        QCOMPARE(connectTo(session), Session::Step::Broken);
        QVERIFY2(session.errorText().contains(reason), qPrintable(session.errorText()));
        QTEST(session.isHungUp(), "hungUp");
    }

    void anEndIsAHangUp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("before the first byte") << QByteArray();
        QTest::newRow("behind the version") << hello;
    }

    void anEndIsAHangUp()
    {
        QFETCH(const QByteArray, bytes);
        SocketPair pair;
        QCOMPARE(::write(pair.far.get(), bytes.constData(), size_t(bytes.size())), ssize_t(bytes.size()));
        pair.far = Fd();
        Session session(m_watch, std::move(pair.near), setup());
        QCOMPARE(connectTo(session), Session::Step::Broken);
        QVERIFY2(session.isHungUp(), qPrintable(session.errorText()));
    }
};

PILOTHOUSE_TEST(TestSession)
#include "tst_session.moc"
