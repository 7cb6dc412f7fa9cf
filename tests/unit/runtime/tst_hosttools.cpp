// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/hosttools.h"
#include "runtime/listing.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

class TestHostTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void df_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("mount");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<double>("percent");
        const auto row = [](const char* what, const char* output, const QString& device, const QString& mount,
                            qint64 size, double percent) {
            QTest::newRow(what) << QByteArray(output) << device << mount << size << percent;
        };
        row("plain",
            "Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/sda1       10485760 5242880   5242880  "
            "50% /\n",
            u"/dev/sda1"_s, u"/"_s, 10737418240, 50);
        row("512",
            "Filesystem 512-blocks Used Available Capacity Mounted on\n/dev/disk1 2048 1024 1024 50% /Volumes/My "
            "Disk\n",
            u"/dev/disk1"_s, u"/Volumes/My Disk"_s, 1048576, 50);
        row("BSD with inodes",
            "Filesystem 512-blocks Used Available Capacity iused ifree %iused  Mounted on\n/dev/disk1 2048 1024 1024 "
            "50% 10 90 10% /\n",
            u"/dev/disk1"_s, u"/"_s, 1048576, 50);
        row("human, comma",
            "Dateisystem    Gr\xc3\xb6\xc3\x9f"
            "e Benutzt Verf. Verw% Eingeh\xc3\xa4ngt auf\n//nas/My Share  1,5T    500G  1,0T   33% /mnt/nas\n",
            u"//nas/My Share"_s, u"/mnt/nas"_s, 1649267441664, 33);
        row("German blocks",
            "Dateisystem    1K-Bl\xc3\xb6"
            "cke Benutzt Verf\xc3\xbcgbar Verw% Eingeh\xc3\xa4ngt auf\ntmpfs 1024 0 1024 0% /run\n",
            u"tmpfs"_s, u"/run"_s, 1048576, 0);
        row("broken row",
            "Filesystem           1K-blocks      Used Available Use% Mounted on\n/dev/mapper/a-very-long-name\n        "
            "              2048      1024      1024  50% /data\n",
            u"/dev/mapper/a-very-long-name"_s, u"/data"_s, 2097152, 50);
        row("nothing known",
            "Filesystem     1K-blocks    Used Available Use% Mounted on\nportal - - - - /run/user/doc\n", u"portal"_s,
            u"/run/user/doc"_s, -1, -1);
        row("no header", "/dev/sda1 100 50 50 50% /\n", u"/dev/sda1"_s, u"/"_s, -1, 50);
    }
    void df()
    {
        QFETCH(QByteArray, output);
        const auto all = readDf(output);
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(1));
        QTEST(all->front().device, "device");
        QTEST(all->front().mount, "mount");
        QTEST(all->front().sizeBytes.value_or(-1), "size");
        QTEST(all->front().usedPercent.value_or(-1), "percent");
    }
    void dfTypesAndInodes()
    {
        const auto typed = readDf(
            "Filesystem     Type  Size  Used Avail Use% Mounted on\n/dev/sda1      ext4   10G     0   10G   0% /\n");
        QVERIFY(typed);
        QCOMPARE(typed->front().type, u"ext4"_s);
        QCOMPARE(typed->front().usedBytes.value_or(-1), 0);
        const auto inodes =
            readDf("Filesystem     Inodes IUsed IFree IUse% Mounted on\n/dev/sda1 1000 250 750 25% /\n");
        QVERIFY(inodes);
        QVERIFY(!inodes->front().sizeBytes);
        QCOMPARE(inodes->front().inodesFree.value_or(0), 750);
        const auto custom =
            readDf("Filesystem Type Inodes IUsed IFree IUse% 1K-blocks Used Avail Use% File Mounted on\n"
                   "/dev/sda1 ext4 1000 250 750 25% 4 1 3 25% / /\n");
        QVERIFY(custom && custom->size() == 1);
        QCOMPARE(custom->front().mount, u"/"_s);
        QCOMPARE(custom->front().sizeBytes.value_or(0), 4096);
        QCOMPARE(custom->front().inodesFree.value_or(0), 750);
        const auto few = readDf("Mounted on Use%\n/srv 7%\n");
        QVERIFY(few && few->size() == 1);
        QCOMPARE(few->front().usedPercent.value_or(0), 7.0);
        QVERIFY(!readDf("df: command not found"));
    }

    void freeForms()
    {
        const auto old = readFree("             total       used       free     shared    buffers     cached\n"
                                  "Mem:          1000        900        100          1        200        300\n"
                                  "-/+ buffers/cache:        400        600\n"
                                  "Swap:          500          0        500\n");
        QVERIFY(old);
        QCOMPARE(old->size(), size_t(3));
        QCOMPARE(old->front().cacheBytes.value_or(0), 300 * 1024);
        QVERIFY(!old->front().availableBytes);
        QCOMPARE(old->at(1).kind, u"buffers"_s);
        QCOMPARE(old->at(1).freeBytes.value_or(0), 600 * 1024);
        const auto human = readFree(
            "               gesamt       benutzt     frei      gemns.  Puffer/Cache verf\xc3\xbcgbar\n"
            "Speicher:        1,5Gi       512Mi       1,0Gi       0B       10Mi       1,2Gi\nSwap: 0B 0B 0B\n");
        QVERIFY(human);
        QCOMPARE(human->front().kind, u"memory"_s);
        QCOMPARE(human->front().totalBytes.value_or(0), 1610612736);
        QCOMPARE(human->front().availableBytes.value_or(0), 1288490189);
        QCOMPARE(human->back().kind, u"swap"_s);
        QVERIFY(!readFree("nothing: here\n"));
    }
    void meminfo()
    {
        const auto facts = readMeminfo("MemTotal:  2 kB\nHugePages_Total:       3\n");
        QVERIFY(facts);
        QCOMPARE(facts->front().bytes.value_or(0), 2048);
        QVERIFY(!facts->back().bytes);
        QCOMPARE(facts->back().count.value_or(0), 3);
        QVERIFY(!readMeminfo("Other: 2 kB\n"));
    }

    void uptime_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<qint64>("users");
        QTest::addColumn<double>("load");
        const auto row = [](const char* line, qint64 seconds, qint64 users, double load) {
            QTest::newRow(line) << seconds << users << load;
        };
        row(" 10:00:00 up 3 days,  2:05,  1 user,  load average: 1.25, 0.50, 0.10", 266700, 1, 1.25);
        row(" 10:00:00 up 10:00,  0 users,  load average: 1,25, 0,50, 0,10", 36000, 0, 1.25);
        row(" 10:00:00 up 5 min,  load average: 12.00, 0.50, 0.10", 300, -1, 12);
        row("10:00  up 1 day, 3 hrs, 2 users, load averages: 2.00 1.00 0.50", 97200, 2, 2);
        row("10:00AM  up 35 secs, 2 users, load averages: 2.00, 1.00, 0.50", 35, 2, 2);
        row("up 1 week, 2 days, 3 hours, 4 minutes", 788640, -1, -1);
        row("12345.67 23456.78", 12345, -1, -1);
        row(" 10:00:00 up 1:02,  2 Benutzer,  Durchschnittslast: 0,30, 0,20, 0,10", 3720, 2, 0.3);
    }
    void uptime()
    {
        const auto lines = readUptime(QTest::currentDataTag());
        QVERIFY(lines);
        QTEST(lines->front().upSeconds.value_or(-1), "seconds");
        QTEST(lines->front().users.value_or(-1), "users");
        QTEST(lines->front().load1.value_or(-1), "load");
    }

    void listings_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("modified");
        const auto row = [](const char* line, const QString& name, qint64 bytes, const QString& modified) {
            QTest::newRow(line) << name << bytes << modified;
        };
        row("-rw-r--r-- 1 root root 1234 Nov  2 03:04 a b.sql", u"a b.sql"_s, 1234, u"Nov 2 03:04"_s);
        row("-rw-r--r--. 1 root root 1.5M Nov 22  2025 x.gz", u"x.gz"_s, 1572864, u"Nov 22 2025"_s);
        row("-rw-r--r-- 1 1000 1000 9 2026-11-20 10:11:12.123456789 +0100 full", u"full"_s, 9,
            u"2026-11-20T09:11:12Z"_s);
        row("-rw-r--r-- 1 root root 9 2026-11-20 10:11 long", u"long"_s, 9, u"2026-11-20T10:11:00"_s);
        row("lrwxrwxrwx 1 root root 9 20 nov. 10:11 latest -> x.gz", u"latest"_s, 9, u"20 nov. 10:11"_s);
        row("2.4M    dump.gz", u"dump.gz"_s, 2516582, {});
        row("only-a-name.tar", u"only-a-name.tar"_s, -1, {});
    }
    void listings()
    {
        const auto files = readListing(QByteArray("total 12K\n") + QTest::currentDataTag());
        QVERIFY(files);
        QCOMPARE(files->size(), size_t(1));
        QTEST(files->front().name, "name");
        QTEST(files->front().bytes.value_or(-1), "bytes");
        QTEST(files->front().modified, "modified");
    }
};

PILOTHOUSE_TEST(TestHostTools)
#include "tst_hosttools.moc"
