// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samplereader.h"
#include "support/testmain.h"

#include <QProcess>

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
