// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/seriesstore.h"

#include "base/translate.h"
#include "metrics/seriestables.h"
#include "store/query.h"

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

/// An append with so many values for each series goes into chunks at once; a shorter one is a row of the tail.
constexpr size_t manyEach = 64;
/// So much is rolled up in one go: nobody waits long for the store's thread.
constexpr int chunksAtOnce = 200;
constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

Error storeFailed(const Error& why)
{
    if (why.kind == ErrorKind::Cancelled)
        return why;
    return {
        .kind = why.kind,
        .message = translate(
            "Metrics", "Stored measurements cannot be read or written; charts show what was measured since the start."),
        .detail = why.message + u' ' + why.detail};
}

/// How far time has come, as far as the store believes it.
Result<qint64> horizon(QSqlDatabase& database, qint64 now)
{
    const auto kept = Store::selectOne<qint64>(database, u"SELECT at FROM metrics_horizon"_s, {},
                                               [](const Row& row) { return row.integer(u"at"_s); });
    if (!kept)
        return fail(kept.error());
    const qint64 next = *kept ? std::min(now, **kept + dayMs) : now;
    if (*kept == next)
        return next;
    const auto written =
        Store::execute(database, u"INSERT OR REPLACE INTO metrics_horizon VALUES (0, :at)"_s, {{u"at"_s, next}});
    return written ? Result<qint64>(next) : fail(written.error());
}

/// Minutes that an older Pilothouse kept, as rows of their own.
struct OldMinute
{
    QString series;
    Rollup rollup;
};

/// True when some were taken over.
Result<bool> adoptMinutes(QSqlDatabase& database)
{
    const auto name = Store::selectOne<QString>(database, u"SELECT series FROM metrics_minute LIMIT 1"_s, {},
                                                [](const Row& row) { return row.text(u"series"_s); });
    if (!name)
        return fail(name.error());
    if (!*name)
        return false;
    const Store::Binds bind{{u"series"_s, **name}};
    const auto minutes = Store::select<Rollup>(
        database,
        u"SELECT minute, mean, least, most, count FROM metrics_minute WHERE series = :series ORDER BY minute"_s, bind,
        [](const Row& row) {
            const qint64 count = std::max<qint64>(1, row.integer(u"count"_s));
            return Rollup{row.integer(u"minute"_s) * 60'000, count, row.real(u"least"_s), row.real(u"most"_s),
                          row.real(u"mean"_s) * double(count)};
        });
    if (!minutes)
        return fail(minutes.error());
    const auto number = seriesNumber(database, **name, true);
    if (!number)
        return fail(number.error());
    if (auto done = mergeInto(database, **number, Tier::Minutes, *minutes); !done)
        return fail(done.error());
    const auto gone = Store::execute(database, u"DELETE FROM metrics_minute WHERE series = :series"_s, bind);
    return gone ? Result<bool>(true) : fail(gone.error());
}

Result<bool> tidied(QSqlDatabase& database, qint64 now, const Retention& retention)
{
    if (auto folded = foldTail(database); !folded)
        return fail(folded.error());
    const auto adopted = adoptMinutes(database);
    if (!adopted || *adopted)
        return adopted;
    const auto until = horizon(database, now);
    if (!until)
        return fail(until.error());
    bool more = *until < now - dayMs;
    for (const auto& [tier, kept] :
         {std::pair(Tier::Values, retention.values), std::pair(Tier::Minutes, retention.minutes),
          std::pair(Tier::Quarters, retention.quarters)}) {
        const auto rolled = rollUp(database, tier, *until - std::chrono::milliseconds(kept).count(), chunksAtOnce);
        if (!rolled)
            return fail(rolled.error());
        more = more || *rolled == chunksAtOnce;
    }
    return more;
}

Result<void> appendTo(QSqlDatabase& database, const std::vector<Values>& all, qint64 now, const Retention& retention)
{
    Tail tail;
    size_t count = 0;
    for (const Values& each : all) {
        if (each.data.empty())
            continue;
        const auto number = seriesNumber(database, each.series, true);
        if (!number)
            return fail(number.error());
        auto& data = tail[**number];
        data.insert(data.end(), each.data.begin(), each.data.end());
        count += each.data.size();
    }
    if (tail.empty())
        return {};
    const auto isLong = tailIsLong(database);
    if (!isLong)
        return fail(isLong.error());
    const bool straight = count >= tail.size() * manyEach;
    if (*isLong) {
        if (auto done = tidied(database, now, retention); !done)
            return fail(done.error());
    } else if (straight) {
        // What stands in the tail came first: folded later it would win over what comes now.
        if (auto done = foldTail(database); !done)
            return done;
    }
    if (!straight)
        return addToTail(database, tail);
    for (auto& [series, data] : tail) {
        putInOrder(data);
        if (auto done = mergeInto(database, series, data); !done)
            return done;
    }
    return {};
}

/// Adds a chunk's values except those at times for which the tail has newer ones.
void addValues(Shares& shares, const QByteArray& chunk, const std::vector<Datum>& tail)
{
    std::vector<double> kept;
    const auto done = visitData(chunk, [&](std::span<const qint64> times, std::span<const double> values) {
        auto newer = std::ranges::lower_bound(tail, times.front(), {}, &Datum::at);
        if (newer == tail.end() || newer->at > times.back())
            return shares.add(times, values);
        kept.assign(values.begin(), values.end());
        for (; newer != tail.end() && newer->at <= times.back(); ++newer) {
            const auto same = std::ranges::lower_bound(times, newer->at);
            if (*same == newer->at)
                kept[size_t(same - times.begin())] = std::numeric_limits<double>::quiet_NaN();
        }
        shares.add(times, kept);
    });
    if (!done)
        noteDamage(done.error());
}

void addData(Shares& shares, const std::vector<Datum>& data)
{
    std::vector<qint64> times;
    std::vector<double> values;
    for (const Datum& each : data) {
        times.push_back(each.at);
        values.push_back(each.value);
    }
    shares.add(times, values);
}

Result<std::vector<Datum>> tailOf(QSqlDatabase& database, qint64 series)
{
    auto tail = readTail(database, series);
    if (!tail)
        return fail(tail.error());
    return std::move((*tail)[series]);
}

} // namespace

std::vector<Store::Migration> cacheMigrations()
{
    return {{.room = u"metrics"_s,
             .number = 1,
             .statements = {u"CREATE TABLE metrics_minute (series TEXT NOT NULL, minute INTEGER NOT NULL, mean REAL "
                            u"NOT NULL, least REAL NOT NULL, most REAL NOT NULL, "
                            "count INTEGER NOT NULL, PRIMARY KEY (series, minute)) WITHOUT ROWID"_s}},
            {.room = u"metrics"_s,
             .number = 2,
             .statements = {
                 u"CREATE TABLE metrics_series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"_s,
                 u"CREATE TABLE metrics_chunk (series INTEGER NOT NULL REFERENCES metrics_series (id), tier INTEGER "
                 "NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, count INTEGER NOT NULL, data BLOB NOT NULL, "
                 "PRIMARY KEY (series, tier, first)) WITHOUT ROWID"_s,
                 u"CREATE INDEX metrics_chunk_age ON metrics_chunk (tier, last)"_s,
                 u"CREATE TABLE metrics_tail (id INTEGER PRIMARY KEY, data BLOB NOT NULL)"_s,
                 u"CREATE TABLE metrics_horizon (id INTEGER PRIMARY KEY, at INTEGER NOT NULL)"_s}}};
}

QFuture<Result<void>> SeriesStore::append(std::vector<Values> values)
{
    const auto all = std::make_shared<std::vector<Values>>(std::move(values));
    return m_cache.write<void>([all, now = m_clock.now(), retention = m_retention](QSqlDatabase& database) {
        auto done = appendTo(database, *all, now.toMSecsSinceEpoch(), retention);
        return done ? done : Result<void>(fail(storeFailed(done.error())));
    });
}

QFuture<Result<std::vector<Point>>> SeriesStore::points(const QString& series, const QDateTime& from,
                                                        const QDateTime& to, int points,
                                                        std::chrono::milliseconds least)
{
    const qint64 first = from.toMSecsSinceEpoch();
    const qint64 last = to.toMSecsSinceEpoch();
    const auto work = [=](QSqlDatabase& database) -> Result<std::vector<Point>> {
        Shares shares(first, last, points, least.count());
        const auto number = seriesNumber(database, series, false);
        if (!number)
            return fail(number.error());
        if (!*number)
            return std::vector<Point>();
        const auto tail = tailOf(database, **number);
        if (!tail)
            return fail(tail.error());
        for (const Tier tier : {Tier::Quarters, Tier::Minutes}) {
            const auto done = eachChunk(database, **number, tier, first, last, [&shares](const QByteArray& chunk) {
                const auto rollups = decodeRollups(chunk);
                if (!rollups)
                    return noteDamage(rollups.error());
                for (const Rollup& each : *rollups)
                    shares.add(each);
            });
            if (!done)
                return fail(done.error());
        }
        const auto done = eachChunk(database, **number, Tier::Values, first, last,
                                    [&](const QByteArray& chunk) { addValues(shares, chunk, *tail); });
        if (!done)
            return fail(done.error());
        addData(shares, *tail);
        return shares.points();
    };
    return m_cache.read<std::vector<Point>>([work](QSqlDatabase& database) {
        auto out = work(database);
        return out ? std::move(out) : Result<std::vector<Point>>(fail(storeFailed(out.error())));
    });
}

QFuture<Result<std::vector<Datum>>> SeriesStore::values(const QString& series, const QDateTime& from,
                                                        const QDateTime& to)
{
    const qint64 first = from.toMSecsSinceEpoch();
    const qint64 last = to.toMSecsSinceEpoch();
    return m_cache.read<std::vector<Datum>>([=](QSqlDatabase& database) -> Result<std::vector<Datum>> {
        std::vector<Datum> out;
        const auto number = seriesNumber(database, series, false);
        if (!number)
            return fail(storeFailed(number.error()));
        if (!*number)
            return out;
        const auto done = eachChunk(database, **number, Tier::Values, first, last, [&out](const QByteArray& chunk) {
            const auto data = decodeData(chunk);
            if (!data)
                return noteDamage(data.error());
            out.insert(out.end(), data->begin(), data->end());
        });
        const auto tail = done ? tailOf(database, **number) : Result<std::vector<Datum>>(fail(done.error()));
        if (!tail)
            return fail(storeFailed(tail.error()));
        out = merged(std::move(out), *tail);
        std::erase_if(out, [first, last](const Datum& each) { return each.at < first || each.at > last; });
        return out;
    });
}

QFuture<Result<std::vector<SeriesInfo>>> SeriesStore::list(const QString& prefix)
{
    struct Span
    {
        QString name;
        qint64 first = latestTime;
        qint64 last = -latestTime;
    };
    return m_cache.read<std::vector<SeriesInfo>>([prefix](QSqlDatabase& database) -> Result<std::vector<SeriesInfo>> {
        std::map<qint64, Span> spans;
        const auto found = Store::forEachRow(
            database,
            u"SELECT id, name, min(first) AS first, max(last) AS last, count(first) AS chunks FROM metrics_series "
            "LEFT JOIN metrics_chunk ON series = id WHERE substr(name, 1, :length) = :prefix GROUP BY id"_s,
            {{u"length"_s, prefix.size()}, {u"prefix"_s, prefix}}, [&spans](const Row& row) -> Result<void> {
                Span& span = spans[row.integer(u"id"_s)];
                span.name = row.text(u"name"_s);
                if (row.integer(u"chunks"_s) > 0) {
                    span.first = row.integer(u"first"_s);
                    span.last = row.integer(u"last"_s);
                }
                return {};
            });
        const auto tail = found ? readTail(database) : Result<Tail>(fail(found.error()));
        if (!tail)
            return fail(storeFailed(tail.error()));
        std::vector<SeriesInfo> out;
        for (auto& [id, span] : spans) {
            if (const auto newer = tail->find(id); newer != tail->end() && !newer->second.empty()) {
                span.first = std::min(span.first, newer->second.front().at);
                span.last = std::max(span.last, newer->second.back().at);
            }
            if (span.first <= span.last)
                out.push_back({span.name, QDateTime::fromMSecsSinceEpoch(span.first, Qt::UTC),
                               QDateTime::fromMSecsSinceEpoch(span.last, Qt::UTC)});
        }
        std::ranges::sort(out, {}, &SeriesInfo::series);
        return out;
    });
}

QFuture<Result<bool>> SeriesStore::tidy()
{
    return m_cache.write<bool>([now = m_clock.now(), retention = m_retention](QSqlDatabase& database) -> Result<bool> {
        auto done = tidied(database, now.toMSecsSinceEpoch(), retention);
        return done ? done : Result<bool>(fail(storeFailed(done.error())));
    });
}

} // namespace Pilothouse::Metrics
