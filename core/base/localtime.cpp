// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/localtime.h"

#include <algorithm>

namespace Pilothouse {

namespace {

/// Farther than any zone is from UTC and than any gap is wide (Samoa once skipped a day), nearer than two changes are.
constexpr qint64 reach = 40 * 3600;

qint64 offsetAt(const QTimeZone& zone, qint64 seconds)
{
    return zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
}

} // namespace

QDateTime utcFromLocal(const QDate& date, const QTime& time, const QTimeZone& zone)
{
    const qint64 local = QDateTime(date, time, Qt::UTC).toSecsSinceEpoch();
    const qint64 before = offsetAt(zone, local - reach);
    const qint64 after = offsetAt(zone, local + reach);
    // The larger offset gives the earlier instant, so it is tried first: the first of two occurrences.
    for (const qint64 offset : {std::max(before, after), std::min(before, after)}) {
        if (offsetAt(zone, local - offset) == offset)
            return QDateTime::fromSecsSinceEpoch(local - offset, Qt::UTC);
    }
    // In a gap: the change lies between the two readings of the clock.
    qint64 early = local - std::max(before, after);
    qint64 late = local - std::min(before, after);
    while (late - early > 1) {
        const qint64 middle = early + (late - early) / 2;
        (offsetAt(zone, middle) == before ? early : late) = middle;
    }
    return QDateTime::fromSecsSinceEpoch(late, Qt::UTC);
}

} // namespace Pilothouse
