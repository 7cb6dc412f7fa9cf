// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/intpack.h"

namespace Pilothouse::Metrics {

/// Most measurements are decimals of a few places: with the point taken away they are whole numbers, which pack far
/// better than the bits of a double. -1 where some value is no such decimal (15 digits are exact in a double).
/// NaN fits everywhere.
int placesOf(std::span<const double> values);
/// The whole number for a decimal of so many places.
qint64 scaled(double value, int places);
double unscaled(qint64 value, int places);
constexpr int mostPlaces = 12;

/// Writes up to blockLength doubles: decimals by packInts(), anything else as what differs from the value before in its
/// bits (as Gorilla of Facebook does, VLDB 2015). Exact, except that -0 becomes 0 and every NaN the same one.
void packValues(ByteWriter& out, std::span<const double> values);
/// Reads values.size() doubles. False for bytes that packValues() does not write.
bool unpackValues(ByteReader& in, std::span<double> values);

} // namespace Pilothouse::Metrics
