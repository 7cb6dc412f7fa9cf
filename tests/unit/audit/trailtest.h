// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "base/await.h"
#include "store/query.h"

#include <QSqlError>
#include <QUuid>

/// What the tests of the audit trail share: a trail in a folder, and somebody who tampers with its file.
namespace Pilothouse::Test {

using namespace Qt::StringLiterals;

template <typename T> Result<T> wait(const QFuture<Result<T>>& future)
{
    return await(future, {}, std::chrono::seconds(60));
}

/// The store and the trail of one Pilothouse.
struct Console
{
    Store::Database facts;
    Audit::Trail trail;

    explicit Console(const QString& folder, Clock& clock, int anchorEvery = 1)
        : facts(Store::Database::Kind::Facts, folder + u"/facts.db"_s, schema(), clock)
        , trail(facts, {.login = u"ada"_s, .installation = Id::make(clock.now())}, folder + u"/audit.anchors"_s, clock,
                anchorEvery)
    {
    }
    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        all.push_back({.room = u"boxes"_s,
                       .number = 1,
                       .statements = {u"CREATE TABLE boxes(name TEXT PRIMARY KEY NOT NULL) STRICT"_s}});
        return all;
    }
    Result<Audit::Record> append(const QString& action, const QJsonObject& payload = {})
    {
        return wait(trail.append({.action = action, .target = u"fleetpass/staging"_s, .payload = payload}));
    }
    bool appendMany(int n)
    {
        bool all = true;
        for (int i = 0; i < n; ++i)
            all = append(u"test.entry"_s, {{u"n"_s, i}}).has_value() && all;
        return all;
    }
    Result<Audit::VerifyReport> verify() { return wait(trail.verify()); }
};

/// Changes the file with SQLite alone, as somebody with the file and no scruples would.
class Tamperer
{
public:
    explicit Tamperer(const QString& folder)
        : m_name(QUuid::createUuid().toString())
        , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
    {
        m_database.setDatabaseName(folder + u"/facts.db"_s);
        m_database.open();
    }
    ~Tamperer()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    Tamperer(const Tamperer&) = delete;
    Tamperer& operator=(const Tamperer&) = delete;

    void dropGuards()
    {
        for (const QString& name : {u"audit_is_not_updated"_s, u"audit_is_not_deleted"_s, u"audit_grows_at_its_end"_s})
            run(u"DROP TRIGGER "_s + name);
    }
    bool run(const QString& sql, const Store::Binds& binds = {})
    {
        return Store::execute(m_database, sql, binds).has_value();
    }
    /// Makes every hash from `first` on fit its content and its place again.
    void rehash(qint64 first)
    {
        QString previous = Audit::genesis();
        auto rows = Store::select<Audit::Record>(m_database, u"SELECT * FROM audit ORDER BY seq"_s, {},
                                                 [](const Store::Row& row) {
                                                     return Audit::Record{.seq = row.integer(u"seq"_s),
                                                                          .id = row.id(u"id"_s),
                                                                          .micros = row.integer(u"at"_s),
                                                                          .actor = row.text(u"actor"_s),
                                                                          .observer = row.id(u"observer"_s),
                                                                          .action = row.text(u"action"_s),
                                                                          .target = row.text(u"target"_s),
                                                                          .payload = row.text(u"payload"_s).toUtf8(),
                                                                          .previous = row.text(u"previous"_s),
                                                                          .hash = row.text(u"hash"_s)};
                                                 });
        for (Audit::Record& record : rows.value()) {
            if (record.seq >= first) {
                record.previous = previous;
                record.hash = Audit::hashOf(record).value();
                run(u"UPDATE audit SET previous = :p, hash = :h WHERE seq = :s"_s,
                    {{u"p"_s, record.previous}, {u"h"_s, record.hash}, {u"s"_s, record.seq}});
            }
            previous = record.hash;
        }
    }

private:
    QString m_name;
    QSqlDatabase m_database;
};

/// `test_audit --append FOLDER N`: a second program that appends and prints each number it got an answer for.
int appendProgram(const QString& folder, int n);

} // namespace Pilothouse::Test
