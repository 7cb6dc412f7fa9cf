// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "health/history.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheNewestOldestFirstAndDropsWhatIsAWeekOld()
    {
        const QDateTime start(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const QTemporaryDir folder;
        SystemClock clock;
        Store::Database cache(Store::Database::Kind::Cache, folder.filePath(u"cache.db"_s), cacheMigrations(), clock);
        SqlHistory history(cache);
        const auto record = [&](const QString& probe, const QDateTime& at, HealthVerdict verdict) {
            history.record(u"s"_s, u"e"_s, {.probe = probe, .verdict = verdict, .reason = u"why"_s, .at = at});
        };
        const auto looks = [&](const QString& probe, int count) {
            return await(history.looks(u"s"_s, u"e"_s, probe, count), {}, std::chrono::seconds(60)).value();
        };
        record(u"other"_s, start, HealthVerdict::Up);
        for (int i = 0; i < 5; ++i)
            record(u"api"_s, start.addSecs(i), i == 4 ? HealthVerdict::Down : HealthVerdict::Up);
        const auto seen = looks(u"api"_s, 3);
        QCOMPARE(seen.size(), size_t(3));
        QCOMPARE(seen.front().at, start.addSecs(2));
        QCOMPARE(seen.back().verdict, HealthVerdict::Down);
        QCOMPARE(seen.back().reason, u"why"_s);
        record(u"api"_s, start.addDays(8), HealthVerdict::Unknown);
        QCOMPARE(looks(u"api"_s, 90).size(), size_t(1));
        QCOMPARE(looks(u"api"_s, 90).front().verdict, HealthVerdict::Unknown);
        QCOMPARE(looks(u"other"_s, 90).size(), size_t(1));
    }
};

PILOTHOUSE_TEST(TestHistory)
#include "tst_history.moc"
