// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/record.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace Pilothouse::Logs {

using namespace Qt::StringLiterals;

namespace {

int monthOf(const QString& name)
{
    static const QStringList months{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s,
                                    u"jul"_s, u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    return int(months.indexOf(name.toLower())) + 1;
}

/// The parts of a form by the names of its groups: Y, M (or the month's name, N), D, time, fraction, zone.
std::optional<Moment> momentOf(const QRegularExpressionMatch& match)
{
    const QString named = match.captured(u"N"_s);
    const int month = named.isEmpty() ? match.captured(u"M"_s).toInt() : monthOf(named);
    const QDate date(match.captured(u"Y"_s).toInt(), month, match.captured(u"D"_s).toInt());
    QTime time = QTime::fromString(match.captured(u"time"_s), u"HH:mm:ss"_s);
    if (!date.isValid() || !time.isValid())
        return {};
    const QString fraction = match.captured(u"fraction"_s).left(3);
    if (!fraction.isEmpty())
        time = time.addMSecs(fraction.leftJustified(3, u'0').toInt());
    Moment moment{.at = QDateTime(date, time, Qt::UTC), .begin = match.capturedStart(), .end = match.capturedEnd()};
    const QString zone = match.captured(u"zone"_s);
    moment.zoned = !zone.isEmpty();
    if (zone.startsWith(u'+') || zone.startsWith(u'-')) {
        const QString digits = QString(zone).remove(u':');
        const int seconds = digits.mid(1, 2).toInt() * 3600 + digits.mid(3, 2).toInt() * 60;
        moment.at = moment.at.addSecs(zone.startsWith(u'-') ? seconds : -seconds);
    }
    return moment;
}

const std::vector<QRegularExpression>& dated()
{
    static const std::vector<QRegularExpression> forms{
        QRegularExpression(
            u"(?<![0-9])(?<Y>[0-9]{4})[-/.](?<M>[0-9]{2})[-/.](?<D>[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})"
            "(?:[.,:](?<fraction>[0-9]{1,9}))?\\s?(?<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?"_s),
        QRegularExpression(u"(?<D>[0-9]{1,2})/(?<N>[A-Z][a-z]{2})/(?<Y>[0-9]{4}):(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})"
                           "(?:\\.(?<fraction>[0-9]+))?(?: (?<zone>[+-][0-9]{4}))?"_s),
        QRegularExpression(
            u"(?<D>[0-9]{1,2})[ -](?<N>[A-Z][a-z]{2})[ -](?<Y>[0-9]{4}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})"
            "(?:\\.(?<fraction>[0-9]+))?(?: (?<zone>UTC|GMT|[+-][0-9]{4}))?"_s),
        QRegularExpression(
            u"(?:[A-Z][a-z]{2} )?(?<N>[A-Z][a-z]{2}) +(?<D>[0-9]{1,2}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})"
            "(?:\\.(?<fraction>[0-9]+))?(?: (?<zone>UTC|GMT|[+-][0-9]{4}))? (?<Y>[0-9]{4})\\b"_s)};
    return forms;
}

} // namespace

std::optional<Moment> momentIn(const QString& line)
{
    // Access logs and frameworks say who asked for what before they say when.
    constexpr qsizetype nearLine = 160;
    constexpr qsizetype nearStart = 48;
    static const QRegularExpression yearless(
        u"\\A(?:<[0-9]+>)?(?:[A-Z][a-z]{2} +[0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2}|[IWEF][0-9]{4} "
        u"[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]+|"
        "\\[?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?\\]?(?= ))"_s);
    static const QRegularExpression seconds(u"\\A\\[?([0-9]{10}(?:\\.[0-9]{1,9})?)\\]?\\s"_s);
    const QString head = line.left(nearLine);
    // Haproxy behind syslog has a year, syslog has none.
    std::optional<Moment> best;
    for (size_t i = 0; i < dated().size(); ++i) {
        const QRegularExpressionMatch match = dated()[i].match(head);
        if (!match.hasMatch() || (best && best->begin <= match.capturedStart()))
            continue;
        const bool stands =
            match.capturedStart() <= nearStart || i == 1 || head.left(match.capturedStart()).endsWith(u" at "_s);
        if (const auto moment = stands ? momentOf(match) : std::nullopt)
            best = moment;
    }
    if (best)
        return best;
    if (const auto match = seconds.match(head); match.hasMatch())
        return momentOf(match.captured(1).toDouble());
    if (const auto match = yearless.match(head); match.hasMatch())
        return Moment{.begin = match.capturedStart(), .end = match.capturedEnd()};
    return {};
}

std::optional<Moment> momentOf(double sinceEpoch)
{
    // Seconds until the year 5138, then the same in thousandths, millionths and billionths.
    double milliseconds = sinceEpoch * 1000;
    if (sinceEpoch >= 1e17)
        milliseconds = sinceEpoch / 1e6;
    else if (sinceEpoch >= 1e14)
        milliseconds = sinceEpoch / 1e3;
    else if (sinceEpoch >= 1e11)
        milliseconds = sinceEpoch;
    // Before 2000 it is a duration or a counter.
    if (!(milliseconds >= 946'684'800'000.0) || milliseconds > 1e14)
        return {};
    return Moment{.at = QDateTime::fromMSecsSinceEpoch(qint64(std::floor(milliseconds)), Qt::UTC), .zoned = true};
}

std::optional<Moment> momentOf(const QString& value)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isNumber ? momentOf(number) : momentIn(value);
}

} // namespace Pilothouse::Logs
