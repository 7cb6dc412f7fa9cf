// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/names.h"
#include "support/corpus.h"
#include "support/testmain.h"

#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::Backup;
using namespace Qt::StringLiterals;

class TestBackupNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recognizes_data()
    {
        QTest::addColumn<QString>("time"); // empty: unknown; "-": no backup
        QTest::addColumn<QString>("pattern");
        const auto row = [](const char* name, const QString& time, const QString& pattern = {}) {
            QTest::newRow(name) << time << pattern;
        };
        row("db_20261120_020000.sql.gz", u"2026-11-20T02:00:00Z"_s, u"db_{YYYYMMDD}_{HHMMSS}.sql.gz"_s);
        row("db-2026-11-20.tar", u"2026-11-20T00:00:00Z"_s, u"db-{YYYY}-{MM}-{DD}.tar"_s);
        row("20261120db.sql", u"2026-11-20T00:00:00Z"_s, u"{YYYYMMDD}db.sql"_s);
        row("db20261120020304.dump", u"2026-11-20T02:03:04Z"_s, u"db{YYYYMMDD}{HHMMSS}.dump"_s);
        row("db_2026-11-20_0203.gz", u"2026-11-20T02:03:00Z"_s, u"db_{YYYY}-{MM}-{DD}_{HH}{mm}.gz"_s);
        row("db_2026_11_20T10_49_10.gz", u"2026-11-20T10:49:10Z"_s, u"db_{YYYY}_{MM}_{DD}T{HH}_{mm}_{SS}.gz"_s);
        row("x-2026.11.20-23-50.tar.bz2", u"2026-11-20T23:50:00Z"_s, u"x-{YYYY}.{MM}.{DD}-{HH}-{mm}.tar.bz2"_s);
        row("db-2026-11-20T02:03:04Z.sql", u"2026-11-20T02:03:04Z"_s);
        row("db-2026-11-20T02:03:04+02:00.sql", u"2026-11-20T00:03:04Z"_s);
        row("20261119-010000F_20261120-020000I", u"2026-11-20T02:00:00Z"_s);
        row("s_backup_2026_11_20_020000_1234567.BAK", u"2026-11-20T02:00:00Z"_s,
            u"s_backup_{YYYY}_{MM}_{DD}_{HHMMSS}_1234567.BAK"_s);
        row("db-2026-11-20-9912.gz", u"2026-11-20T00:00:00Z"_s, u"db-{YYYY}-{MM}-{DD}-9912.gz"_s);
        row("db-25-12-2026.gz", u"2026-12-25T00:00:00Z"_s, u"db-{DD}-{MM}-{YYYY}.gz"_s);
        row("db-03-04-2026.gz", {});
        row("db-2026-W47.gz", {});
        row("db-202647.gz", {});
        row("db-1795171750.gz", u"2026-11-20T10:49:10Z"_s);
        row("db-20261341.gz", u"-"_s);
        row("db-latest.gz", u"-"_s);
        row("postgres-15.18-1.deb", u"-"_s);
        row("db-20261120.gz.sha256", u"-"_s);
        row("db-20261120.gz.gpg", u"2026-11-20T00:00:00Z"_s, u"db-{YYYYMMDD}.gz.gpg"_s);
    }
    void recognizes()
    {
        QFETCH(QString, time);
        const auto list = readNames(QTest::currentDataTag());
        QVERIFY(list);
        if (time == u"-") {
            QVERIFY(list->backups.empty());
            QCOMPARE(list->ignored.size(), 1);
            return;
        }
        QCOMPARE(list->backups.size(), size_t(1));
        QCOMPARE(list->backups.front().time.isValid() ? list->backups.front().time.toString(Qt::ISODate) : QString(),
                 time);
        QTEST(list->pattern, "pattern");
    }
    void periods()
    {
        QCOMPARE(recognizeName(u"db-202647.gz"_s)->period, u"2026-W47"_s);
        QCOMPARE(recognizeName(u"db-202609.gz"_s)->period, u"2026-09"_s);
        QCOMPARE(recognizeName(u"db-2026-W05.gz"_s)->period, u"2026-W05"_s);
    }
    void lists()
    {
        const QByteArray text = "total 12\n"
                                "-rw-r--r-- 1 root root 1234 Nov 20 02:00 db_20261120_020000.sql.gz\n"
                                "-rw-r--r-- 1 root root   64 Nov 20 02:00 db_20261120_020000.sql.gz.md5\n"
                                "-rw-r--r-- 1 root root   99 Nov 20 02:00 db_20261120_020000.sql.gz.gpg\n"
                                "lrwxrwxrwx 1 root root    9 Nov 20 02:00 db_latest -> db_20261120_020000.sql.gz\n"
                                "drwxr-xr-x 2 root root 4096 Nov 19 02:00 db_20261119_020000/\n"
                                "-rw-r--r-- 1 root root 1234 Nov 19 02:00 db_20261119_020000.sql.gz\r\n";
        const auto list = readNames(text);
        QVERIFY(list);
        QCOMPARE(list->backups.size(), size_t(3));
        QCOMPARE(list->ignored.size(), 3);
        QCOMPARE(list->pattern, u"db_{YYYYMMDD}_{HHMMSS}.sql.gz"_s);
        const auto given = readNames(text, u"db_{YYYYMMDD}_{HHMMSS}"_s);
        QVERIFY(given);
        QCOMPARE(given->backups.size(), size_t(1));
        QCOMPARE(given->backups.front().name, u"db_20261119_020000"_s);
        QVERIFY(!readNames(text, u"db"_s));
    }
    void corpus()
    {
        if (!Corpus::isThere(u"cli"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
        const auto mails = readNames(Corpus::contents(u"cli/51-backup-ls-imscp.txt"_s));
        QCOMPARE(mails->backups.size(), size_t(3));
        for (const NamedBackup& backup : mails->backups)
            QCOMPARE(backup.time.toString(Qt::ISODate), u"2017-10-10T23:50:00Z"_s);
        const auto dumps = readNames(Corpus::contents(u"cli/52-backup-ls-pg-local.txt"_s));
        QCOMPARE(dumps->backups.size(), size_t(3));
        QCOMPARE(dumps->backups[1].time, dumps->backups[2].time);
    }
};

PILOTHOUSE_TEST(TestBackupNames)
#include "tst_names.moc"
