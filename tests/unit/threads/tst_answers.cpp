// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "base/id.h"
#include "crew.h"

#include <set>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Promises, and threads that wait for what they promise.
class TestAnswers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// An answer, a stop and a deadline that come at the same time: one of them it is, and the answer is whole.
    void whateverComesFirst()
    {
        int values = 0;
        for (int round = 0; round < 600; ++round) {
            const Promise<QByteArray> promise;
            const auto future = promise.future();
            std::stop_source stop;
            together(3, [&](int who) {
                if (who == 0)
                    promise.answer(QByteArray(1000, 'x'));
                else if (who == 1 && round % 3 == 0)
                    stop.request_stop();
                else if (who == 2) {
                    const auto answer =
                        await(future, stop.get_token(), round % 3 == 1 ? 0ms : std::chrono::milliseconds(10s));
                    if (answer) {
                        ++values;
                        QCOMPARE(answer->size(), 1000);
                    } else {
                        QVERIFY(answer.error().kind == ErrorKind::Cancelled ||
                                answer.error().kind == ErrorKind::Timeout);
                    }
                }
            });
        }
        QVERIFY(values >= 200);
    }

    void theFirstAnswerCounts()
    {
        for (int round = 0; round < 300; ++round) {
            const Promise<int> promise;
            std::atomic_int heard = 0;
            std::atomic_int value = -1;
            whenAnswered(promise.future(), [&](const Result<int>& answer) {
                ++heard;
                value = answer.value_or(-2);
            });
            together(4, [&](int who) { promise.answer(who); });
            QCOMPARE(heard.load(), 1);
            QVERIFY(value >= 0 && value < 4);
            QCOMPARE(promise.future().result().value(), value.load());
        }
    }

    void whoeverLetsGoLastAnswers()
    {
        for (int round = 0; round < 300; ++round) {
            std::vector<Promise<int>> copies(1);
            const auto future = copies.front().future();
            copies.resize(4, copies.front());
            together(5, [&](int who) {
                if (who < 4) {
                    const Promise<int> mine = std::exchange(copies[size_t(who)], Promise<int>());
                } else {
                    QCOMPARE(await(future, {}, 10s).error().kind, ErrorKind::Cancelled);
                }
            });
        }
    }

    void idsAreNeverTheSame()
    {
        constexpr int each = 2000;
        std::array<std::vector<Id>, 4> made;
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        together(4, [&](int who) {
            for (int i = 0; i < each; ++i)
                made[size_t(who)].push_back(Id::make(now));
        });
        std::set<QString> all;
        for (const auto& ids : made) {
            QVERIFY(std::ranges::is_sorted(ids));
            for (const Id& id : ids)
                all.insert(id.toString());
        }
        QCOMPARE(all.size(), size_t(4 * each));
    }
};

PILOTHOUSE_TEST(TestAnswers)
#include "tst_answers.moc"
