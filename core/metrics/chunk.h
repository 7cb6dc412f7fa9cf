// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArrayView>

#include <functional>
#include <span>
#include <vector>

namespace Pilothouse::Metrics {

/// One value of a series. NaN says that there was none: whoever draws shows a gap.
struct Datum
{
    qint64 at = 0; ///< milliseconds since 1970, UTC
    double value = 0;

    bool operator==(const Datum&) const = default;
};

/// What is kept of the values of one span of time when they themselves are no longer kept.
struct Rollup
{
    qint64 at = 0; ///< where the span begins
    qint64 count = 0;
    double least = 0;
    double most = 0;
    double sum = 0;

    /// As if both had been one span.
    void add(const Rollup& other);
    bool operator==(const Rollup&) const = default;
};

/// Times beyond these are no times (285,000 years): what would not survive arithmetic.
constexpr qint64 latestTime = qint64(1) << 53;
/// A full chunk; decoding refuses more.
constexpr size_t chunkLength = 8192;

/// Chunks as they stand in the store. Format 1: a byte for the format, one for the kind, the count as a varint, blocks
/// of 256 (times, then values, as intpack.h and valuepack.h write them), and the CRC-32 of all that, low byte first.
/// `data` is in order of time, no time twice, at most chunkLength.
QByteArray encodeData(std::span<const Datum> data);
QByteArray encodeRollups(std::span<const Rollup> rollups);
/// As encodeData(data), where `before` is the chunk of what `data` begins with: its full blocks are taken as they are.
QByteArray encodeData(std::span<const Datum> data, QByteArrayView before);

/// Failed for bytes that are not what was written: the checksum, the format, the order of times and the end are
/// checked. Any bytes may be given.
Result<std::vector<Datum>> decodeData(QByteArrayView bytes);
Result<std::vector<Rollup>> decodeRollups(QByteArrayView bytes);
/// Block by block, for whoever only sums up; `each` gets times and values side by side. Blocks before a damaged one
/// have been given by then.
Result<void> visitData(QByteArrayView bytes,
                       const std::function<void(std::span<const qint64>, std::span<const double>)>& each);

/// `bytes` with the checksum that they should have behind them, for tests.
QByteArray withChecksum(QByteArray bytes);

} // namespace Pilothouse::Metrics
