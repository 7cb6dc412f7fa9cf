// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QUuid>

#include <compare>

namespace Pilothouse {

/// A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits, so that ids sort by creation. Written
/// in lower case without braces. A value; any thread.
class Id
{
public:
    Id() = default;

    /// A new id; ids made by one process are strictly increasing even within a millisecond.
    static Id make(const QDateTime& now);
    static Result<Id> fromString(const QString& text);

    bool isNull() const { return m_uuid.isNull(); }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    /// The creation time, UTC, millisecond resolution.
    QDateTime createdAt() const;

    bool operator==(const Id&) const = default;
    std::strong_ordering operator<=>(const Id& other) const;

private:
    explicit Id(const QUuid& uuid)
        : m_uuid(uuid)
    {
    }
    QUuid m_uuid;
};

inline size_t qHash(const Id& id, size_t seed = 0) { return qHash(id.toString(), seed); }

} // namespace Pilothouse

Q_DECLARE_METATYPE(Pilothouse::Id)
