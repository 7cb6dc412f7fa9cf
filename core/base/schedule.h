// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <bitset>
#include <optional>

namespace Pilothouse {

/// Five-field cron in an IANA zone. Fields: minute hour day-of-month month day-of-week, with lists, ranges, steps and
/// English names; day-of-month and day-of-week are OR-ed when both are restricted, as Vixie cron does. Rule for
/// daylight saving: a time that is skipped runs once at the first valid minute after the gap; a time that exists twice
/// runs at its first occurrence only. A value; any thread.
class Schedule
{
public:
    Schedule() = default; ///< never
    static Result<Schedule> parse(const QString& cron, const QString& zone);

    /// The first occurrence strictly after `moment`, UTC; none within five years means never.
    std::optional<QDateTime> next(const QDateTime& moment) const;
    /// The last occurrence at or before `moment`, UTC.
    std::optional<QDateTime> previous(const QDateTime& moment) const;

    QString cron() const { return m_cron; }
    QTimeZone zone() const { return m_zone; }
    bool operator==(const Schedule& other) const { return m_cron == other.m_cron && m_zone == other.m_zone; }

private:
    bool matchesDay(const QDate& day) const;
    std::optional<QDateTime> firstOn(const QDate& day, const QDateTime& after) const;
    std::optional<QDateTime> lastOn(const QDate& day, const QDateTime& notAfter) const;

    QString m_cron;
    QTimeZone m_zone = QTimeZone::utc();
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<7> m_weekdays;
    bool m_anyDay = true;
    bool m_anyWeekday = true;
};

} // namespace Pilothouse
