// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <optional>

namespace Pilothouse::Metrics {

/// Small numbers near zero become small unsigned ones, whatever their sign.
constexpr quint64 zigzag(qint64 value) { return (quint64(value) << 1) ^ quint64(value >> 63); }
constexpr qint64 unzigzag(quint64 value) { return qint64(value >> 1) ^ -qint64(value & 1); }

/// Bytes as they are written into a chunk: varints (seven bits a byte, the low ones first) and raw little-endian words.
class ByteWriter
{
public:
    void byte(quint8 value) { m_bytes.append(char(value)); }
    void varint(quint64 value)
    {
        for (; value >= 0x80; value >>= 7)
            byte(quint8(value | 0x80));
        byte(quint8(value));
    }
    void word(quint64 value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            byte(quint8(value >> (8 * i)));
    }
    void number(double value)
    {
        quint64 bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        word(bits, 8);
    }
    QByteArray& bytes() { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// The way back. Never reads past the end: what is missing is nullopt, and so is a varint that is too long.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    qsizetype left() const { return m_bytes.size() - m_at; }
    std::optional<quint8> byte()
    {
        if (left() < 1)
            return std::nullopt;
        return quint8(m_bytes[m_at++]);
    }
    std::optional<quint64> varint()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto next = byte();
            if (!next || (shift == 63 && *next > 1))
                return std::nullopt;
            value |= quint64(*next & 0x7f) << shift;
            if (*next < 0x80)
                return value;
        }
        return std::nullopt;
    }
    std::optional<quint64> word(int bytes)
    {
        if (left() < bytes)
            return std::nullopt;
        quint64 value = 0;
        for (int i = 0; i < bytes; ++i)
            value |= quint64(quint8(m_bytes[m_at + i])) << (8 * i);
        m_at += bytes;
        return value;
    }
    std::optional<double> number()
    {
        const auto bits = word(8);
        if (!bits)
            return std::nullopt;
        double value = 0;
        std::memcpy(&value, &*bits, sizeof value);
        return value;
    }
    /// The next `bytes` as they are.
    std::optional<QByteArrayView> piece(quint64 bytes)
    {
        if (quint64(left()) < bytes)
            return std::nullopt;
        const QByteArrayView out = m_bytes.sliced(m_at, qsizetype(bytes));
        m_at += qsizetype(bytes);
        return out;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

} // namespace Pilothouse::Metrics
