// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backuppage.h"
#include "support/layoutwalk.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Ui;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A month of nights: proved to every height, missed, cut, unread.
Backup::Catalogue fullCatalogue(const QDateTime& now)
{
    Backup::Catalogue out{.backup = u"database"_s,
                          .host = u"app-1"_s,
                          .directory = u"/srv/backups/with/a/folder/that/is/deep/enough/to/need/room/fleetpass"_s};
    out.listedAt = now;
    out.rpo = 24h;
    out.ignored = 3;
    const QDateTime newest(now.date(), QTime(2, 0), Qt::UTC);
    for (int night = 0; night < 30; ++night) {
        const QDateTime at = newest.addDays(-night);
        if (night % 7 == 5) {
            out.missed.push_back({at});
            continue;
        }
        Backup::Entry entry{
            .name = at.toString(u"'fleetpass_'yyyyMMdd'_020000.sql.gz'"_s), .time = at, .bytes = 432'013'312};
        if (night < 6)
            entry.proof =
                Backup::Proof{.file = entry.name,
                              .rung = Backup::Rung(night % 5),
                              .reason = u"the archive ends in the middle of a block: unexpected end of file"_s,
                              .bytes = entry.bytes,
                              .rawBytes = 2'147'483'648,
                              .at = now};
        out.entries.push_back(entry);
    }
    return out;
}

} // namespace

/// Walks through the page of backups: nothing known, nothing there, a month of them, one chosen, one being read.
class TestBackupLayout : public QObject
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
        BackupPage* page = nullptr;
        MainWindow window(
            bench.parts({{u"backups"_s, MainWindow::tr("Backups"), [&](const EnvironmentKey&, QWidget* parent) {
                              return page = new BackupPage(bench.theme, bench.clock, parent);
                          }}}));
        window.showEnvironment(SampleConsole::fleetpassProduction(), u"backups"_s);
        QVERIFY(page);
        page->setNames({u"database"_s, u"uploads"_s});
        walk.check(window, u"listing"_s);
        page->setListError(u"database"_s,
                           {ErrorKind::Unreachable, u"app-1 does not answer on port 22; see whether it runs."_s,
                            u"Connection timed out after 10000 ms"_s});
        walk.check(window, u"not listed"_s);
        page->setCatalogue({.backup = u"database"_s, .host = u"app-1"_s, .directory = u"/srv/backups"_s});
        walk.check(window, u"empty"_s);
        page->setCatalogue(fullCatalogue(bench.clock.now()));
        walk.check(window, u"list"_s);
        page->findChild<RowTable*>()->selectRow(0);
        walk.check(window, u"chosen"_s);
        page->setVerifying(u"database"_s, page->selectedFile());
        page->setListError(u"database"_s,
                           {ErrorKind::Failed, u"The archive could not be read: the host closed the connection."_s});
        walk.check(window, u"reading"_s);
        walk.end();
    }
};

PILOTHOUSE_TEST(TestBackupLayout)
#include "tst_layout.moc"
