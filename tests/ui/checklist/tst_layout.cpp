// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/checklistpage.h"
#include "samplelist.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"
#include "widgets/housestyle.h"

#include <QPlainTextEdit>
#include <QPushButton>

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Walks through the page of checklists: none read yet, a list, each item of it, the questions before a tick and a
/// signature, a conflict.
class TestChecklistLayout : public QObject
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
        ChecklistPage* page = nullptr;
        MainWindow window(
            bench.parts({{u"checklists"_s, MainWindow::tr("Checklists"), [&](const EnvironmentKey&, QWidget* parent) {
                              return page = new ChecklistPage(bench.theme, bench.clock, parent);
                          }}}));
        window.showEnvironment(SampleConsole::fleetpassProduction(), u"checklists"_s);
        QVERIFY(page);
        walk.check(window, u"no list"_s);
        page->setNames({u"go-live"_s, u"device-passport"_s});
        walk.check(window, u"not read"_s);
        const QDateTime now = bench.clock.now();
        page->setView(viewAt(sampleList(now.addSecs(-720)), now));
        const auto lists = page->findChildren<QListView*>();
        QListView* sections = lists.front();
        QListView* items = lists.at(1);
        for (int section = 0; section < sections->model()->rowCount(); ++section) {
            sections->setCurrentIndex(sections->model()->index(section, 0));
            for (int item = 0; item < items->model()->rowCount(); ++item) {
                items->setCurrentIndex(items->model()->index(item, 0));
                walk.check(window, u"section %1, item %2"_s.arg(section).arg(item));
            }
        }
        sections->setCurrentIndex(sections->model()->index(1, 0));
        items->setCurrentIndex(items->model()->index(3, 0));
        QTest::keyClick(items, Qt::Key_Space);
        for (QPlainTextEdit* one : page->findChildren<QPlainTextEdit*>()) {
            if (!one->isReadOnly())
                one->setPlainText(u"seen"_s);
        }
        walk.check(window, u"asked for proof"_s);
        page->setError({.kind = ErrorKind::Conflict, .message = u"bert changed this item first; look again."_s});
        walk.check(window, u"refused"_s);
        for (QPushButton* one : page->findChildren<QPushButton*>()) {
            if (emphasisOf(one) == Emphasis::Primary && one->isVisible())
                one->click();
        }
        walk.check(window, u"asked to sign"_s);
        walk.end();
    }
};

PILOTHOUSE_TEST(TestChecklistLayout)
#include "tst_layout.moc"
