// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;

class TestDatabase : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    int m_files = 0;

    QString newFile() { return m_folder.filePath(u"%1/facts.db"_s.arg(++m_files)); }

private Q_SLOTS:
    void keepsWhatWasWritten()
    {
        const QString file = newFile();
        {
            Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
            QVERIFY(wait(store.opened()));
            QCOMPARE(addNote(store, u"a"_s).value(), 1);
            QCOMPARE(addNote(store, u"b"_s).value(), 1);
            QVERIFY(!store.isReadOnly());
            QVERIFY(store.notices().isEmpty());
        }
        QVERIFY(!QFile::exists(file + u"-wal"_s)); // a clean end leaves nothing to repair
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QCOMPARE(countNotes(store).value(), 2);
        QVERIFY(wait(store.check()).value().isEmpty());
    }
    void givesUpWhatIsAskedForAfterItWasClosed()
    {
        const QString file = newFile();
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        // Answers come on the store's thread, and what they lead to asks the store again.
        const Promise<qint64> second;
        const auto first = store.write<qint64>([](QSqlDatabase& database) { return addNote(database, u"a"_s, {}); });
        whenAnswered(first, [&store, second](const Result<qint64>&) {
            whenAnswered(store.write<qint64>([](QSqlDatabase& database) { return addNote(database, u"b"_s, {}); }),
                         [second](const Result<qint64>& answer) { second.answer(answer); });
        });
        store.close();
        QCOMPARE(first.result().value(), 1);
        QVERIFY(second.future().isFinished()); // done or given up, but answered
        QCOMPARE(addNote(store, u"c"_s).error().kind, ErrorKind::Cancelled);
        Store::Database again(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QCOMPARE(countNotes(again).value(), second.future().result() ? 2 : 1);
    }
    void hasTheSettingsOfItsKind_data()
    {
        QTest::addColumn<bool>("facts");
        QTest::newRow("facts") << true;
        QTest::newRow("cache") << false;
    }
    void hasTheSettingsOfItsKind()
    {
        QFETCH(bool, facts);
        Store::Database store(facts ? Store::Database::Kind::Facts : Store::Database::Kind::Cache, newFile(),
                              notesSchema(), m_clock);
        const auto pragma = [&](const QString& name) {
            return wait(store.read<QString>([name](QSqlDatabase& database) -> Result<QString> {
                       const auto row =
                           Store::selectOne<QString>(database, u"PRAGMA "_s + name, {}, [&name](const Store::Row& row) {
                               return row.text(name == u"busy_timeout"_s ? u"timeout"_s : name);
                           });
                       return row ? Result<QString>(row->value_or(QString())) : fail(row.error());
                   }))
                .value_or(QString());
        };
        QCOMPARE(pragma(u"synchronous"_s), facts ? u"2"_s : u"1"_s);
        QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
        QCOMPARE(pragma(u"wal_autocheckpoint"_s), u"0"_s);
        QCOMPARE(pragma(u"busy_timeout"_s), u"5000"_s);
    }
    void isForTheOwnerAlone()
    {
        const QString file = newFile();
        const mode_t before = ::umask(0);
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QVERIFY(addNote(store, u"a"_s));
        ::umask(before);
        for (const QString& name : {file, file + u"-wal"_s, file + u"-shm"_s, file + u".lock"_s, file + u".users"_s}) {
            struct stat state = {};
            QCOMPARE(::stat(QFile::encodeName(name).constData(), &state), 0);
            QCOMPARE(state.st_mode & 0777, mode_t(0600));
        }
        struct stat folder = {};
        QCOMPARE(::stat(QFile::encodeName(QFileInfo(file).path()).constData(), &folder), 0);
        QCOMPARE(folder.st_mode & 0777, mode_t(0700));
    }
    void tightensAnOldFile()
    {
        const QString file = newFile();
        {
            const Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        }
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(::chmod(QFile::encodeName(QFileInfo(file).path()).constData(), 0777) == 0);
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QVERIFY(wait(store.opened()));
        struct stat state = {};
        QCOMPARE(::stat(QFile::encodeName(file).constData(), &state), 0);
        QCOMPARE(state.st_mode & 0777, mode_t(0600));
        QCOMPARE(store.notices().size(), 1); // others can write in the folder
    }
    void anErrorOrExceptionUndoesTheWork()
    {
        Store::Database store(Store::Database::Kind::Facts, newFile(), notesSchema(), m_clock);
        const auto refused = wait(store.write<int>([](QSqlDatabase& database) -> Result<int> {
            (void)addNote(database, u"x"_s, u"y"_s);
            return fail(ErrorKind::Refused, u"no"_s);
        }));
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        const auto thrown = wait(store.write<int>([](QSqlDatabase& database) -> Result<int> {
            (void)addNote(database, u"x"_s, u"y"_s);
            throw std::runtime_error("broken");
        }));
        QCOMPARE(thrown.error().kind, ErrorKind::Failed);
        QCOMPARE(thrown.error().detail, u"broken"_s);
        QCOMPARE(countNotes(store).value(), 0);
        QVERIFY(addNote(store, u"x"_s));
    }
    void aReaderCannotWrite()
    {
        Store::Database store(Store::Database::Kind::Facts, newFile(), notesSchema(), m_clock);
        const auto written =
            wait(store.read<qint64>([](QSqlDatabase& database) { return addNote(database, u"x"_s, u"y"_s); }));
        QCOMPARE(written.error().kind, ErrorKind::Refused);
        QCOMPARE(countNotes(store).value(), 0);
    }
    void errorsHoldNoValues()
    {
        Store::Database store(Store::Database::Kind::Facts, newFile(), notesSchema(), m_clock);
        QVERIFY(addNote(store, u"canary-id"_s, u"canary-body"_s));
        const auto twice = addNote(store, u"canary-id"_s, u"canary-body"_s);
        QCOMPARE(twice.error().kind, ErrorKind::Conflict);
        QVERIFY(!twice.error().detail.contains(u"canary"_s));
        QVERIFY(!twice.error().message.contains(u"canary"_s));
        QVERIFY(twice.error().detail.contains(u"notes.id"_s));
    }
    void twoObjectsOnOneFileTakeTurns()
    {
        const QString file = newFile();
        Store::Database one(Store::Database::Kind::Facts, file, notesSchema(), m_clock, {.walBytes = 32 << 10});
        Store::Database two(Store::Database::Kind::Facts, file, notesSchema(), m_clock, {.walBytes = 32 << 10});
        std::vector<QFuture<Result<qint64>>> answers;
        for (int i = 0; i < 100; ++i) {
            for (Store::Database* store : {&one, &two}) {
                const QString id = u"%1-%2"_s.arg(i).arg(store == &one);
                answers.push_back(store->write<qint64>(
                    [id](QSqlDatabase& database) { return addNote(database, id, QString(500, u'x')); }));
            }
        }
        for (const auto& answer : answers) {
            const auto result = wait(answer);
            QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        }
        QCOMPARE(countNotes(one).value(), 200);
        QCOMPARE(countNotes(two).value(), 200);
    }
    void aLongLogIsCheckpointed()
    {
        const QString file = newFile();
        Store::Database store(Store::Database::Kind::Cache, file, notesSchema(), m_clock, {.walBytes = 64 << 10});
        for (int i = 0; i < 60; ++i) {
            QVERIFY(addNote(store, QString::number(i), QString(4000, u'x')));
            QVERIFY(QFileInfo(file + u"-wal"_s).size() <= 64 << 10);
        }
        QVERIFY(QFileInfo(file).size() > 60 * 4000);
    }
    void aReaderElsewhereDoesNotStopTheWriter()
    {
        const QString file = newFile();
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock, {.walBytes = 1});
        QVERIFY(addNote(store, u"a"_s));
        ForeignProgram reader(file);
        QVERIFY(reader.run(u"BEGIN"_s));
        QCOMPARE(reader.value(u"SELECT count(*) FROM notes"_s).toInt(), 1);
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 10; ++i)
            QVERIFY(addNote(store, QString::number(i)));
        QVERIFY(time.elapsed() < 4000); // a checkpoint that waited for the reader would take 5 s
        QCOMPARE(reader.value(u"SELECT count(*) FROM notes"_s).toInt(), 1);
    }
    void lockedByAnotherProgramIsATimeout()
    {
        const QString file = newFile();
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock, {.lockWait = 200ms});
        QVERIFY(addNote(store, u"a"_s));
        ForeignProgram other(file);
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        const auto refused = addNote(store, u"b"_s);
        QCOMPARE(refused.error().kind, ErrorKind::Timeout);
        QCOMPARE(countNotes(store).value(), 1); // reading goes on
        QVERIFY(other.run(u"COMMIT"_s));
        QVERIFY(addNote(store, u"b"_s));
    }
    void lockedByAnotherPilothouseIsATimeoutThatNamesIt()
    {
        const QString file = newFile();
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock, {.lockWait = 200ms});
        QVERIFY(wait(store.opened()));
        QFile lock(file + u".lock"_s);
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(lock.handle(), LOCK_EX), 0);
        const auto refused = addNote(store, u"b"_s);
        QCOMPARE(refused.error().kind, ErrorKind::Timeout);
        QVERIFY2(refused.error().detail.contains(QString::number(::getpid())), qPrintable(refused.error().detail));
        QCOMPARE(countNotes(store).value(), 0);
        QCOMPARE(::flock(lock.handle(), LOCK_UN), 0);
        QVERIFY(addNote(store, u"b"_s));
    }
    void aLockedStoreOpensLater()
    {
        const QString file = newFile();
        {
            const Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        }
        QFile lock(file + u".lock"_s);
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QCOMPARE(::flock(lock.handle(), LOCK_EX), 0);
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock, {.lockWait = 100ms});
        QCOMPARE(wait(store.opened()).error().kind, ErrorKind::Timeout);
        QCOMPARE(::flock(lock.handle(), LOCK_UN), 0);
        QVERIFY(addNote(store, u"b"_s));
        QVERIFY(wait(store.opened()));
    }
    void aFolderThatCannotBeMadeIsAnError()
    {
        QFile plain(m_folder.filePath(u"plain"_s));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        Store::Database store(Store::Database::Kind::Facts, plain.fileName() + u"/x/facts.db"_s, notesSchema(),
                              m_clock);
        QCOMPARE(wait(store.opened()).error().kind, ErrorKind::Failed);
        QCOMPARE(addNote(store, u"a"_s).error().kind, ErrorKind::Failed);
    }
    void workAskedForBeforeTheEndIsDone()
    {
        const QString file = newFile();
        QFuture<Result<qint64>> last;
        {
            Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
            for (int i = 0; i < 20; ++i)
                last = store.write<qint64>(
                    [i](QSqlDatabase& database) { return addNote(database, QString::number(i), u"b"_s); });
        }
        QVERIFY(wait(last));
        Store::Database store(Store::Database::Kind::Facts, file, notesSchema(), m_clock);
        QCOMPARE(countNotes(store).value(), 20);
    }
};

PILOTHOUSE_TEST(TestDatabase)
#include "tst_database.moc"
