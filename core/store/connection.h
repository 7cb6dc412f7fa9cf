// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/filelock.h"
#include "store/files.h"
#include "store/migrator.h"

#include <QMutex>

#include <atomic>

namespace Pilothouse::Store {

/// The SQLite connection behind a Database. Everything but isReadOnly() and notices() on the store's thread.
class Connection
{
public:
    Connection(Database::Kind kind, const QString& file, std::vector<Migration> migrations, Clock& clock,
               Limits limits);

    /// Opens if it is not open; an earlier Timeout is tried again, any other failure is final.
    Result<void> ensureOpen();
    const Result<void>& openResult() const { return m_openResult; }
    Result<void> transact(bool writes, const std::function<Result<void>(QSqlDatabase&)>& work,
                          const std::function<Result<void>()>& after);
    void close();

    bool isReadOnly() const { return m_readOnly; }
    QStringList notices() const;

private:
    Result<void> open();
    Result<void> connect();
    Result<void> healthy(bool check);
    Result<void> recover(bool alone, const Error& damage);
    Result<void> startNew();
    Result<void> migrate();
    void disconnect();
    Result<void> setQueryOnly(bool on);
    Result<void> runWork(bool writes, const std::function<Result<void>(QSqlDatabase&)>& work);
    Result<void> schemaUnchanged();
    void checkpointIfLonger(qint64 limit);
    void addNotice(const QString& notice);
    void noteDamage(const Error& error);

    Database::Kind m_kind;
    StoreFiles m_files;
    Migrator m_migrator;
    Clock& m_clock;
    Limits m_limits;
    FileLock m_lock;
    FileLock m_users;
    QString m_name;
    QSqlDatabase m_database;
    bool m_isOpen = false;
    bool m_queryOnly = false;
    qint64 m_schemaCount = 0;
    Result<void> m_openResult;
    std::atomic_bool m_readOnly = false;
    mutable QMutex m_noticesMutex;
    QStringList m_notices;
};

/// SQLite's quick_check as a list of what is wrong. Failed if even that could not be asked.
Result<QStringList> quickCheck(QSqlDatabase& database);

} // namespace Pilothouse::Store
