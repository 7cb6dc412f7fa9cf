// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/maintenancepage.h"
#include "scriptedwindows.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<Maintenance::Window> manyWindows(const QDateTime& now)
{
    std::vector<Maintenance::Window> out{sampleWindow(now, -30min, 60h), sampleWindow(now, -20min, -1h),
                                         sampleWindow(now, 50h, 10h)};
    out[1].title = u"A new database for payments, with a longer check of everything that was ever written to it"_s;
    out[2].shortNotice = u"the disk below the old one tells of errors since last night"_s;
    for (int week = 1; week < 8; ++week) {
        auto over = sampleWindow(now, -week * 168h, 60h);
        over.history.push_back(over.now());
        over.history.back().state = Maintenance::State::Ended;
        over.history.back().change = Maintenance::Change::Ended;
        over.history.back().version = 2;
        over.history.back().report = u"Page of app-1 and app-2 taken down.\ndeploy by anna: succeeded"_s;
        out.push_back(over);
    }
    return out;
}

} // namespace

/// Walks through the page of maintenance: nothing there, an announcement that lacks something, many windows, one of
/// which nobody was told, one that is refused its end.
class TestMaintenanceLayout : public QObject
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
        WindowBench& bench = walk.bench();
        ScriptedWindows desk;
        desk.defined = shopProduction();
        const EnvironmentKey key = SampleConsole::fleetpassProduction();
        MaintenancePage* page = nullptr;
        MainWindow window(
            bench.parts({{u"maintenance"_s, u"Maintenance"_s, [&](const EnvironmentKey& of, QWidget* parent) {
                              return page = new MaintenancePage(bench.theme, bench.clock, desk, of, parent);
                          }}}));
        window.showEnvironment(key, u"maintenance"_s);
        QVERIFY(page);
        walk.check(window, u"empty"_s);
        page->findChild<QComboBox*>(u"maintenance-zone"_s)->setCurrentText(u"America/Argentina/Buenos_Aires"_s);
        page->findChild<QLineEdit*>(u"maintenance-start"_s)
            ->setText(bench.clock.now().addSecs(7200).toString(u"yyyy-MM-dd HH:mm"_s));
        page->findChild<QLineEdit*>(u"maintenance-title"_s)->setText(u"A new database"_s);
        page->findChild<QCheckBox*>(u"maintenance-silent"_s)->setChecked(true);
        walk.check(window, u"announcing"_s);
        Q_EMIT desk.announced(key, fail(ErrorKind::Refused,
                                        u"It would begin in 2 h, and maintenance of fleetpass/production is announced "
                                        "48 h before. Choose a later time, or say why it is at short notice."_s));
        walk.check(window, u"refused"_s);
        desk.windows = manyWindows(bench.clock.now());
        Q_EMIT desk.listed(key, desk.windows);
        walk.check(window, u"list"_s);
        page->showSubject(desk.windows[1].id.toString());
        walk.check(window, u"nobody was told"_s);
        page->showSubject(desk.windows[0].id.toString());
        Q_EMIT desk.written(desk.windows[0].id,
                            fail(ErrorKind::Refused, u"deploy is still going on there (0192); wait for it."_s));
        walk.check(window, u"open"_s);
        page->showSubject(desk.windows[3].id.toString());
        walk.check(window, u"over"_s);
        walk.end();
    }
};

PILOTHOUSE_TEST(TestMaintenanceLayout)
#include "tst_layout.moc"
