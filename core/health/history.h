// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/measurement.h"
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

private:
    Store::Database& m_cache;
    std::shared_ptr<std::atomic_flag> m_told = std::make_shared<std::atomic_flag>(); ///< that nothing can be written
};

} // namespace Pilothouse::Health
