// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/catalogue.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Backup;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

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
                        line(u"fleetpass_20261118_020000.sql.gz"_s, 10) +
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
    void aFileWithANewlineInItsNameIsNotTwoFiles()
    {
        const auto out = readListing(daily(), line(u"x\n10 0 fleetpass_20261120_020000.sql.gz"_s, 1), now);
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
    void aHostCannotClaimARestore()
    {
        const auto proof = readProof("file a.sql.gz\nbytes 10\nverified restored\n", now);
        QVERIFY(!proof);
        QVERIFY(!readProof("file a.sql.gz\nbytes 10\n", now));
    }
    void findsProofsInTheOutputOfARun()
    {
        const auto proofs = readProofs("Dumping...\npilothouse backup file a.sql.gz\npilothouse backup bytes "
                                       "10\npilothouse backup verified complete\n"
                                       "done\npilothouse backup file b.sql.gz\npilothouse backup verified exists\n",
                                       now);
        QCOMPARE(proofs.size(), size_t(2));
        QCOMPARE(proofs.front().rung, Rung::Complete);
        QCOMPARE(proofs.front().bytes, qint64(10));
        QCOMPARE(proofs.back().rung, Rung::Exists);
    }
};

PILOTHOUSE_TEST(TestCatalogue)
#include "tst_catalogue.moc"
