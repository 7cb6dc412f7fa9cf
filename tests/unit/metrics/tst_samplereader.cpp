// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samplereader.h"
#include "support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);

QByteArray block(double uptime, int user, int idle, qint64 received)
{
    return "@ " + QByteArray::number(uptime) + "\ncpu " + QByteArray::number(user) + " 0 0 " +
           QByteArray::number(idle) + " 0 0 0 0\ncpus 2\nmem 1000 250 100 50\nload 0.50 0.40 0.30\nnet " +
           QByteArray::number(received) + " 10\ndisk 1000 400 600 /\ndisk 1000 810 90 /mnt/two words\n.\n";
}

} // namespace

class TestSampleReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ratesNeedTwoBlocks()
    {
        SampleReader reader;
        const auto first = reader.feed(block(100, 1000, 1000, 5000), now);
        QCOMPARE(first.size(), size_t(1));
        QVERIFY(!first.front().cpuPercent);
        QCOMPARE(first.front().memoryPercent, 75.0);
        QCOMPARE(first.front().swapPercent, 50.0);
        QCOMPARE(first.front().diskPercent(), 90.0);
        QCOMPARE(first.front().disks.back().mount, u"/mnt/two words"_s);
        const auto second = reader.feed(block(105, 1100, 1300, 10000), now);
        QCOMPARE(second.front().cpuPercent, 25.0);
        QCOMPARE(second.front().receivedPerSecond, 1000.0);
    }
    void bytesMayComeInAnyPieces()
    {
        const QByteArray stream = block(100, 1000, 1000, 5000) + block(105, 1100, 1300, 10000);
        for (qsizetype size = 1; size < 40; ++size) {
            SampleReader reader;
            size_t samples = 0;
            for (qsizetype at = 0; at < stream.size(); at += size)
                samples +=
                    reader.feed(QByteArrayView(stream).sliced(at, std::min(size, stream.size() - at)), now).size();
            QCOMPARE(samples, size_t(2));
        }
    }
    void whatAHostMakesUpStaysWithinBounds()
    {
        SampleReader reader;
        const QByteArray huge("9223372036854775807");
        const auto samples = reader.feed("@ nan\ncpu " + QByteArray(huge + ' ').repeated(8) + "\ncpus " + huge +
                                             "\nmem 1000 5000 100 900\nload inf 0 0\nnet -5 " + huge +
                                             QByteArray("\ndisk " + huge + " -1 x /a").repeated(5000) + "\n.\n.\n",
                                         now);
        QCOMPARE(samples.size(), size_t(1)); // the second end is of no block
        QCOMPARE(samples.front().memoryPercent, 0.0);
        QCOMPARE(samples.front().swapPercent, 0.0);
        QCOMPARE(samples.front().load1, 0.0);
        QVERIFY(samples.front().disks.size() <= 256);
        QCOMPARE(samples.front().disks.front().size, 0);
        // Half a line is no measurement.
        QVERIFY(SampleReader().feed("@ 1\ncpu 1 1 1 1 1 1 1 1\nmem 1000\n.\n", now).empty());
    }
    void imagesAndFileServersAreNoDisks()
    {
        QTemporaryDir folder;
        QFile df(folder.filePath(u"df"_s));
        QVERIFY(df.open(QIODevice::WriteOnly));
        df.write("#!/bin/sh\ncase $1 in -Pkl) ;; *) echo a file server would hold this one; sleep 60 ;; esac\n"
                 "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
                 "echo /dev/vda1 1000 400 600 40% /\necho /dev/loop3 100 100 0 100% /snap/core/1\n"
                 "echo /dev/loop4 100 100 0 100% /var/lib/snapd/snap/x/2\necho /dev/sr0 100 100 0 100% /media/cdrom\n"
                 "echo /dev/loop9 1000 500 500 50% /srv/with blanks\n");
        df.close();
        QVERIFY(df.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, folder.path() + u':' + environment.value(u"PATH"_s));
        process.setProcessEnvironment(environment);
        process.start(u"dash"_s, {QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/sampler.sh"), u"60"_s});
        SampleReader reader;
        std::vector<Sample> samples;
        const auto read = [&] {
            for (Sample& sample : reader.feed(process.readAllStandardOutput(), now))
                samples.push_back(std::move(sample));
            return samples.size();
        };
        QTRY_COMPARE(read(), size_t(1));
        process.kill();
        process.waitForFinished();
        QStringList mounts;
        for (const DiskUsage& disk : samples.front().disks)
            mounts << disk.mount;
        QCOMPARE(mounts, (QStringList{u"/"_s, u"/srv/with blanks"_s}));
    }
    void aRestartStartsRatesAnew()
    {
        SampleReader reader;
        reader.feed(block(100, 1000, 1000, 5000), now);
        const auto after = reader.feed(block(5, 10, 10, 5), now);
        QVERIFY(!after.front().cpuPercent);
        QVERIFY(!after.front().receivedPerSecond);
    }
    void rubbishIsNoSample()
    {
        SampleReader reader;
        QVERIFY(reader.feed("Welcome to host!\n.\n@ x\ncpu\nmem 0\n.\n", now).empty());
        QVERIFY(reader.feed(QByteArray(100000, 'x'), now).empty());
        QCOMPARE(reader.feed('\n' + block(100, 1, 1, 1), now).size(), size_t(1));
    }
    void readsThisMachine()
    {
        for (const QStringList& shell :
             {QStringList{u"dash"_s}, QStringList{u"bash"_s}, QStringList{u"busybox"_s, u"sh"_s}}) {
            QProcess process;
            process.start(shell.first(), shell.mid(1)
                                             << QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/sampler.sh")
                                             << u"0.1"_s);
            QVERIFY(process.waitForStarted());
            SampleReader reader;
            std::vector<Sample> samples;
            while (samples.size() < 3 && process.waitForReadyRead(10000)) {
                for (Sample& sample : reader.feed(process.readAllStandardOutput(), QDateTime::currentDateTimeUtc()))
                    samples.push_back(std::move(sample));
            }
            process.kill();
            process.waitForFinished();
            QVERIFY2(samples.size() >= 3, qPrintable(shell.first()));
            QVERIFY(samples.back().cpuPercent.has_value());
            QVERIFY(samples.back().memoryPercent > 0 && samples.back().memoryPercent < 100);
            QVERIFY(samples.back().cpus > 0);
        }
    }
};

PILOTHOUSE_TEST(TestSampleReader)
#include "tst_samplereader.moc"
