// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/schedule.h"

#include "base/localtime.h"
#include "base/translate.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

/// One field of a cron line: the numbers it may hold and the words for them.
struct Field
{
    const char* what;
    int lowest;
    int highest;
    QStringList words = {}; ///< for lowest, lowest + 1, ...
};

tl::unexpected<Error> wrong(const QString& part, const Field& field)
{
    return fail(ErrorKind::Invalid, translate("Base", "\"%1\" is not a valid %2 of a cron line (%3 to %4).")
                                        .arg(part.left(40), translate("Base", field.what))
                                        .arg(field.lowest)
                                        .arg(field.highest));
}

std::optional<int> number(const QString& text, const Field& field)
{
    const qsizetype word = field.words.indexOf(text.toUpper());
    if (word >= 0)
        return field.lowest + int(word);
    static const QRegularExpression digits(u"\\A[0-9]{1,2}\\z"_s);
    const int value = text.toInt();
    if (!digits.match(text).hasMatch() || value < field.lowest || value > field.highest)
        return {};
    return value;
}

/// `*`, `5`, `1-5`, `*/10`, `1-30/2` and lists of them.
template <size_t N> Result<std::bitset<N>> parseField(const QString& text, const Field& field)
{
    std::bitset<N> set;
    for (const QString& part : text.split(u',')) {
        const QStringList halves = part.split(u'/');
        int low = field.lowest;
        int high = field.highest;
        if (halves.first() != u"*") {
            const QStringList ends = halves.first().split(u'-');
            const auto first = number(ends.first(), field);
            const auto last = number(ends.last(), field);
            // A single number with a step ("5/10") means different things to different crons.
            const bool open = halves.size() == 2 && ends.size() == 1;
            if (!first || !last || ends.size() > 2 || *first > *last || open)
                return wrong(part, field);
            low = *first;
            high = *last;
        }
        int step = 1;
        if (halves.size() > 1) {
            static const QRegularExpression digits(u"\\A[0-9]{1,2}\\z"_s);
            step = halves.at(1).toInt();
            if (halves.size() > 2 || !digits.match(halves.at(1)).hasMatch() || step < 1)
                return wrong(part, field);
        }
        for (int value = low; value <= high; value += step)
            set.set(size_t(value) % N);
    }
    return set;
}

} // namespace

Result<Schedule> Schedule::parse(const QString& cron, const QString& zone)
{
    static const Field minute{QT_TRANSLATE_NOOP("Base", "minute"), 0, 59};
    static const Field hour{QT_TRANSLATE_NOOP("Base", "hour"), 0, 23};
    static const Field day{QT_TRANSLATE_NOOP("Base", "day of the month"), 1, 31};
    static const Field month{QT_TRANSLATE_NOOP("Base", "month"),
                             1,
                             12,
                             {u"JAN"_s, u"FEB"_s, u"MAR"_s, u"APR"_s, u"MAY"_s, u"JUN"_s, u"JUL"_s, u"AUG"_s, u"SEP"_s,
                              u"OCT"_s, u"NOV"_s, u"DEC"_s}};
    static const Field weekday{QT_TRANSLATE_NOOP("Base", "day of the week"),
                               0,
                               7,
                               {u"SUN"_s, u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s, u"FRI"_s, u"SAT"_s}};
    const QStringList fields = cron.simplified().split(u' ');
    if (fields.size() != 5)
        return fail(ErrorKind::Invalid,
                    translate("Base", "\"%1\" is not a schedule: write five fields, for example 0 2 * * *.")
                        .arg(cron.left(40)));
    // POSIX rules such as EST5EDT would be taken for zones too; only region names and UTC follow what a country
    // decides.
    static const QRegularExpression region(u"\\A(?:UTC|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)\\z"_s);
    if (!region.match(zone).hasMatch() || !QTimeZone::isTimeZoneIdAvailable(zone.toLatin1()))
        return fail(
            ErrorKind::Invalid,
            translate("Base", "\"%1\" is not a time zone; write for example UTC or Europe/Berlin.").arg(zone.left(40)));
    const auto minutes = parseField<60>(fields.at(0), minute);
    const auto hours = parseField<24>(fields.at(1), hour);
    const auto days = parseField<32>(fields.at(2), day);
    const auto months = parseField<13>(fields.at(3), month);
    const auto weekdays = parseField<7>(fields.at(4), weekday);
    if (!minutes)
        return fail(minutes.error());
    if (!hours)
        return fail(hours.error());
    if (!days)
        return fail(days.error());
    if (!months)
        return fail(months.error());
    if (!weekdays)
        return fail(weekdays.error());
    Schedule schedule;
    schedule.m_cron = fields.join(u' ');
    schedule.m_zone = QTimeZone(zone.toLatin1());
    schedule.m_minutes = *minutes;
    schedule.m_hours = *hours;
    schedule.m_days = *days;
    schedule.m_months = *months;
    schedule.m_weekdays = *weekdays;
    schedule.m_anyDay = fields.at(2).startsWith(u'*');
    schedule.m_anyWeekday = fields.at(4).startsWith(u'*');
    return schedule;
}

bool Schedule::matchesDay(const QDate& day) const
{
    if (!m_months.test(size_t(day.month())))
        return false;
    const bool byDay = m_days.test(size_t(day.day()));
    const bool byWeekday = m_weekdays.test(size_t(day.dayOfWeek() % 7));
    return m_anyDay || m_anyWeekday ? byDay && byWeekday : byDay || byWeekday;
}

std::optional<QDateTime> Schedule::firstOn(const QDate& day, const QDateTime& after) const
{
    for (int hour = 0; hour < 24; ++hour) {
        // Instants on one day follow the clock's order, so an hour whose last minute is over need not be looked at.
        if (!m_hours.test(size_t(hour)) || utcFromLocal(day, QTime(hour, 59), m_zone) <= after)
            continue;
        for (int minute = 0; minute < 60; ++minute) {
            if (!m_minutes.test(size_t(minute)))
                continue;
            const QDateTime moment = utcFromLocal(day, QTime(hour, minute), m_zone);
            if (moment > after)
                return moment;
        }
    }
    return {};
}

std::optional<QDateTime> Schedule::lastOn(const QDate& day, const QDateTime& notAfter) const
{
    for (int hour = 23; hour >= 0; --hour) {
        if (!m_hours.test(size_t(hour)) || utcFromLocal(day, QTime(hour, 0), m_zone) > notAfter)
            continue;
        for (int minute = 59; minute >= 0; --minute) {
            if (!m_minutes.test(size_t(minute)))
                continue;
            const QDateTime moment = utcFromLocal(day, QTime(hour, minute), m_zone);
            if (moment <= notAfter)
                return moment;
        }
    }
    return {};
}

namespace {

/// As the class promises: no occurrence within five years means never.
constexpr int mostDays = 5 * 366;

} // namespace

std::optional<QDateTime> Schedule::next(const QDateTime& moment) const
{
    if (m_cron.isEmpty() || !moment.isValid())
        return {};
    // A day earlier than the local one: the end of a gap at midnight belongs to a time of the day before.
    const QDate start = moment.toTimeZone(m_zone).date().addDays(-1);
    for (int i = 0; i <= mostDays + 1; ++i) {
        const QDate day = start.addDays(i);
        if (!matchesDay(day))
            continue;
        if (auto found = firstOn(day, moment))
            return found;
    }
    return {};
}

std::optional<QDateTime> Schedule::previous(const QDateTime& moment) const
{
    if (m_cron.isEmpty() || !moment.isValid())
        return {};
    const QDate start = moment.toTimeZone(m_zone).date().addDays(1);
    for (int i = 0; i <= mostDays + 1; ++i) {
        const QDate day = start.addDays(-i);
        if (!matchesDay(day))
            continue;
        if (auto found = lastOn(day, moment))
            return found;
    }
    return {};
}

} // namespace Pilothouse
