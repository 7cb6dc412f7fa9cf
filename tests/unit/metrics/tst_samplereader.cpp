// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metric.h"
#include "metrics/samplereader.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse;
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

/// The first samples of this machine by the real script, in a shell.
std::vector<Sample> samplesFrom(const QStringList& shell, const QStringList& arguments, size_t wanted)
{
    QProcess process;
    process.start(shell.first(),
                  shell.mid(1) << QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/sampler.sh") << arguments);
    SampleReader reader;
    std::vector<Sample> samples;
    while (samples.size() < wanted && process.waitForReadyRead(20'000)) {
        for (Sample& sample : reader.feed(process.readAllStandardOutput(), QDateTime::currentDateTimeUtc()))
            samples.push_back(std::move(sample));
    }
    process.kill();
    process.waitForFinished();
    samples.resize(std::min(samples.size(), wanted));
    return samples;
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
        df.write("#!/bin/sh\ncase $1 in -Pkl) ;; -Pil) exit 1 ;; *) echo a file server would hold this one; sleep 60 "
                 ";; esac\n"
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
    void whatAHostSaysBesides()
    {
        const auto more = [](int own, int box, int pm2) {
            return QByteArray("v 2\n@ ") + (own == 10 ? "100" : "105") + "\nevery 5\nclock 100\nown " +
                   QByteArray::number(own) +
                   "\ncpu 100 0 50 800 30 5 5 10\ncpus 2\nmem 1000 250 100 50\nload 1 1 1\nfiles 300 9000\n"
                   "box 0123456789abcdef0123 " +
                   QByteArray::number(box) +
                   " 50000000 100000000 backend shop_backend_1\nbox fedcba987654321 5 5 0 - fedcba987654321\npm2 3 " +
                   QByteArray::number(pm2) +
                   " 2048 api of the shop\ndisk 1000 400 600 /\ninodes 500 100 400 /\ninodes 5 5 0 /elsewhere\n"
                   "top 12 - 4096 (sd pam)\ntop 13 253 1024 node\n.\n";
        };
        SampleReader reader;
        reader.feed(more(10, 1'000'000, 200), now);
        const Sample sample = reader.feed(more(11, 3'500'000, 300), now).front();
        QVERIFY(!sample.cpuModes); // nothing passed by the clock of the processors
        QCOMPARE(sample.every, std::chrono::milliseconds(5000));
        QCOMPARE(sample.samplerPercent, 0.2);
        QCOMPARE(sample.openFiles, qint64(300));
        QCOMPARE(sample.containers, (std::vector<ContainerUse>{{u"0123456789ab"_s, u"shop_backend_1"_s, u"backend"_s,
                                                                50.0, 50'000'000, 100'000'000},
                                                               {u"fedcba987654"_s, u"fedcba987654"_s, {}, 0.0, 5, 0}}));
        QCOMPARE(sample.pm2, (std::vector<ProcessUse>{{3, u"api of the shop"_s, 20.0, 2048 * 1024}}));
        QCOMPARE(sample.top,
                 (std::vector<ProcessUse>{{12, u"(sd pam)"_s, {}, 4096 * 1024}, {13, u"node"_s, 25.3, 1024 * 1024}}));
        QCOMPARE(sample.disks.front().inodePercent(), 20.0);
        const auto figures = metricsOf(sample);
        const auto figure = [&figures](const QString& metric) {
            const auto found = std::ranges::find(figures, metric, &Figure::metric);
            return found == figures.end() ? -1 : found->value;
        };
        QCOMPARE(figure(u"container:shop_backend_1:cpu"_s), 50.0);
        QCOMPARE(figure(u"container:shop_backend_1:memory-limit"_s), 50.0);
        QCOMPARE(figure(u"pm2:api of the shop:3:memory"_s), 2048.0 * 1024);
        QCOMPARE(figure(u"inodes:/"_s), 20.0);
        QCOMPARE(figure(u"files"_s), 300.0);
    }
    void limitsOfTheDefinition()
    {
        System::Environment environment;
        environment.services.push_back({.name = u"api"_s,
                                        .runtime = System::Runtime::Compose,
                                        .unit = u"backend"_s,
                                        .limits = {.cpu = 0.5, .memory = 200'000'000}});
        Sample sample;
        sample.containers = {{.id = u"a"_s,
                              .name = u"shop_backend_1"_s,
                              .service = u"backend"_s,
                              .cpuPercent = 25.0,
                              .memory = 50'000'000,
                              .limit = 1},
                             {.id = u"b"_s, .name = u"api"_s, .memory = 1, .limit = 4}};
        applyLimits(sample, environment);
        const auto figures = metricsOf(sample);
        const auto has = [&figures](const Figure& figure) {
            return std::ranges::find(figures, figure) != figures.end();
        };
        QVERIFY(has({u"container:shop_backend_1:memory-limit"_s, 25.0}));
        QVERIFY(has({u"container:shop_backend_1:cpu-limit"_s, 50.0}));
        QVERIFY(has({u"container:api:memory-limit"_s, 25.0})); // its engine's own
    }
    void modesAreSharesOfWhatPassed()
    {
        SampleReader reader;
        reader.feed(block(100, 1000, 1000, 5000), now);
        QByteArray second = block(105, 1000, 1000, 5000);
        second.replace("cpu 1000 0 0 1000 0 0 0 0", "cpu 1020 10 20 1030 10 3 2 5");
        const Sample sample = reader.feed(second, now).front();
        QCOMPARE(sample.cpuModes, (CpuModes{30.0, 20.0, 10.0, 5.0, 5.0}));
        QCOMPARE(sample.cpuPercent, 60.0);
    }
    void anotherVersionIsToldOf()
    {
        SampleReader reader;
        QVERIFY(reader.feed("v 3\n" + block(100, 1000, 1000, 5000), now).empty());
        QCOMPARE(reader.otherVersion(), 3);
        QCOMPARE(reader.feed("v 2\n" + block(100, 1000, 1000, 5000), now).size(), size_t(1));
        QVERIFY(!reader.otherVersion());
    }
    void containersOfBothKindsOfGroups_data()
    {
        QTest::addColumn<bool>("unified");
        QTest::newRow("v1") << false;
        QTest::newRow("v2") << true;
    }
    void containersOfBothKindsOfGroups()
    {
        QFETCH(bool, unified);
        // A tree as the kernel shows it; the real one of this machine is read by the test below.
        QTemporaryDir folder;
        const QString id(64, u'a');
        const auto put = [&folder](const QString& path, const QByteArray& text) {
            QFile file(folder.filePath(path));
            QDir().mkpath(QFileInfo(file).path());
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        if (unified) {
            const QString group = u"system.slice/docker-%1.scope/"_s.arg(id);
            put(u"cgroup.controllers"_s, "cpu memory\n");
            put(group + u"cpu.stat"_s, "usage_usec 2500000\nuser_usec 1\nsystem_usec 1\n");
            put(group + u"memory.current"_s, "90000000\n");
            put(group + u"memory.max"_s, "200000000\n");
            put(group + u"memory.stat"_s, "anon 1\nfile 2\ninactive_file 10000000\nslab 5\n");
        } else {
            put(u"cpu,cpuacct/docker/%1/cpuacct.usage"_s.arg(id), "2500000000\n");
            put(u"memory/docker/%1/cgroup.procs"_s.arg(id), "1\n");
            put(u"memory/docker/%1/memory.usage_in_bytes"_s.arg(id), "90000000\n");
            put(u"memory/docker/%1/memory.limit_in_bytes"_s.arg(id), "9223372036854771712\n");
            put(u"memory/docker/%1/memory.stat"_s.arg(id), "inactive_file 3\ntotal_inactive_file 10000000\n");
            put(u"memory/docker/%1/cgroup.procs"_s.arg(QString(64, u'b')), {}); // gone, and its group left behind
        }
        for (const QStringList& shell :
             {QStringList{u"dash"_s}, QStringList{u"bash"_s}, QStringList{u"busybox"_s, u"sh"_s}}) {
            const auto samples = samplesFrom(shell, {u"0.1"_s, {}, folder.path()}, 1);
            QCOMPARE(samples.size(), size_t(1));
            QCOMPARE(samples.front().containers.size(), size_t(1));
            const ContainerUse& container = samples.front().containers.front();
            QCOMPARE(container.id, id.left(12));
            QCOMPARE(container.memory, 80'000'000);
            QCOMPARE(container.limit, unified ? 200'000'000 : 0);
        }
    }
    void processesOfPm2WithoutPm2()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"pids"_s));
        QProcess worker;
        worker.start(u"sleep"_s, {u"60"_s});
        QVERIFY(worker.waitForStarted());
        const auto put = [&folder](const QString& name, const QByteArray& text) {
            QFile file(folder.filePath(u"pids/"_s + name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        put(u"api-worker-7.pid"_s, QByteArray::number(worker.processId())); // without an end of line, as PM2 writes it
        put(u"gone-1.pid"_s, "4194303");
        put(u"odd-2.pid"_s, "../self\n");
        for (const QStringList& shell :
             {QStringList{u"dash"_s}, QStringList{u"bash"_s}, QStringList{u"busybox"_s, u"sh"_s}}) {
            const auto samples = samplesFrom(shell, {u"0.1"_s, folder.path()}, 2);
            QCOMPARE(samples.size(), size_t(2));
            QCOMPARE(samples.back().pm2.size(), size_t(1));
            QCOMPARE(samples.back().pm2.front().name, u"api-worker"_s);
            QCOMPARE(samples.back().pm2.front().number, 7);
            QVERIFY(samples.back().pm2.front().memory > 0);
            QVERIFY(samples.back().pm2.front().cpuPercent.has_value());
        }
        worker.kill();
        worker.waitForFinished();
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
            const std::vector<Sample> samples = samplesFrom(shell, {u"0.1"_s}, 3);
            QVERIFY2(samples.size() >= 3, qPrintable(shell.first()));
            QVERIFY(samples.back().cpuPercent.has_value());
            QVERIFY(samples.back().memoryPercent > 0 && samples.back().memoryPercent < 100);
            QVERIFY(samples.back().cpus > 0);
            QVERIFY(samples.back().cpuModes && samples.back().samplerPercent && samples.back().openFiles);
            QCOMPARE(samples.back().every, std::chrono::milliseconds(100));
            QVERIFY(std::ranges::any_of(samples.back().top, [](const ProcessUse& process) {
                return process.cpuPercent && process.memory > 0 && !process.name.isEmpty();
            }));
        }
    }
};

PILOTHOUSE_TEST(TestSampleReader)
#include "tst_samplereader.moc"
