// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_metrics
#include "fuzz/fuzztarget.h"
#include "metrics/chunk.h"

#include <algorithm>
#include <cstring>

using namespace Pilothouse::Metrics;

namespace {

/// What was read from any bytes can be written, and is then read as the same.
void dataSurvives(const QByteArray& bytes)
{
    const auto data = decodeData(bytes);
    if (!data)
        return;
    FUZZ_CHECK(data->size() <= chunkLength);
    FUZZ_CHECK(std::ranges::adjacent_find(*data, std::ranges::greater_equal(), &Datum::at) == data->end());
    const auto again = decodeData(encodeData(*data));
    FUZZ_CHECK(again && again->size() == data->size());
    FUZZ_CHECK(std::ranges::equal(*again, *data, [](const Datum& a, const Datum& b) {
        return a.at == b.at && (a.value == b.value || (a.value != a.value && b.value != b.value));
    }));
}

void rollupsSurvive(const QByteArray& bytes)
{
    const auto rollups = decodeRollups(bytes);
    if (!rollups)
        return;
    FUZZ_CHECK(rollups->size() <= chunkLength);
    const auto again = decodeRollups(encodeRollups(*rollups));
    FUZZ_CHECK(again && again->size() == rollups->size());
    FUZZ_CHECK(std::ranges::equal(*again, *rollups, {}, &Rollup::count, &Rollup::count));
}

} // namespace

/// Chunks: any bytes, with the checksum they have and with the one they should have; and any values, written and read.
PILOTHOUSE_FUZZ_TARGET(chunk)
{
    dataSurvives(input);
    rollupsSurvive(input);
    const QByteArray checked = withChecksum(input.chopped(std::min<qsizetype>(4, input.size())));
    dataSurvives(checked);
    rollupsSurvive(checked);
    std::vector<Datum> data;
    qint64 at = 0;
    for (qsizetype i = 0; i + 12 <= input.size() && data.size() < chunkLength; i += 12) {
        quint32 step = 0;
        Datum each;
        std::memcpy(&step, input.data() + i, sizeof step);
        std::memcpy(&each.value, input.data() + i + 4, sizeof each.value);
        each.at = at += 1 + qint64(step);
        data.push_back(each);
    }
    dataSurvives(encodeData(data));
    FUZZ_CHECK(decodeData(encodeData(data)).has_value());
}
