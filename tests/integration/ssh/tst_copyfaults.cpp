// SPDX-License-Identifier: GPL-3.0-or-later
#include "copyrig.h"
#include "fakesftp.h"

#include <QScopeGuard>

#include <atomic>
#include <sched.h>
#include <sys/mount.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What happens to copies on the way: servers that misbehave, links that break, sources that change, disks that are
/// full.
class TestCopyFaults : public CopyTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServer(); }
    void init() { makeFolders(); }

    void namesOfAHostileServerLeadNowhere()
    {
        SshServer server({.configuration = {fakeSubsystem(u"names"_s)}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const auto report =
            copy(server, {.direction = down, .local = at("here/deep/tree/"), .remote = "/nowhere/tree"});
        QVERIFY(!report); // the folder does not exist
        QVERIFY(QDir().mkpath(QFile::decodeName(at("here/deep"))));
        const auto fetched =
            copy(server, {.direction = down, .local = at("here/deep/tree"), .remote = "/nowhere/tree"});
        QVERIFY2(fetched, whyNot(fetched));
        QCOMPARE(fetched->files, 2);
        QCOMPARE(content(at("here/deep/tree/good")), fakeContent());
        QCOMPARE(content(at("here/deep/tree/line\nbreak")), fakeContent());
        QCOMPARE(fetched->skipped.size(), size_t(7)); // "." and ".." are no entries
        QVERIFY(fetched->proof == Ssh::CopyProof::Size);
        QCOMPARE(QDir(QFile::decodeName(at("here"))).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{u"deep"_s});
        QCOMPARE(
            QDir(QFile::decodeName(at("here/deep"))).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{u"tree"_s});
        QVERIFY(!QFileInfo::exists(u"/tmp/escaped"_s));
    }

    void serversThatMisbehaveAreFailures_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("kind");
        QTest::addRow("greedy") << u"greedy"_s << int(ErrorKind::Failed);
        QTest::addRow("confused") << u"confused"_s << int(ErrorKind::Failed);
        QTest::addRow("mute") << u"mute"_s << int(ErrorKind::Timeout);
    }

    void serversThatMisbehaveAreFailures()
    {
        QFETCH(const QString, fault);
        QFETCH(const int, kind);
        SshServer server({.configuration = {fakeSubsystem(fault)}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const auto report =
            copy(server, {.direction = down, .local = at("here/file"), .remote = "/some/file", .patience = 500ms});
        QVERIFY(!report);
        QCOMPARE(int(report.error().kind), kind);
        QVERIFY(!QFileInfo::exists(QFile::decodeName(at("here/file"))));
    }

    void readsThatGiveLessAreGoneOnWith()
    {
        SshServer server({.configuration = {fakeSubsystem(u"short"_s)}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const auto report = copy(server, {.direction = down, .local = at("here/file"), .remote = "/some/file"});
        QVERIFY2(report, whyNot(report));
        QCOMPARE(content(at("here/file")), fakeContent());
    }

    void aServerWithoutExtensionsIsCopiedToInTwoSteps()
    {
        SshServer server(
            {.configuration = {
                 u"Subsystem sftp /usr/lib/openssh/sftp-server -P posix-rename,fsync,limits,statvfs,lsetstat"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        for (const qint64 size : {qint64(1000), 3 * mebibyte}) {
            const QByteArray bytes = noise(size);
            QVERIFY(put(at("here/file"), bytes));
            const auto first = copy(server, {.direction = up, .local = at("here/file"), .remote = at("there/file")});
            QVERIFY2(first, whyNot(first));
            QVERIFY(put(at("here/file"), bytes + "more"));
            const auto second = copy(server, {.direction = up, .local = at("here/file"), .remote = at("there/file")});
            QVERIFY2(second, whyNot(second));
            QVERIFY(!second->inOneStep);
            QVERIFY(content(at("there/file")) == bytes + "more");
            QCOMPARE(
                QDir(QFile::decodeName(at("there"))).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                QStringList{u"file"_s});
            const auto back = copy(server, {.direction = down, .local = at("here/back"), .remote = at("there/file")});
            QVERIFY2(back, whyNot(back));
            QVERIFY(content(at("here/back")) == bytes + "more");
        }
    }

    void anAccountWithoutCommandsIsReadBack()
    {
        SshServer server({.configuration = {u"ForceCommand internal-sftp"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        for (const qint64 size : {qint64(1000), 3 * mebibyte}) {
            QVERIFY(put(at("here/file"), noise(size)));
            const auto sent = copy(server, {.direction = up, .local = at("here/file"), .remote = at("there/file")});
            QVERIFY2(sent, whyNot(sent));
            QVERIFY(sent->proof == Ssh::CopyProof::ReadBack);
            QVERIFY(content(at("there/file")) == noise(size));
            const auto fetched =
                copy(server, {.direction = down, .local = at("here/back"), .remote = at("there/file")});
            QVERIFY2(fetched, whyNot(fetched));
            QVERIFY(fetched->proof == Ssh::CopyProof::Size);
            QVERIFY(content(at("here/back")) == noise(size));
        }
    }

    void aServerThatAllowsOneSessionOnly()
    {
        // The files are copied; the checksum, for which there is no second session, is given up.
        SshServer server({.maxSessions = 1});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        QVERIFY(put(at("there/file"), noise(3 * mebibyte)));
        const auto report =
            copy(server, {.direction = down, .local = at("here/file"), .remote = at("there/file"), .patience = 1s});
        QVERIFY2(report, whyNot(report));
        QVERIFY(report->proof == Ssh::CopyProof::Size);
        QVERIFY(content(at("here/file")) == noise(3 * mebibyte));
    }

    void devicesAreNotReplaced()
    {
        QVERIFY(put(at("here/file"), "1"));
        QCOMPARE(::mkfifo(at("there/pipe").constData(), 0600), 0);
        QCOMPARE(copy(up, at("here/file"), at("there/pipe")).error().kind, ErrorKind::Invalid);
        QVERIFY(S_ISFIFO(factsOf(at("there/pipe")).st_mode));
        QVERIFY(put(at("there/file"), "1"));
        QCOMPARE(::mkfifo(at("here/pipe").constData(), 0600), 0);
        QCOMPARE(copy(down, at("here/pipe"), at("there/file")).error().kind, ErrorKind::Invalid);
        QVERIFY(S_ISFIFO(factsOf(at("here/pipe")).st_mode));
    }

    void goesOnAfterALinkThatBroke_data()
    {
        QTest::addColumn<bool>("goesUp");
        QTest::addColumn<int>("attempts");
        for (const bool goesUp : {true, false}) {
            QTest::addRow("%s, called again", goesUp ? "up" : "down") << goesUp << 1;
            QTest::addRow("%s, by itself", goesUp ? "up" : "down") << goesUp << 3;
        }
    }

    void goesOnAfterALinkThatBroke()
    {
        QFETCH(const bool, goesUp);
        QFETCH(const int, attempts);
        SshServer server;
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        constexpr qint64 size = 64 * mebibyte;
        const QByteArray bytes = noise(size);
        const QByteArray source = at(goesUp ? "here/source" : "there/source");
        const QByteArray target = at(goesUp ? "there/target" : "here/target");
        QVERIFY(put(source, bytes) && put(target, "old"));
        std::atomic<bool> killed = false;
        Ssh::CopyRequest request{.direction = goesUp ? up : down,
                                 .local = goesUp ? source : target,
                                 .remote = goesUp ? target : source,
                                 .progressEvery = 0ms,
                                 .attempts = attempts};
        request.onProgress = [&](const Ssh::CopyProgress& progress) {
            if (progress.bytes > 16 * mebibyte && progress.bytes < size && !killed.exchange(true))
                server.killConnections();
        };
        auto report = copy(server, request);
        QVERIFY(killed);
        if (attempts == 1) {
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Unreachable);
            QCOMPARE(content(target), QByteArray("old"));
            QCOMPARE(leftovers(at(goesUp ? "there" : "here")).size(), 1);
            report = copy(server, request);
        }
        QVERIFY2(report, whyNot(report));
        QVERIFY(report->resumed > 0);
        QVERIFY(content(target) == bytes);
        QVERIFY(leftovers(at(goesUp ? "there" : "here")).isEmpty());
    }

    void goesOnOnlyWithTheBeginningOfTheSameSource_data()
    {
        QTest::addColumn<bool>("goesUp");
        QTest::addRow("up") << true;
        QTest::addRow("down") << false;
    }

    void goesOnOnlyWithTheBeginningOfTheSameSource()
    {
        QFETCH(const bool, goesUp);
        constexpr qint64 size = 64 * mebibyte;
        const QByteArray folder = at(goesUp ? "there" : "here");
        const QByteArray source = at(goesUp ? "here/source" : "there/source");
        QVERIFY(put(source, noise(size)));
        Ssh::CopyRequest request{.direction = goesUp ? up : down,
                                 .local = goesUp ? source : folder + "/target",
                                 .remote = goesUp ? folder + "/target" : source};
        const auto breakOff = [&] {
            std::stop_source stop;
            auto asked = request;
            asked.stop = stop.get_token();
            asked.progressEvery = 0ms;
            asked.onProgress = [&](const Ssh::CopyProgress& progress) {
                if (progress.bytes > 8 * mebibyte && progress.bytes < size)
                    stop.request_stop();
            };
            const auto report = copy(*m_server, asked);
            return !report && report.error().kind == ErrorKind::Cancelled && leftovers(folder).size() == 1;
        };
        // A part that is damaged is found out.
        QVERIFY(breakOff());
        const QByteArray part = folder + '/' + QFile::encodeName(leftovers(folder).front());
        QFile damaged(QFile::decodeName(part));
        QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(1000) && damaged.write("damage") == 6);
        damaged.close();
        auto report = copy(*m_server, request);
        QVERIFY2(report, whyNot(report));
        QCOMPARE(report->resumed, 0);
        QVERIFY(content(folder + "/target") == noise(size));
        QVERIFY(leftovers(folder).isEmpty());

        // A source that changed is not gone on with, even where the beginning is the same.
        QVERIFY(QFile::remove(QFile::decodeName(folder + "/target")));
        QVERIFY(breakOff());
        QVERIFY(put(source, noise(size) + "more", 0644, 1'600'000'000));
        report = copy(*m_server, request);
        QVERIFY2(report, whyNot(report));
        QCOMPARE(report->resumed, 0);
        QVERIFY(content(folder + "/target") == noise(size) + "more");
    }

    void aStopLeavesTheTargetAsItWas()
    {
        QVERIFY(put(at("here/source"), noise(64 * mebibyte)) && put(at("there/target"), "old"));
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        Ssh::Copier copier(pool);
        std::stop_source stop;
        const auto report = answer(
            copier.copy(m_server->endpoint(), {.direction = up,
                                               .local = at("here/source"),
                                               .remote = at("there/target"),
                                               .stop = stop.get_token(),
                                               .onProgress = [&](const Ssh::CopyProgress&) { stop.request_stop(); }}));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Cancelled);
        QCOMPARE(content(at("there/target")), QByteArray("old"));
    }

    void aCopierThatGoesStopsItsCopies()
    {
        QVERIFY(put(at("here/source"), noise(64 * mebibyte)) && put(at("there/target"), "old"));
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        QFuture<Result<Ssh::CopyReport>> future;
        {
            Ssh::Copier copier(pool);
            future = copier.copy(m_server->endpoint(),
                                 {.direction = up, .local = at("here/source"), .remote = at("there/target")});
        }
        QVERIFY(future.isFinished());
        QCOMPARE(future.result().error().kind, ErrorKind::Cancelled);
        QCOMPARE(content(at("there/target")), QByteArray("old"));
    }

    void aSourceThatChangesMeanwhileIsNotTaken()
    {
        constexpr qint64 size = 64 * mebibyte;
        for (const bool goesUp : {true, false}) {
            const QByteArray source = at(goesUp ? "here/source" : "there/source");
            const QByteArray target = at(goesUp ? "there/target" : "here/target");
            QVERIFY(put(source, noise(size)) && put(target, "old"));
            Ssh::CopyRequest request{
                .direction = goesUp ? up : down, .local = goesUp ? source : target, .remote = goesUp ? target : source};
            request.onProgress = [&](const Ssh::CopyProgress&) {
                QFile file(QFile::decodeName(source));
                if (file.open(QIODevice::ReadWrite | QIODevice::Append))
                    file.write("x");
            };
            const auto report = copy(*m_server, request);
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Conflict);
            QCOMPARE(content(target), QByteArray("old"));
            QVERIFY(leftovers(at(goesUp ? "there" : "here")).isEmpty());
        }
    }

    void saysWhatToDo()
    {
        const auto missing = copy(up, at("here/nothing"), at("there/x"));
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
        const auto missingThere = copy(down, at("here/x"), at("there/nothing"));
        QCOMPARE(missingThere.error().kind, ErrorKind::NotFound);
        QVERIFY(put(at("here/file"), "1"));
        const auto noFolder = copy(up, at("here/file"), at("there/no/such/folder"));
        QCOMPARE(noFolder.error().kind, ErrorKind::NotFound);
        QVERIFY(QDir().mkpath(QFile::decodeName(at("there/taken/file"))));
        const auto taken = copy(up, at("here/file"), at("there/taken"));
        QCOMPARE(taken.error().kind, ErrorKind::Conflict);
        QVERIFY(leftovers(at("there/taken")).isEmpty());
        QCOMPARE(copy(up, "", at("there/x")).error().kind, ErrorKind::Invalid);
    }

    void aFullDiskIsSaidToBeOne_data()
    {
        QTest::addColumn<bool>("goesUp");
        QTest::addColumn<qint64>("size");
        QTest::addRow("up, large") << true << 8 * mebibyte;
        QTest::addRow("up, small") << true << mebibyte;
        QTest::addRow("down, large") << false << 8 * mebibyte;
    }

    void aFullDiskIsSaidToBeOne()
    {
        QFETCH(const bool, goesUp);
        QFETCH(const qint64, size);
        // In a name space of its own, so that no mount outlives this program.
        const QByteArray small = at("small");
        QVERIFY(QDir().mkpath(QFile::decodeName(small)));
        if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", small.constData(), "tmpfs", 0, size > mebibyte ? "size=4m" : "size=512k") != 0)
            QSKIP("this user may not mount file systems");
        const auto unmount = qScopeGuard([&] { ::umount2(small.constData(), MNT_DETACH); });
        {
            SshServer server;
            QVERIFY2(server.isRunning(), qPrintable(server.error()));
            const QByteArray source = at("here/source");
            QVERIFY(put(source, noise(size)) && put(small + "/target", "old"));
            Ssh::CopyRequest request{.direction = goesUp ? up : down,
                                     .local = goesUp ? source : small + "/target",
                                     .remote = goesUp ? small + "/target" : source};
            const auto report = copy(server, request);
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Failed);
            QVERIFY2(report.error().message.contains(u"no space"_s), whyNot(report));
            QCOMPARE(content(small + "/target"), QByteArray("old"));
            QVERIFY(leftovers(small).isEmpty());
        }
    }
};

PILOTHOUSE_TEST(TestCopyFaults)
#include "tst_copyfaults.moc"
