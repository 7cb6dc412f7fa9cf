// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/valuepack.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace Pilothouse::Metrics {

namespace {

constexpr std::array<double, mostPlaces + 1> powers{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
/// Whole numbers up to here are exact in a double.
constexpr double exact = 9007199254740992.0;

constexpr quint8 placesMask = 0x0f;
constexpr quint8 differences = 0x10; ///< bits instead of decimals
constexpr quint8 hasNan = 0x20;
constexpr quint8 knownBits = 0x3f;

quint64 bitsOf(double value) { return std::bit_cast<quint64>(value); }

bool fits(double value, int places)
{
    const double whole = std::nearbyint(value * powers[size_t(places)]);
    return std::abs(whole) <= exact && whole / powers[size_t(places)] == value;
}

class BitWriter
{
public:
    explicit BitWriter(ByteWriter& out)
        : m_out(out)
    {
    }
    void put(quint64 value, int bits)
    {
        while (bits > 0) {
            const int now = std::min(bits, 8 - m_held);
            const quint64 part = (value >> (bits - now)) & ((quint64(1) << now) - 1);
            m_pending = quint8((m_pending << now) | part);
            m_held += now;
            bits -= now;
            if (m_held == 8) {
                m_out.byte(m_pending);
                m_pending = 0;
                m_held = 0;
            }
        }
    }
    void finish()
    {
        if (m_held > 0)
            put(0, 8 - m_held);
    }

private:
    ByteWriter& m_out;
    quint8 m_pending = 0;
    int m_held = 0;
};

class BitReader
{
public:
    explicit BitReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    std::optional<quint64> get(int bits)
    {
        if (m_at + bits > m_bytes.size() * 8)
            return std::nullopt;
        quint64 value = 0;
        while (bits > 0) {
            const int offset = int(m_at % 8);
            const int now = std::min(bits, 8 - offset);
            const auto byte = quint8(m_bytes[m_at / 8]);
            value = (value << now) | quint64((byte >> (8 - offset - now)) & ((1 << now) - 1));
            m_at += now;
            bits -= now;
        }
        return value;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

void packDifferences(ByteWriter& out, std::span<const double> values)
{
    ByteWriter body;
    BitWriter bits(body);
    quint64 before = 0;
    int leading = -1;
    int trailing = 0;
    for (const double value : values) {
        const quint64 now = bitsOf(value);
        const quint64 difference = now ^ before;
        before = now;
        if (difference == 0) {
            bits.put(0, 1);
            continue;
        }
        const int zeros = std::min(31, std::countl_zero(difference));
        const int behind = std::countr_zero(difference);
        if (leading >= 0 && zeros >= leading && behind >= trailing) {
            bits.put(2, 2);
        } else {
            leading = zeros;
            trailing = behind;
            bits.put(3, 2);
            bits.put(quint64(leading), 5);
            bits.put(quint64(63 - leading - trailing), 6);
        }
        bits.put(difference >> trailing, 64 - leading - trailing);
    }
    bits.finish();
    out.varint(quint64(body.bytes().size()));
    out.bytes() += body.bytes();
}

bool unpackDifferences(ByteReader& in, std::span<double> values)
{
    const auto size = in.varint();
    const auto piece = size ? in.piece(*size) : std::nullopt;
    if (!piece)
        return false;
    BitReader bits(*piece);
    quint64 before = 0;
    int length = 0;
    int trailing = 0;
    for (double& value : values) {
        const auto differs = bits.get(1);
        if (!differs)
            return false;
        if (*differs == 1) {
            const auto anew = bits.get(1);
            if (!anew)
                return false;
            if (*anew == 1) {
                const auto leading = bits.get(5);
                const auto less = bits.get(6);
                if (!leading || !less || int(*leading) + int(*less) + 1 > 64)
                    return false;
                length = int(*less) + 1;
                trailing = 64 - int(*leading) - length;
            }
            const auto difference = length > 0 ? bits.get(length) : std::nullopt;
            if (!difference)
                return false;
            before ^= *difference << trailing;
        }
        value = std::bit_cast<double>(before);
    }
    return true;
}

} // namespace

int placesOf(std::span<const double> values)
{
    int places = 0;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        while (!fits(value, places)) {
            if (++places > mostPlaces)
                return -1;
        }
    }
    // A later value may have asked for more places than an earlier one has room for.
    const bool all =
        std::ranges::all_of(values, [places](double value) { return std::isnan(value) || fits(value, places); });
    return all ? places : -1;
}

qint64 scaled(double value, int places) { return qint64(std::nearbyint(value * powers[size_t(places)])); }

double unscaled(qint64 value, int places) { return double(value) / powers[size_t(places)]; }

void packValues(ByteWriter& out, std::span<const double> values)
{
    const int places = placesOf(values);
    if (places < 0) {
        out.byte(differences);
        return packDifferences(out, values);
    }
    std::array<qint64, blockLength> whole{};
    ByteWriter missing;
    quint64 count = 0;
    qint64 before = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) {
            ++count;
            missing.byte(quint8(i));
        } else {
            before = scaled(values[i], places);
        }
        whole[i] = before;
    }
    out.byte(quint8(places | (count > 0 ? hasNan : 0)));
    packInts(out, {whole.data(), values.size()});
    if (count > 0) {
        out.varint(count);
        out.bytes() += missing.bytes();
    }
}

bool unpackValues(ByteReader& in, std::span<double> values)
{
    const auto head = in.byte();
    if (!head || (*head & ~knownBits) || values.size() > blockLength)
        return false;
    if (*head & differences)
        return *head == differences && unpackDifferences(in, values);
    const int places = *head & placesMask;
    std::array<qint64, blockLength> whole; // NOLINT(cppcoreguidelines-pro-type-member-init): unpackInts() fills it
    if (places > mostPlaces || !unpackInts(in, {whole.data(), values.size()}))
        return false;
    const double power = powers[size_t(places)];
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = double(whole[i]) / power;
    if (*head & hasNan) {
        const auto count = in.varint();
        if (!count || *count > values.size())
            return false;
        for (quint64 i = 0; i < *count; ++i) {
            const auto position = in.byte();
            if (!position || *position >= values.size())
                return false;
            values[*position] = std::numeric_limits<double>::quiet_NaN();
        }
    }
    return true;
}

} // namespace Pilothouse::Metrics
