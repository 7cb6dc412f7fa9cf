// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "metrics/series.h"
#include "store/database.h"

namespace Pilothouse::Metrics {

/// How long what is kept. Values become minutes, minutes quarters of an hour, and those go.
struct Retention
{
    std::chrono::hours values{24 * 35};
    std::chrono::hours minutes{24 * 400};
    std::chrono::hours quarters{24 * 365 * 3};
};

/// Series of measurements in the cache database, as compressed chunks. An append is one transaction: when it has
/// answered, its values survive a kill of the program. Small appends (a round of measurements) are one row each in a
/// tail; when it is long enough it is folded into the chunks of its series. Values may come late, twice (the last one
/// counts) and out of order, from several programs at once; nothing of a series is held in memory.
///
/// What is older than Retention is rolled up by tidy(), which append() calls now and then. How far "now" has come is
/// kept with the data and moves by a day at most each time, so a clock that is wrong for an hour costs no history.
///
/// A chunk that turns out to be damaged is left out and logged: a gap. Any thread.
class SeriesStore
{
public:
    SeriesStore(Store::Database& cache, Clock& clock, Retention retention = {})
        : m_cache(cache)
        , m_clock(clock)
        , m_retention(retention)
    {
    }

    QFuture<Result<void>> append(std::vector<Values> values);
    /// At most `points` points of [from, to], each over an equal share of it that is no shorter than `least`; shares
    /// without values are absent (a gap). A series that nobody wrote has no points.
    QFuture<Result<std::vector<Point>>> points(const QString& series, const QDateTime& from, const QDateTime& to,
                                               int points, std::chrono::milliseconds least = {});
    /// The values as they were written, in order of time; where they are no longer kept there are none.
    QFuture<Result<std::vector<Datum>>> values(const QString& series, const QDateTime& from, const QDateTime& to);
    /// The series whose names begin so, in order of name.
    QFuture<Result<std::vector<SeriesInfo>>> list(const QString& prefix = {});
    /// Folds the tail and rolls up what is old: some of it, false when nothing is left to do.
    QFuture<Result<bool>> tidy();

private:
    Store::Database& m_cache;
    Clock& m_clock;
    Retention m_retention;
};

/// The migrations of this room for the cache database.
std::vector<Store::Migration> cacheMigrations();

} // namespace Pilothouse::Metrics
