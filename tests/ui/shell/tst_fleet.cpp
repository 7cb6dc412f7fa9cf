// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleetpage.h"
#include "shell/navigationmodel.h"
#include "support/inspection.h"
#include "support/testmain.h"
#include "support/windowbench.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

#include <ctime>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
QStringList idsOf(const FleetModel& model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.snapshot(row).key.id();
    return ids;
}
} // namespace

class TestFleet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheWorstFirst()
    {
        WindowBench bench(ColourScheme::Light);
        FleetModel model(bench.console, bench.clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(idsOf(model), (QStringList{u"fleetpass/production"_s, u"nestmap/production"_s, u"passport/staging"_s,
                                            u"bouncepro/production"_s, u"passport/production"_s,
                                            u"workspace/production"_s, u"fleetpass/staging"_s}));
    }
    void greysWhatNobodyLookedAt()
    {
        WindowBench bench(ColourScheme::Light);
        FleetModel model(bench.console, bench.clock);
        QCOMPARE(model.sign(3), Sign::Healthy);
        bench.clock.advance(5min);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.sign(row), Sign::Unknown);
        QVERIFY(model.data(model.index(0), Qt::ToolTipRole).toString().contains(u"No data for 5 m"_s));
    }
    void sortsAnewWhenSomethingBreaks()
    {
        WindowBench bench(ColourScheme::Light);
        FleetModel model(bench.console, bench.clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QPersistentModelIndex chosen = model.index(5);
        EnvironmentSnapshot broken = model.snapshot(5);
        broken.overall.verdict = Verdict::Fails;
        bench.console.change(broken);
        bench.clock.advance(1s);
        QCOMPARE(model.snapshot(chosen.row()).key, broken.key);
        // Both are down in production; the definitions decide which of them comes first.
        QCOMPARE(chosen.row(), 0);
    }
    void filtersByTyping()
    {
        WindowBench bench(ColourScheme::Light);
        FleetPage page(bench.theme, bench.clock, bench.console);
        showSettled(page, {1000, 700});
        QTest::keyClicks(page.cards(), u"pass"_s);
        QCOMPARE(page.filter()->text(), u"pass"_s);
        QCOMPARE(page.model().rowCount(), 4);
        QTest::keyClicks(page.filter(), u" stag"_s);
        QCOMPARE(idsOf(page.model()), (QStringList{u"passport/staging"_s, u"fleetpass/staging"_s}));
        QSignalSpy chosen(&page, &FleetPage::environmentChosen);
        QTest::keyClick(page.filter(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(page.filter(), Qt::Key_Escape);
        QCOMPARE(page.model().rowCount(), 7);
    }
    void scrollsFiveHundredSmoothly()
    {
        WindowBench bench(ColourScheme::Light);
        FleetPage page(bench.theme, bench.clock, bench.console);
        bench.console.addMany(500);
        showSettled(page, {1064, 760});
        QCOMPARE(page.model().rowCount(), 507);
        QScrollBar* bar = page.cards()->verticalScrollBar();
        QVERIFY(bar->maximum() > 10'000);
        constexpr int frames = 60;
        const std::clock_t before = std::clock();
        for (int i = 0; i < frames; ++i) {
            bar->setValue(bar->maximum() * i / frames);
            page.cards()->grab();
        }
        const double each = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC / frames;
        QVERIFY2(each < 40, qPrintable(u"%1 ms of processor time for a frame"_s.arg(each)));
    }
    void survivesNewsOfAll()
    {
        WindowBench bench(ColourScheme::Light);
        FleetPage page(bench.theme, bench.clock, bench.console);
        bench.console.addMany(500);
        showSettled(page, {1064, 760});
        const std::clock_t before = std::clock();
        for (const EnvironmentKey& key : bench.console.environments()) {
            EnvironmentSnapshot snapshot = bench.console.snapshot(key);
            snapshot.overall.observedAt = bench.clock.now();
            bench.console.change(snapshot);
        }
        bench.clock.advance(1s);
        page.grab();
        const double all = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC;
        QVERIFY2(all < 500, qPrintable(u"%1 ms of processor time"_s.arg(all)));
    }
    void explainsEmptinessAndFaults()
    {
        WindowBench bench(ColourScheme::Light);
        bench.console.clear();
        FleetPage page(bench.theme, bench.clock, bench.console);
        page.setAddCommand(u"system.add"_s, u"Add system…"_s);
        showSettled(page, {1000, 700});
        QSignalSpy asked(&page, &Page::commandRequested);
        QList<QPushButton*> acts;
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == u"Add system…"_s)
                acts << button;
        }
        QVERIFY(!acts.isEmpty());
        QTest::mouseClick(acts.last(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        bench.console.setFault({ErrorKind::Failed, u"The store could not be opened; close the other window."_s});
        QTRY_VERIFY(std::ranges::any_of(page.findChildren<QLabel*>(), [](const QLabel* label) {
            return label->isVisible() && label->text().startsWith(u"The store could not"_s);
        }));
    }
    void aFaultIsToldBesideTheCards()
    {
        WindowBench bench(ColourScheme::Light);
        FleetPage page(bench.theme, bench.clock, bench.console);
        showSettled(page, {1000, 700});
        const auto told = [&page] {
            return std::ranges::any_of(page.findChildren<QLabel*>(), [](const QLabel* label) {
                return label->isVisible() && label->text().startsWith(u"The store could not"_s);
            });
        };
        QVERIFY(!told());
        bench.console.setFault({ErrorKind::Failed, u"The store could not be opened; close the other window."_s});
        QTRY_VERIFY(told());
        QVERIFY(page.cards()->isVisible());
        QCOMPARE(page.model().rowCount(), 7);
        bench.console.setFault({ErrorKind::Failed, {}});
        QTRY_VERIFY(!told());
    }
    void railIsAModel()
    {
        WindowBench bench(ColourScheme::Light);
        NavigationModel model(bench.console, bench.clock, {{u"settings"_s, u"Settings"_s, {}}});
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.count(Sign::Down), 1);
        QCOMPARE(model.count(Sign::Degraded), 1);
        const QModelIndex at = model.indexOf(SampleConsole::fleetpassProduction());
        QCOMPARE(at.data(NavigationModel::NoteRole).toString(), u"down"_s);
        bench.console.addMany(20);
        bench.console.remove(SampleConsole::fleetpassProduction());
        QVERIFY(!model.indexOf(SampleConsole::fleetpassProduction()).isValid());
        bench.clock.advance(10min);
        QCOMPARE(model.count(Sign::Down), 0);
    }
};

PILOTHOUSE_TEST(TestFleet)
#include "tst_fleet.moc"
