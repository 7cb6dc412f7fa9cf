// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "metrics/seriesstore.h"
#include "store/query.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QTemporaryDir>

#include <array>
#include <cmath>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
const qint64 t0 = start.toMSecsSinceEpoch();
constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

std::vector<Datum> every10s(qint64 from, int count, double first = 0)
{
    std::vector<Datum> out;
    for (int i = 0; i < count; ++i)
        out.push_back({from + 10'000LL * i, first + i});
    return out;
}

} // namespace

class TestSeriesStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.setNow(start.addDays(1));
        open();
    }
    void cleanup()
    {
        m_store.reset();
        m_cache.reset();
    }
    void roundsAndBatchesAreTheSame()
    {
        const auto data = every10s(t0, 3000);
        append(u"batch"_s, data);
        for (const Datum& each : data)
            append(u"rounds"_s, {each});
        for (const QString& series : {u"batch"_s, u"rounds"_s}) {
            QCOMPARE(values(series), data);
            const auto points = chart(series, start, start.addSecs(30'000).addMSecs(-1), 10);
            QCOMPARE(points.size(), size_t(10));
            QCOMPARE(points.front(), (Point{start, 149.5, 0, 299}));
            QCOMPARE(points.back(), (Point{start.addSecs(27'000), 2849.5, 2700, 2999}));
        }
        QVERIFY(count(u"metrics_tail"_s) < 300); // it was folded meanwhile
        QVERIFY(chunks() > 0);
    }
    void lateTwiceAndOutOfOrder()
    {
        // The end first, then the beginning, one value each time, some of them again with another value.
        auto data = every10s(t0, 500);
        append(u"s"_s, {data.begin() + 300, data.end()});
        std::vector<Datum> backwards(data.rbegin() + 200, data.rend());
        append(u"s"_s, backwards);
        append(u"s"_s, {{data[10].at, 1000}});
        append(u"s"_s, {{data[400].at, 2000}, {data[10].at, 3000}});
        data[10].value = 3000;
        data[400].value = 2000;
        QCOMPARE(values(u"s"_s), data);
        // The older value of the same time counts no more, before the fold and after it.
        const auto of = [&] { return chart(u"s"_s, start.addSecs(100), start.addSecs(105), 1).front(); };
        QCOMPARE(of().mean, 3000.0);
        tidy();
        QCOMPARE(values(u"s"_s), data);
        QCOMPARE(of(), (Point{start.addSecs(100), 3000, 3000, 3000}));
    }
    void aClockThatJumps()
    {
        append(u"s"_s, every10s(t0, 100));
        append(u"s"_s, every10s(t0 + 10LL * 365 * 86'400'000, 70, 5000)); // ten years ahead, then back
        for (int i = 0; i < 400; ++i)
            append(u"s"_s, every10s(t0 + 1'000'000 + 10'000LL * i, 1, 100 + i));
        append(u"s"_s, every10s(t0 - 5000, 100, 9000)); // and some seconds back
        tidy();
        QCOMPARE(values(u"s"_s).size(), size_t(100 + 70 + 400 + 100));
        const auto data = values(u"s"_s);
        QVERIFY(std::ranges::is_sorted(data, {}, &Datum::at));
        QVERIFY(chunks() <= 3);
    }
    void gapsStayGaps()
    {
        auto data = every10s(t0, 360);
        for (size_t i = 120; i < 180; ++i)
            data[i].value = noValue; // an hour cut into thirds: a gap that is written, and one that is missing
        data.erase(data.begin() + 240, data.begin() + 300);
        append(u"s"_s, data);
        append(u"s"_s, {{t0 + 3'700'000, INFINITY}});
        const auto points = chart(u"s"_s, start, start.addSecs(3600).addMSecs(-1), 60);
        QStringList minutes;
        for (const Point& point : points)
            minutes << QString::number(start.secsTo(point.at) / 60);
        QCOMPARE(points.size(), size_t(40));
        QVERIFY(!minutes.contains(u"20"_s) && !minutes.contains(u"29"_s) && !minutes.contains(u"40"_s) &&
                !minutes.contains(u"49"_s));
        QVERIFY(minutes.contains(u"19"_s) && minutes.contains(u"30"_s) && minutes.contains(u"50"_s));
        QVERIFY(chart(u"s"_s, start.addSecs(3600), start.addSecs(4000), 10).empty());
        QVERIFY(chart(u"nobody"_s, start, start.addSecs(10), 10).empty());
        QVERIFY(chart(u"s"_s, start.addSecs(10), start, 10).empty()); // a range that ends before it begins
    }
    void oldValuesBecomeMinutesThenQuartersThenNothing()
    {
        append(u"s"_s, every10s(t0, 8640)); // a day
        const auto day = [&](int points) { return chart(u"s"_s, start, start.addDays(1).addMSecs(-1), points); };
        const auto hours = day(24);
        m_clock.setNow(start.addDays(37));
        tidyUp();
        QVERIFY(values(u"s"_s).empty());
        QCOMPARE(day(24), hours);
        QCOMPARE(day(100'000).size(), size_t(1440));
        m_clock.setNow(start.addDays(402));
        tidyUp();
        QCOMPARE(day(24), hours);
        QCOMPARE(day(100'000).size(), size_t(96));
        m_clock.setNow(start.addDays(366 * 4));
        tidyUp();
        QVERIFY(day(24).empty());
        QCOMPARE(chunks(), 0);
    }
    void aClockThatIsWrongForAnHourCostsNoHistory()
    {
        append(u"s"_s, every10s(t0, 1000));
        tidyUp();
        m_clock.setNow(start.addDays(3000));
        QVERIFY(tidy()); // says that there would be more to do
        m_clock.setNow(start.addDays(1));
        tidyUp();
        QCOMPARE(values(u"s"_s).size(), size_t(1000));
    }
    void valuesThatCameAfterTheirMinuteWasRolledUp()
    {
        append(u"s"_s, every10s(t0, 3));
        m_clock.setNow(start.addDays(37));
        tidyUp();
        append(u"s"_s, every10s(t0 + 30'000, 3, 3));
        tidyUp();
        QCOMPARE(chart(u"s"_s, start, start.addSecs(59), 1), (std::vector<Point>{{start, 2.5, 0, 5}}));
    }
    void aDamagedChunkIsAGap()
    {
        append(u"s"_s, every10s(t0, 20'000));
        QVERIFY(chunks() > 2);
        execute(u"UPDATE metrics_chunk SET data = zeroblob(100) WHERE first > %1 AND last < %2"_s.arg(t0).arg(
            t0 + 10'000LL * 19'000));
        const auto left = values(u"s"_s);
        QCOMPARE(left.size(), 20'000 - chunkLength);
        QCOMPARE(left.front().at, t0);
        // And the next append goes on.
        append(u"s"_s, every10s(t0 + 200'000'000, 100));
        QCOMPARE(values(u"s"_s).size(), 20'100 - chunkLength);
        execute(u"INSERT INTO metrics_tail (data) VALUES (zeroblob(9))"_s);
        QCOMPARE(values(u"s"_s).size(), 20'100 - chunkLength);
        tidy();
        QCOMPARE(count(u"metrics_tail"_s), 0);
    }
    void namesAndSpans()
    {
        append(u"a/e:h cpu"_s, every10s(t0, 100));
        append(u"a/e:h cpu"_s, {{t0 + 5'000'000, 1}});
        append(u"a/e:i cpu"_s, {{t0, 1}});
        append(u"b/e:h cpu"_s, {{t0, 1}});
        const auto list = await(m_store->list(u"a/e:"_s), {}, std::chrono::seconds(60));
        QVERIFY(list.has_value());
        QCOMPARE(*list, (std::vector<SeriesInfo>{{u"a/e:h cpu"_s, start, start.addSecs(5000)},
                                                 {u"a/e:i cpu"_s, start, start}}));
    }
    void timesThatAreNoneAreLeftOut()
    {
        append(u"s"_s, {{std::numeric_limits<qint64>::min(), 1}, {t0, 2}, {std::numeric_limits<qint64>::max(), 3}});
        QCOMPARE(values(u"s"_s), (std::vector<Datum>{{t0, 2}}));
        tidy();
        QCOMPARE(values(u"s"_s), (std::vector<Datum>{{t0, 2}}));
    }
    void aKillLosesNothingThatWasAnswered()
    {
        for (int round = 0; round < 5; ++round) {
            const QString file = m_folder->filePath(u"killed-%1.db"_s.arg(round));
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe(pipe.data()), 0);
            const pid_t child = fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                write(file, pipe[1]);
                _exit(1);
            }
            ::close(pipe[1]);
            // Somewhere in the middle of an append or a fold, another place each time.
            int answered = 0;
            int last = -1;
            while (answered < 250 + 37 * round && ::read(pipe[0], &last, sizeof last) == sizeof last)
                ++answered;
            ::kill(child, SIGKILL);
            while (::read(pipe[0], &last, sizeof last) == sizeof last) {
            }
            ::close(pipe[0]);
            waitpid(child, nullptr, 0);
            QVERIFY(last >= 0);
            Store::Database cache(Store::Database::Kind::Cache, file, cacheMigrations(), m_clock);
            QVERIFY(await(cache.opened(), {}, std::chrono::seconds(60)).has_value());
            QVERIFY(cache.notices().isEmpty());
            QVERIFY(await(cache.check(), {}, std::chrono::seconds(60)).value_or(QStringList{u"?"_s}).isEmpty());
            SeriesStore store(cache, m_clock);
            for (const QString& series : {u"a"_s, u"b"_s}) {
                const auto kept = await(store.values(series, start, start.addDays(10)), {}, std::chrono::seconds(60));
                QVERIFY(kept.has_value());
                // The one under way may have been written before its answer was.
                QVERIFY(kept->size() == size_t(last + 1) || kept->size() == size_t(last + 2));
                QCOMPARE(*kept, every10s(t0, int(kept->size())));
            }
        }
    }
    void twoProgramsWriteAtOnce()
    {
        Store::Database other(Store::Database::Kind::Cache, m_folder->filePath(u"cache.db"_s), cacheMigrations(),
                              m_clock);
        SeriesStore second(other, m_clock);
        std::vector<QFuture<Result<void>>> pending;
        for (int i = 0; i < 300; ++i) {
            pending.push_back(m_store->append({{u"s"_s, every10s(t0 + 20'000LL * i, 1, i)}}));
            pending.push_back(second.append({{u"s"_s, every10s(t0 + 20'000LL * i + 10'000, 1, i)}}));
        }
        for (const auto& each : pending)
            QVERIFY(await(each, {}, std::chrono::seconds(60)).has_value());
        QCOMPARE(values(u"s"_s).size(), size_t(600));
    }

private:
    /// Until it is killed: a round at a time, and the number of each that was answered.
    static void write(const QString& file, int pipe)
    {
        Test::ManualClock clock(start.addDays(1)); // by the real one these would be old, and rolled up
        Store::Database cache(Store::Database::Kind::Cache, file, cacheMigrations(), clock);
        SeriesStore store(cache, clock);
        for (int i = 0;; ++i) {
            const auto value = every10s(t0 + 10'000LL * i, 1, i);
            if (!await(store.append({{u"a"_s, value}, {u"b"_s, value}}), {}, std::chrono::seconds(60)) ||
                ::write(pipe, &i, sizeof i) != sizeof i)
                return;
        }
    }
    void open()
    {
        m_cache = std::make_unique<Store::Database>(Store::Database::Kind::Cache, m_folder->filePath(u"cache.db"_s),
                                                    cacheMigrations(), m_clock);
        m_store = std::make_unique<SeriesStore>(*m_cache, m_clock);
    }
    void append(const QString& series, const std::vector<Datum>& data)
    {
        const auto done = await(m_store->append({{series, data}}), {}, std::chrono::seconds(60));
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    bool tidy()
    {
        const auto done = await(m_store->tidy(), {}, std::chrono::seconds(60));
        return done.value_or(false);
    }
    void tidyUp()
    {
        // What is kept of the time moves by a day at once.
        for (int i = 0; i < 3000 && tidy(); ++i) {
        }
    }
    std::vector<Datum> values(const QString& series)
    {
        return await(m_store->values(series, start.addYears(-100), start.addYears(100)), {}, std::chrono::seconds(60))
            .value_or(std::vector<Datum>());
    }
    std::vector<Point> chart(const QString& series, const QDateTime& from, const QDateTime& to, int points)
    {
        return await(m_store->points(series, from, to, points), {}, std::chrono::seconds(60))
            .value_or(std::vector<Point>());
    }
    void execute(const QString& sql)
    {
        const auto done = await(m_cache->write<void>([sql](QSqlDatabase& database) -> Result<void> {
            const auto ran = Store::execute(database, sql);
            return ran ? Result<void>() : fail(ran.error());
        }),
                                {}, std::chrono::seconds(60));
        QVERIFY(done.has_value());
    }
    int count(const QString& table)
    {
        return await(m_cache->read<int>([table](QSqlDatabase& database) -> Result<int> {
                   const auto row =
                       Store::selectOne<int>(database, u"SELECT count(*) AS n FROM "_s + table, {},
                                             [](const Store::Row& each) { return int(each.integer(u"n"_s)); });
                   return row ? Result<int>(row->value_or(-1)) : fail(row.error());
               }),
                     {}, std::chrono::seconds(60))
            .value_or(-1);
    }
    int chunks() { return count(u"metrics_chunk"_s); }

    Test::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::Database> m_cache;
    std::unique_ptr<SeriesStore> m_store;
};

PILOTHOUSE_TEST(TestSeriesStore)
#include "tst_seriesstore.moc"
