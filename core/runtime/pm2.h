// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// A process that PM2 keeps. `pm2 jlist` prints the whole environment of each, with its secrets: nothing of it but the
/// fields here is ever kept. What PM2 cannot know (the pid, memory and age of what does not run) is unknown, not 0.
struct Pm2Process
{
    std::optional<qint64> id = {};
    QString name = {};
    QString nameSpace = {};
    QString version = {};
    QString mode = {};   ///< fork or cluster
    QString status = {}; ///< online, stopped, errored, launching, "waiting restart" …; empty when it was cut
    std::optional<qint64> pid = {};
    std::optional<qint64> restarts = {};
    std::optional<qint64> unstableRestarts = {};
    QString startedAt = {};               ///< UTC; only of one that is online
    std::optional<qint64> upSeconds = {}; ///< from a table, as roughly as it says it
    std::optional<double> cpuPercent = {};
    std::optional<qint64> memoryBytes = {};
    std::optional<qint64> exitCode = {}; ///< of its last end
    QString user = {};
    QString script = {};
    std::optional<bool> watching = {};

    bool operator==(const Pm2Process&) const = default;
};

/// Reads `pm2 jlist` (also behind the banner of its first call) and `pm2 prettylist`'s JSON. Invalid when no JSON is
/// there; nothing of the text is in the error. Any thread.
Result<std::vector<Pm2Process>> readPm2Jlist(const QByteArray& output);
/// Reads the table of `pm2 ls`, of whichever version; its modules are left out.
Result<std::vector<Pm2Process>> readPm2Table(const QByteArray& output);
QJsonObject toJson(const Pm2Process& process);

} // namespace Pilothouse::Runtime
