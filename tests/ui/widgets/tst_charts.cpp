// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "widgets/charttable.h"
#include "widgets/timechart.h"

#include <QAbstractItemModelTester>
#include <QChartView>
#include <QTableView>

#include <cmath>
#include <ctime>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TimeSeries waves(qint64 from, qint64 step, int count)
{
    TimeSeries series{.name = u"app-1"_s, .gap = std::chrono::milliseconds(step * 3)};
    for (int i = 0; i < count; ++i)
        series.points.push_back({from + step * i, 50 + 40 * std::sin(i / 500.0)});
    return series;
}

qsizetype total(const std::vector<QList<QPointF>>& pieces)
{
    qsizetype n = 0;
    for (const auto& piece : pieces)
        n += piece.size();
    return n;
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decimatesToTheScreenAndKeepsExtremes()
    {
        TimeSeries series = waves(0, 1000, 1'000'000);
        series.points[456'789].value = 99.5;
        series.points[700'001].value = 0.25;
        const auto pieces = decimated(series, {0, 1'000'000'000}, 900);
        QCOMPARE(pieces.size(), size_t(1));
        QVERIFY(total(pieces) <= 2 * 901);
        const auto has = [&](double value) {
            return std::ranges::any_of(pieces.front(), [value](const QPointF& p) { return p.y() == value; });
        };
        QVERIFY(has(99.5) && has(0.25));
        QVERIFY(std::ranges::is_sorted(pieces.front(), {}, &QPointF::x));
    }
    void leavesGaps()
    {
        TimeSeries series = waves(0, 1000, 100);
        series.points[50].value = std::nan("");
        series.points.erase(series.points.begin() + 70, series.points.begin() + 80);
        const auto pieces = decimated(series, {0, 100'000}, 1000);
        QCOMPARE(pieces.size(), size_t(3));
        QCOMPARE(pieces[0].last().x(), 49'000.0);
        QCOMPARE(pieces[2].first().x(), 80'000.0);
    }
    void reachesTheEdges()
    {
        const auto pieces = decimated(waves(0, 1000, 100), {10'500, 20'500}, 100);
        QCOMPARE(pieces.front().first().x(), 10'000.0);
        QCOMPARE(pieces.front().last().x(), 21'000.0);
        QVERIFY(decimated({}, {0, 1000}, 100).empty());
        QVERIFY(decimated(waves(0, 1000, 10), {5000, 5000}, 100).empty());
    }
    void findsTheNearest()
    {
        const TimeSeries series = waves(0, 1000, 10);
        QCOMPARE(nearest(series, 2'400)->at, 2000);
        QCOMPARE(nearest(series, 2'600)->at, 3000);
        QCOMPARE(nearest(series, 11'000)->at, 9000);
        QVERIFY(!nearest(series, 60'000));
        QVERIFY(!nearest({}, 0));
    }
    void choosesStepsAPersonWould()
    {
        QCOMPARE(niceStep(100, 2), 50.0);
        QCOMPARE(niceStep(0.7, 5), 0.2);
        QCOMPARE(niceTimeStep(3'600'000, 5), 15 * 60'000);
        QCOMPARE(niceTimeStep(30LL * 86'400'000, 5), 7LL * 86'400'000);
    }
    void givesQtChartsFewPoints()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        ChartGroup group(clock);
        TimeChart chart(theme, group, u"CPU"_s);
        showSettled(chart, {900, 300});
        const qint64 now = clock.now().toMSecsSinceEpoch();
        chart.setSeries({waves(now - 3'600'000, 4, 900'000)});
        QVERIFY2(chart.drawnPoints() > 500 && chart.drawnPoints() <= 2000,
                 qPrintable(QString::number(chart.drawnPoints())));
        const std::clock_t before = std::clock();
        chart.setSeries(chart.series());
        chart.grab();
        QVERIFY(double(std::clock() - before) / CLOCKS_PER_SEC < 0.25);
    }
    void anOldValueIsNotShownAsTheNewest()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        ChartGroup group(clock);
        TimeChart chart(theme, group, u"CPU"_s);
        showSettled(chart, {600, 200});
        const qint64 at = clock.now().toMSecsSinceEpoch() - 600'000;
        chart.setSeries({{.name = u"app-1"_s, .points = {{at, 12}}, .gap = 30s}});
        const auto shows = [&chart](const QString& text) {
            return std::ranges::any_of(chart.findChildren<QLabel*>(),
                                       [&](const QLabel* label) { return label->text() == text; });
        };
        QVERIFY(shows(u"—"_s));
        chart.setSeries({{.name = u"app-1"_s, .points = {{at + 590'000, 12}}, .gap = 30s}});
        QVERIFY(shows(u"12"_s));
    }
    void sharesSpanAndCrosshair()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        ChartGroup group(clock);
        const qint64 now = clock.now().toMSecsSinceEpoch();
        QCOMPARE(group.span(), (TimeSpan{now - 3'600'000, now}));
        TimeChart one(theme, group, u"CPU"_s);
        TimeChart two(theme, group, u"Memory"_s);
        showSettled(one, {600, 200});
        showSettled(two, {600, 200});
        auto* plot = one.findChild<QChartView*>();
        QTest::keyClick(plot, Qt::Key_Left);
        QVERIFY(group.crosshair().has_value());
        QTest::keyClick(plot, Qt::Key_Plus);
        QCOMPARE(group.span().length(), 1'800'000);
        QVERIFY(!group.isLive());
        const TimeSpan zoomed = group.span();
        QTest::keyClick(plot, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(group.span().from, zoomed.from - 450'000);
        QTest::keyClick(plot, Qt::Key_Backspace);
        QCOMPARE(group.span(), zoomed);
        QTest::keyClick(plot, Qt::Key_Backspace);
        QVERIFY(group.isLive());
        group.follow(24h);
        QCOMPARE(group.span().length(), 86'400'000);
        clock.advance(10min);
        QVERIFY(group.span().to > now);
    }
    void neverShowsTheFuture()
    {
        ManualClock clock;
        ChartGroup group(clock);
        const qint64 now = clock.now().toMSecsSinceEpoch();
        group.show({now - 1000, now + 3'600'000});
        QCOMPARE(group.span().to, now);
        group.pan(5);
        QCOMPARE(group.span().to, now);
        group.zoom(0.0001, now - 5000);
        QVERIFY(group.span().length() >= 60'000);
    }
    void selectsASpanWithTheMouse()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        ChartGroup group(clock);
        TimeChart chart(theme, group, u"CPU"_s);
        showSettled(chart, {800, 240});
        auto* view = chart.findChild<QChartView*>();
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, {200, 60});
        QTest::mouseMove(view->viewport(), {300, 60});
        QTest::mouseMove(view->viewport(), {400, 60});
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, {400, 60});
        QVERIFY(!group.isLive());
        QVERIFY(group.span().length() > 800'000 && group.span().length() < 1'100'000);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, {300, 60});
        QVERIFY(group.isLive());
    }
    void saysItsValuesInWords()
    {
        const Theme theme(ColourScheme::Light);
        ManualClock clock;
        ChartGroup group(clock);
        TimeChart chart(theme, group, u"Memory"_s);
        chart.setScale({.unit = u"%"_s, .above = 80, .highest = 100});
        const qint64 now = clock.now().toMSecsSinceEpoch();
        chart.setSeries({{.name = u"app-1"_s, .points = {{now - 60'000, 40}, {now - 30'000, 91}, {now, 85}}},
                         {.name = u"app-2"_s}});
        QCOMPARE(chart.summary(), u"app-1: now 85\u00a0%, lowest 40\u00a0%, highest 91\u00a0%; app-2: no values"_s);
        auto* plot = chart.findChild<QChartView*>();
        QCOMPARE(plot->accessibleDescription(), chart.summary());
        showSettled(chart, {600, 200});
        QTest::keyClick(plot, Qt::Key_T);
        QVERIFY(group.showsTables());
        auto* table = chart.findChild<QTableView*>();
        QVERIFY(table->isVisible());
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"85\u00a0%"_s);
    }
};

PILOTHOUSE_TEST(TestCharts)
#include "tst_charts.moc"
