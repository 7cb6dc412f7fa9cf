// SPDX-License-Identifier: GPL-3.0-or-later
#include "socketpair.h"
#include "ssh/socketwatch.h"
#include "support/testmain.h"

#include <QElapsedTimer>

#include <set>

using namespace Pilothouse::Ssh;
using namespace Pilothouse::Test;

namespace {

struct Pair : SocketPair
{
    void send() const { QCOMPARE(::write(far.get(), "x", 1), ssize_t(1)); }
    void take() const
    {
        char byte = 0;
        QCOMPARE(::read(near.get(), &byte, 1), ssize_t(1));
    }
};

/// So that whatever was ready has been told.
void turn()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

} // namespace

class TestSocketWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsWanted()
    {
        SocketWatch watch;
        const Pair pair;
        int calls = 0;
        SocketWatch::Socket socket(watch, pair.near.get(), [&] { ++calls; });
        pair.send();
        turn();
        QCOMPARE(calls, 0);
        socket.want(true, false);
        QTRY_VERIFY(calls > 2); // again and again
        pair.take();
        turn();
        const int before = calls;
        turn();
        QCOMPARE(calls, before);
        socket.want(true, true);
        QTRY_VERIFY(calls > before);
        socket.want(true, false);
        const int written = calls;
        turn();
        QCOMPARE(calls, written);
        pair.send();
        QTRY_VERIFY(calls > written);
    }

    void tellsOfAnEndOnlyWhoWantsSomething()
    {
        SocketWatch watch;
        Pair pair;
        int calls = 0;
        SocketWatch::Socket socket(watch, pair.near.get(), [&] { ++calls; });
        socket.want(true, false);
        socket.want(false, false);
        pair.far.reset();
        turn();
        QCOMPARE(calls, 0);
        socket.want(true, false);
        QTRY_VERIFY(calls > 0);
    }

    void oneMayGoInItsOwnTurnAndInThatOfAnother()
    {
        SocketWatch watch;
        std::vector<Pair> pairs(10);
        std::vector<std::unique_ptr<SocketWatch::Socket>> sockets(pairs.size());
        int calls = 0;
        for (size_t i = 0; i < pairs.size(); ++i) {
            sockets[i] = std::make_unique<SocketWatch::Socket>(watch, pairs[i].near.get(), [&] {
                ++calls;
                // All of them, with the one that is called.
                for (auto& socket : sockets)
                    socket.reset();
            });
            pairs[i].send();
            sockets[i]->want(true, false);
        }
        QTRY_COMPARE(calls, 1);
        turn();
        QCOMPARE(calls, 1);
    }

    void everybodyHasATurnBesideOneWhoTakesLong()
    {
        SocketWatch watch;
        const std::vector<Pair> pairs(100);
        std::vector<std::unique_ptr<SocketWatch::Socket>> sockets;
        std::set<size_t> called;
        int busy = 0;
        for (size_t i = 0; i < pairs.size(); ++i) {
            sockets.push_back(std::make_unique<SocketWatch::Socket>(watch, pairs[i].near.get(), [&called, &busy, i] {
                called.insert(i);
                if (i != 0)
                    return;
                // Longer than a turn may be.
                ++busy;
                QElapsedTimer timer;
                timer.start();
                while (timer.elapsed() < 5) {
                }
            }));
            pairs[i].send();
            sockets.back()->want(true, false);
        }
        QTRY_COMPARE(called.size(), pairs.size());
        QVERIFY(busy > 0);
    }

    void worksAgainAfterItWasClosed()
    {
        SocketWatch watch;
        watch.close();
        const Pair pair;
        int calls = 0;
        SocketWatch::Socket socket(watch, pair.near.get(), [&] { ++calls; });
        socket.want(false, true);
        QTRY_VERIFY(calls > 0);
    }
};

PILOTHOUSE_TEST(TestSocketWatch)
#include "tst_socketwatch.moc"
