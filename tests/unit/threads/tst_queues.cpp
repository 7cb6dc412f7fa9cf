// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/execfeed.h"
#include "crew.h"
#include "run/bell.h"
#include "run/feed.h"
#include "run/workers.h"

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What brings things from one thread to another.
class TestQueues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Lines of many hosts, in whatever pieces they come: each host's in order, none lost, none twice.
    void linesReachWhoPrints()
    {
        constexpr int hosts = 4;
        constexpr int lines = 3000;
        Ctl::ExecFeed feed;
        std::array<std::vector<int>, hosts> printed;
        int results = 0;
        together(hosts + 1, [&](int who) {
            if (who < hosts) {
                QByteArray all;
                for (int i = 0; i < lines; ++i)
                    all += QByteArray::number(i) + '\n';
                for (qsizetype at = 0; at < all.size(); at += 7 + who)
                    feed.output(size_t(who), false,
                                QByteArrayView(all).sliced(at).first(std::min<qsizetype>(7 + who, all.size() - at)));
                feed.result(size_t(who), Ssh::Finished{.exitStatus = who});
                return;
            }
            while (results < hosts) {
                const auto event = feed.next({});
                if (event.kind == Ctl::ExecFeed::Event::Kind::Line)
                    printed[event.host].push_back(event.line.toInt());
                else if (event.kind == Ctl::ExecFeed::Event::Kind::Result)
                    results += event.result && event.result->exitStatus == int(event.host) ? 1 : 1000;
            }
        });
        QCOMPARE(results, hosts);
        for (const auto& of : printed) {
            QCOMPARE(of.size(), size_t(lines));
            QVERIFY(std::ranges::is_sorted(of));
        }
    }

    void aStopWakesWhoPrints()
    {
        for (int round = 0; round < 200; ++round) {
            Ctl::ExecFeed feed;
            std::stop_source stop;
            const std::stop_callback waking(stop.get_token(), [&feed] { feed.wake(); });
            together(3, [&](int who) {
                if (who == 0)
                    stop.request_stop();
                else if (who == 1)
                    feed.output(0, true, "a line\n");
                else
                    while (feed.next(stop.get_token()).kind != Ctl::ExecFeed::Event::Kind::Stopped) {
                    }
            });
        }
    }

    void aBellIsNeverMissed()
    {
        Run::Bell bell;
        int rung = 0;
        int seen = 0;
        constexpr int each = 2000;
        together(4, [&](int who) {
            if (who < 3) {
                for (int i = 0; i < each; ++i)
                    bell.ring([&rung] { ++rung; });
                return;
            }
            while (seen < 3 * each)
                QVERIFY(bell.wait({}, 60s, [&] { return std::exchange(seen, rung) != rung; }));
        });
        QCOMPARE(seen, 3 * each);
    }

    void aStoppedBellLetsGo()
    {
        for (int round = 0; round < 300; ++round) {
            Run::Bell bell;
            std::stop_source stop;
            together(2, [&](int who) {
                if (who == 0)
                    stop.request_stop();
                else
                    QVERIFY(!bell.wait(stop.get_token(), 60s, [] { return false; }));
            });
        }
    }

    void workersAnswerOrDrop()
    {
        for (int round = 0; round < 100; ++round) {
            std::vector<QFuture<Result<int>>> answers(8);
            {
                Run::Workers workers;
                together(4, [&](int who) {
                    for (int i = 0; i < 2; ++i)
                        answers[size_t(who * 2 + i)] =
                            workers.run<int>([who, i](const std::stop_token&) -> Result<int> { return who * 2 + i; });
                    if (who == 3)
                        workers.requestStop();
                });
            }
            for (int i = 0; i < 8; ++i) {
                QVERIFY(answers[size_t(i)].isFinished());
                QCOMPARE(answers[size_t(i)].result().value(), i);
            }
        }
    }

    /// Whoever begins to watch a run in the middle of it hears each event once, in order.
    void eventsAreToldOnce()
    {
        constexpr int events = 300;
        for (int round = 0; round < 20; ++round) {
            const auto feed = std::make_shared<Run::Feed>(Run::RunRecord{});
            together(4, [&](int who) {
                if (who == 0) {
                    for (int i = 1; i <= events; ++i)
                        feed->outputGrew(u"step"_s, u"host"_s, i);
                    feed->release();
                    return;
                }
                qint64 last = 0;
                int released = 0;
                bool inOrder = true;
                {
                    Run::Bell bell;
                    const auto ticket = feed->attach(
                        [&](const Run::Event& event) {
                            inOrder = inOrder && event.size > last;
                            last = event.size;
                        },
                        [&](size_t) { bell.ring([&released] { ++released; }); });
                    QVERIFY(bell.wait({}, 60s, [&released] { return released > 0; }));
                    QCOMPARE(feed->record().steps.size(), size_t(0));
                }
                QVERIFY(inOrder);
                QCOMPARE(last, events);
                QCOMPARE(released, 1);
            });
        }
    }
};

PILOTHOUSE_TEST(TestQueues)
#include "tst_queues.moc"
