// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Test;

class TestRecovery : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    int m_files = 0;

    /// A closed store of some pages of notes.
    QString filled(int notes)
    {
        const QString file = m_folder.filePath(u"%1/facts.db"_s.arg(++m_files));
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        const auto done = wait(store.write<int>([notes](QSqlDatabase& database) -> Result<int> {
            for (int i = 0; i < notes; ++i) {
                if (auto added = addNote(database, QString::number(i), QString(200, u'n')); !added)
                    return fail(added.error());
                if (auto added = Store::execute(database, u"INSERT INTO keyed VALUES(:k, :v)"_s,
                                                {{u"k"_s, QString::number(i)}, {u"v"_s, QString(200, u'k')}});
                    !added)
                    return fail(added.error());
            }
            return notes;
        }));
        return done ? file : QString();
    }
    static std::vector<Store::Migration> schema()
    {
        auto steps = notesSchema();
        steps[0].statements
            << u"CREATE TABLE keyed(k TEXT PRIMARY KEY NOT NULL, v TEXT) STRICT, WITHOUT ROWID"_s
            << u"CREATE TRIGGER notes_forever BEFORE DELETE ON notes BEGIN SELECT raise(ABORT, 'no'); END"_s;
        return steps;
    }
    static void overwrite(const QString& file, qint64 offset, const QByteArray& bytes)
    {
        QFile raw(file);
        QVERIFY(raw.open(QIODevice::ReadWrite));
        QVERIFY(raw.seek(offset));
        QCOMPARE(raw.write(bytes), bytes.size());
    }
    static void suspect(const QString& file)
    {
        QFile mark(file + u".suspect"_s);
        QVERIFY(mark.open(QIODevice::WriteOnly));
    }
    static QStringList copies(const QString& file)
    {
        return QFileInfo(file).dir().entryList({u"facts.db.damaged-*"_s}, QDir::Files);
    }

private Q_SLOTS:
    void aCleanEndIsNotChecked()
    {
        const QString file = filled(50);
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        QCOMPARE(countNotes(store).value(), 50);
        QVERIFY(copies(file).isEmpty());
    }
    void oneBadPageCostsItsRowsAlone()
    {
        const QString file = filled(500);
        // A page in the middle of the file; its neighbours stay readable.
        overwrite(file, 4096 * 20, QByteArray(4096, '\x5a'));
        suspect(file);
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        QVERIFY(wait(store.opened()));
        QCOMPARE(store.notices().size(), 1);
        QCOMPARE(copies(file).size(), 1);
        QVERIFY(wait(store.check()).value().isEmpty());
        const auto left = countNotes(store);
        QVERIFY2(left.value() > 450, qPrintable(QString::number(left.value())));
        QVERIFY(store.notices().first().contains(copies(file).first()));
        QVERIFY(addNote(store, u"new"_s));
        // The guards of the schema stand again.
        QVERIFY(
            !wait(store.write<qint64>([](QSqlDatabase& db) { return Store::execute(db, u"DELETE FROM notes"_s); })));
        QVERIFY(!QFile::exists(file + u".recovered"_s));
        QVERIFY(!QFile::exists(file + u".suspect"_s));
    }
    void rowsThatTheSchemaRefusesAreSaidToBeLost()
    {
        const QString file = filled(500);
        {
            auto other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"foreign"_s);
            other.setDatabaseName(file);
            QVERIFY(other.open());
            for (
                const QString& statement :
                {u"PRAGMA writable_schema=ON"_s,
                 u"UPDATE sqlite_schema SET sql = replace(sql, 'body TEXT NOT NULL', 'body TEXT') WHERE name = 'notes'"_s,
                 u"PRAGMA writable_schema=RESET"_s, u"UPDATE notes SET body = NULL WHERE id IN ('1', '2', '3')"_s})
                QVERIFY2(QSqlQuery(other).exec(statement), qPrintable(statement));
            other.close();
        }
        QSqlDatabase::removeDatabase(u"foreign"_s);
        overwrite(file, 4096 * 20, QByteArray(4096, '\x5a'));
        suspect(file);
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        QVERIFY(wait(store.opened()));
        QCOMPARE(store.notices().size(), 1);
        QVERIFY2(store.notices().first().contains(u"3 unusable"_s), qPrintable(store.notices().first()));
    }
    void aDestroyedHeaderStartsANewFile()
    {
        const QString file = filled(50);
        overwrite(file, 0, QByteArray(8192, 'x'));
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        QVERIFY(wait(store.opened()));
        QCOMPARE(store.notices().size(), 1);
        QCOMPARE(countNotes(store).value(), 0);
        QFile kept(QFileInfo(file).dir().filePath(copies(file).value(0)));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().startsWith("xxxx"));
        QCOMPARE(kept.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }
    void aDamagedCacheStartsAnew()
    {
        const QString file = filled(50);
        overwrite(file, 0, QByteArray(4096, 'x'));
        Store::Database store(Store::Database::Kind::Cache, file, schema(), m_clock);
        QCOMPARE(countNotes(store).value(), 0);
        QCOMPARE(store.notices().size(), 1);
        QCOMPARE(copies(file).size(), 1);
    }
    void damageMetAtWorkIsCheckedAtTheNextStart()
    {
        const QString file = filled(500);
        overwrite(file, 4096 * 20, QByteArray(4096, '\x5a'));
        {
            Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
            const auto all = wait(store.read<int>([](QSqlDatabase& database) -> Result<int> {
                for (const QString& table : {u"notes"_s, u"keyed"_s}) {
                    auto read = Store::forEachRow(database, u"SELECT * FROM %1 NOT INDEXED"_s.arg(table), {},
                                                  [](const Store::Row&) { return Result<void>(); });
                    if (!read)
                        return fail(read.error());
                }
                return 1;
            }));
            QVERIFY(!all);
            QVERIFY2(all.error().message.contains(u"damaged"_s), qPrintable(all.error().message));
        }
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        QVERIFY(wait(store.opened()));
        QCOMPARE(store.notices().size(), 1);
    }
    void damageInUseIsLeftAlone()
    {
        const QString file = filled(500);
        Store::Database first(Store::Database::Kind::Facts, file, schema(), m_clock);
        QVERIFY(wait(first.opened()));
        overwrite(file, 0, QByteArray(100, 'x'));
        Store::Database second(Store::Database::Kind::Facts, file, schema(), m_clock);
        QCOMPARE(wait(second.opened()).error().kind, ErrorKind::Refused);
        QVERIFY(copies(file).isEmpty());
    }
    void aRecoveryCutShortIsFinished()
    {
        const QString file = filled(10);
        const QString better = filled(77);
        QVERIFY(QFile::rename(better, file + u".recovered"_s));
        overwrite(file, 0, QByteArray(4096, 'x'));
        QFile log(file + u"-wal"_s);
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray(4096, 'w'));
        log.close();
        Store::Database store(Store::Database::Kind::Facts, file, schema(), m_clock);
        QCOMPARE(countNotes(store).value(), 77);
        QVERIFY(!QFile::exists(file + u".recovered"_s));
    }
    void anOlderSchemaIsSavedAndThenMigrated()
    {
        const QString file = filled(500);
        overwrite(file, 4096 * 20, QByteArray(4096, '\x5a'));
        suspect(file);
        auto newer = schema();
        newer.push_back({.room = u"notes"_s,
                         .number = 2,
                         .statements = {u"ALTER TABLE notes ADD COLUMN length INTEGER"_s,
                                        u"UPDATE notes SET length = length(body)"_s}});
        Store::Database store(Store::Database::Kind::Facts, file, newer, m_clock);
        const auto moved = wait(store.read<qint64>([](QSqlDatabase& database) -> Result<qint64> {
            return Store::selectOne<qint64>(database, u"SELECT count(*) AS n FROM notes WHERE length = 200"_s, {},
                                            [](const Store::Row& row) { return row.integer(u"n"_s); })
                .map([](const std::optional<qint64>& n) { return n.value_or(0); });
        }));
        QVERIFY2(moved.value() > 450, qPrintable(QString::number(moved.value())));
    }
};

PILOTHOUSE_TEST(TestRecovery)
#include "tst_recovery.moc"
