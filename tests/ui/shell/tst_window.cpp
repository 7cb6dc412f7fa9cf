// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environmentpage.h"
#include "fleet/fleetpage.h"
#include "shell/commandpalette.h"
#include "shell/notice.h"
#include "shell/topbar.h"
#include "support/inspection.h"
#include "support/testmain.h"
#include "support/windowbench.h"
#include "widgets/environmenttag.h"
#include "widgets/labels.h"

#include <QListView>
#include <QMenu>
#include <QTabBar>
#include <QUrl>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class SubjectPage final : public Page
{
public:
    explicit SubjectPage(QWidget* parent)
        : Page(parent)
    {
    }
    void showSubject(const QString& subject) override
    {
        m_subject = subject;
        Q_EMIT locationChanged();
    }
    QStringList location() const override { return m_subject.isEmpty() ? QStringList() : QStringList{m_subject}; }
    void showTop() override { showSubject({}); }

private:
    QString m_subject;
};

std::vector<EnvironmentTab> tabs()
{
    return {{u"runs"_s, u"Runs"_s, [](const EnvironmentKey&, QWidget* parent) { return new SubjectPage(parent); }}};
}

QStringList crumbs(const MainWindow& window)
{
    QStringList texts;
    const auto* bar = window.findChild<TopBar*>();
    for (const QObject* child : bar->children()) {
        if (const auto* label = qobject_cast<const ElidedLabel*>(child); label && !label->isHidden())
            texts << label->text();
        if (const auto* button = qobject_cast<const QToolButton*>(child);
            button && !button->isHidden() && !button->text().isEmpty() && emphasisOf(button) == Emphasis::Muted)
            texts << button->text();
    }
    return texts;
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensTheWorstFromTheKeyboard()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts(tabs()));
        showSettled(window, {1280, 800});
        QCOMPARE(window.place().page, u"fleet"_s);
        QTest::keyClick(window.fleetPage()->cards(), Qt::Key_Home);
        QTest::keyClick(window.fleetPage()->cards(), Qt::Key_Return);
        QCOMPARE(window.place().key, SampleConsole::fleetpassProduction());
        QCOMPARE(window.windowTitle(), u"fleetpass/production [PRODUCTION] – Pilothouse"_s);
        window.goBack();
        QCOMPARE(window.place().page, u"fleet"_s);
    }
    void marksProductionInItsFrame()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        const auto upperEdge = [&window] { return window.grab().toImage().pixelColor(700, 1); };
        const auto* tag = window.findChild<TopBar*>()->findChild<EnvironmentTag*>();
        const QColor production = bench.theme.color(Role::Production);
        QVERIFY(upperEdge() != production);
        QVERIFY(!tag->isVisible());
        window.showEnvironment(SampleConsole::fleetpassProduction());
        QCOMPARE(upperEdge(), production);
        QVERIFY(tag->isVisible());
        QCOMPARE(tag->accessibleValue(), u"PRODUCTION"_s);
        window.showEnvironment({u"fleetpass"_s, u"staging"_s});
        QVERIFY(upperEdge() != production);
        QCOMPARE(tag->accessibleValue(), u"STAGING"_s);
    }
    void paletteFindsEnvironmentsAndCommands()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        auto* palette = window.findChild<CommandPalette*>();
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(palette->isVisible());
        auto* field = palette->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"nest prod"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(window.place().key, (EnvironmentKey{u"nestmap"_s, u"production"_s}));

        window.openPalette();
        QTest::keyClicks(field, u"deploy"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(bench.ran, QStringList{u"run.deploy nestmap/production"_s});

        window.openPalette();
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
        QCOMPARE(bench.ran.size(), 1);
    }
    void refusedCommandSaysWhy()
    {
        WindowBench bench(ColourScheme::Light);
        bench.commands.add({.id = u"run.deploy"_s,
                            .text = u"Deploy…"_s,
                            .scope = CommandScope::Environment,
                            .refusal = [](const CommandContext&) { return u"alice holds the lock since 03:00."_s; },
                            .run = [&bench](const CommandContext&) { bench.ran << u"deploy"_s; }});
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        window.showEnvironment(SampleConsole::fleetpassProduction());
        auto* button = window.environmentPage()->findChild<QPushButton*>(u"run.deploy"_s);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(window.noticeText(), u"alice holds the lock since 03:00."_s);
        QVERIFY(bench.ran.isEmpty());
        bench.clock.advance(60s);
        QCOMPARE(window.noticeText(), QString());
    }
    void aNoticeMovesNothing()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        window.showEnvironment(SampleConsole::fleetpassProduction());
        QCoreApplication::processEvents();
        auto* button = window.environmentPage()->findChild<QPushButton*>(u"run.deploy"_s);
        const auto place = [&] {
            QCoreApplication::processEvents();
            return QRect(button->mapTo(&window, QPoint()), button->size());
        };
        const QRect before = place();
        window.tell(u"alice holds the lock since 03:00."_s, Sign::Degraded);
        QCOMPARE(place(), before);
        auto* notice = window.findChild<Notice*>();
        const QRect shown(notice->mapTo(&window, QPoint()), notice->size());
        QVERIFY(notice->isVisible());
        QVERIFY(!shown.intersects(before));
        // Where the line of production is, nothing lies upon it.
        QVERIFY(shown.top() >= notice->parentWidget()->mapTo(&window, QPoint()).y() + 3);
        // Words that need more room than the breadcrumb have all of the bar.
        window.tell(QString(120, u'w'), Sign::Down);
        QCoreApplication::processEvents();
        QCOMPARE(notice->width(), notice->parentWidget()->width());
        bench.clock.advance(60s);
        QVERIFY(!notice->isVisible());
        QCOMPARE(place(), before);
    }
    void thePaletteOpensThePlanOfAProcedure()
    {
        WindowBench bench(ColourScheme::Light);
        const EnvironmentKey key = SampleConsole::fleetpassProduction();
        bench.console.setProcedures(key, {{u"scale"_s, u"Scale the backend"_s}});
        MainWindow window(bench.parts(tabs()));
        showSettled(window, {1280, 800});
        window.openPalette();
        auto* palette = window.findChild<CommandPalette*>();
        auto* field = palette->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"scale backend"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(window.place().key, key);
        QCOMPARE(crumbs(window), (QStringList{u"FleetPass"_s, u"production"_s, u"Runs"_s, u"plan:scale"_s}));
    }
    void aMenuThatIsOpenedAgainGrowsNot()
    {
        WindowBench bench(ColourScheme::Light);
        QMenu menu;
        const auto count = [&] {
            fillWindowMenu(menu, bench.commands, bench.theme, {}, [](const QString&) {});
            return menu.findChildren<QMenu*>().size();
        };
        const qsizetype once = count();
        QVERIFY(once > 0);
        QCOMPARE(count(), once);
    }
    void pagesSayWhereTheyAre()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts(tabs()));
        showSettled(window, {1280, 800});
        QVERIFY(window.openLink(QUrl(u"pilothouse://fleetpass/production/runs/0192"_s)));
        QCoreApplication::processEvents();
        QCOMPARE(crumbs(window), (QStringList{u"FleetPass"_s, u"production"_s, u"Runs"_s, u"0192"_s}));
        QCOMPARE(window.place().tab, u"runs"_s);
        window.environmentPage()->showTop();
        QCoreApplication::processEvents();
        QCOMPARE(crumbs(window), (QStringList{u"FleetPass"_s, u"production"_s, u"Runs"_s}));
        // A link opens what is there; it makes no plan with inputs of its own choice.
        QVERIFY(window.openLink(QUrl(u"pilothouse://fleetpass/production/runs/plan:deploy:ref=evil"_s)));
        QCoreApplication::processEvents();
        QCOMPARE(crumbs(window), (QStringList{u"FleetPass"_s, u"production"_s, u"Runs"_s}));
        QVERIFY(!window.noticeText().isEmpty());
        QVERIFY(!window.openLink(QUrl(u"pilothouse://nowhere/production"_s)));
        QVERIFY(!window.noticeText().isEmpty());
        QVERIFY(!window.openLink(QUrl(u"https://fleetpass/production"_s)));
    }
    void remembersPlaceAndTab()
    {
        WindowBench bench(ColourScheme::Light);
        {
            MainWindow window(bench.parts(tabs()));
            showSettled(window, {1280, 800});
            window.showEnvironment(SampleConsole::fleetpassProduction(), u"runs"_s);
            window.close();
        }
        MainWindow window(bench.parts(tabs()));
        QCOMPARE(window.place().key, SampleConsole::fleetpassProduction());
        QCOMPARE(window.environmentPage()->currentTab(), u"runs"_s);
    }
    void leavesAnEnvironmentThatIsGone()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        window.showEnvironment(SampleConsole::fleetpassProduction());
        bench.console.remove(SampleConsole::fleetpassProduction());
        QCOMPARE(window.place().page, u"fleet"_s);
        QVERIFY(window.noticeText().contains(u"fleetpass/production"_s));
    }
    void twoWindowsHaveTwoPlaces()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow one(bench.parts());
        MainWindow two(bench.parts());
        one.showEnvironment(SampleConsole::fleetpassProduction());
        two.showEnvironment({u"fleetpass"_s, u"staging"_s});
        QCOMPARE(one.context().environment->environment, u"production"_s);
        QCOMPARE(two.context().environment->environment, u"staging"_s);
    }
    void changesColoursAtRuntime()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        const QColor before = window.grab().toImage().pixelColor(4, 700);
        QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(bench.theme.isDark());
        QCoreApplication::processEvents();
        const QColor after = window.grab().toImage().pixelColor(4, 700);
        QCOMPARE(before, Colours::light()[Role::Window]);
        QCOMPARE(after, Colours::dark()[Role::Window]);
    }
    void oneKeyLeadsToWhatIsWorst()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts(tabs()));
        showSettled(window, {1280, 800});
        window.showPage(u"settings"_s);
        QTest::keyClick(&window, Qt::Key_F8);
        QCOMPARE(window.place().key, SampleConsole::fleetpassProduction());
        QTest::keyClick(&window, Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(window.environmentPage()->currentTab(), u"runs"_s);
        QTest::keyClick(&window, Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(window.environmentPage()->currentTab(), u"overview"_s);
    }
    void focusGoesBetweenRailAndPage()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts(tabs()));
        showSettled(window, {1280, 800});
        window.activateWindow();
        window.showEnvironment(SampleConsole::fleetpassProduction());
        const auto* rail = window.findChild<QWidget*>(u"rail"_s);
        QVERIFY(rail);
        window.switchFocus();
        QCOMPARE(window.focusWidget(), rail);
        window.switchFocus();
        QVERIFY(window.focusWidget() != rail);
        QVERIFY(window.environmentPage()->isAncestorOf(window.focusWidget()));
    }
    void remembersTheSpanOfCharts()
    {
        WindowBench bench(ColourScheme::Light);
        for (const bool again : {false, true}) {
            MainWindow window(bench.parts());
            showSettled(window, {1280, 800});
            window.showEnvironment(SampleConsole::fleetpassProduction());
            auto* group = window.environmentPage()->findChild<ChartGroup*>();
            QCOMPARE(group->followedLength(), std::chrono::milliseconds(again ? 24h : 1h));
            group->follow(24h);
        }
    }
    void bringsItsOwnCommands()
    {
        WindowBench bench(ColourScheme::Light);
        Commands bare;
        bench.settings.setValue(u"shortcuts/go.palette"_s, u"Ctrl+P"_s);
        WindowParts parts = bench.parts();
        MainWindow window({.theme = parts.theme,
                           .clock = parts.clock,
                           .console = parts.console,
                           .commands = bare,
                           .settings = parts.settings});
        showSettled(window, {1280, 800});
        QVERIFY(bare.find(u"go.fleet"_s) && bare.find(u"help.about"_s));
        QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier);
        QTRY_VERIFY(window.findChild<CommandPalette*>()->isVisible());
    }
    void remembersColours()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        QVERIFY(bench.commands.run(u"view.scheme"_s, window.context()));
        QCOMPARE(schemeOf(bench.settings), ColourScheme::Dark);
    }
    void countsLeadToTheFleet()
    {
        WindowBench bench(ColourScheme::Light);
        MainWindow window(bench.parts());
        showSettled(window, {1280, 800});
        window.showPage(u"settings"_s);
        Q_EMIT window.findChild<TopBar*>()->countsPressed();
        QCOMPARE(window.place().page, u"fleet"_s);
    }
};

PILOTHOUSE_TEST(TestWindow)
#include "tst_window.moc"
