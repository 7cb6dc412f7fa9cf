// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace Pilothouse::Ui {

/// One unit, as a person says it: "4 s", "71 m", "26 h", "12 d".
QString age(std::chrono::milliseconds duration);
/// "12 m ago", "in 3 h"; empty for an invalid time.
QString ago(const QDateTime& at, const QDateTime& now);
/// The full local time with its zone, for those who point at a relative one.
QString localTime(const QDateTime& at);
/// Time of day alone when it is today's, with the date otherwise. Local.
QString shortTime(const QDateTime& at, const QDateTime& now);
/// A running time: "0:07", "12:41", "1:02:41".
QString stopwatch(std::chrono::milliseconds elapsed);
/// A time that something took: "0.4 s", "33.1 s", "1 m 50 s".
QString took(std::chrono::milliseconds duration);
/// How long a relative text stays true, so that nobody asks more often than needed.
std::chrono::milliseconds textLifetime(std::chrono::milliseconds age);

inline std::chrono::milliseconds between(const QDateTime& from, const QDateTime& to)
{
    return std::chrono::milliseconds(from.msecsTo(to));
}

} // namespace Pilothouse::Ui
