// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// What one container uses, as `docker stats` tells (also podman's). `--`, and the zeros that docker shows for a
/// container without a sample (its memory limit is 0), are unknown.
struct ContainerUsage
{
    QString id;
    QString name;
    bool running = false;                  ///< whether there is a sample
    std::optional<double> cpuPercent = {}; ///< of one core: 200 are two cores
    std::optional<qint64> memoryBytes = {};
    std::optional<qint64> memoryLimitBytes = {};
    std::optional<double> memoryPercent = {};
    std::optional<qint64> netReceivedBytes = {};
    std::optional<qint64> netSentBytes = {};
    std::optional<qint64> blockReadBytes = {};
    std::optional<qint64> blockWrittenBytes = {};
    std::optional<qint64> processes = {};

    bool operator==(const ContainerUsage&) const = default;
};

/// Reads a table (also one with chosen columns, or repainted: the last picture counts) or JSON objects. Invalid for
/// anything else, such as the word `json` that docker 20.10 prints for `--format json`. Any thread.
Result<std::vector<ContainerUsage>> readDockerStats(const QByteArray& output);
QJsonObject toJson(const ContainerUsage& usage);

} // namespace Pilothouse::Runtime
