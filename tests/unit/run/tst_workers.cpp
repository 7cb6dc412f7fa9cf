// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/workers.h"
#include "support/testmain.h"

#include <semaphore>

using namespace Pilothouse;

class TestWorkers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsWhileWorkIsHandedOn()
    {
        // Each worker hands on to the next until it is told to stop; the last one finds that nobody takes it.
        for (int round = 0; round < 200; ++round) {
            const auto gone = std::make_shared<std::atomic_bool>(false);
            const auto late = std::make_shared<std::atomic_int>(0);
            {
                std::function<void(std::stop_token)> next; // outlives the workers that hand it on
                Run::Workers workers;
                next = [&workers, &next, gone, late](const std::stop_token& stop) {
                    if (*gone)
                        ++*late;
                    if (!stop.stop_requested())
                        workers.start(next);
                };
                workers.start(next);
                workers.start(next);
            }
            *gone = true;
            QCOMPARE(late->load(), 0);
        }
    }
    void answersWhatNobodyTakes()
    {
        QFuture<Result<int>> late;
        std::binary_semaphore ended(0);
        {
            Run::Workers workers;
            workers.start([&](const std::stop_token& stop) {
                const std::stop_callback tell(stop, [&ended] { ended.release(); });
                ended.acquire();
                late = workers.run<int>([](const std::stop_token&) -> Result<int> { return 1; });
            });
        }
        QVERIFY(late.isFinished());
        QCOMPARE(late.result().error().kind, ErrorKind::Cancelled);
    }
};

PILOTHOUSE_TEST(TestWorkers)
#include "tst_workers.moc"
