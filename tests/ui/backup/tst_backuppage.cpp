// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backuppage.h"
#include "support/inspection.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Pilothouse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBackupPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.install(*qobject_cast<QApplication*>(QCoreApplication::instance())); }
    void asksForWhatWasChosen()
    {
        Ui::BackupPage page(m_theme, m_clock);
        page.setNames({u"database"_s});
        page.setCatalogue(catalogue());
        Test::showSettled(page, {1000, 600});
        QSignalSpy restore(&page, &Ui::BackupPage::restoreRequested);
        QPushButton* button = nullptr;
        for (QPushButton* candidate : page.findChildren<QPushButton*>()) {
            if (candidate->text().contains(u"estore"_s))
                button = candidate;
        }
        QVERIFY(button && !button->isEnabled());
        auto* table = page.findChild<Ui::RowTable*>();
        table->selectRow(0);
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(restore.size(), 1);
        QCOMPARE(restore.first().at(1).toString(), u"fleetpass_20261120_020000.sql.gz"_s);
        // A slot without a backup cannot be restored.
        table->selectRow(1);
        QVERIFY(!button->isEnabled());
    }
    void keepsWhatItKnewBesideAnError()
    {
        Ui::BackupPage page(m_theme, m_clock);
        page.setNames({u"database"_s});
        page.setCatalogue(catalogue());
        page.setListError(u"database"_s, {ErrorKind::Unreachable, u"app-1 does not answer."_s});
        QCOMPARE(page.findChild<Ui::RowTable*>()->model()->rowCount(), 2);
        QCOMPARE(page.errorText(), u"app-1 does not answer."_s);
        page.setCatalogue(catalogue());
        QVERIFY(page.errorText().isEmpty());
    }
    void anErrorOfVerifyingOutlivesTheListingAfterIt()
    {
        Ui::BackupPage page(m_theme, m_clock);
        page.setNames({u"database"_s});
        page.setCatalogue(catalogue());
        page.setVerifying(u"database"_s, u"a.gz"_s);
        page.setVerified(u"database"_s, Error{ErrorKind::Failed, u"app-1 could not read it."_s});
        page.setCatalogue(catalogue());
        QCOMPARE(page.errorText(), u"app-1 could not read it."_s);
        page.setVerifying(u"database"_s, u"a.gz"_s);
        QVERIFY(page.errorText().isEmpty());
    }
    void showsEachBackupOfTheDefinition()
    {
        Ui::BackupPage page(m_theme, m_clock);
        page.setNames({u"database"_s, u"media"_s, u"uploads"_s});
        Backup::Catalogue media = catalogue();
        media.backup = u"media"_s;
        media.entries.front().name = u"media_20261120.tar.gz"_s;
        page.setCatalogue(media);
        page.setCatalogue(catalogue());
        page.setListError(u"uploads"_s, {ErrorKind::Invalid, u"uploads cannot be listed."_s});
        Test::showSettled(page, {1000, 600});
        auto* chooser = page.findChild<QComboBox*>();
        QVERIFY(chooser->isVisible());
        auto* table = page.findChild<Ui::RowTable*>();
        const auto first = [table] { return table->model()->index(0, Ui::BackupModel::Name).data().toString(); };
        QCOMPARE(first(), u"fleetpass_20261120_020000.sql.gz"_s);
        QVERIFY(page.errorText().isEmpty());
        // Somebody comes from the overview, where the row of a file was pressed.
        page.showSubject(u"media_20261120.tar.gz"_s);
        // Chosen for somebody who goes on by keyboard.
        QCOMPARE(page.focusWidget(), table);
        QCOMPARE(page.currentName(), u"media"_s);
        QCOMPARE(page.selectedFile(), u"media_20261120.tar.gz"_s);
        QSignalSpy restore(&page, &Ui::BackupPage::restoreRequested);
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->text().contains(u"estore"_s))
                button->click();
        }
        QCOMPARE(restore.first().first().toString(), u"media"_s);
        page.showSubject(u"uploads"_s);
        QCOMPARE(page.errorText(), u"uploads cannot be listed."_s);
        QCOMPARE(table->model()->rowCount(), 0);
    }
    void proofsAgeWhileThePageIsOpen()
    {
        Ui::BackupPage page(m_theme, m_clock);
        page.setNames({u"database"_s});
        Backup::Catalogue good = catalogue();
        good.entries.front().proof = Backup::Proof{.file = good.entries.front().name,
                                                   .rung = Backup::Rung::Complete,
                                                   .bytes = 4096,
                                                   .rawBytes = 9000,
                                                   .at = m_clock.now().addSecs(-3000)};
        page.setCatalogue(good);
        Test::showSettled(page, {1000, 600});
        auto* mark = page.findChild<Ui::StatusMark*>();
        auto* table = page.findChild<Ui::RowTable*>();
        const auto row = [table] { return Ui::Sign(table->model()->index(0, 0).data(Ui::CellSign).toInt()); };
        QCOMPARE(mark->sign(), Ui::Sign::Healthy);
        QCOMPARE(row(), Ui::Sign::Healthy);
        const auto says = [&page](const QString& text) {
            const auto labels = page.findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().startsWith(text); });
        };
        QVERIFY(says(u"60 m old"_s));
        // Nobody lists it any more: an hour later nothing is known, a day later the file is no proof of anything.
        m_clock.advance(61min);
        QCOMPARE(mark->sign(), Ui::Sign::Unknown);
        QVERIFY(says(u"2 h old"_s));
        m_clock.advance(23h);
        QCOMPARE(row(), Ui::Sign::Unknown);
        // Listed again it is known to be too old.
        good.listedAt = m_clock.now();
        page.setCatalogue(good);
        QCOMPARE(mark->sign(), Ui::Sign::Down);
    }
    void isASoundModel()
    {
        Ui::BackupModel model(m_clock);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCatalogue(catalogue());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.fileAt(0), u"fleetpass_20261120_020000.sql.gz"_s);
        QVERIFY(model.fileAt(1).isEmpty());
        model.setCatalogue({});
    }

private:
    Backup::Catalogue catalogue() const
    {
        Backup::Catalogue out{.backup = u"database"_s, .host = u"app-1"_s, .directory = u"/backups"_s};
        out.listedAt = m_clock.now();
        out.rpo = 24h;
        out.entries = {
            {.name = u"fleetpass_20261120_020000.sql.gz"_s, .time = m_clock.now().addSecs(-3600), .bytes = 4096}};
        out.missed = {{m_clock.now().addDays(-1)}};
        return out;
    }

    Test::ManualClock m_clock;
    Ui::Theme m_theme{Ui::ColourScheme::Light};
};

PILOTHOUSE_TEST(TestBackupPage)
#include "tst_backuppage.moc"
