// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/intpack.h"

#include <algorithm>
#include <array>
#include <bit>

namespace Pilothouse::Metrics {

namespace {

/// Head: the mode in bits 0-1, then what follows.
enum Mode : quint8 { Plain = 0, Delta = 1, Grid = 2 };
constexpr quint8 modeMask = 0x03;
constexpr quint8 hasExceptions = 0x04;
constexpr quint8 hasShift = 0x08;
constexpr quint8 knownBits = 0x0f;
/// One unaligned read of eight bytes holds a number of so many bits, wherever in a byte it begins.
constexpr int widest = 56;

using Words = std::array<quint64, blockLength>;

int bitsOf(quint64 value) { return 64 - std::countl_zero(value); }
int varintLength(quint64 value) { return std::max(1, (bitsOf(value) + 6) / 7); }

/// A way to write a block, and what it costs in bits.
struct Way
{
    Mode mode = Plain;
    quint64 base = 0;
    int width = 0;
    qint64 cost = std::numeric_limits<qint64>::max();
};

/// The width at which `residuals` cost least: narrow bits and exceptions, or wide bits and none.
void considerWidths(std::span<const quint64> source, Mode mode, quint64 base, Way& best)
{
    std::array<int, 65> lengths{};
    for (const quint64 value : source)
        ++lengths[size_t(bitsOf(value - base))];
    // Only widths that some number just fills can be the best.
    std::array<int, 65> present{};
    size_t kinds = 0;
    for (int length = 0; length <= 64; ++length) {
        if (lengths[size_t(length)] > 0)
            present[kinds++] = length;
    }
    const qint64 head = 8 * varintLength(zigzag(qint64(base)));
    for (size_t kind = 0; kind < kinds && present[kind] <= widest; ++kind) {
        const int width = present[kind];
        qint64 cost = head + qint64(source.size()) * width;
        int exceptions = 0;
        for (size_t longer = kind + 1; longer < kinds; ++longer) {
            const int count = lengths[size_t(present[longer])];
            exceptions += count;
            cost += qint64(count) * (8 + 8 * ((present[longer] - width + 6) / 7));
        }
        cost += exceptions > 0 ? 8 : 0;
        if (cost < best.cost)
            best = {mode, base, width, cost};
    }
}

void consider(std::span<const quint64> source, Mode mode, qint64 extra, Way& best)
{
    // Signed order: a base below which only few lie.
    Words sorted{};
    std::ranges::copy(source, sorted.begin());
    const auto end = sorted.begin() + qsizetype(source.size());
    const auto bySign = [](quint64 a, quint64 b) { return qint64(a) < qint64(b); };
    Way found;
    considerWidths(source, mode, *std::min_element(sorted.begin(), end, bySign), found);
    if (const size_t few = source.size() / 16; few > 0) {
        std::nth_element(sorted.begin(), sorted.begin() + qsizetype(few), end, bySign);
        considerWidths(source, mode, sorted[few], found);
    }
    found.cost += extra;
    if (found.cost < best.cost)
        best = found;
}

quint64 stepOf(std::span<const quint64> deltas)
{
    Words sorted{};
    std::ranges::copy(deltas, sorted.begin());
    const auto middle = sorted.begin() + qsizetype(deltas.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.begin() + qsizetype(deltas.size()),
                     [](quint64 a, quint64 b) { return qint64(a) < qint64(b); });
    return *middle;
}

void writeBits(ByteWriter& out, std::span<const quint64> source, const Way& way, int shift)
{
    const int width = way.width;
    if (width == 0)
        return;
    const quint64 mask = (quint64(1) << width) - 1;
    QByteArray& bytes = out.bytes();
    qsizetype at = bytes.size();
    bytes.resize(at + qsizetype((source.size() * size_t(width) + 7) / 8));
    quint64 pending = 0;
    int held = 0;
    for (const quint64 value : source) {
        const quint64 bits = ((value - way.base) >> shift) & mask;
        pending |= bits << held;
        held += width;
        while (held >= 8) {
            bytes[at++] = char(pending);
            pending >>= 8;
            held -= 8;
        }
    }
    if (held > 0)
        bytes[at] = char(pending);
}

/// What is written behind the base's bits for those that do not fit in them.
void writeExceptions(ByteWriter& out, std::span<const quint64> source, const Way& way, int shift)
{
    ByteWriter list;
    quint8 count = 0;
    for (size_t i = 0; i < source.size(); ++i) {
        const quint64 high = ((source[i] - way.base) >> shift) >> way.width;
        if (high == 0)
            continue;
        ++count;
        list.byte(quint8(i));
        list.varint(high);
    }
    out.byte(count);
    out.bytes() += list.bytes();
}

} // namespace

void packInts(ByteWriter& out, std::span<const qint64> values)
{
    const size_t n = values.size();
    if (n == 0)
        return;
    Words plain{};
    Words delta{};
    Words grid{};
    for (size_t i = 0; i < n; ++i)
        plain[i] = quint64(values[i]);
    for (size_t i = 1; i < n; ++i)
        delta[i - 1] = plain[i] - plain[i - 1];
    Way best;
    const std::span<const quint64> deltas(delta.data(), n - 1);
    const qint64 firstCost = 8 * varintLength(zigzag(values[0]));
    consider({plain.data(), n}, Plain, 0, best);
    quint64 step = 0;
    if (n > 1) {
        consider(deltas, Delta, firstCost, best);
        step = stepOf(deltas);
        for (size_t i = 0; i < n; ++i)
            grid[i] = plain[i] - plain[0] - quint64(i) * step;
        consider({grid.data(), n}, Grid, firstCost + 8 * varintLength(zigzag(qint64(step))), best);
    }
    const std::span<const quint64> source = best.mode == Plain   ? std::span<const quint64>(plain.data(), n)
                                            : best.mode == Delta ? deltas
                                                                 : std::span<const quint64>(grid.data(), n);
    quint64 all = 0;
    bool exceptions = false;
    for (const quint64 value : source) {
        all |= value - best.base;
        exceptions = exceptions || bitsOf(value - best.base) > best.width;
    }
    // Sizes in bytes are often multiples of a page: the zeros below are not written.
    const int shift = !exceptions && all != 0 ? std::countr_zero(all) : 0;
    best.width -= shift;
    out.byte(quint8(best.mode | (exceptions ? hasExceptions : 0) | (shift > 0 ? hasShift : 0)));
    out.byte(quint8(best.width));
    if (shift > 0)
        out.byte(quint8(shift));
    if (best.mode != Plain)
        out.varint(zigzag(values[0]));
    if (best.mode == Grid)
        out.varint(zigzag(qint64(step)));
    out.varint(zigzag(qint64(best.base)));
    writeBits(out, source, best, shift);
    if (exceptions)
        writeExceptions(out, source, best, shift);
}

namespace {

struct Head
{
    quint8 flags = 0;
    int width = 0;
    int shift = 0;
    quint64 first = 0;
    quint64 step = 0;
    quint64 base = 0;
};

std::optional<Head> readHead(ByteReader& in)
{
    const auto flags = in.byte();
    const auto width = in.byte();
    if (!flags || !width || (*flags & ~knownBits) || (*flags & modeMask) > Grid || *width > widest)
        return std::nullopt;
    Head head{.flags = *flags, .width = *width};
    if (*flags & hasShift) {
        const auto shift = in.byte();
        if (!shift || *shift > 63)
            return std::nullopt;
        head.shift = *shift;
    }
    const auto number = [&in](quint64& into) {
        const auto value = in.varint();
        into = quint64(unzigzag(value.value_or(0)));
        return value.has_value();
    };
    if ((*flags & modeMask) != Plain && !number(head.first))
        return std::nullopt;
    if ((*flags & modeMask) == Grid && !number(head.step))
        return std::nullopt;
    if (!number(head.base))
        return std::nullopt;
    return head;
}

bool readBits(ByteReader& in, const Head& head, std::span<quint64> into)
{
    if (head.width == 0) {
        std::ranges::fill(into, quint64(0));
        return true;
    }
    const auto width = size_t(head.width);
    const auto piece = in.piece((into.size() * width + 7) / 8);
    if (!piece)
        return false;
    // Eight bytes at once while they are there, the last ones from a copy with room behind.
    const quint64 mask = (quint64(1) << width) - 1;
    const auto size = size_t(piece->size());
    std::array<char, 24> tail{};
    const size_t tailFrom = size > 16 ? size - 16 : 0;
    std::memcpy(tail.data(), piece->data() + tailFrom, size - tailFrom);
    for (size_t i = 0; i < into.size(); ++i) {
        const size_t bit = i * width;
        const size_t byte = bit / 8;
        const char* from = byte + 8 <= size ? piece->data() + byte : tail.data() + (byte - tailFrom);
        quint64 word = 0;
        std::memcpy(&word, from, sizeof word);
        if constexpr (std::endian::native == std::endian::big)
            word = __builtin_bswap64(word);
        into[i] = (word >> (bit % 8)) & mask;
    }
    return true;
}

} // namespace

bool unpackInts(ByteReader& in, std::span<qint64> values)
{
    const size_t n = values.size();
    if (n == 0)
        return true;
    if (n > blockLength)
        return false;
    const auto head = readHead(in);
    if (!head)
        return false;
    const auto mode = Mode(head->flags & modeMask);
    const size_t count = mode == Delta ? n - 1 : n;
    Words words; // NOLINT(cppcoreguidelines-pro-type-member-init): all that is read is written before
    const std::span<quint64> source(words.data(), count);
    if (!readBits(in, *head, source))
        return false;
    if (head->flags & hasExceptions) {
        const auto exceptions = in.byte();
        if (!exceptions)
            return false;
        for (int i = 0; i < *exceptions; ++i) {
            const auto position = in.byte();
            const auto high = in.varint();
            if (!position || !high || *position >= count)
                return false;
            source[*position] |= *high << head->width;
        }
    }
    switch (mode) {
    case Plain:
        for (size_t i = 0; i < n; ++i)
            values[i] = qint64((source[i] << head->shift) + head->base);
        break;
    case Delta: {
        quint64 value = head->first;
        values[0] = qint64(value);
        for (size_t i = 1; i < n; ++i) {
            value += (source[i - 1] << head->shift) + head->base;
            values[i] = qint64(value);
        }
        break;
    }
    case Grid:
        for (size_t i = 0; i < n; ++i)
            values[i] = qint64(head->first + quint64(i) * head->step + (source[i] << head->shift) + head->base);
        break;
    }
    return true;
}

} // namespace Pilothouse::Metrics
