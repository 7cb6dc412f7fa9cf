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
        page.setCatalogue(catalogue());
        page.setError({ErrorKind::Unreachable, u"app-1 does not answer."_s});
        QCOMPARE(page.findChild<Ui::RowTable*>()->model()->rowCount(), 2);
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
