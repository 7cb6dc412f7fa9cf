// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"

#include "base/translate.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTimeZone>

#include <array>
#include <cstring>
#include <mutex>

namespace Pilothouse {

Id Id::make(const QDateTime& now)
{
    // The random field of 74 bits starts anew each millisecond and is counted up within one, as RFC 9562 6.2 allows.
    static std::mutex mutex;
    static quint64 lastMs = 0;
    static quint64 counter = 0;
    quint64 ms = 0;
    quint64 sequence = 0;
    {
        const std::lock_guard lock(mutex);
        ms = quint64(qMax<qint64>(0, now.toMSecsSinceEpoch()));
        if (ms <= lastMs) {
            ms = lastMs;
            ++counter;
        } else {
            lastMs = ms;
            counter = QRandomGenerator::system()->generate64() & 0x3fffffffffULL;
        }
        sequence = counter;
    }
    std::array<uchar, 16> bytes{};
    for (size_t i = 0; i < 6; ++i)
        bytes[i] = uchar(ms >> (40 - 8 * i));
    bytes[6] = uchar(0x70 | ((sequence >> 38) & 0x0f));
    bytes[7] = uchar(sequence >> 30);
    bytes[8] = uchar(0x80 | ((sequence >> 24) & 0x3f));
    bytes[9] = uchar(sequence >> 16);
    bytes[10] = uchar(sequence >> 8);
    bytes[11] = uchar(sequence);
    const quint32 tail = QRandomGenerator::system()->generate();
    std::memcpy(bytes.data() + 12, &tail, sizeof tail);
    return Id(QUuid::fromRfc4122(QByteArrayView(bytes.data(), qsizetype(bytes.size()))));
}

Result<Id> Id::fromString(const QString& text)
{
    const QUuid uuid = QUuid::fromString(text);
    if (uuid.isNull() || uuid.toString(QUuid::WithoutBraces) != text.toLower())
        return fail(ErrorKind::Invalid,
                    translate("Base", "\"%1\" is not an id; copy it whole from the list of runs.").arg(text.left(64)));
    return Id(uuid);
}

QDateTime Id::createdAt() const
{
    const QByteArray bytes = m_uuid.toRfc4122();
    qint64 ms = 0;
    for (int i = 0; i < 6; ++i)
        ms = (ms << 8) | uchar(bytes.at(i));
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

std::strong_ordering Id::operator<=>(const Id& other) const
{
    const QByteArray a = m_uuid.toRfc4122();
    const QByteArray b = other.m_uuid.toRfc4122();
    return std::memcmp(a.constData(), b.constData(), 16) <=> 0;
}

} // namespace Pilothouse
