// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/environmentpage.h"
#include "fleet/fleetpage.h"
#include "shell/about.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"
#include "widgets/states.h"

#include <QLineEdit>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Walks through the pages of the window's own and fails on text that is cut off, widgets outside their parent and
/// widgets without a name.
class TestLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOff_data() { LayoutWalk::addRows(); }
    void nothingIsCutOff()
    {
        QFETCH(bool, dark);
        QFETCH(QString, language);
        QFETCH(QSize, size);
        LayoutWalk walk(dark, language, size);
        walkThrough(walk);
    }
    void longNamesHaveRoom_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::newRow("usual") << u"en"_s << QSize(1280, 800);
        QTest::newRow("smallest") << u"pseudo"_s << QSize();
    }
    void longNamesHaveRoom()
    {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        LayoutWalk walk(false, language, size);
        walk.bench().console.lengthen();
        walkThrough(walk);
    }
    void aLargeWindowIsFilled()
    {
        LayoutWalk walk(true, u"en"_s, {2560, 1440});
        walkThrough(walk);
    }

private:
    static void walkThrough(LayoutWalk& walk)
    {
        SampleConsole& console = walk.bench().console;
        MainWindow window(walk.bench().parts(tabs()));
        walk.check(window, u"fleet"_s);
        for (const EnvironmentKey& key : console.environments()) {
            window.showEnvironment(key);
            walk.check(window, key.id());
        }
        window.showEnvironment(SampleConsole::fleetpassProduction(), u"runs"_s);
        walk.check(window, u"runs"_s);
        window.openPalette();
        walk.check(window, u"palette"_s);
        window.setFocus();
        window.tell(u"There is no command called x."_s, Sign::Degraded);
        window.showPage(u"settings"_s);
        walk.check(window, u"settings"_s);
        console.clear();
        window.showFleet();
        walk.check(window, u"empty fleet"_s);
        AboutDialog* about = new AboutDialog(walk.bench().theme, &window);
        walk.check(*about, u"about"_s);
        walk.end();
    }
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
