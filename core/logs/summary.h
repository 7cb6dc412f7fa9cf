// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/record.h"

#include <QJsonObject>
#include <QMap>

namespace Pilothouse::Logs {

/// What a whole log holds.
struct Summary
{
    QString format = {}; ///< the one most entries have; see Record::format
    QString flavour = {};
    QString prefix = {}; ///< what a tool put in front of lines: compose or pm2
    qint64 lines = 0;    ///< that are not blank
    qint64 blankLines = 0;
    qint64 entries = 0; ///< a stack trace belongs to the entry above it
    QMap<Level, qint64> levels = {};
    QDateTime first = {}; ///< the earliest and the latest moment, UTC; invalid when no line tells a year
    QDateTime last = {};
    bool zoned = true; ///< false when a moment did not say its zone, and UTC was assumed

    bool operator==(const Summary&) const = default;
};

/// Reads a log of any kind, line by line. Terminal escapes and CR are removed, `web-1  | ` and `0|api  | ` in front of
/// lines, and the time that `docker compose logs -t` puts behind it. Any thread.
Summary summarize(const QByteArray& log);
/// {format, flavour, prefix, lines, blankLines, entries, levels: {error: n, …}, first, last, zoned}
QJsonObject inspectLog(const Summary& summary);

} // namespace Pilothouse::Logs
