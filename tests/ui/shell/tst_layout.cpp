// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environmentpage.h"
#include "fleet/fleetpage.h"
#include "shell/about.h"
#include "support/inspection.h"
#include "support/pseudolocale.h"
#include "support/testmain.h"
#include "support/windowbench.h"
#include "widgets/states.h"

#include <QLineEdit>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Walks through every page and fails on text that is cut off, widgets outside their parent and widgets without a name.
class TestLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOff_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("pseudo");
        QTest::addColumn<bool>("longNames");
        QTest::addColumn<QSize>("size");
        for (const bool dark : {false, true}) {
            for (const bool pseudo : {false, true}) {
                for (const QSize size : {QSize(1280, 800), QSize(900, 600)}) {
                    QTest::addRow("%s%s %d", dark ? "dark" : "light", pseudo ? " pseudo" : "", size.width())
                        << dark << pseudo << false << size;
                }
            }
        }
        QTest::newRow("long names") << false << false << true << QSize(1280, 800);
        QTest::newRow("long names, narrow") << false << true << true << QSize(900, 600);
        QTest::newRow("large") << true << false << false << QSize(2560, 1440);
    }
    void nothingIsCutOff()
    {
        QFETCH(bool, dark);
        QFETCH(bool, pseudo);
        QFETCH(bool, longNames);
        QFETCH(QSize, size);
        PseudoLocale locale;
        if (pseudo)
            QCoreApplication::installTranslator(&locale);
        WindowBench bench(dark ? ColourScheme::Dark : ColourScheme::Light);
        if (longNames)
            bench.console.lengthen();
        MainWindow window(bench.parts(tabs()));
        QStringList faults;
        QStringList known;
        const auto check = [&](QWidget& shown, const QString& where) {
            showSettled(shown, shown.isWindow() && &shown == &window ? size : shown.sizeHint());
            for (const QString& fault : layoutFaults(shown)) {
                // One fault of the frame is seen on every page; once is enough to find it.
                if (!known.contains(fault))
                    faults << where + u": "_s + fault;
                known << fault;
            }
        };
        check(window, u"fleet"_s);
        for (const EnvironmentKey& key : bench.console.environments()) {
            window.showEnvironment(key);
            check(window, key.id());
        }
        window.showEnvironment(SampleConsole::fleetpassProduction(), u"runs"_s);
        check(window, u"runs"_s);
        window.openPalette();
        check(window, u"palette"_s);
        window.setFocus();
        window.tell(u"There is no command called x."_s, Sign::Degraded);
        window.showPage(u"settings"_s);
        check(window, u"settings"_s);
        bench.console.clear();
        window.showFleet();
        check(window, u"empty fleet"_s);
        AboutDialog* about = new AboutDialog(bench.theme, &window);
        check(*about, u"about"_s);
        for (const QString& fault : faults)
            qWarning().noquote() << fault;
        QCOMPARE(faults.size(), 0);
    }

private:
    static std::vector<EnvironmentTab> tabs()
    {
        const auto page = [](const EnvironmentKey&, QWidget* parent) { return new QWidget(parent); };
        return {{u"runs"_s, MainWindow::tr("Runs"), page},
                {u"backups"_s, MainWindow::tr("Backups"), page},
                {u"checklists"_s, MainWindow::tr("Checklists"), page}};
    }
};

PILOTHOUSE_TEST(TestLayout)
#include "tst_layout.moc"
