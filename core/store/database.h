// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "base/thread.h"
#include "store/migration.h"

#include <QSqlDatabase>
#include <QString>

#include <functional>
#include <vector>

namespace Pilothouse::Store {

class Connection;

/// Limits that tests shorten.
struct Limits
{
    std::chrono::milliseconds lockWait{5000}; ///< for another Pilothouse (flock) and for any other program (SQLite)
    qint64 walBytes = 4 << 20;                ///< a longer write-ahead log is checkpointed after the next write
};

/// One SQLite file on its own thread. `Facts` is durable (synchronous=FULL) and never thrown away; `Cache` can be
/// rebuilt. Windows and pilothousectl may use the same file at once: write, checkpoint, open and close happen under one
/// flock (on FILE.lock), writes in BEGIN IMMEDIATE (SQLite up to 3.51.2 can corrupt a WAL that is reset while another
/// connection writes). read() and write() may be called on any thread and answer when the work on the store's thread is
/// done; an error (or an exception) from `work` rolls the transaction back.
///
/// Errors: Timeout when the store is in use elsewhere for longer than Limits::lockWait (nothing was written; the next
/// call tries again, also to open); Refused for a write to a store of a newer schema, which opens read-only; Conflict
/// for a violated constraint; Failed for a full or broken disk. Rows are read and written with store/query.h.
///
/// After a crash the file is checked; a damaged one is kept as FILE.damaged-TIME and what can be read goes into a new
/// file (Cache: a new empty one). notices() says so.
class Database
{
public:
    enum class Kind { Facts, Cache };

    /// Opening happens on the store's thread; the first answer tells about a failure. `migrations` of all rooms, in the
    /// order in which the rooms stand on each other.
    Database(Kind kind, QString file, std::vector<Migration> migrations, Clock& clock, Limits limits = {});
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Does what was asked for before, then closes; what is asked for later answers Cancelled. Answers come on the
    /// store's thread, so whoever made others wait for them closes the store before they go.
    void close();

    /// Answers when the file is open and migrated.
    QFuture<Result<void>> opened();

    template <typename T> QFuture<Result<T>> read(std::function<Result<T>(QSqlDatabase&)> work)
    {
        return submit<T>(std::move(work), nullptr, false);
    }
    /// `afterCommit` runs on the store's thread, still under the lock, when the work is committed; an error of it
    /// becomes the answer although the work stays done.
    template <typename T>
    QFuture<Result<T>> write(std::function<Result<T>(QSqlDatabase&)> work,
                             std::function<Result<void>()> afterCommit = nullptr)
    {
        return submit<T>(std::move(work), std::move(afterCommit), true);
    }

    /// SQLite's quick_check: the list of what is wrong, empty if nothing is.
    QFuture<Result<QStringList>> check();

    /// Known once opened() has answered.
    bool isReadOnly() const;
    /// What a person should know about how the file was opened (recovered, read-only, open to others). Empty is good.
    QStringList notices() const;
    const QString& file() const { return m_file; }

private:
    using Work = std::function<Result<void>(QSqlDatabase&)>;

    template <typename T>
    QFuture<Result<T>> submit(std::function<Result<T>(QSqlDatabase&)> work, std::function<Result<void>()> after,
                              bool writes)
    {
        Promise<T> promise;
        auto future = promise.future();
        post([this, promise, writes, work = std::move(work), after = std::move(after)] {
            Result<T> result = fail(ErrorKind::Failed, {});
            const Work keep = [&](QSqlDatabase& database) -> Result<void> {
                result = work(database);
                if (!result)
                    return fail(result.error());
                return {};
            };
            const Result<void> done = transact(writes, keep, after);
            promise.answer(done ? std::move(result) : Result<T>(fail(done.error())));
        });
        return future;
    }
    void post(std::function<void()> work);
    Result<void> transact(bool writes, const Work& work, const std::function<Result<void>()>& after);

    QString m_file;
    std::unique_ptr<Connection> m_connection;
    EventThread m_thread;
};

} // namespace Pilothouse::Store
