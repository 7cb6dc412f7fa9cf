// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/localstart.h"

#include "base/localtime.h"
#include "base/translate.h"

#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;

namespace {

/// Farther than any zone is from UTC.
constexpr qint64 reach = 40 * 3600;

QString offsetWords(qint64 seconds)
{
    const qint64 minutes = std::abs(seconds) / 60;
    return u"%1%2:%3"_s.arg(seconds < 0 ? u"-"_s : u"+"_s)
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString wallTime(const QDateTime& instant, const QTimeZone& zone)
{
    return instant.toTimeZone(zone).toString(u"yyyy-MM-dd HH:mm"_s) + offsetWords(zone.offsetFromUtc(instant));
}

std::optional<qint64> offsetOf(const QString& text)
{
    if (text == u"Z")
        return 0;
    return (text.startsWith(u'-') ? -1 : 1) * (text.mid(1, 2).toLongLong() * 3600 + text.right(2).toLongLong() * 60);
}

} // namespace

Result<QTimeZone> zoneNamed(const QString& name)
{
    const QByteArray id = name.toLatin1();
    if (name.isEmpty() || !QTimeZone::isTimeZoneIdAvailable(id))
        return fail(
            ErrorKind::Invalid,
            translate("Maintenance", "\"%1\" is not a time zone; write one such as Europe/Berlin or UTC.").arg(name));
    return QTimeZone(id);
}

std::vector<QDateTime> instantsOf(const QDateTime& local, const QTimeZone& zone)
{
    const qint64 wall = QDateTime(local.date(), local.time(), Qt::UTC).toSecsSinceEpoch();
    const auto offsetAt = [&zone](qint64 seconds) -> qint64 {
        return zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
    };
    std::vector<QDateTime> out;
    // The larger offset gives the earlier instant.
    const qint64 one = std::max(offsetAt(wall - reach), offsetAt(wall + reach));
    const qint64 other = std::min(offsetAt(wall - reach), offsetAt(wall + reach));
    for (const qint64 offset : {one, other}) {
        const QDateTime instant = QDateTime::fromSecsSinceEpoch(wall - offset, Qt::UTC);
        if (offsetAt(wall - offset) == offset && (out.empty() || out.back() != instant))
            out.push_back(instant);
    }
    return out;
}

Result<QDateTime> parseStart(const QString& text, const QTimeZone& zone)
{
    static const QRegularExpression form(u"\\A(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}) ?(Z|[+-]\\d{2}:?\\d{2})?\\z"_s);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    const QDate date = QDate::fromString(match.captured(1), u"yyyy-MM-dd"_s);
    const QTime time = QTime::fromString(match.captured(2), u"HH:mm"_s);
    const QDateTime local(date, time, Qt::UTC);
    if (!match.hasMatch() || !date.isValid() || !time.isValid()) // Qt takes midnight for a time that is none
        return fail(ErrorKind::Invalid,
                    translate("Maintenance", "\"%1\" is not a time; write it as 2026-12-01 02:00.").arg(text));
    const QString zoneName = QString::fromLatin1(zone.id());
    const std::vector<QDateTime> instants = instantsOf(local, zone);
    if (instants.empty())
        return fail(ErrorKind::Invalid,
                    translate("Maintenance", "%1 does not exist in %2: clocks are put forward then, and the first time "
                                             "after it is %3.")
                        .arg(text.trimmed(), zoneName, wallTime(utcFromLocal(local.date(), local.time(), zone), zone)));
    if (match.capturedLength(3) == 0) {
        if (instants.size() == 1)
            return instants.front();
        return fail(
            ErrorKind::Invalid,
            translate("Maintenance", "%1 comes twice in %2, because clocks are put back then; write %3 or %4.")
                .arg(text.trimmed(), zoneName, wallTime(instants.front(), zone), wallTime(instants.back(), zone)));
    }
    const auto said = offsetOf(match.captured(3));
    for (const QDateTime& instant : instants) {
        if (zone.offsetFromUtc(instant) == said)
            return instant;
    }
    return fail(ErrorKind::Invalid, translate("Maintenance", "%1 is not what clocks in %2 show then; they show %3.")
                                        .arg(text.trimmed(), zoneName, wallTime(instants.front(), zone)));
}

} // namespace Pilothouse::Maintenance
