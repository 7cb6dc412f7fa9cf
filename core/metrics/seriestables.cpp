// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/seriestables.h"

#include "base/log.h"
#include "metrics/bytes.h"
#include "store/query.h"

#include <zlib.h>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

/// A round of the sampler is a row; so many of them, or so many bytes, are folded at once.
constexpr qint64 longTailRows = 240;
constexpr qint64 longTailBytes = 1 << 20;

struct Stored
{
    qint64 first = 0;
    qint64 last = 0;
    QByteArray bytes = {};
};

Stored storedOf(const Row& row) { return {row.integer(u"first"_s), row.integer(u"last"_s), row.bytes(u"data"_s)}; }

template <typename T> struct Kept;
template <> struct Kept<Datum>
{
    static auto decode(const QByteArray& bytes) { return decodeData(bytes); }
    static QByteArray encode(std::span<const Datum> all, const QByteArray& before) { return encodeData(all, before); }
};
template <> struct Kept<Rollup>
{
    static auto decode(const QByteArray& bytes) { return decodeRollups(bytes); }
    static QByteArray encode(std::span<const Rollup> all, const QByteArray&) { return encodeRollups(all); }
};

Result<void> insertChunk(QSqlDatabase& database, qint64 series, Tier tier, const Stored& chunk, size_t count)
{
    const auto done =
        Store::execute(database, u"INSERT INTO metrics_chunk VALUES (:series, :tier, :first, :last, :count, :data)"_s,
                       {{u"series"_s, series},
                        {u"tier"_s, int(tier)},
                        {u"first"_s, chunk.first},
                        {u"last"_s, chunk.last},
                        {u"count"_s, qint64(count)},
                        {u"data"_s, chunk.bytes}});
    return done ? Result<void>() : fail(done.error());
}

/// The last chunk that begins at or before the new values, if it reaches into them or has room, and all that begin
/// among them: they are taken out, and what they held is written anew with the new values in between.
template <typename T> Result<void> merge(QSqlDatabase& database, qint64 series, Tier tier, const std::vector<T>& newer)
{
    if (newer.empty())
        return {};
    const Store::Binds range{{u"series"_s, series},
                             {u"tier"_s, int(tier)},
                             {u"from"_s, newer.front().at},
                             {u"to"_s, newer.back().at},
                             {u"full"_s, qint64(chunkLength)}};
    auto touched = Store::select<Stored>(
        database,
        u"SELECT first, last, data FROM (SELECT first, last, count, data FROM metrics_chunk WHERE series = :series AND "
        "tier = :tier AND first <= :from ORDER BY first DESC LIMIT 1) WHERE last >= :from OR count < :full "
        "UNION ALL SELECT first, last, data FROM metrics_chunk WHERE series = :series AND tier = :tier AND "
        "first > :from AND first <= :to ORDER BY first"_s,
        range, storedOf);
    if (!touched)
        return fail(touched.error());
    // Mostly what comes is newer than all that is there: then what is packed stays packed.
    const bool behind = touched->size() == 1 && touched->front().last < newer.front().at;
    QByteArray before = behind ? touched->front().bytes : QByteArray();
    std::vector<T> all;
    for (const Stored& chunk : *touched) {
        auto data = Kept<T>::decode(chunk.bytes);
        if (data) {
            all.insert(all.end(), data->begin(), data->end());
        } else {
            noteDamage(data.error());
            before.clear();
        }
        const auto gone = Store::execute(
            database, u"DELETE FROM metrics_chunk WHERE series = :series AND tier = :tier AND first = :first"_s,
            {{u"series"_s, series}, {u"tier"_s, int(tier)}, {u"first"_s, chunk.first}});
        if (!gone)
            return fail(gone.error());
    }
    all = merged(std::move(all), newer);
    for (size_t from = 0; from < all.size(); from += chunkLength) {
        const std::span<const T> piece(all.data() + from, std::min(chunkLength, all.size() - from));
        const QByteArray bytes = Kept<T>::encode(piece, std::exchange(before, {}));
        const auto done = insertChunk(database, series, tier, {piece.front().at, piece.back().at, bytes}, piece.size());
        if (!done)
            return done;
    }
    return {};
}

struct Old
{
    qint64 series = 0;
    Stored chunk = {};
};

/// A tail's row: a byte for its format, then for each series its number, how many values, and each as the time since
/// the one before and the double; the CRC-32 of all that at the end.
constexpr quint8 tailFormat = 1;

QByteArray tailRow(const Tail& data)
{
    ByteWriter out;
    out.byte(tailFormat);
    for (const auto& [series, values] : data) {
        out.varint(quint64(series));
        out.varint(values.size());
        qint64 before = 0;
        for (const Datum& each : values) {
            out.varint(zigzag(each.at - before));
            out.number(each.value);
            before = each.at;
        }
    }
    return withChecksum(std::move(out.bytes()));
}

bool readTailRow(const QByteArray& bytes, std::optional<qint64> only, Tail& into)
{
    if (bytes.size() < 5 || withChecksum(bytes.chopped(4)) != bytes)
        return false;
    ByteReader in(QByteArrayView(bytes).chopped(4));
    if (in.byte() != tailFormat)
        return false;
    while (in.left() > 0) {
        const auto series = in.varint();
        const auto count = in.varint();
        if (!series || !count || *count > quint64(in.left()))
            return false;
        const bool wanted = !only || quint64(*only) == *series;
        std::vector<Datum>* values = wanted ? &into[qint64(*series)] : nullptr;
        qint64 at = 0;
        for (quint64 i = 0; i < *count; ++i) {
            const auto step = in.varint();
            const auto value = in.number();
            if (!step || !value)
                return false;
            at = qint64(quint64(at) + quint64(unzigzag(*step)));
            if (values)
                values->push_back({at, *value});
        }
    }
    return true;
}

} // namespace

qint64 lengthOf(Tier tier)
{
    switch (tier) {
    case Tier::Values:
        return 0;
    case Tier::Minutes:
        return 60'000;
    case Tier::Quarters:
        return 900'000;
    }
    return 0;
}

void noteDamage(const Error& error)
{
    static std::atomic_flag told = ATOMIC_FLAG_INIT;
    if (!told.test_and_set())
        qCWarning(lcMetrics) << error.message << error.detail;
}

Result<std::optional<qint64>> seriesNumber(QSqlDatabase& database, const QString& name, bool make)
{
    const Store::Binds bind{{u"name"_s, name}};
    const auto find = [&] {
        return Store::selectOne<qint64>(database, u"SELECT id FROM metrics_series WHERE name = :name"_s, bind,
                                        [](const Row& row) { return row.integer(u"id"_s); });
    };
    auto found = find();
    if (!found || *found || !make)
        return found;
    if (auto made = Store::execute(database, u"INSERT INTO metrics_series (name) VALUES (:name)"_s, bind); !made)
        return fail(made.error());
    return find();
}

Result<void> mergeInto(QSqlDatabase& database, qint64 series, const std::vector<Datum>& data)
{
    return merge(database, series, Tier::Values, data);
}

Result<void> mergeInto(QSqlDatabase& database, qint64 series, Tier tier, const std::vector<Rollup>& rollups)
{
    return merge(database, series, tier, rollups);
}

Result<void> eachChunk(QSqlDatabase& database, qint64 series, Tier tier, qint64 from, qint64 to,
                       const std::function<void(const QByteArray&)>& each)
{
    return Store::forEachRow(database,
                             u"SELECT data FROM metrics_chunk WHERE series = :series AND tier = :tier AND "
                             "first <= :to AND last >= :from ORDER BY first"_s,
                             {{u"series"_s, series}, {u"tier"_s, int(tier)}, {u"from"_s, from}, {u"to"_s, to}},
                             [&each](const Row& row) -> Result<void> {
                                 each(row.bytes(u"data"_s));
                                 return {};
                             });
}

Result<int> rollUp(QSqlDatabase& database, Tier tier, qint64 before, int most)
{
    const auto old =
        Store::select<Old>(database,
                           u"SELECT series, first, last, data FROM metrics_chunk WHERE tier = :tier AND last < :before "
                           "ORDER BY tier, last LIMIT :most"_s,
                           {{u"tier"_s, int(tier)}, {u"before"_s, before}, {u"most"_s, most}}, [](const Row& row) {
                               return Old{row.integer(u"series"_s), storedOf(row)};
                           });
    if (!old)
        return fail(old.error());
    for (const Old& each : *old) {
        Result<void> done;
        if (tier == Tier::Values) {
            const auto data = decodeData(each.chunk.bytes);
            if (!data)
                noteDamage(data.error());
            else
                done = mergeInto(database, each.series, Tier::Minutes, rolledUp(*data, lengthOf(Tier::Minutes)));
        } else if (tier == Tier::Minutes) {
            const auto rollups = decodeRollups(each.chunk.bytes);
            if (!rollups)
                noteDamage(rollups.error());
            else
                done = mergeInto(database, each.series, Tier::Quarters, rolledUp(*rollups, lengthOf(Tier::Quarters)));
        }
        if (!done)
            return fail(done.error());
        const auto gone = Store::execute(
            database, u"DELETE FROM metrics_chunk WHERE series = :series AND tier = :tier AND first = :first"_s,
            {{u"series"_s, each.series}, {u"tier"_s, int(tier)}, {u"first"_s, each.chunk.first}});
        if (!gone)
            return fail(gone.error());
    }
    return int(old->size());
}

Result<void> addToTail(QSqlDatabase& database, const Tail& data)
{
    const auto done =
        Store::execute(database, u"INSERT INTO metrics_tail (data) VALUES (:data)"_s, {{u"data"_s, tailRow(data)}});
    return done ? Result<void>() : fail(done.error());
}

Result<Tail> readTail(QSqlDatabase& database, std::optional<qint64> only)
{
    Tail tail;
    const auto done = Store::forEachRow(database, u"SELECT data FROM metrics_tail ORDER BY id"_s, {},
                                        [&](const Row& row) -> Result<void> {
                                            if (!readTailRow(row.bytes(u"data"_s), only, tail))
                                                noteDamage({ErrorKind::Failed, u"metrics_tail"_s});
                                            return {};
                                        });
    if (!done)
        return fail(done.error());
    for (auto& [series, values] : tail)
        putInOrder(values);
    return tail;
}

Result<bool> tailIsLong(QSqlDatabase& database)
{
    const auto size = Store::selectOne<bool>(
        database, u"SELECT count(*) AS rows, coalesce(sum(length(data)), 0) AS bytes FROM metrics_tail"_s, {},
        [](const Row& row) {
            return row.integer(u"rows"_s) >= longTailRows || row.integer(u"bytes"_s) >= longTailBytes;
        });
    if (!size)
        return fail(size.error());
    return size->value_or(false);
}

Result<void> foldTail(QSqlDatabase& database)
{
    const auto tail = readTail(database);
    if (!tail)
        return fail(tail.error());
    for (const auto& [series, values] : *tail) {
        if (auto done = mergeInto(database, series, values); !done)
            return done;
    }
    const auto emptied = Store::execute(database, u"DELETE FROM metrics_tail"_s);
    return emptied ? Result<void>() : fail(emptied.error());
}

} // namespace Pilothouse::Metrics
