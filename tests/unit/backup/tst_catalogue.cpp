// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/catalogue.h"
#include "support/testmain.h"

#include <QBuffer>

using namespace Pilothouse;
using namespace Pilothouse::Backup;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray begin("list\0", 5);
const QByteArray hash(64, 'a');
const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);

System::BackupSpec daily()
{
    System::BackupSpec spec{.name = u"database"_s,
                            .on = u"app-1"_s,
                            .directory = u"/backups"_s,
                            .pattern = u"fleetpass_{YYYYMMDD}_{HHMMSS}.sql.gz"_s};
    spec.schedule = Schedule::parse(u"0 2 * * *"_s, u"UTC"_s).value();
    spec.rpo = 24h;
    return spec;
}

QByteArray line(const QString& name, qint64 bytes)
{
    return QByteArray::number(bytes) + " 1795000000.5 " + name.toUtf8() + '\0';
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsNewestFirstAndCountsTheRest()
    {
        const auto out =
            readListing(daily(),
                        "Welcome to app-1\n" + begin + line(u"fleetpass_20261118_020000.sql.gz"_s, 10) +
                            line(u"fleetpass_20261120_020000.sql.gz"_s, 12) + line(u"notes.txt"_s, 1) +
                            line(u"fleetpass_20261120_020000.sql.gz.sha256"_s, 1) + line(u"; rm -rf $HOME.sql.gz"_s, 1),
                        now);
        QVERIFY(out.has_value());
        QCOMPARE(out->entries.size(), size_t(2));
        QCOMPARE(out->entries.front().name, u"fleetpass_20261120_020000.sql.gz"_s);
        QCOMPARE(out->entries.front().time, QDateTime(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC));
        QCOMPARE(out->ignored, 3);
        QCOMPARE(out->missed, std::vector<MissedSlot>{{QDateTime(QDate(2026, 11, 19), QTime(2, 0), Qt::UTC)}});
    }
    void relativeFoldersAreBelowTheHostsDirectory()
    {
        System::BackupSpec spec = daily();
        System::Host host{.name = u"app-1"_s, .directory = u"/opt/fleetpass"_s};
        QCOMPARE(folderOf(spec, host), u"/backups"_s);
        spec.directory = u"var/backups"_s;
        QCOMPARE(folderOf(spec, host), u"/opt/fleetpass/var/backups"_s);
        host.directory.clear();
        QCOMPARE(folderOf(spec, host), u"var/backups"_s);
    }
    void aFileWithANewlineInItsNameIsNotTwoFiles()
    {
        const auto out = readListing(daily(), begin + line(u"x\n10 0 fleetpass_20261120_020000.sql.gz"_s, 1), now);
        QVERIFY(out.has_value());
        QVERIFY(out->entries.empty());
    }
    void nothingVerifiedIsUnknownAndNothingAtAllFails()
    {
        Catalogue catalogue{.backup = u"database"_s, .directory = u"/backups"_s, .listedAt = now, .rpo = 24h};
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Fails);
        catalogue.entries.push_back({.name = u"a"_s, .time = now.addSecs(-3600)});
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Unknown);
        catalogue.entries.front().proof = Proof{.file = u"a"_s, .rung = Rung::Complete};
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Holds);
        catalogue.entries.front().time = now.addDays(-2);
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Fails);
    }
    void theNewestIsGreenOnlyUntilTheNextIsDue()
    {
        // Nightly at two without an RPO: the backup of the 18th may stand until half a day after the slot of the 19th.
        System::BackupSpec spec = daily();
        spec.rpo.reset();
        auto catalogue = readListing(spec, begin + line(u"fleetpass_20261118_020000.sql.gz"_s, 10), now);
        QVERIFY(catalogue.has_value());
        Entry& entry = catalogue->entries.front();
        entry.proof = Proof{.file = entry.name, .rung = Rung::Complete, .at = entry.time.addSecs(600)};
        const QDateTime due(QDate(2026, 11, 19), QTime(14, 0), Qt::UTC);
        QCOMPARE(expectedUntil(*catalogue, entry), due);
        QCOMPARE(newestEvidence(*catalogue, Rung::Complete, now).verdict, Verdict::Fails);
        const Evidence row = entryEvidence(*catalogue, entry);
        QCOMPARE(row.verdictAt(due), Verdict::Holds);
        QCOMPARE(row.verdictAt(due.addSecs(1)), Verdict::Unknown);
        // Read again today: the file is what it was, and still too old to be the newest.
        entry.proof->at = now;
        QCOMPARE(entryEvidence(*catalogue, entry).verdictAt(now.addSecs(60)), Verdict::Unknown);
        // A generous RPO beside a nightly schedule: it is not lost yet, but nobody may call it well.
        catalogue->rpo = 7 * 24h;
        QCOMPARE(newestEvidence(*catalogue, Rung::Complete, now).verdict, Verdict::Weak);
    }
    void greenEndsWithTheRpoAndNotWithTheListing()
    {
        Catalogue catalogue{.backup = u"database"_s, .directory = u"/backups"_s, .listedAt = now, .rpo = 24h};
        catalogue.entries = {{.name = u"a"_s,
                              .time = now.addSecs(-24 * 3600 + 600),
                              .proof = Proof{.file = u"a"_s, .rung = Rung::Complete, .at = now.addSecs(-60)}}};
        const Evidence evidence = newestEvidence(catalogue, Rung::Complete);
        QCOMPARE(evidence.verdictAt(now.addSecs(599)), Verdict::Holds);
        QCOMPARE(evidence.verdictAt(now.addSecs(601)), Verdict::Unknown);
        QCOMPARE(newestEvidence(catalogue, Rung::Complete, now.addSecs(601)).verdict, Verdict::Fails);
        // And a listing that nobody could renew is not believed for longer than an hour.
        catalogue.entries.front().time = now;
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdictAt(now.addSecs(3601)), Verdict::Unknown);
    }
    void proofsOfOlderFilesAgeAndBadNewsStays()
    {
        Catalogue catalogue{.backup = u"database"_s, .directory = u"/backups"_s, .listedAt = now, .rpo = 24h};
        const Proof good{.file = u"c"_s, .rung = Rung::Complete, .at = now};
        const Proof cut{.file = u"a"_s, .rung = Rung::Exists, .reason = u"truncated"_s, .at = now.addDays(-40)};
        catalogue.entries = {{.name = u"c"_s, .time = now.addSecs(-60), .proof = good},
                             {.name = u"b"_s, .time = now.addDays(-9), .proof = good},
                             {.name = u"a"_s, .time = now.addDays(-40), .proof = cut},
                             {.name = u"0"_s, .time = now.addDays(-41)}};
        // Somebody just read an older file to its end: that is fresh evidence about this file, for a while.
        QCOMPARE(entryEvidence(catalogue, catalogue.entries[1]).verdictAt(now.addSecs(60)), Verdict::Holds);
        QCOMPARE(entryEvidence(catalogue, catalogue.entries[1]).verdictAt(now.addDays(2)), Verdict::Unknown);
        QCOMPARE(entryEvidence(catalogue, catalogue.entries[2]).verdictAt(now), Verdict::Fails);
        QCOMPARE(entryEvidence(catalogue, catalogue.entries[3]).verdictAt(now), Verdict::Unknown);
    }
    void aHostCannotClaimARestore()
    {
        const auto proof = readProof("file a.sql.gz\nbytes 10\nverified restored\n", now);
        QVERIFY(!proof);
        QVERIFY(!readProof("file a.sql.gz\nbytes 10\n", now));
    }
    void findsProofsInTheOutputOfARun()
    {
        const auto proofs = inOutput("Dumping...\npilothouse backup file a.sql.gz\npilothouse backup bytes "
                                     "10\npilothouse backup sha256 " +
                                     hash + "\npilothouse backup verified complete\n" +
                                     "done\npilothouse backup file b.sql.gz\npilothouse backup verified exists\n");
        QCOMPARE(proofs.size(), size_t(2));
        QCOMPARE(proofs.front().rung, Rung::Complete);
        QCOMPARE(proofs.front().bytes, qint64(10));
        QCOMPARE(proofs.back().rung, Rung::Exists);
    }
    void aReadingThatBrokeOffLeavesNothingToTheNext()
    {
        const auto proofs = inOutput("pilothouse backup file a.sql.gz\npilothouse backup bytes 10\npilothouse backup "
                                     "sha256 " +
                                     hash + "\npilothouse backup file b.sql.gz\npilothouse backup verified complete\n");
        QVERIFY(proofs.empty());
    }
    void aLongLineIsReadInPieces()
    {
        const auto proofs = inOutput(QByteArray(3 * 4096 - 3, 'x') +
                                     "pilothouse backup file a\npilothouse backup "
                                     "verified exists\n" +
                                     "pilothouse backup file b\npilothouse backup verified exists");
        QCOMPARE(proofs.back().file, u"b"_s);
    }
    void aVerdictAboutNothingIsNone_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("no hash") << QByteArray("file a\nbytes 10\nsha256 \nverified complete\n");
        QTest::newRow("no bytes") << "file a\nsha256 " + hash + "\nverified complete\n";
        QTest::newRow("no file") << "bytes 10\nsha256 " + hash + "\nverified readable\n";
    }
    void aVerdictAboutNothingIsNone()
    {
        QFETCH(QByteArray, output);
        QVERIFY(!readProof(output, now));
    }
    void aBackupFromTheFutureProvesNothing()
    {
        Catalogue catalogue{.backup = u"database"_s, .listedAt = now, .rpo = 24h};
        const auto entry = [](const QString& name, const QDateTime& time) {
            return Entry{.name = name, .time = time, .proof = Proof{.file = name, .rung = Rung::Complete}};
        };
        catalogue.entries = {entry(u"future"_s, now.addYears(30))};
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Unknown);
        catalogue.entries.push_back(entry(u"old"_s, now.addDays(-2)));
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Fails);
        catalogue.entries[1] = entry(u"yesterday"_s, now.addSecs(-3600));
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).artefacts, QStringList{u"yesterday"_s});
        // Clocks differ a little.
        catalogue.entries[0] = entry(u"now"_s, now.addSecs(30));
        QCOMPARE(newestEvidence(catalogue, Rung::Complete).verdict, Verdict::Holds);
    }
    void aProofIsOfTheBytesThatWereRead()
    {
        const Proof proof{.file = u"a"_s, .rung = Rung::Complete, .bytes = 10240, .at = now};
        const auto proved = [&](qint64 bytes, const QDateTime& modified) {
            Catalogue catalogue{.backup = u"database"_s};
            catalogue.entries = {{.name = u"a"_s, .modified = modified, .bytes = bytes}};
            addProofs(catalogue, {proof});
            return catalogue.entries.front().proof.has_value();
        };
        QVERIFY(proved(10240, now.addSecs(-60)));
        QVERIFY(proved(10240, now.addSecs(60))); // clocks differ a little
        QVERIFY(!proved(20480, now.addSecs(-60)));
        // Archives are padded: the next one is as large as this.
        QVERIFY(!proved(10240, now.addSecs(3600)));
    }
    void theAnswerIsNotBelievedLongerThanTheBackupIsYoung()
    {
        Catalogue catalogue{.backup = u"database"_s, .listedAt = now, .rpo = 24h};
        catalogue.entries = {{.name = u"a"_s,
                              .time = now.addSecs(-(23 * 3600 + 50 * 60)),
                              .proof = Proof{.file = u"a"_s, .rung = Rung::Complete}}};
        const Evidence evidence = newestEvidence(catalogue, Rung::Complete);
        QCOMPARE(evidence.verdictAt(now.addSecs(9 * 60)), Verdict::Holds);
        QCOMPARE(evidence.verdictAt(now.addSecs(11 * 60)), Verdict::Unknown);
    }
    void namesAreInTheZoneOfTheSchedule()
    {
        System::BackupSpec spec = daily();
        spec.schedule = Schedule::parse(u"0 2 * * *"_s, u"Europe/Berlin"_s).value();
        const auto out = readListing(spec, begin + line(u"fleetpass_20261120_020000.sql.gz"_s, 12), now);
        QVERIFY(out.has_value());
        QCOMPARE(out->entries.front().time, QDateTime(QDate(2026, 11, 20), QTime(1, 0), Qt::UTC));
    }
    void aListThatCannotBeReadIsNoEmptyList()
    {
        QVERIFY(!readListing(daily(), {}, now));
        QVERIFY(readListing(daily(), begin, now)->entries.empty());
        QVERIFY(!readListing(daily(), begin + QByteArray("many 1 fleetpass_20261120_020000.sql.gz\0", 40), now));
        QVERIFY(readListing(daily(), begin + QByteArray("1 inf fleetpass_20261120_020000.sql.gz\0", 39), now));
    }

private:
    static std::vector<Proof> inOutput(QByteArray output)
    {
        QBuffer buffer(&output);
        return buffer.open(QIODevice::ReadOnly) ? readProofs(buffer, now) : std::vector<Proof>();
    }
};

PILOTHOUSE_TEST(TestCatalogue)
#include "tst_catalogue.moc"
