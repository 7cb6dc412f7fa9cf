// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"
#include "shell/fuzzy.h"
#include "support/testmain.h"
#include "support/windowbench.h"

#include <QAbstractItemModelTester>
#include <QKeySequenceEdit>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

class TestCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchesFuzzily_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        QTest::newRow("empty") << QString() << u"Deploy"_s << true;
        QTest::newRow("beginning") << u"dep"_s << u"Deploy fleetpass/production"_s << true;
        QTest::newRow("words in any order") << u"prod depl"_s << u"Deploy fleetpass/production"_s << true;
        QTest::newRow("initials") << u"fp"_s << u"fleetpass/production"_s << true;
        QTest::newRow("letters in order") << u"flps"_s << u"fleetpass"_s << true;
        QTest::newRow("wrong order") << u"yolped"_s << u"Deploy"_s << false;
        QTest::newRow("too long") << u"deployment"_s << u"Deploy"_s << false;
    }
    void matchesFuzzily()
    {
        QFETCH(QString, query);
        QFETCH(QString, text);
        QFETCH(bool, matches);
        QCOMPARE(fuzzyMatch(query, text).has_value(), matches);
    }
    void prefersWhatWasMeant()
    {
        const auto score = [](const QString& query, const QString& text) { return fuzzyMatch(query, text)->score; };
        QVERIFY(score(u"re"_s, u"Restore"_s) > score(u"re"_s, u"Fire"_s));
        QVERIFY(score(u"back"_s, u"Back up"_s) > score(u"back"_s, u"Roll back"_s));
        QVERIFY(score(u"prod"_s, u"fleetpass/production"_s) > score(u"prod"_s, u"proxy round trip diagnosis"_s));
    }
    void refusesWithoutRunning()
    {
        Commands commands;
        int runs = 0;
        commands.add(
            {.id = u"a"_s, .text = u"&A…"_s, .scope = CommandScope::Environment, .run = [&](const CommandContext&) {
                 ++runs;
             }});
        QVERIFY(!commands.run(u"a"_s, {}));
        QVERIFY(!commands.run(u"b"_s, {}));
        QCOMPARE(runs, 0);
        QVERIFY(commands.run(u"a"_s, {.environment = EnvironmentKey{u"s"_s, u"e"_s}}));
        QCOMPARE(runs, 1);
        QCOMPARE(Commands::plainText(u"Roll && &Back…"_s), u"Roll & Back"_s);
    }
    void keepsConfiguredShortcuts()
    {
        WindowBench bench(ColourScheme::Light);
        bench.commands.setShortcut(u"run.deploy"_s, QKeySequence(u"Ctrl+D"_s), bench.settings);
        Commands other;
        other.add({.id = u"run.deploy"_s, .text = u"Deploy"_s, .shortcut = QKeySequence(u"F5"_s)});
        other.loadShortcuts(bench.settings);
        QCOMPARE(other.find(u"run.deploy"_s)->shortcut, QKeySequence(u"Ctrl+D"_s));
    }
    void aShortcutBelongsToTheCommandThatGotItLast()
    {
        WindowBench bench(ColourScheme::Light);
        const QKeySequence taken = bench.commands.find(u"go.palette"_s)->shortcut;
        SettingsPage page(bench.theme, bench.commands, {}, bench.settings);
        bench.commands.setShortcut(u"run.deploy"_s, taken, bench.settings);
        QCOMPARE(bench.commands.find(u"run.deploy"_s)->shortcut, taken);
        QVERIFY(bench.commands.find(u"go.palette"_s)->shortcut.isEmpty());
        const auto fields = page.findChildren<QKeySequenceEdit*>();
        QCOMPARE(std::ranges::count(fields, taken, &QKeySequenceEdit::keySequence), 1);
        // Also when the program is started again.
        Commands other;
        other.add({.id = u"go.palette"_s, .text = u"Search"_s, .shortcut = taken});
        other.loadShortcuts(bench.settings);
        QVERIFY(other.find(u"go.palette"_s)->shortcut.isEmpty());
    }
    void noShortcutTwice()
    {
        WindowBench bench(ColourScheme::Light);
        QStringList shortcuts;
        for (const Command& command : bench.commands.all()) {
            if (!command.shortcut.isEmpty())
                shortcuts << command.shortcut.toString();
        }
        QStringList unique = shortcuts;
        unique.removeDuplicates();
        QCOMPARE(unique, shortcuts);
    }
    void paletteShowsEverythingThatCanBeDoneHere()
    {
        WindowBench bench(ColourScheme::Light);
        PaletteModel model(bench.clock, bench.console, bench.commands);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.begin({});
        const int without = model.rowCount();
        model.begin({.environment = SampleConsole::fleetpassProduction(), .kind = System::EnvironmentKind::Production});
        QCOMPARE(model.rowCount(), without + 4);
        QCOMPARE(model.entry(0).title, u"Deploy fleetpass/production"_s);
        QCOMPARE(model.entry(4).title, u"fleetpass/production"_s);
        model.filter(u"zzz"_s);
        QCOMPARE(model.rowCount(), 0);
    }
    void paletteFindsEveryProcedure()
    {
        WindowBench bench(ColourScheme::Light);
        const EnvironmentKey here = SampleConsole::fleetpassProduction();
        EnvironmentKey there;
        for (const EnvironmentKey& key : bench.console.environments()) {
            if (key.system != here.system)
                there = key;
        }
        for (const EnvironmentKey& key : {here, there})
            bench.console.setProcedures(key,
                                        {{u"deploy"_s, u"Deploy"_s}, {u"diagnostics"_s, u"Look around & about"_s}});
        PaletteModel model(bench.clock, bench.console, bench.commands);
        const auto titles = [&model] {
            QStringList out;
            for (int row = 0; row < model.rowCount(); ++row)
                out << model.entry(row).title;
            return out;
        };
        const QString hereTitle = u"FleetPass \u25b8 production: Look around & about…"_s;
        const QString thereTitle =
            u"%1 \u25b8 %2: Deploy…"_s.arg(bench.console.snapshot(there).systemTitle, there.environment);
        model.begin({.environment = here, .kind = System::EnvironmentKind::Production});
        // Those of this place stand in the list; those of all others would bury it, and are found by typing.
        QVERIFY(titles().contains(hereTitle));
        QVERIFY(!titles().contains(thereTitle));
        // Deploy has a command of its own here.
        QCOMPARE(titles().filter(u"Deploy"_s), QStringList{u"Deploy fleetpass/production"_s});
        model.filter(u"deploy "_s + there.system);
        QCOMPARE(titles().first(), thereTitle);
        QCOMPARE(*model.entry(0).environment, there);
        QCOMPARE(model.entry(0).procedure, u"deploy"_s);
        // Of equals the one that is here.
        bench.console.setProcedures({u"fleetpass"_s, u"staging"_s}, {{u"diagnostics"_s, u"Look around & about"_s}});
        model.begin({.environment = here, .kind = System::EnvironmentKind::Production});
        model.filter(u"look around"_s);
        QCOMPARE(titles().first(), hereTitle);
        // By the name that the definition has for it, too.
        model.filter(u"diagnostics fleetpass/production"_s);
        QCOMPARE(titles().first(), hereTitle);
        QCOMPARE(model.entry(0).kind, System::EnvironmentKind::Production);
    }
};

PILOTHOUSE_TEST(TestCommands)
#include "tst_commands.moc"
