// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace Pilothouse::Metrics {

struct DiskUsage
{
    QString mount;
    qint64 size = 0; ///< bytes
    qint64 used = 0;
    qint64 available = 0;

    /// Of what users may fill, as df shows it.
    double percent() const { return used + available > 0 ? 100.0 * double(used) / double(used + available) : 0.0; }
    bool operator==(const DiskUsage&) const = default;
};

/// One sample of one host. `cpuPercent` needs two blocks and is absent in the first.
struct Sample
{
    QDateTime at;
    std::optional<double> cpuPercent = {}; ///< busy share of all cores, 0..100
    double memoryPercent = 0;              ///< not available / total
    qint64 memoryTotal = 0;                ///< bytes
    double swapPercent = 0;
    double load1 = 0;
    int cpus = 0;
    std::vector<DiskUsage> disks = {};
    std::optional<double> receivedPerSecond = {}; ///< bytes
    std::optional<double> sentPerSecond = {};

    /// The fullest file system.
    std::optional<double> diskPercent() const;
    bool operator==(const Sample&) const = default;
};

} // namespace Pilothouse::Metrics

Q_DECLARE_METATYPE(Pilothouse::Metrics::Sample)
