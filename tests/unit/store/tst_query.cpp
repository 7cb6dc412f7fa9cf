// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Test;

class TestQuery : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<Store::Database> m_store;

    template <typename T> Result<T> with(std::function<Result<T>(QSqlDatabase&)> work)
    {
        return wait(m_store->write<T>(std::move(work)));
    }

private Q_SLOTS:
    void init()
    {
        const Store::Migration schema{
            .room = u"query"_s,
            .number = 1,
            .statements = {
                u"CREATE TABLE IF NOT EXISTS rows(id TEXT, n INTEGER, r REAL, b BLOB, at INTEGER, t TEXT) STRICT"_s}};
        m_store = std::make_unique<Store::Database>(Store::Database::Kind::Cache, m_folder.filePath(u"query.db"_s),
                                                    std::vector{schema}, m_clock);
    }
    void cleanup()
    {
        QVERIFY(with<qint64>([](QSqlDatabase& database) { return Store::execute(database, u"DELETE FROM rows"_s); }));
        m_store.reset();
    }
    void everyTypeComesBack()
    {
        const Id id = Id::make(m_clock.now());
        const QDateTime at = m_clock.now();
        const QString text = u"it's :not a \"name\" \u2026"_s;
        const QByteArray bytes("\0\xff\x01", 3);
        const auto done = with<int>([&](QSqlDatabase& database) -> Result<int> {
            auto inserted = Store::execute(database, u"INSERT INTO rows VALUES(:id, :n, :r, :b, :at, :t)"_s,
                                           {{u"id"_s, id},
                                            {u"n"_s, qint64(1) << 60},
                                            {u"r"_s, 0.25},
                                            {u"b"_s, bytes},
                                            {u"at"_s, at},
                                            {u"t"_s, text}});
            if (!inserted)
                return fail(inserted.error());
            return Store::selectOne<int>(database, u"SELECT * FROM rows WHERE id = :id"_s, {{u"id"_s, id}},
                                         [&](const Store::Row& row) -> int {
                                             return (row.id(u"id"_s) == id) + (row.integer(u"n"_s) == qint64(1) << 60) +
                                                    (row.real(u"r"_s) == 0.25) + (row.bytes(u"b"_s) == bytes) +
                                                    (row.time(u"at"_s) == at) + (row.text(u"t"_s) == text);
                                         })
                .map([](const std::optional<int>& n) { return n.value_or(-1); });
        });
        QCOMPARE(done.value(), 6);
    }
    void nothingIsNull()
    {
        const auto done = with<bool>([&](QSqlDatabase& database) -> Result<bool> {
            auto inserted =
                Store::execute(database, u"INSERT INTO rows(id, at, n, t, b) VALUES(:id, :at, :n, :t, :b)"_s,
                               {{u"id"_s, Id()},
                                {u"at"_s, QDateTime()},
                                {u"n"_s, std::optional<qint64>()},
                                {u"t"_s, QString()},
                                {u"b"_s, QByteArray()}});
            if (!inserted)
                return fail(inserted.error());
            return Store::selectOne<bool>(database, u"SELECT * FROM rows"_s, {},
                                          [](const Store::Row& row) {
                                              return !row.isNull(u"t"_s) && !row.isNull(u"b"_s) &&
                                                     row.isNull(u"id"_s) && row.isNull(u"at"_s) && row.isNull(u"n"_s) &&
                                                     !row.time(u"at"_s).isValid() && row.id(u"id"_s).isNull();
                                          })
                .map([](const std::optional<bool>& all) { return all.value_or(false); });
        });
        QVERIFY(done.value());
    }
    void theSameNameMayStandTwice()
    {
        const auto done = with<int>([&](QSqlDatabase& database) -> Result<int> {
            return Store::selectOne<int>(database, u"SELECT :n + :n + :m AS sum, ':text' AS t"_s,
                                         {{u"n"_s, 20}, {u"m"_s, 2}},
                                         [](const Store::Row& row) { return int(row.integer(u"sum"_s)); })
                .map([](const std::optional<int>& n) { return n.value_or(-1); });
        });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done.value(), 42);
    }
    void aNameWithoutValueIsInvalid_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::newRow("missing") << QStringList{u"n"_s};
        QTest::newRow("unknown") << QStringList{u"n"_s, u"m"_s, u"x"_s};
        QTest::newRow("twice") << QStringList{u"n"_s, u"m"_s, u"m"_s};
    }
    void aNameWithoutValueIsInvalid()
    {
        QFETCH(QStringList, names);
        const auto done = with<qint64>([&](QSqlDatabase& database) {
            Store::Binds binds;
            for (const QString& name : names)
                binds.emplace_back(name, 1);
            return Store::execute(database, u"UPDATE rows SET n = :n WHERE id = :m AND t <> ':q'"_s, binds);
        });
        QCOMPARE(done.error().kind, ErrorKind::Invalid);
    }
    void aWrongStatementIsAnError()
    {
        const auto done = with<qint64>([](QSqlDatabase& database) { return Store::execute(database, u"SELEKT 1"_s); });
        QCOMPARE(done.error().kind, ErrorKind::Failed);
        QVERIFY(done.error().detail.contains(u"SELEKT"_s));
    }
    void aSchemaIsTakenAsItIs()
    {
        const auto done = with<void>([](QSqlDatabase& database) {
            return Store::executeAsIs(database,
                                      u"CREATE TRIGGER t1 AFTER INSERT ON rows BEGIN SELECT 1; END -- :colon"_s);
        });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void aStatementIsUsedManyTimes()
    {
        const auto sum = with<qint64>([](QSqlDatabase& database) -> Result<qint64> {
            auto insert = Store::Statement::prepare(database, u"INSERT INTO rows(n) VALUES(:n)"_s);
            if (!insert)
                return fail(insert.error());
            for (int i = 1; i <= 1000; ++i) {
                if (auto done = insert->run({{u"n"_s, i}}); !done)
                    return done;
            }
            qint64 sum = 0;
            const auto read = Store::forEachRow(database, u"SELECT n FROM rows"_s, {}, [&sum](const Store::Row& row) {
                sum += row.integer(u"n"_s);
                return Result<void>();
            });
            return read ? Result<qint64>(sum) : fail(read.error());
        });
        QCOMPARE(sum.value(), 500'500);
    }
    void aReadersErrorEndsTheQuery()
    {
        const auto done = with<int>([](QSqlDatabase& database) -> Result<int> {
            auto rows = Store::select<int>(database, u"SELECT 1 AS n UNION SELECT 2"_s, {},
                                           [](const Store::Row& row) -> Result<int> {
                                               if (row.integer(u"n"_s) == 2)
                                                   return fail(ErrorKind::Invalid, u"two"_s);
                                               return 1;
                                           });
            return rows ? Result<int>(int(rows->size())) : fail(rows.error());
        });
        QCOMPARE(done.error().message, u"two"_s);
    }
};

PILOTHOUSE_TEST(TestQuery)
#include "tst_query.moc"
