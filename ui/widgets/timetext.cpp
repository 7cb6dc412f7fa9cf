// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace Pilothouse::Ui {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {
struct TimeText
{
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};
} // namespace

QString age(milliseconds duration)
{
    const auto ms = std::abs(duration.count());
    if (ms < 60'000)
        return TimeText::tr("%1 s").arg(ms / 1000);
    if (ms < 90 * 60'000LL)
        return TimeText::tr("%1 m").arg(ms / 60'000);
    if (ms < 48 * 3'600'000LL)
        return TimeText::tr("%1 h").arg(ms / 3'600'000);
    return TimeText::tr("%1 d").arg(ms / 86'400'000);
}

QString ago(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid())
        return {};
    const milliseconds passed = between(at, now);
    // Clocks of hosts may differ a little; "in 1 s" for something that has happened would look odd.
    if (passed > -5s)
        return TimeText::tr("%1 ago").arg(age(std::max(passed, milliseconds(0))));
    return TimeText::tr("in %1").arg(age(passed));
}

QString localTime(const QDateTime& at)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    return QLocale().toString(local, QStringLiteral("d MMM yyyy HH:mm:ss")) + u' ' + local.timeZoneAbbreviation();
}

QString shortTime(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    if (local.date() == now.toLocalTime().date())
        return QLocale().toString(local, QStringLiteral("HH:mm:ss"));
    return QLocale().toString(local, QStringLiteral("d MMM HH:mm"));
}

QString stopwatch(milliseconds elapsed)
{
    const qint64 seconds = std::max<qint64>(0, elapsed.count() / 1000);
    const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

QString took(milliseconds duration)
{
    const double seconds = double(duration.count()) / 1000;
    if (seconds < 60)
        return TimeText::tr("%1 s").arg(
            QLocale().toString(seconds, 'f', seconds < 9.95 || std::fmod(seconds, 1) > 0.05 ? 1 : 0));
    const qint64 whole = std::llround(seconds);
    if (whole < 3600)
        return TimeText::tr("%1 m %2 s").arg(whole / 60).arg(whole % 60);
    return TimeText::tr("%1 h %2 m").arg(whole / 3600).arg(whole / 60 % 60);
}

milliseconds textLifetime(milliseconds age)
{
    const milliseconds old = age < 0ms ? -age : age;
    if (old < 60s)
        return 1s;
    if (old < 90min)
        return 10s;
    return 5min;
}

} // namespace Pilothouse::Ui
