// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/bytes.h"

#include <span>

namespace Pilothouse::Metrics {

/// The longest block: positions of exceptions are one byte.
constexpr size_t blockLength = 256;

/// Writes up to blockLength whole numbers as small as they allow: as they are, as differences, or as what is left of an
/// even grid, each less a base, in as many bits as most of them need. The few that need more are exceptions behind the
/// bits, so one late sample or one reset of a counter does not widen the whole block. Lossless for any numbers.
void packInts(ByteWriter& out, std::span<const qint64> values);

/// Reads values.size() numbers (at most blockLength). False for bytes that packInts() does not write.
bool unpackInts(ByteReader& in, std::span<qint64> values);

} // namespace Pilothouse::Metrics
