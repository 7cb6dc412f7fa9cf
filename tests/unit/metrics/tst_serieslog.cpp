// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "metrics/serieslog.h"
#include "store/query.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 11, 20), QTime(3, 1), Qt::UTC);

Sample load(const QDateTime& at, double value) { return {.at = at, .load1 = value}; }

} // namespace

class TestSeriesLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_cache = std::make_unique<Store::Database>(Store::Database::Kind::Cache, m_folder->filePath(u"cache.db"_s),
                                                    cacheMigrations(), m_clock);
    }
    void aMinuteIsItsMeanAndItsExtremes()
    {
        SeriesLog log(*m_cache, m_clock);
        for (const double value : {1.0, 2.0, 6.0})
            log.record(u"s"_s, u"e"_s, u"h"_s, load(start.addSecs(qint64(value)), value));
        const auto points = series(log, start, start.addSecs(59), 10);
        QCOMPARE(points, (std::vector<Point>{{start, 3.0, 1.0, 6.0}}));
        QVERIFY(series(log, start.addSecs(60), start.addSecs(600), 10).empty());
    }
    void neverMorePointsThanAsked()
    {
        SeriesLog log(*m_cache, m_clock);
        for (int minute = 0; minute < 120; ++minute)
            log.record(u"s"_s, u"e"_s, u"h"_s, load(start.addSecs(60 * minute), minute));
        for (const int most : {1, 7, 50, 60, 119, 120}) {
            const auto points = series(log, start, start.addSecs(60 * 119), most);
            QVERIFY2(int(points.size()) <= most, qPrintable(QString::number(most)));
            QCOMPARE(points.front().at, start);
            QCOMPARE(points.front().least, 0.0);
            QCOMPARE(points.back().most, 119.0);
        }
    }
    void minutesOfAnOlderProgramAreTakenOver()
    {
        // As they were kept before there were chunks.
        const auto written = await(m_cache->write<void>([](QSqlDatabase& database) -> Result<void> {
            for (int minute = 0; minute < 3; ++minute) {
                const auto done = Store::execute(
                    database, u"INSERT INTO metrics_minute VALUES ('s/e:h load', :minute, 2.5, 1, 4, 12)"_s,
                    {{u"minute"_s, start.toSecsSinceEpoch() / 60 + minute}});
                if (!done)
                    return fail(done.error());
            }
            return {};
        }),
                                   {}, std::chrono::seconds(60));
        QVERIFY(written);
        SeriesLog log(*m_cache, m_clock);
        log.record(u"s"_s, u"e"_s, u"h"_s, load(start.addSecs(600), 7));
        QVERIFY(await(log.store().tidy(), {}, std::chrono::seconds(60)).value_or(false)); // there is more to do
        const auto points = series(log, start, start.addSecs(3600), 1000);
        QCOMPARE(points.size(), size_t(4));
        QCOMPARE(points.front(), (Point{start, 2.5, 1.0, 4.0}));
        QCOMPARE(points.back().mean, 7.0);
    }
    void whatIsCollectedIsWrittenAtTheEnd()
    {
        {
            SeriesLog log(*m_cache, m_clock);
            log.record(u"s/e:h requests"_s, start, 12);
        }
        SeriesLog log(*m_cache, m_clock);
        QCOMPARE(await(log.store().list(u"s/e:"_s), {}, std::chrono::seconds(60)).value_or(std::vector<SeriesInfo>()),
                 (std::vector<SeriesInfo>{{u"s/e:h requests"_s, start, start}}));
    }

private:
    static std::vector<Point> series(SeriesLog& log, const QDateTime& from, const QDateTime& to, int points,
                                     const QString& host = u"h"_s)
    {
        const auto out =
            await(log.series(u"s"_s, u"e"_s, host, u"load"_s, from, to, points), {}, std::chrono::seconds(60));
        return out.value_or(std::vector<Point>());
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::Database> m_cache;
};

PILOTHOUSE_TEST(TestSeriesLog)
#include "tst_serieslog.moc"
