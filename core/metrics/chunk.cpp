// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/chunk.h"

#include "base/translate.h"
#include "metrics/valuepack.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <zlib.h>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr quint8 format = 1;
enum Kind : quint8 { DataKind = 0, RollupKind = 1 };
constexpr qsizetype checksumLength = 4;

using Times = std::array<qint64, blockLength>;
using Values = std::array<double, blockLength>;

quint32 checksum(QByteArrayView bytes)
{
    return quint32(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), uInt(bytes.size())));
}

tl::unexpected<Error> damaged(const char* what)
{
    return fail(ErrorKind::Failed,
                translate("Metrics", "A piece of the stored measurements is damaged; charts show a gap in its place."),
                QString::fromLatin1(what));
}

/// Checks what stands around the blocks. The reader that comes back stands on the first one.
Result<std::pair<ByteReader, size_t>> openChunk(QByteArrayView bytes, Kind kind)
{
    if (bytes.size() < checksumLength)
        return damaged("too short");
    const QByteArrayView body = bytes.chopped(checksumLength);
    ByteReader end(bytes.sliced(body.size()));
    if (end.word(checksumLength) != checksum(body))
        return damaged("checksum");
    ByteReader in(body);
    const auto version = in.byte();
    const auto found = in.byte();
    const auto count = in.varint();
    if (!version || !found || !count || *count > chunkLength)
        return damaged("head");
    if (*version != format || *found != kind)
        return damaged("of another format or kind");
    return std::pair(in, size_t(*count));
}

/// Times rise from block to block and are times.
class Order
{
public:
    bool holds(std::span<const qint64> times)
    {
        for (const qint64 at : times) {
            if (at <= m_last || at > latestTime)
                return false;
            m_last = at;
        }
        return true;
    }

private:
    qint64 m_last = -latestTime - 1;
};

/// `blocks` are those of the first `ready` of all.
template <typename T, typename Write>
QByteArray encode(std::span<const T> all, Kind kind, Write write, QByteArrayView blocks = {}, size_t ready = 0)
{
    ByteWriter out;
    out.byte(format);
    out.byte(kind);
    out.varint(all.size());
    out.bytes().append(blocks);
    Times times{};
    for (size_t from = ready; from < all.size(); from += blockLength) {
        const std::span<const T> block = all.subspan(from, std::min(blockLength, all.size() - from));
        for (size_t i = 0; i < block.size(); ++i)
            times[i] = block[i].at;
        packInts(out, {times.data(), block.size()});
        write(out, block);
    }
    return withChecksum(std::move(out.bytes()));
}

/// Reads block by block: the times here, the rest by `read`, which says false where it cannot.
template <typename Read> Result<void> decode(QByteArrayView bytes, Kind kind, Read read)
{
    auto opened = openChunk(bytes, kind);
    if (!opened)
        return fail(opened.error());
    auto& [in, count] = *opened;
    Order order;
    Times times; // NOLINT(cppcoreguidelines-pro-type-member-init): unpackInts() fills what is read
    for (size_t from = 0; from < count; from += blockLength) {
        const std::span<qint64> block(times.data(), std::min(blockLength, count - from));
        if (!unpackInts(in, block) || !order.holds(block))
            return damaged("times");
        if (!read(in, std::span<const qint64>(block)))
            return damaged("values");
    }
    if (in.left() > 0)
        return damaged("more than there should be");
    return {};
}

/// Least, most and sum hang together: with one number of places for all, most is little more than least, and the sum
/// little more than count times least.
constexpr quint8 together = 0;
constexpr quint8 apart = 1;

/// A sum of decimals has the error of its additions; what it should be is the nearest such decimal.
bool sumFits(double sum, int places)
{
    const double whole = sum * std::pow(10.0, places);
    return std::abs(whole) < 4e15 && std::abs(whole - std::nearbyint(whole)) < 1e-2;
}

void writeRollups(ByteWriter& out, std::span<const Rollup> block)
{
    std::array<qint64, blockLength> whole{};
    std::array<double, 2 * blockLength> extremes{};
    const size_t n = block.size();
    for (size_t i = 0; i < n; ++i) {
        whole[i] = block[i].count;
        extremes[2 * i] = block[i].least;
        extremes[2 * i + 1] = block[i].most;
    }
    packInts(out, {whole.data(), n});
    const int places = placesOf({extremes.data(), 2 * n});
    const bool decimals = places >= 0 && std::ranges::all_of(block, [places](const Rollup& each) {
                              return !std::isnan(each.least) && !std::isnan(each.most) && sumFits(each.sum, places) &&
                                     std::abs(double(each.count) * each.least) * std::pow(10.0, places) < 4e15;
                          });
    if (!decimals) {
        out.byte(apart);
        Values values{};
        for (const auto field : {&Rollup::least, &Rollup::most, &Rollup::sum}) {
            for (size_t i = 0; i < n; ++i)
                values[i] = block[i].*field;
            packValues(out, {values.data(), n});
        }
        return;
    }
    out.byte(together);
    out.byte(quint8(places));
    std::array<qint64, blockLength> more{};
    std::array<qint64, blockLength> sums{};
    for (size_t i = 0; i < n; ++i) {
        whole[i] = scaled(block[i].least, places);
        more[i] = scaled(block[i].most, places) - whole[i];
        sums[i] = scaled(block[i].sum, places) - block[i].count * whole[i];
    }
    packInts(out, {whole.data(), n});
    packInts(out, {more.data(), n});
    packInts(out, {sums.data(), n});
}

bool readRollups(ByteReader& in, std::span<const qint64> times, std::vector<Rollup>& into)
{
    const size_t n = times.size();
    std::array<qint64, blockLength> counts{};
    if (!unpackInts(in, {counts.data(), n}))
        return false;
    const size_t from = into.size();
    for (size_t i = 0; i < n; ++i) {
        if (counts[i] <= 0 || counts[i] > latestTime)
            return false;
        into.push_back({.at = times[i], .count = counts[i]});
    }
    const auto way = in.byte();
    if (way == apart) {
        Values values{};
        for (const auto field : {&Rollup::least, &Rollup::most, &Rollup::sum}) {
            if (!unpackValues(in, {values.data(), n}))
                return false;
            for (size_t i = 0; i < n; ++i)
                into[from + i].*field = values[i];
        }
        return true;
    }
    const auto places = in.byte();
    std::array<qint64, blockLength> least{};
    std::array<qint64, blockLength> more{};
    std::array<qint64, blockLength> sums{};
    if (way != together || !places || *places > mostPlaces || !unpackInts(in, {least.data(), n}) ||
        !unpackInts(in, {more.data(), n}) || !unpackInts(in, {sums.data(), n}))
        return false;
    for (size_t i = 0; i < n; ++i) {
        // By the rules of unsigned numbers, so that rubbish is only rubbish.
        const auto sum = qint64(quint64(sums[i]) + quint64(counts[i]) * quint64(least[i]));
        into[from + i].least = unscaled(least[i], *places);
        into[from + i].most = unscaled(qint64(quint64(least[i]) + quint64(more[i])), *places);
        into[from + i].sum = unscaled(sum, *places);
    }
    return true;
}

} // namespace

void Rollup::add(const Rollup& other)
{
    count += other.count;
    least = std::min(least, other.least);
    most = std::max(most, other.most);
    sum += other.sum;
}

QByteArray withChecksum(QByteArray bytes)
{
    ByteWriter end;
    end.word(checksum(bytes), checksumLength);
    return bytes += end.bytes();
}

QByteArray encodeData(std::span<const Datum> data) { return encodeData(data, {}); }

QByteArray encodeData(std::span<const Datum> data, QByteArrayView before)
{
    // Finding where the last full block ends means reading what stands before it, which is cheap beside writing it.
    QByteArrayView blocks;
    size_t ready = 0;
    if (auto opened = openChunk(before, DataKind)) {
        auto& [in, count] = *opened;
        const qsizetype all = in.left();
        const QByteArrayView body = before.sliced(before.size() - checksumLength - all, all);
        Times times;  // NOLINT(cppcoreguidelines-pro-type-member-init)
        Values value; // NOLINT(cppcoreguidelines-pro-type-member-init)
        while (ready + blockLength <= std::min(count, data.size()) && unpackInts(in, times) &&
               unpackValues(in, value)) {
            ready += blockLength;
            blocks = body.first(all - in.left());
        }
    }
    Values values{};
    return encode(
        data, DataKind,
        [&values](ByteWriter& out, std::span<const Datum> block) {
            for (size_t i = 0; i < block.size(); ++i)
                values[i] = std::isnan(block[i].value) ? std::numeric_limits<double>::quiet_NaN() : block[i].value;
            packValues(out, {values.data(), block.size()});
        },
        blocks, ready);
}

QByteArray encodeRollups(std::span<const Rollup> rollups) { return encode(rollups, RollupKind, writeRollups); }

Result<void> visitData(QByteArrayView bytes,
                       const std::function<void(std::span<const qint64>, std::span<const double>)>& each)
{
    Values values; // NOLINT(cppcoreguidelines-pro-type-member-init): unpackValues() fills what is read
    return decode(bytes, DataKind, [&](ByteReader& in, std::span<const qint64> times) {
        const std::span<double> block(values.data(), times.size());
        if (!unpackValues(in, block))
            return false;
        each(times, block);
        return true;
    });
}

Result<std::vector<Datum>> decodeData(QByteArrayView bytes)
{
    std::vector<Datum> out;
    const auto done = visitData(bytes, [&out](std::span<const qint64> times, std::span<const double> values) {
        for (size_t i = 0; i < times.size(); ++i)
            out.push_back({times[i], values[i]});
    });
    if (!done)
        return fail(done.error());
    return out;
}

Result<std::vector<Rollup>> decodeRollups(QByteArrayView bytes)
{
    std::vector<Rollup> out;
    const auto done = decode(bytes, RollupKind, [&out](ByteReader& in, std::span<const qint64> times) {
        return readRollups(in, times, out);
    });
    if (!done)
        return fail(done.error());
    return out;
}

} // namespace Pilothouse::Metrics
