// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/measurement.h"
#include "health/tally.h"
#include "store/database.h"

namespace Pilothouse::Health {

/// Past looks in the cache database, so that heartbeats survive a restart. Port; SqlHistory keeps them in SQLite.
class History
{
public:
    History() = default;
    virtual ~History() = default;
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    virtual void record(const QString& system, const QString& environment, const Measurement& measurement) = 0;
    /// The newest `count` looks at one probe, oldest first (verdict, reason, time and duration only).
    virtual QFuture<Result<std::vector<Measurement>>> looks(const QString& system, const QString& environment,
                                                            const QString& probe, int count) = 0;
    /// What all looks at one probe in [from, to) came to. Looks are kept for a week, what whole hours came to for 400
    /// days; an hour that is older than the looks counts whole.
    virtual QFuture<Result<Tally>> tally(const QString& system, const QString& environment, const QString& probe,
                                         const QDateTime& from, const QDateTime& to) = 0;
};

/// The migrations of this room for the cache database.
std::vector<Store::Migration> cacheMigrations();

/// History in the cache database.
class SqlHistory final : public History
{
public:
    explicit SqlHistory(Store::Database& cache)
        : m_cache(cache)
    {
    }

    void record(const QString& system, const QString& environment, const Measurement& measurement) override;
    QFuture<Result<std::vector<Measurement>>> looks(const QString& system, const QString& environment,
                                                    const QString& probe, int count) override;
    QFuture<Result<Tally>> tally(const QString& system, const QString& environment, const QString& probe,
                                 const QDateTime& from, const QDateTime& to) override;

private:
    using Hours = std::map<QString, qint64>;

    Store::Database& m_cache;
    /// The hour of the last look at each probe of this session; used on the store's thread.
    std::shared_ptr<Hours> m_hours = std::make_shared<Hours>();
    std::shared_ptr<std::atomic_flag> m_told = std::make_shared<std::atomic_flag>(); ///< that nothing can be written
};

} // namespace Pilothouse::Health
