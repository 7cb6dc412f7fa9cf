// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace Pilothouse::Logs {

/// How bad an entry is. Notice counts as info, what is above error as fatal.
enum class Level { Unknown, Trace, Debug, Info, Warn, Error, Fatal };

/// The stable machine word ("unknown", "trace" … "fatal").
QString levelName(Level level);
/// `warn`, `WARNING`, `err`, `crit`, `notice`, `http` …; unknown for anything else.
Level levelFromWord(const QString& word);
/// Numbers as pino and bunyan write them (10 to 60) or syslog (0 to 7).
Level levelFromNumber(double number);

/// A moment that a line tells. Without a year or a date there is none, but the line has a time nevertheless.
struct Moment
{
    QDateTime at = {};   ///< UTC; invalid when the year is not told
    bool zoned = false;  ///< else the line does not say its zone, and UTC is assumed
    qsizetype begin = 0; ///< where in the line it stands
    qsizetype end = 0;
};

/// The first moment near the beginning of a line, in any of the forms that logs use.
std::optional<Moment> momentIn(const QString& line);
/// A moment that is a whole value: a text in one of these forms, or seconds, milliseconds, microseconds or nanoseconds
/// since 1970, told apart by their size.
std::optional<Moment> momentOf(const QString& value);
std::optional<Moment> momentOf(double sinceEpoch);

/// The level that a line of text names near its beginning, `from` being where its time ends.
Level levelIn(const QString& line, qsizetype from);

/// What one line of a log is.
struct Record
{
    QString format =
        {}; ///< json, logfmt, access, nginx-error, syslog, postgres, redis, laravel, rails, klog, npm, text
    QString flavour = {}; ///< of json: pino, bunyan, winston …
    Level level = Level::Unknown;
    std::optional<Moment> moment = {};
    bool begins = false; ///< whether the line begins an entry by what it holds; else it may go on with the one before
};

/// A line that is a JSON object: one record, or several that OpenTelemetry put into a line; none when it is not JSON.
std::vector<Record> readJsonLine(const QString& line);
/// Any other line.
Record readTextLine(const QString& line);

} // namespace Pilothouse::Logs
