// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// A unit as systemctl tells of it. Neither its environment nor its command line is kept.
struct SystemdUnit
{
    QString unit = {};
    QString description = {};
    QString load = {};    ///< loaded, not-found, masked …
    QString active = {};  ///< active, inactive, failed, activating …
    QString sub = {};     ///< running, dead, exited …
    QString enabled = {}; ///< enabled, disabled, static …
    QString result = {};  ///< why it failed: exit-code, oom-kill, timeout
    std::optional<qint64> pid = {};
    std::optional<qint64> exitStatus = {}; ///< of the main process that ended
    std::optional<qint64> restarts = {};
    QString activeSince = {}; ///< UTC where the output says a zone that is UTC, else the host's time
    std::optional<qint64> memoryBytes = {};
    std::optional<double> cpuSeconds = {};
    std::optional<qint64> tasks = {};

    bool operator==(const SystemdUnit&) const = default;
};

/// Reads `systemctl list-units`, `list-unit-files`, `show` and `status`, and the JSON of the first two. Invalid for
/// anything else. Any thread.
Result<std::vector<SystemdUnit>> readSystemctl(const QByteArray& output);
QJsonObject toJson(const SystemdUnit& unit);

} // namespace Pilothouse::Runtime
