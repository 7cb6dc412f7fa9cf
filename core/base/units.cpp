// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/units.h"

#include "base/translate.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <limits>

namespace Pilothouse {

using namespace std::chrono;
using namespace Qt::StringLiterals;

Result<milliseconds> parseDuration(const QString& text)
{
    static const QRegularExpression whole(u"^(?:[0-9]{1,9}(?:ms|s|m|h|d|w))+$"_s);
    static const QRegularExpression part(u"([0-9]{1,9})(ms|s|m|h|d|w)"_s);
    if (!whole.match(text).hasMatch())
        return fail(
            ErrorKind::Invalid,
            translate("Base", "\"%1\" is not a duration; write for example 15s, 2m, 24h or 30d.").arg(text.left(40)));
    milliseconds sum{0};
    auto it = part.globalMatch(text);
    while (it.hasNext()) {
        const auto match = it.next();
        const qint64 n = match.captured(1).toLongLong();
        const QString unit = match.captured(2);
        if (unit == u"ms")
            sum += milliseconds(n);
        else if (unit == u"s")
            sum += seconds(n);
        else if (unit == u"m")
            sum += minutes(n);
        else if (unit == u"h")
            sum += hours(n);
        else if (unit == u"d")
            sum += hours(24 * n);
        else
            sum += hours(24 * 7 * n);
    }
    return sum;
}

Result<qint64> parseSize(const QString& text)
{
    static const QRegularExpression form(u"^([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([KMGTP]?)(iB|i|B|b)?$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return fail(ErrorKind::Invalid,
                    translate("Base", "\"%1\" is not a size; write for example 512MiB or 1GB.").arg(text.left(40)));
    const QString suffix = match.captured(3).toLower();
    const bool decimal = suffix == u"b" && match.captured(3) == u"B";
    const double base = decimal ? 1000.0 : 1024.0;
    double value = match.captured(1).toDouble();
    const QString letter = match.captured(2).toUpper();
    if (!letter.isEmpty()) {
        for (qsizetype i = 0; i <= u"KMGTP"_s.indexOf(letter); ++i)
            value *= base;
    }
    if (value > double(std::numeric_limits<qint64>::max()) / 2)
        return fail(ErrorKind::Invalid,
                    translate("Base", "\"%1\" is larger than any disk; check its unit.").arg(text.left(40)));
    return qint64(value);
}

namespace {

struct DurationText
{
    Q_DECLARE_TR_FUNCTIONS(Duration)
};

} // namespace

QString formatDuration(milliseconds duration)
{
    const qint64 ms = duration.count();
    if (ms < 0)
        return QChar(char16_t(0x2212)) + formatDuration(-duration);
    if (ms < 1000)
        return DurationText::tr("%1 ms").arg(ms);
    if (ms < 10'000 && ms % 1000 != 0)
        return DurationText::tr("%1 s").arg(QLocale().toString(double(ms) / 1000.0, 'f', 1));
    const qint64 s = (ms + 500) / 1000;
    if (s < 60)
        return DurationText::tr("%1 s").arg(s);
    if (s < 3600)
        return s % 60 == 0 || s >= 600 ? DurationText::tr("%1 m").arg(s / 60)
                                       : DurationText::tr("%1 m %2 s").arg(s / 60).arg(s % 60);
    if (s < 48 * 3600)
        return (s % 3600) / 60 == 0 || s >= 10 * 3600
                   ? DurationText::tr("%1 h").arg(s / 3600)
                   : DurationText::tr("%1 h %2 m").arg(s / 3600).arg((s % 3600) / 60);
    return DurationText::tr("%1 d").arg(s / 86400);
}

QString formatSize(qint64 bytes)
{
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = double(bytes);
    size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    const int decimals = unit == 0 || value >= 99.95 ? 0 : 1;
    return QLocale().toString(value, 'f', decimals) + u' ' + QLatin1StringView(units.at(unit));
}

} // namespace Pilothouse
