// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include "base/log.h"
#include "store/query.h"
#include "store/recovery.h"
#include "store/sqlerror.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlError>
#include <QUuid>

#include <exception>

namespace Pilothouse::Store {

using namespace Qt::StringLiterals;

Connection::Connection(Database::Kind kind, const QString& file, std::vector<Migration> migrations, Clock& clock,
                       Limits limits)
    : m_kind(kind)
    , m_files(file)
    , m_migrator(std::move(migrations), clock)
    , m_clock(clock)
    , m_limits(limits)
    , m_lock(m_files.lock)
    , m_users(m_files.users)
    , m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Result<void> Connection::ensureOpen()
{
    const bool tryAgain = !m_openResult && m_openResult.error().kind == ErrorKind::Timeout;
    if (m_isOpen || (!m_openResult && !tryAgain))
        return m_openResult;
    m_openResult = open();
    m_isOpen = m_openResult.has_value();
    if (!m_isOpen) {
        disconnect();
        m_users.release();
        qCWarning(lcStore) << "not opened:" << m_files.main << m_openResult.error().detail;
    }
    return m_openResult;
}

Result<void> Connection::open()
{
    if (auto list = m_migrator.checkList(); !list)
        return list;
    if (auto prepared = prepareStoreFile(m_files.main); !prepared)
        return prepared;
    if (auto locked = m_lock.acquire(m_limits.lockWait); !locked)
        return locked;
    const HeldLock held(m_lock);
    const Result<bool> alone = m_users.tryExclusive();
    if (!alone)
        return fail(alone.error());
    if (*alone) {
        if (auto finished = finishRecovery(m_files); !finished)
            return finished;
    }
    // After a clean end the last connection has emptied and removed the log.
    const bool unclean = *alone && (fileSize(m_files.wal) > 0 || QFile::exists(m_files.suspect));
    if (auto good = healthy(unclean); !good) {
        if (!tellsDamage(good.error()))
            return good;
        if (auto recovered = recover(*alone, good.error()); !recovered)
            return recovered;
    }
    (void)removeFile(m_files.suspect);
    if (auto migrated = migrate(); !migrated)
        return migrated;
    if (folderIsOpenToOthers(m_files.main))
        addNotice(QCoreApplication::translate("Store",
                                              "Other accounts can write in the folder of %1; make it yours alone "
                                              "(chmod 700).")
                      .arg(m_files.main));
    const Result<bool> shared = m_users.tryShared();
    return shared ? Result<void>() : fail(shared.error());
}

Result<void> Connection::connect()
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(m_files.main);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(m_limits.lockWait.count()));
    m_queryOnly = false;
    if (!m_database.open())
        return fail(sqlError(m_database.lastError(), {}));
    const QStringList pragmas{
        u"PRAGMA foreign_keys=ON"_s,
        u"PRAGMA trusted_schema=OFF"_s,
        u"PRAGMA cell_size_check=ON"_s,
        m_kind == Database::Kind::Facts ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s,
        u"PRAGMA wal_autocheckpoint=0"_s,
    };
    auto mode = selectOne<QString>(m_database, u"PRAGMA journal_mode=WAL"_s, {},
                                   [](const Row& row) { return row.text(u"journal_mode"_s); });
    if (!mode)
        return fail(mode.error());
    if (mode->value_or(QString()) != u"wal"_s)
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Store",
                                                "The store cannot work on this file system; put the data folder "
                                                "on a local disk."),
                    u"journal_mode is %1"_s.arg(mode->value_or(QString())));
    for (const QString& pragma : pragmas) {
        if (auto done = execute(m_database, pragma); !done)
            return fail(done.error());
    }
    return {};
}

Result<void> Connection::healthy(bool check)
{
    if (auto connected = connect(); !connected)
        return connected;
    // The journal mode of an empty or readable header says nothing about the schema: have it read.
    if (auto schema = execute(m_database, u"SELECT count(*) FROM sqlite_schema"_s); !schema)
        return fail(schema.error());
    if (!check)
        return {};
    const Result<QStringList> faults = quickCheck(m_database);
    if (!faults)
        return fail(faults.error());
    if (!faults->isEmpty())
        return fail(damageError(faults->first()));
    return {};
}

Result<void> Connection::recover(bool alone, const Error& damage)
{
    disconnect();
    qCWarning(lcStore) << "damaged:" << m_files.main << damage.detail;
    if (!alone)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Store", "The store's file is damaged and in use; close every other "
                                                         "Pilothouse and start again to recover it."),
                    damage.detail);
    const Result<QString> kept = keepCopy(m_files, m_clock.now());
    if (!kept)
        return fail(kept.error());
    if (m_kind == Database::Kind::Cache) {
        if (auto fresh = startNew(); !fresh)
            return fresh;
        addNotice(QCoreApplication::translate("Store", "The cache was damaged and starts anew; the old one is kept as "
                                                       "%1.")
                      .arg(*kept));
    } else {
        const Result<SalvageReport> report = salvage(m_files, m_migrator);
        if (!report)
            return fail(report.error());
        addNotice(salvageNotice(*report, *kept));
    }
    return healthy(true);
}

Result<void> Connection::startNew()
{
    for (const QString& file : {m_files.wal, m_files.shm, m_files.main}) {
        if (auto removed = removeFile(file); !removed)
            return removed;
    }
    return prepareStoreFile(m_files.main);
}

Result<void> Connection::migrate()
{
    const Result<Migrator::State> state = m_migrator.examine(m_database);
    if (!state)
        return fail(state.error());
    switch (*state) {
    case Migrator::State::Current:
        break;
    case Migrator::State::Behind:
        if (auto applied = m_migrator.apply(m_database); !applied)
            return applied;
        break;
    case Migrator::State::Ahead:
        m_readOnly = true;
        addNotice(QCoreApplication::translate("Store", "The store was written by a newer Pilothouse and is open for "
                                                       "reading only; update this one."));
        break;
    }
    const Result<qint64> count = Migrator::count(m_database);
    // A store without any room has no table of migrations.
    m_schemaCount = count.value_or(0);
    return {};
}

void Connection::disconnect()
{
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> Connection::transact(bool writes, const std::function<Result<void>(QSqlDatabase&)>& work,
                                  const std::function<Result<void>()>& after)
{
    if (auto open = ensureOpen(); !open)
        return open;
    if (!writes)
        return runWork(false, work);
    if (m_readOnly)
        return fail(ErrorKind::Refused,
                    QCoreApplication::translate("Store", "The store was written by a newer Pilothouse and is open for "
                                                         "reading only; update this one."));
    if (auto locked = m_lock.acquire(m_limits.lockWait); !locked)
        return locked;
    const HeldLock held(m_lock);
    auto done = runWork(true, work);
    if (!done)
        return done;
    checkpointIfLonger(m_limits.walBytes);
    return after ? after() : done;
}

Result<void> Connection::runWork(bool writes, const std::function<Result<void>(QSqlDatabase&)>& work)
{
    if (auto set = setQueryOnly(!writes); !set)
        return set;
    if (auto begun = execute(m_database, writes ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s); !begun) {
        noteDamage(begun.error());
        return fail(begun.error());
    }
    Result<void> done;
    if (writes)
        done = schemaUnchanged();
    try {
        if (done)
            done = work(m_database);
    } catch (const std::exception& exception) {
        done = fail(ErrorKind::Failed,
                    QCoreApplication::translate("Store", "A request to the store broke off and nothing was written; "
                                                         "report this with the details."),
                    QString::fromLocal8Bit(exception.what()));
    } catch (...) {
        done = fail(ErrorKind::Failed,
                    QCoreApplication::translate("Store", "A request to the store broke off and nothing was written; "
                                                         "report this with the details."));
    }
    if (done) {
        if (auto committed = execute(m_database, u"COMMIT"_s); !committed)
            done = fail(committed.error());
    }
    if (!done) {
        // Fails harmlessly where SQLite has rolled back by itself (full disk, I/O error).
        (void)execute(m_database, u"ROLLBACK"_s);
        noteDamage(done.error());
    }
    return done;
}

Result<void> Connection::setQueryOnly(bool on)
{
    if (on == m_queryOnly)
        return {};
    if (auto set = execute(m_database, on ? u"PRAGMA query_only=ON"_s : u"PRAGMA query_only=OFF"_s); !set)
        return fail(set.error());
    m_queryOnly = on;
    return {};
}

Result<void> Connection::schemaUnchanged()
{
    const Result<qint64> count = Migrator::count(m_database);
    if (!count || *count == m_schemaCount)
        return {};
    return fail(ErrorKind::Refused,
                QCoreApplication::translate("Store", "Another Pilothouse has updated the store meanwhile; restart this "
                                                     "one to write again."));
}

void Connection::checkpointIfLonger(qint64 limit)
{
    if (fileSize(m_files.wal) <= limit)
        return;
    // Readers in other programs keep it from being emptied; then it is done as far as possible, without waiting.
    (void)execute(m_database, u"PRAGMA busy_timeout=0"_s);
    (void)execute(m_database, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    (void)execute(m_database, u"PRAGMA busy_timeout=%1"_s.arg(m_limits.lockWait.count()));
}

void Connection::close()
{
    if (!m_isOpen)
        return;
    // Closing without the lock after the wait is up is still right: whoever holds it is a user too, so this is not the
    // last connection and SQLite leaves the log alone.
    const Result<void> locked = m_lock.acquire(m_limits.lockWait);
    if (locked && !m_readOnly && setQueryOnly(false))
        checkpointIfLonger(0);
    disconnect();
    m_users.release();
    m_lock.release();
    m_isOpen = false;
    // Work that a piece of work asked for comes after this; it must not open the file again.
    m_openResult =
        fail(ErrorKind::Cancelled, QCoreApplication::translate("Store", "The store is closed; start again."));
}

QStringList Connection::notices() const
{
    const QMutexLocker lock(&m_noticesMutex);
    return m_notices;
}

void Connection::addNotice(const QString& notice)
{
    qCWarning(lcStore).noquote() << notice;
    const QMutexLocker lock(&m_noticesMutex);
    m_notices.append(notice);
}

void Connection::noteDamage(const Error& error)
{
    if (!tellsDamage(error))
        return;
    QFile suspect(m_files.suspect);
    if (!suspect.open(QIODevice::WriteOnly))
        qCWarning(lcStore) << "cannot mark as damaged:" << m_files.main;
}

Result<QStringList> quickCheck(QSqlDatabase& database)
{
    auto rows = select<QString>(database, u"PRAGMA quick_check(20)"_s, {},
                                [](const Row& row) { return row.text(u"quick_check"_s); });
    if (!rows)
        return fail(rows.error());
    QStringList faults(rows->begin(), rows->end());
    faults.removeAll(u"ok"_s);
    return faults;
}

} // namespace Pilothouse::Store
