// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "base/clock.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <thread>

using namespace Pilothouse;
using namespace std::chrono_literals;

class TestAwait : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsForAnAnswerFromAnotherThread()
    {
        const EventThread thread(QStringLiteral("test"), ThreadRole::Io);
        const Promise<int> promise;
        thread.post([promise] { promise.answer(42); });
        QCOMPARE(await(promise.future(), {}, 10s).value(), 42);
    }
    void endsAtTheDeadline()
    {
        const Promise<int> promise;
        QCOMPARE(await(promise.future(), {}, 10ms).error().kind, ErrorKind::Timeout);
    }
    void endsAtAStopRequest()
    {
        const Promise<int> promise;
        std::stop_source stop;
        std::jthread other([&stop] { stop.request_stop(); });
        QCOMPARE(await(promise.future(), stop.get_token(), 10s).error().kind, ErrorKind::Cancelled);
    }
    void aBrokenPromiseAnswers()
    {
        QFuture<Result<int>> future;
        {
            const Promise<int> promise;
            future = promise.future();
        }
        QCOMPARE(await(future, {}, 10s).error().kind, ErrorKind::Cancelled);
    }
    void aThreadRunsWhatWasPostedBeforeItEnds()
    {
        int ran = 0;
        {
            const EventThread thread(QStringLiteral("test"), ThreadRole::Io);
            for (int i = 0; i < 100; ++i)
                thread.post([&ran] { ++ran; });
        }
        QCOMPARE(ran, 100);
    }
    void aClosedMailboxDropsLateAnswers()
    {
        const EventThread other(QStringLiteral("other"), ThreadRole::Io);
        auto context = std::make_unique<QObject>();
        Mailbox mailbox(context.get());
        const Promise<int> early;
        const Promise<int> late;
        int seen = 0;
        whenAnswered(early.future(), mailbox.slot(), [&seen](const Result<int>& answer) { seen += answer.value(); });
        whenAnswered(late.future(), mailbox.slot(), [&seen](const Result<int>& answer) { seen += answer.value(); });
        other.post([early] { early.answer(1); });
        QTRY_COMPARE(seen, 1);
        mailbox.close();
        context.reset();
        other.runAndWait([late] { late.answer(10); });
        QCoreApplication::sendPostedEvents();
        QCOMPARE(seen, 1);
    }
    void systemTimersFireOnceAndCanBeDropped()
    {
        SystemClock clock;
        QObject context;
        int fired = 0;
        const auto kept = clock.after(&context, 1ms, [&fired] { ++fired; });
        auto dropped = clock.after(&context, 1ms, [&fired] { fired += 100; });
        dropped.reset();
        QTRY_COMPARE(fired, 1);
    }
    void manualTimersFireInOrder()
    {
        Test::ManualClock clock;
        QObject context;
        QString order;
        const auto b = clock.after(&context, 20s, [&order] { order += u'b'; });
        const auto a = clock.after(&context, 10s, [&order] { order += u'a'; });
        clock.advance(15s);
        QCOMPARE(order, QStringLiteral("a"));
        clock.advance(5s);
        QCOMPARE(order, QStringLiteral("ab"));
    }
};

PILOTHOUSE_TEST(TestAwait)
#include "tst_await.moc"
