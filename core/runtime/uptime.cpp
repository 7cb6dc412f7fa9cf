// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/hosttools.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// "20 days, 19:45", "4 min", "2 days, 20 min", "1 week, 3 hours", "35 secs".
std::optional<qint64> ageOf(const QString& text)
{
    static const QRegularExpression part(
        u"(\\d{1,6})\\s*(year|week|day|hour|hr|min|sec)|(\\d{1,6}):(\\d{2})(?::(\\d{2}))?"_s);
    static const QHash<QString, qint64> lengths{
        {u"year"_s, 365 * 86400}, {u"week"_s, 7 * 86400}, {u"day"_s, 86400}, {u"hour"_s, 3600},
        {u"hr"_s, 3600},          {u"min"_s, 60},         {u"sec"_s, 1}};
    std::optional<qint64> sum;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const qint64 seconds =
            match.capturedLength(2) > 0
                ? match.captured(1).toInt() * lengths.value(match.captured(2))
                : match.captured(3).toInt() * 3600LL + match.captured(4).toInt() * 60LL + match.captured(5).toInt();
        sum = sum.value_or(0) + seconds;
    }
    return sum;
}

std::optional<Uptime> readLine(const QString& line)
{
    static const QRegularExpression loads(
        u"([0-9]+[.,][0-9]+),?\\s+([0-9]+[.,][0-9]+),?\\s+([0-9]+[.,][0-9]+)\\s*\\z"_s);
    static const QRegularExpression clock(u"\\A\\s*([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\\s?(?:[AaPp][Mm])?)\\s"_s);
    static const QRegularExpression users(u"([0-9]+)\\s+(?:users?|Benutzer|utilisateurs?|usuarios?)"_s);
    static const QRegularExpression up(u"(?:\\A|\\s)up\\s+(.*?)(?=,\\s*(?:[0-9]+\\s+user|load)|\\z)"_s);
    static const QRegularExpression proc(u"\\A([0-9]+)\\.[0-9]+ [0-9]+\\.[0-9]+\\s*\\z"_s);
    Uptime out;
    if (const auto match = proc.match(line); match.hasMatch()) {
        out.upSeconds = match.captured(1).toLongLong();
        return out;
    }
    QString rest = line;
    if (const auto match = loads.match(line); match.hasMatch()) {
        out.load1 = readNumber(match.captured(1));
        out.load5 = readNumber(match.captured(2));
        out.load15 = readNumber(match.captured(3));
        // What stands before the loads ends with their name in some language and a colon.
        rest = line.first(match.capturedStart());
        rest = rest.first(std::max<qsizetype>(0, rest.lastIndexOf(u',')));
    }
    if (const auto match = users.match(line); match.hasMatch())
        out.users = match.captured(1).toLongLong();
    if (const auto match = clock.match(line); match.hasMatch())
        out.clock = match.captured(1).trimmed();
    if (const auto match = up.match(rest); match.hasMatch())
        out.upSeconds = ageOf(match.captured(1));
    return out.load1 || out.upSeconds ? std::optional(out) : std::nullopt;
}

} // namespace

Result<std::vector<Uptime>> readUptime(const QByteArray& output)
{
    std::vector<Uptime> all;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        if (const auto uptime = readLine(line))
            all.push_back(*uptime);
    }
    return all.empty() ? notOutputOf(u"uptime"_s) : Result<std::vector<Uptime>>(std::move(all));
}

QJsonObject toJson(const Uptime& uptime)
{
    return {{u"clock"_s, shown(uptime.clock)}, {u"upSeconds"_s, shown(uptime.upSeconds)},
            {u"users"_s, shown(uptime.users)}, {u"load1"_s, shown(uptime.load1)},
            {u"load5"_s, shown(uptime.load5)}, {u"load15"_s, shown(uptime.load15)}};
}

} // namespace Pilothouse::Runtime
