// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "base/thread.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Qt::StringLiterals;

class TestEventThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Whoever posts wakes the thread's dispatcher a moment later: it has to be there still.
    void endsAsOftenAsItBegins()
    {
        std::atomic<int> ran = 0;
        for (int i = 0; i < 2000; ++i) {
            const EventThread thread(u"short"_s, ThreadRole::Io);
            thread.post([&ran] { ++ran; });
        }
        QCOMPARE(ran.load(), 2000);
    }
    void doesWhatWasPostedBeforeItEnds()
    {
        std::atomic_int done = 0;
        {
            const EventThread thread(u"work"_s, ThreadRole::Io);
            for (int i = 0; i < 1000; ++i)
                thread.post([&done] { ++done; });
        }
        QCOMPARE(done.load(), 1000);
    }
    void dropsWhatIsPostedWhileItEnds()
    {
        // Work that posts more work goes on until the end, and the last of it finds nobody.
        for (int round = 0; round < 200; ++round) {
            EventThread thread(u"work"_s, ThreadRole::Io);
            const Promise<int> promise;
            std::function<void()> again = [&] { thread.post([&again, promise] { again(); }); };
            thread.post(again);
            thread.finish();
            thread.post([promise] { promise.answer(1); });
            thread.finish();
        }
    }
    void givesUpWhatComesTooLate()
    {
        EventThread thread(u"work"_s, ThreadRole::Io);
        thread.finish();
        QFuture<Result<int>> late;
        {
            const Promise<int> promise;
            late = promise.future();
            thread.post([promise] { promise.answer(1); });
        }
        QVERIFY(late.isFinished());
        QCOMPARE(late.result().error().kind, ErrorKind::Cancelled);
    }
};

PILOTHOUSE_TEST(TestEventThread)
#include "tst_thread.moc"
