// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "ssh/sftp.h"

#include <QDir>
#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The files of a host, against OpenSSH's own server.
class TestSftp : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;

    QByteArray at(const char* name) const { return QFile::encodeName(m_folder->filePath(QString::fromUtf8(name))); }
    template <typename T> static Result<T> answer(QFuture<Result<T>> future)
    {
        return await(std::move(future), {}, 30s);
    }
    static QByteArray content(const QByteArray& path)
    {
        QFile file(QFile::decodeName(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    static void put(const QByteArray& path, const QByteArray& bytes)
    {
        QFile file(QFile::decodeName(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void tellsWhatTheServerOffers()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto sftp = pool.sftp(m_server->endpoint());
        QVERIFY2(sftp, whyNot(sftp));
        const auto features = answer((*sftp)->features());
        QVERIFY2(features, whyNot(features));
        QVERIFY(features->posixRename && features->fsync && features->statvfs);
        QVERIFY(features->readLength >= 32 * 1024);
    }

    void doesEverythingWithFilesAndFolders()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto sftp = *pool.sftp(m_server->endpoint());
        QVERIFY(answer(sftp->makeFolder(at("folder"), 0750)));
        QCOMPARE(answer(sftp->stat(at("folder")))->permissions(0), 0750U);
        {
            const auto file = answer(sftp->open(at("folder/a"), Ssh::OpenFor::CreatingNew, 0600));
            QVERIFY2(file, whyNot(file));
            QVERIFY(answer(sftp->write(*file, 0, "hello")));
            QVERIFY(answer(sftp->write(*file, 5, " world")));
            QVERIFY(answer(sftp->change(*file, {.mode = 0640, .modified = 1'000'000'000})));
            QVERIFY(answer(sftp->sync(*file)));
            QCOMPARE(answer(sftp->stat(*file))->size, quint64(11));
            QVERIFY(answer(sftp->close(*file)));
        }
        QCOMPARE(content(at("folder/a")), QByteArray("hello world"));
        const auto facts = answer(sftp->lstat(at("folder/a")));
        QCOMPARE(facts->permissions(0), 0640U);
        QCOMPARE(facts->modified, quint32(1'000'000'000));
        QVERIFY(!answer(sftp->open(at("folder/a"), Ssh::OpenFor::CreatingNew)));

        put(at("folder/b"), "other");
        QVERIFY(!answer(sftp->rename(at("folder/a"), at("folder/b"))));
        QVERIFY(answer(sftp->posixRename(at("folder/a"), at("folder/b"))));
        QCOMPARE(content(at("folder/b")), QByteArray("hello world"));
        QVERIFY(answer(sftp->rename(at("folder/b"), at("folder/c"))));

        QVERIFY(answer(sftp->makeLink("c", at("folder/link"))));
        QCOMPARE(*answer(sftp->readLink(at("folder/link"))), QByteArray("c"));
        QVERIFY(answer(sftp->lstat(at("folder/link")))->kind() == Ssh::FileKind::Link);
        QCOMPARE(answer(sftp->stat(at("folder/link")))->size, quint64(11));
        QCOMPARE(*answer(sftp->realPath(at("folder/../folder/link"))),
                 QFile::encodeName(QFileInfo(m_folder->path()).canonicalFilePath()) + "/folder/c");
        QVERIFY(answer(sftp->change(at("folder/c"), {.mode = 0600})));
        const auto file = answer(sftp->open(at("folder/c"), Ssh::OpenFor::Reading));
        QCOMPARE(*answer(sftp->read(*file, 6, 1000)), QByteArray("world"));
        QCOMPARE(*answer(sftp->read(*file, 11, 1000)), QByteArray());

        const auto space = answer(sftp->space(at("folder")));
        QVERIFY2(space, whyNot(space));
        QVERIFY(space->total > 0 && space->available <= space->total);

        QVERIFY(!answer(sftp->removeFolder(at("folder"))));
        QVERIFY(answer(sftp->remove(at("folder/link"))));
        QVERIFY(answer(sftp->remove(at("folder/c"))));
        QVERIFY(answer(sftp->removeFolder(at("folder"))));
        QVERIFY(!QFileInfo::exists(QFile::decodeName(at("folder"))));
    }

    void listsFoldersOfAnySize()
    {
        constexpr int many = 1500;
        for (int i = 0; i < many; ++i)
            put(at("") + "/file-" + QByteArray::number(i), "x");
        put(at("line\nbreak"), "x");
        put(at("\xc3\xa4\xe2\x82\xac"), "x");
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto sftp = *pool.sftp(m_server->endpoint());
        const auto entries = answer(sftp->list(at("")));
        QVERIFY2(entries, whyNot(entries));
        QCOMPARE(entries->size(), size_t(many + 2));
        const auto has = [&](const QByteArray& name) {
            return std::ranges::any_of(*entries, [&](const auto& entry) { return entry.name == name; });
        };
        QVERIFY(has("line\nbreak") && has("\xc3\xa4\xe2\x82\xac") && has("file-1499") && !has("."));
    }

    void saysWhatIsWrong()
    {
        Ssh::Pool pool(poolOptions(*m_server), m_clock);
        const auto sftp = *pool.sftp(m_server->endpoint());
        const auto missing = answer(sftp->stat(at("nothing")));
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
        QVERIFY(missing.error().message.contains(u"nothing"_s));
        QCOMPARE(answer(sftp->list(at("nothing"))).error().kind, ErrorKind::NotFound);
        QCOMPARE(answer(sftp->stat(QByteArray())).error().kind, ErrorKind::Invalid);
        QCOMPARE(answer(sftp->stat(QByteArray("a\0b", 3))).error().kind, ErrorKind::Invalid);
    }

    void aServerWithoutSftpIsSaidToBeOne()
    {
        SshServer server({.configuration = {u"Subsystem sftp /nonexistent"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto sftp = *pool.sftp(server.endpoint());
        const auto facts = answer(sftp->stat("/"));
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"SFTP"_s), whyNot(facts));
    }

    void aLoginShellThatTalksIsSaidToBeOne()
    {
        SshServer server({.configuration = {u"Subsystem sftp echo Welcome to this fine machine; exec cat"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto facts = answer((*pool.sftp(server.endpoint()))->stat("/"));
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"login shell"_s), whyNot(facts));
    }

    void sharesTheConnectionWithCommands()
    {
        SshServer server({.maxSessions = 2});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        auto options = poolOptions(server);
        options.channelsPerConnection = 2;
        Ssh::Pool pool(options, m_clock);
        const auto sftp = *pool.sftp(server.endpoint());
        std::vector<QFuture<Result<Ssh::Finished>>> commands;
        std::vector<QFuture<Result<Ssh::FileFacts>>> questions;
        for (int i = 0; i < 20; ++i) {
            commands.push_back(pool.exec(server.endpoint(), {.line = "echo " + QByteArray::number(i)}));
            questions.push_back(sftp->stat("/"));
        }
        for (int i = 0; i < 20; ++i) {
            const auto done = answer(commands[size_t(i)]);
            QVERIFY2(done, whyNot(done));
            QCOMPARE(done->output, QByteArray::number(i) + '\n');
            const auto facts = answer(questions[size_t(i)]);
            QVERIFY2(facts, whyNot(facts));
        }
        QCOMPARE(server.log().count("Accepted publickey"), 1);
        QCOMPARE(server.log().count("subsystem 'sftp'"), 1);
    }

    void waitsForASessionThatTheServerRefuses()
    {
        // The pool thinks there is room for ten; the server allows one, which a command has.
        SshServer server({.maxSessions = 1});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto running = answer(pool.start(server.endpoint(), {.line = "cat", .keepInputOpen = true}));
        QVERIFY2(running, whyNot(running));
        const auto facts = (*pool.sftp(server.endpoint()))->stat("/");
        QVERIFY(eventually([&] { return server.log().contains("no more sessions"); }));
        (*running)->close();
        const auto told = answer(facts);
        QVERIFY2(told, whyNot(told));
    }

    void aHandleOfALostSessionIsRefused()
    {
        put(at("file"), "content");
        SshServer server;
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto sftp = *pool.sftp(server.endpoint());
        const auto file = answer(sftp->open(at("file"), Ssh::OpenFor::Reading));
        QVERIFY2(file, whyNot(file));
        server.killConnections();
        QVERIFY(eventually([&] { return server.connectionCount() == 0; }));
        const auto lost = answer(sftp->read(*file, 0, 10));
        QCOMPARE(lost.error().kind, ErrorKind::Unreachable);
        // The next question connects again; the old handle, which may be another file's number now, is not used.
        QVERIFY(eventually([&] { return answer(sftp->stat(at("file"))).has_value(); }));
        const auto other = answer(sftp->open(at("file"), Ssh::OpenFor::Reading));
        QVERIFY2(other, whyNot(other));
        const auto stale = answer(sftp->read(*file, 0, 10));
        QCOMPARE(stale.error().kind, ErrorKind::Unreachable);
        QCOMPARE(*answer(sftp->read(*other, 0, 10)), QByteArray("content"));
    }

    void answersEverythingWhenThePoolGoes()
    {
        std::shared_ptr<Ssh::Sftp> sftp;
        std::vector<QFuture<Result<Ssh::FileFacts>>> futures;
        Result<Ssh::RemoteHandle> file;
        {
            Ssh::Pool pool(poolOptions(*m_server), m_clock);
            sftp = *pool.sftp(m_server->endpoint());
            put(at("file"), "content");
            file = answer(sftp->open(at("file"), Ssh::OpenFor::Reading));
            QVERIFY2(file, whyNot(file));
            for (int i = 0; i < 100; ++i)
                futures.push_back(sftp->stat("/"));
        }
        for (const auto& future : futures)
            QVERIFY(future.isFinished());
        QCOMPARE(answer(sftp->stat("/")).error().kind, ErrorKind::Cancelled);
        QCOMPARE(answer(sftp->features()).error().kind, ErrorKind::Cancelled);
        QCOMPARE(answer(sftp->list("/")).error().kind, ErrorKind::Cancelled);
    }
};

PILOTHOUSE_TEST(TestSftp)
#include "tst_sftp.moc"
