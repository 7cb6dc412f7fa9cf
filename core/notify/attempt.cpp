// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/attempt.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace Pilothouse::Notify {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Attempt::Outcome outcomeOfStatus(int status)
{
    if (status >= 200 && status < 300)
        return Attempt::Outcome::Delivered;
    if (status >= 500 || status == 408 || status == 425 || status == 429)
        return Attempt::Outcome::Temporary;
    return Attempt::Outcome::Permanent;
}

std::optional<std::chrono::milliseconds> retryAfter(const QByteArray& header, const QDateTime& now)
{
    bool ok = false;
    const QByteArray text = header.trimmed();
    const qint64 seconds = text.toLongLong(&ok);
    if (ok && seconds >= 0)
        return std::chrono::seconds(std::min<qint64>(seconds, 7 * 24 * 3600));
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    date = QDateTime(date.date(), date.time(), QTimeZone::utc());
    return std::max(std::chrono::milliseconds(now.msecsTo(date)), std::chrono::milliseconds(0));
}

std::optional<std::chrono::milliseconds> nextTry(int attempts, std::optional<std::chrono::milliseconds> asked)
{
    // About twelve hours altogether: a mail server that is down over night gets its mail in the morning.
    static constexpr std::array<std::chrono::milliseconds, 19> delays{
        10s, 30s, 1min, 2min, 5min, 10min, 20min, 30min, 1h, 1h, 1h, 1h, 1h, 1h, 1h, 1h, 1h, 1h, 1h};
    constexpr std::chrono::milliseconds longest = 6h;
    if (attempts < 1 || size_t(attempts) > delays.size())
        return {};
    return std::min(longest, std::max(delays[size_t(attempts) - 1], asked.value_or(0ms)));
}

} // namespace Pilothouse::Notify
