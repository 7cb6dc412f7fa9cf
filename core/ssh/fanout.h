// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/pool.h"

#include <QByteArrayList>

namespace Pilothouse::Ssh {

/// One script on many hosts, so many at a time, with the results as they come. What it says may be seen in the process
/// lists there: see shownCommand(). Callbacks come on I/O threads, several at once but for one host one after the
/// other. Made, stopped and destroyed by its owner on any one thread that may not be an I/O thread; destroying it stops
/// it and answers finished().
class Fanout
{
public:
    using OnOutput = std::function<void(size_t host, bool isError, QByteArrayView bytes)>;
    using OnResult = std::function<void(size_t host, const Result<Finished>& result)>;
    struct Options
    {
        int parallel = 64;
        /// Of each host, from its start; what takes longer is ended as by stop().
        std::chrono::milliseconds deadline{std::chrono::minutes(2)};
        /// How long a command may take to end by itself when it is stopped or late, before it is killed.
        std::chrono::milliseconds grace{std::chrono::seconds(3)};
        qint64 collectAtMost = 16 * 1024 * 1024;
        OnOutput onOutput = {}; ///< unset: collected in the results
        OnResult onResult = {};
    };

    Fanout(Pool& pool, std::vector<Endpoint> hosts, QByteArray script, QByteArrayList arguments, Options options);
    ~Fanout();
    Fanout(const Fanout&) = delete;
    Fanout& operator=(const Fanout&) = delete;

    /// Starts no more. What runs gets TERM, with everything that it started in its session, and KILL after the grace;
    /// its result says whether that is known to be gone.
    void stop();
    /// Lets a host's command wait until it is resumed, so that its output does not pile up here.
    void pause(size_t host);
    void resume(size_t host);
    /// Answers when every host has its result.
    QFuture<Result<bool>> finished() const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

/// Hosts whose results are the same.
struct FanoutGroup
{
    std::vector<size_t> hosts;
    Result<Finished> result;
};

/// Equal results together: successes first, then failures, then errors; within each the largest group first. An error
/// that names its host is the same as one that names another in its place.
std::vector<FanoutGroup> groupEqual(const std::vector<Endpoint>& hosts, const std::vector<Result<Finished>>& results);

/// "app-1, app-2, app-3, db" as "app-[1-3], db".
QString foldNames(const QStringList& names);

} // namespace Pilothouse::Ssh
