// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/record.h"

#include <QHash>
#include <QRegularExpression>

namespace Pilothouse::Logs {

using namespace Qt::StringLiterals;

QString levelName(Level level)
{
    switch (level) {
    case Level::Unknown:
        return u"unknown"_s;
    case Level::Trace:
        return u"trace"_s;
    case Level::Debug:
        return u"debug"_s;
    case Level::Info:
        return u"info"_s;
    case Level::Warn:
        return u"warn"_s;
    case Level::Error:
        return u"error"_s;
    case Level::Fatal:
        return u"fatal"_s;
    }
    return {};
}

Level levelFromWord(const QString& word)
{
    static const QHash<QString, Level> words{
        {u"trace"_s, Level::Trace},   {u"silly"_s, Level::Trace},    {u"finest"_s, Level::Trace},
        {u"trace2"_s, Level::Trace},  {u"debug"_s, Level::Debug},    {u"dbg"_s, Level::Debug},
        {u"verbose"_s, Level::Debug}, {u"http"_s, Level::Debug},     {u"fine"_s, Level::Debug},
        {u"debug1"_s, Level::Debug},  {u"info"_s, Level::Info},      {u"information"_s, Level::Info},
        {u"inf"_s, Level::Info},      {u"notice"_s, Level::Info},    {u"log"_s, Level::Info},
        {u"success"_s, Level::Info},  {u"warn"_s, Level::Warn},      {u"warning"_s, Level::Warn},
        {u"wrn"_s, Level::Warn},      {u"error"_s, Level::Error},    {u"err"_s, Level::Error},
        {u"err!"_s, Level::Error},    {u"severe"_s, Level::Error},   {u"eror"_s, Level::Error},
        {u"fatal"_s, Level::Fatal},   {u"critical"_s, Level::Fatal}, {u"crit"_s, Level::Fatal},
        {u"alert"_s, Level::Fatal},   {u"emerg"_s, Level::Fatal},    {u"emergency"_s, Level::Fatal},
        {u"panic"_s, Level::Fatal},   {u"dpanic"_s, Level::Fatal}};
    return words.value(word.toLower(), Level::Unknown);
}

Level levelFromNumber(double number)
{
    // Syslog counts down to the worst, pino and bunyan up in tens.
    if (number < 0)
        return Level::Unknown;
    if (number < 8)
        return number <= 2   ? Level::Fatal
               : number <= 3 ? Level::Error
               : number <= 4 ? Level::Warn
               : number <= 6 ? Level::Info
                             : Level::Debug;
    if (number < 10 || number >= 70)
        return Level::Unknown;
    return number < 20   ? Level::Trace
           : number < 30 ? Level::Debug
           : number < 40 ? Level::Info
           : number < 50 ? Level::Warn
           : number < 60 ? Level::Error
                         : Level::Fatal;
}

Level levelIn(const QString& line, qsizetype from)
{
    // Whoever names a level does so at the beginning; further back the word is part of what is said.
    constexpr qsizetype near = 120;
    static const QRegularExpression named(u"\\b(?:level|lvl|severity|loglevel)=\"?([A-Za-z]+)"_s);
    static const QRegularExpression npm(u"\\Anpm (ERR!|error|WARN|warn|notice|info|http|verb|sill)(?=\\s|\\z)"_s);
    static const QRegularExpression bracketed(
        u"[\\[<(](?:[a-z_]+:)?\\s*(trace|debug|info|notice|warn|warning|error|err|crit|critical|alert|emerg|fatal|severe)\\s*[\\])>]"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression upper(
        u"(?:\\A|[\\s\\[.|:(])(TRACE|DEBUG|DEBUG1|INFO|NOTICE|LOG|WARN|WARNING|ERROR|ERR|CRITICAL|CRIT|ALERT|EMERGENCY|FATAL|SEVERE|PANIC|DBG|INF|WRN)(?=[\\s\\]:|)]|\\z)"_s);
    static const QRegularExpression lower(
        u"\\A[\\s\\-:\\]|]*(trace|silly|debug|verbose|http|info|notice|warn|warning|error|critical|fatal)\\s?:"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto word = [](const QRegularExpressionMatch& match) { return levelFromWord(match.captured(1)); };
    if (const auto match = named.match(line); match.hasMatch())
        return word(match);
    if (const auto match = npm.match(line); match.hasMatch()) {
        const Level level = word(match);
        return level == Level::Unknown ? Level::Debug : level;
    }
    const QString head = line.mid(from, near);
    if (const auto match = lower.match(head); match.hasMatch())
        return word(match);
    const auto inBrackets = bracketed.match(head);
    const auto inCapitals = upper.match(head);
    if (inCapitals.hasMatch() && (!inBrackets.hasMatch() || inCapitals.capturedStart(1) <= inBrackets.capturedStart(1)))
        return word(inCapitals);
    return inBrackets.hasMatch() ? word(inBrackets) : Level::Unknown;
}

} // namespace Pilothouse::Logs
