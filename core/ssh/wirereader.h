// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace Pilothouse::Ssh {

/// Reads the data types of RFC 4251 section 5 from a block that it does not own. Once something was not there, isOk()
/// is false and whatever is read is empty: ask once at the end. A value.
class WireReader
{
public:
    explicit WireReader(QByteArrayView data)
        : m_data(data)
    {
    }

    quint8 byte() { return number<quint8>(); }
    quint32 uint32() { return number<quint32>(); }
    quint64 uint64() { return number<quint64>(); }
    /// A string, name-list or mpint: its bytes.
    QByteArrayView string() { return bytes(uint32()); }
    QByteArrayView bytes(qsizetype count)
    {
        if (!m_ok || count > m_data.size() - m_at) {
            m_ok = false;
            return {};
        }
        const QByteArrayView found = m_data.sliced(m_at, count);
        m_at += count;
        return found;
    }

    bool isOk() const { return m_ok; }
    /// Everything was there, and nothing is left.
    bool isDone() const { return m_ok && m_at == m_data.size(); }
    bool hasMore() const { return m_ok && m_at < m_data.size(); }
    qsizetype position() const { return m_at; }

private:
    template <typename Number> Number number()
    {
        const QByteArrayView found = bytes(sizeof(Number));
        return m_ok ? qFromBigEndian<Number>(found.data()) : Number(0);
    }

    QByteArrayView m_data;
    qsizetype m_at = 0;
    bool m_ok = true;
};

/// A string as RFC 4251 writes it.
inline QByteArray wireString(QByteArrayView bytes)
{
    QByteArray out(4, Qt::Uninitialized);
    qToBigEndian(quint32(bytes.size()), out.data());
    return out.append(bytes);
}

} // namespace Pilothouse::Ssh
