// SPDX-License-Identifier: GPL-3.0-or-later
#include "copyrig.h"

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Files and folders up and down.
class TestCopy : public CopyTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startServer(); }
    void init() { makeFolders(); }

    void copiesOneFile_data()
    {
        QTest::addColumn<bool>("goesUp");
        QTest::addColumn<qint64>("size");
        for (const bool goesUp : {true, false}) {
            for (const qint64 size : {qint64(0), qint64(1), qint64(100'000), mebibyte, mebibyte + 1, 20 * mebibyte + 7})
                QTest::addRow("%s %lld", goesUp ? "up" : "down", static_cast<long long>(size)) << goesUp << size;
        }
    }

    void copiesOneFile()
    {
        QFETCH(const bool, goesUp);
        QFETCH(const qint64, size);
        const QByteArray source = at(goesUp ? "here/source" : "there/source");
        const QByteArray target = at(goesUp ? "there/target" : "here/target");
        const QByteArray bytes = noise(size);
        QVERIFY(put(source, bytes, 0640));
        QVERIFY(put(target, "what was there before", 0600));
        const auto report = goesUp ? copy(up, source, target) : copy(down, target, source);
        QVERIFY2(report, whyNot(report));
        QVERIFY(content(target) == bytes);
        QCOMPARE(factsOf(target).st_mode & 07777, 0640U);
        QCOMPARE(qint64(factsOf(target).st_mtim.tv_sec), 1'500'000'000);
        QCOMPARE(report->files, 1);
        QCOMPARE(report->bytes, size);
        QVERIFY(report->proof == Ssh::CopyProof::Checksum && report->inOneStep);
        // Large files have a faster checksum, which is of no use to anybody else.
        const auto sum = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        QCOMPARE(report->sha256, size <= mebibyte ? sum : QByteArray());
        QVERIFY(leftovers(at("there")).isEmpty() && leftovers(at("here")).isEmpty());
    }

    void sha256WhereItIsAskedForOrNothingElseIsThere_data()
    {
        QTest::addColumn<bool>("goesUp");
        QTest::addColumn<bool>("asked");
        for (const bool goesUp : {true, false}) {
            QTest::addRow("%s, asked for", goesUp ? "up" : "down") << goesUp << true;
            QTest::addRow("%s, a host with an old openssl", goesUp ? "up" : "down") << goesUp << false;
        }
    }

    void sha256WhereItIsAskedForOrNothingElseIsThere()
    {
        QFETCH(const bool, goesUp);
        QFETCH(const bool, asked);
        const QByteArray bytes = noise(3 * mebibyte);
        const QByteArray source = at(goesUp ? "here/source" : "there/source");
        const QByteArray target = at(goesUp ? "there/target" : "here/target");
        QVERIFY(put(source, bytes));
        QVERIFY(put(at("openssl"), "#!/bin/sh\n[ \"$1\" != mac ] && exec /usr/bin/openssl \"$@\"\nexit 1\n", 0755));
        QStringList configuration;
        if (!asked)
            configuration += u"SetEnv SHLVL=2 PATH=%1:/usr/bin:/bin"_s.arg(QFile::decodeName(at("")));
        SshServer server({.configuration = configuration});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const auto report = copy(server, {.direction = goesUp ? up : down,
                                          .local = at("here/") + (goesUp ? "source" : "target"),
                                          .remote = at("there/") + (goesUp ? "target" : "source"),
                                          .sha256 = asked});
        QVERIFY2(report, whyNot(report));
        QVERIFY(content(target) == bytes);
        QVERIFY(report->proof == Ssh::CopyProof::Checksum);
        QCOMPARE(report->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    void aFolderAtTheDestinationGetsTheFile()
    {
        QVERIFY(put(at("here/one"), "1"));
        QVERIFY2(copy(up, at("here/one"), at("there")), "");
        QCOMPARE(content(at("there/one")), QByteArray("1"));
        QVERIFY(QDir(m_folder->path()).mkdir(u"here/back"_s));
        QVERIFY2(copy(down, at("here/back"), at("there/one")), "");
        QCOMPARE(content(at("here/back/one")), QByteArray("1"));
    }

    void copiesTreesWithEverythingInThem()
    {
        const QByteArray tree = at("here/tree");
        QVERIFY(QDir().mkpath(QFile::decodeName(tree + "/a/b/c")) && QDir().mkpath(QFile::decodeName(tree + "/empty")));
        for (int i = 0; i < 300; ++i)
            QVERIFY(put(tree + "/a/file-" + QByteArray::number(i), noise(i * 37, quint64(i)), i % 2 ? 0600 : 0755,
                        1'400'000'000 + i));
        QVERIFY(put(tree + "/a/b/large", noise(3 * mebibyte)));
        QVERIFY(put(tree + "/a/b/c/\xc3\xa4\xe2\x82\xac\xf0\x9f\x9a\xa2", "ship"));
        QVERIFY(put(tree + "/a/b/bytes-\xff\xfe", "no UTF-8"));
        QVERIFY(put(tree + "/line\nbreak 'quote' \"x\" $(id) \\", "hostile"));
        QVERIFY(put(tree + "/-rf", "dash"));
        QCOMPARE(::symlink("a/b/large", (tree + "/link").constData()), 0);
        QCOMPARE(::symlink("../file-1", (tree + "/a/b/up").constData()), 0);
        QCOMPARE(::symlink("nowhere", (tree + "/dangling").constData()), 0);
        QCOMPARE(::chmod((tree + "/empty").constData(), 0500), 0);

        const auto sent = copy(up, tree, at("there/tree"));
        QVERIFY2(sent, whyNot(sent));
        QVERIFY(sent->failed.empty() && sent->skipped.empty());
        QCOMPARE(sent->files, 305);
        QCOMPARE(sent->links, 3);
        QCOMPARE(inventory(at("there/tree")), inventory(tree));
        const auto fetched = copy(down, at("here/back"), at("there/tree"));
        QVERIFY2(fetched, whyNot(fetched));
        QVERIFY(fetched->failed.empty() && fetched->skipped.empty());
        QCOMPARE(fetched->files, 305);
        QVERIFY(fetched->proof == Ssh::CopyProof::Checksum);
        QCOMPARE(inventory(at("here/back")), inventory(tree));

        // Once more: everything is there.
        for (const bool goesUp : {true, false}) {
            const auto again =
                goesUp ? copy(up, tree, at("there/tree")) : copy(down, at("here/back"), at("there/tree"));
            QVERIFY2(again, whyNot(again));
            QCOMPARE(again->files, 0);
            QCOMPARE(again->unchanged, 308);
            QCOMPARE(again->bytes, 0);
        }
        // The same size and time, and other bytes: not taken for the same.
        QVERIFY(put(at("there/tree/a/file-7"), QByteArray(7 * 37, 'x'), 0600, 1'400'000'007));
        const auto mended = copy(up, tree, at("there/tree"));
        QVERIFY2(mended, whyNot(mended));
        QCOMPARE(mended->files, 1);
        QCOMPARE(inventory(at("there/tree")), inventory(tree));
        for (const QByteArray& one : {tree, at("there/tree"), at("here/back")})
            QCOMPARE(::unlink((one + "/a/b/bytes-\xff\xfe").constData()), 0); // Qt could not
    }

    void linksThatLeadOutAreNotFetched()
    {
        QVERIFY(QDir().mkpath(QFile::decodeName(at("there/tree/sub"))));
        QCOMPARE(::symlink("/etc", at("there/tree/absolute").constData()), 0);
        QCOMPARE(::symlink("../../x", at("there/tree/sub/above").constData()), 0);
        QCOMPARE(::symlink("../inside", at("there/tree/sub/inside").constData()), 0);
        QVERIFY(put(at("there/tree/inside"), "1"));
        QCOMPARE(::mkfifo(at("there/tree/pipe").constData(), 0600), 0);
        const auto report = copy(down, at("here/tree"), at("there/tree"));
        QVERIFY2(report, whyNot(report));
        QCOMPARE(report->links, 1);
        QCOMPARE(report->skipped.size(), size_t(3));
        QVERIFY(!QFileInfo(QFile::decodeName(at("here/tree/absolute"))).isSymLink());
        QVERIFY(!QFileInfo(QFile::decodeName(at("here/tree/sub/above"))).isSymLink());
    }

    void nothingIsWrittenThroughALinkBelowTheDestination()
    {
        QVERIFY(QDir().mkpath(QFile::decodeName(at("there/tree/sub"))) &&
                QDir().mkpath(QFile::decodeName(at("outside"))));
        QVERIFY(put(at("there/tree/sub/file"), "1"));
        QVERIFY(QDir().mkpath(QFile::decodeName(at("here/tree"))));
        QCOMPARE(::symlink(at("outside").constData(), at("here/tree/sub").constData()), 0);
        const auto report = copy(down, at("here/tree"), at("there/tree"));
        QVERIFY2(report, whyNot(report));
        QVERIFY(!report->failed.empty());
        QVERIFY(QDir(QFile::decodeName(at("outside"))).isEmpty());
    }

    void aDestinationThatIsALinkKeepsBeingOne()
    {
        QVERIFY(put(at("here/new"), "new") && put(at("there/real"), "old"));
        QCOMPARE(::symlink("real", at("there/link").constData()), 0);
        const auto report = copy(up, at("here/new"), at("there/link"));
        QVERIFY2(report, whyNot(report));
        QVERIFY(QFileInfo(QFile::decodeName(at("there/link"))).isSymLink());
        QCOMPARE(content(at("there/real")), QByteArray("new"));
    }

    void theHostHashesWhatIsStillOnItsWay_data()
    {
        QTest::addColumn<bool>("canFollow");
        QTest::addColumn<int>(
            "sessions"); // the files' own, the question which checksum it has, and each time it hashes
        QTest::newRow("as it comes") << true << 3;
        QTest::newRow("where that fails, afterwards") << false << 4;
    }
    void theHostHashesWhatIsStillOnItsWay()
    {
        QFETCH(bool, canFollow);
        QFETCH(int, sessions);
        QVERIFY(QDir(m_folder->path()).mkdir(u"tools"_s));
        if (!canFollow)
            QVERIFY(put(at("tools/dd"), "#!/bin/sh\necho something else\n", 0755));
        SshServer server(
            {.configuration = {u"SetEnv SHLVL=2 PATH=%1:/usr/bin:/bin"_s.arg(QFile::decodeName(at("tools")))}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const QByteArray bytes = noise(40 * mebibyte + 12345);
        QVERIFY(put(at("here/file"), bytes));
        const auto report =
            copy(server, {.direction = up, .local = at("here/file"), .remote = at("there/file"), .patience = 60s});
        QVERIFY2(report, whyNot(report));
        QVERIFY(report->proof == Ssh::CopyProof::Checksum);
        QVERIFY(content(at("there/file")) == bytes);
        QCOMPARE(int(server.log().count("Starting session: ")), sessions);
    }

    void copiesAndCommandsShareOneConnection()
    {
        SshServer server;
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        Ssh::Copier copier(pool);
        const QByteArray bytes = noise(16 * mebibyte);
        std::vector<QFuture<Result<Ssh::CopyReport>>> copies;
        std::vector<QFuture<Result<Ssh::Finished>>> commands;
        for (int i = 0; i < 4; ++i) {
            const QByteArray name = QByteArray::number(i);
            QVERIFY(put(at("here/" + name), bytes) && put(at("there/down" + name), bytes));
            copies.push_back(copier.copy(
                server.endpoint(), {.direction = up, .local = at("here/" + name), .remote = at("there/" + name)}));
            copies.push_back(
                copier.copy(server.endpoint(),
                            {.direction = down, .local = at("here/down" + name), .remote = at("there/down" + name)}));
            for (int j = 0; j < 10; ++j)
                commands.push_back(pool.exec(server.endpoint(), {.line = "head -c 200000 /dev/zero | wc -c"}));
        }
        for (const auto& command : commands) {
            const auto done = await(command, {}, 60s);
            QVERIFY2(done, whyNot(done));
            QCOMPARE(done->output.trimmed(), QByteArray("200000"));
        }
        for (const auto& future : copies) {
            const auto report = answer(future);
            QVERIFY2(report, whyNot(report));
        }
        for (int i = 0; i < 4; ++i) {
            QVERIFY(content(at("there/" + QByteArray::number(i))) == bytes);
            QVERIFY(content(at("here/down" + QByteArray::number(i))) == bytes);
        }
        QCOMPARE(server.log().count("Accepted publickey"), 1);
    }
};

PILOTHOUSE_TEST(TestCopy)
#include "tst_copy.moc"
