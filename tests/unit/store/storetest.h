// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/await.h"
#include "store/database.h"
#include "store/query.h"

#include <QSqlError>
#include <QUuid>

/// What the tests of the store share: a small schema, short waits, and a foreign program on the same file.
namespace Pilothouse::Test {

using namespace Qt::StringLiterals;

inline std::vector<Store::Migration> notesSchema()
{
    return {
        {.room = u"notes"_s,
         .number = 1,
         .statements = {u"CREATE TABLE notes(id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL, at INTEGER) STRICT"_s}}};
}

template <typename T> Result<T> wait(const QFuture<Result<T>>& future)
{
    return await(future, {}, std::chrono::seconds(60));
}

inline Result<qint64> addNote(QSqlDatabase& database, const QString& id, const QString& body)
{
    return Store::execute(database, u"INSERT INTO notes(id, body) VALUES(:id, :body)"_s,
                          {{u"id"_s, id}, {u"body"_s, body}});
}

inline Result<qint64> addNote(Store::Database& store, const QString& id, const QString& body = u"text"_s)
{
    return wait(store.write<qint64>([=](QSqlDatabase& database) { return addNote(database, id, body); }));
}

inline Result<qint64> countNotes(Store::Database& store)
{
    return wait(store.read<qint64>([](QSqlDatabase& database) -> Result<qint64> {
        const auto n = Store::selectOne<qint64>(database, u"SELECT count(*) AS n FROM notes"_s, {},
                                                [](const Store::Row& row) { return row.integer(u"n"_s); });
        return n ? Result<qint64>(n->value_or(-1)) : fail(n.error());
    }));
}

/// Another program with SQLite on the same file, without any of the store's manners. Only on one thread.
class ForeignProgram
{
public:
    explicit ForeignProgram(const QString& file)
        : m_name(QUuid::createUuid().toString())
        , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    {
        m_database.setDatabaseName(file);
        m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
        m_database.open();
    }
    ~ForeignProgram()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    ForeignProgram(const ForeignProgram&) = delete;
    ForeignProgram& operator=(const ForeignProgram&) = delete;

    bool run(const QString& sql)
    {
        QSqlQuery query(m_database);
        const bool ok = query.exec(sql);
        if (!ok)
            qWarning() << sql << query.lastError();
        return ok;
    }
    QVariant value(const QString& sql)
    {
        QSqlQuery query(m_database);
        return query.exec(sql) && query.next() ? query.value(0) : QVariant();
    }

private:
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace Pilothouse::Test
