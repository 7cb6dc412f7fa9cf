// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Pilothouse::Metrics {

struct DiskUsage
{
    QString mount;
    qint64 size = 0; ///< bytes
    qint64 used = 0;
    qint64 available = 0;
    qint64 inodes = 0; ///< 0: the file system has no fixed number of them, or it is not known
    qint64 inodesUsed = 0;

    double inodePercent() const { return inodes > 0 ? 100.0 * double(inodesUsed) / double(inodes) : 0.0; }
    /// Of what users may fill, as df shows it.
    double percent() const { return used + available > 0 ? 100.0 * double(used) / double(used + available) : 0.0; }
    bool operator==(const DiskUsage&) const = default;
};

/// What processors did between two samples: shares of all cores, 0..100; the rest they were idle.
struct CpuModes
{
    double user = 0; ///< with what has low priority
    double system = 0;
    double waiting = 0; ///< for disks; not counted as busy
    double interrupts = 0;
    double stolen = 0; ///< by other guests of a virtual machine's host

    bool operator==(const CpuModes&) const = default;
};

/// A process, of PM2 or among those that use most. By name: never its arguments, never its environment.
struct ProcessUse
{
    qint64 number = 0; ///< pid, or PM2's id
    QString name;
    std::optional<double> cpuPercent = {}; ///< of one core; needs two samples
    qint64 memory = 0;                     ///< bytes

    bool operator==(const ProcessUse&) const = default;
};

struct ContainerUse
{
    QString id;
    QString name;
    QString service = {};                  ///< of Compose; empty for others
    std::optional<double> cpuPercent = {}; ///< of one core; needs two samples
    qint64 memory = 0;                     ///< bytes, without what the kernel could let go of at once
    qint64 limit = 0;                      ///< bytes; 0: none
    std::optional<double> cores = {};      ///< that the definition allows

    bool operator==(const ContainerUse&) const = default;
};

/// One sample of one host. What is worked out from counters (`cpuPercent`) needs two blocks and is absent in the first.
struct Sample
{
    QDateTime at;
    std::optional<double> cpuPercent = {}; ///< busy share of all cores, 0..100
    std::optional<CpuModes> cpuModes = {};
    double memoryPercent = 0; ///< not available / total
    qint64 memoryTotal = 0;   ///< bytes
    double swapPercent = 0;
    double load1 = 0;
    int cpus = 0;
    std::vector<DiskUsage> disks = {};
    std::optional<double> receivedPerSecond = {}; ///< bytes
    std::optional<double> sentPerSecond = {};
    std::optional<qint64> openFiles = {}; ///< descriptors of all processes
    qint64 mostFiles = 0;                 ///< that the kernel allows; 0: no limit worth the name
    std::vector<ContainerUse> containers = {};
    std::vector<ProcessUse> pm2 = {};
    std::vector<ProcessUse> top = {};          ///< up to half a minute old; from the second sample on
    std::optional<double> samplerPercent = {}; ///< of one core, that sampling itself took
    std::chrono::milliseconds every{0};        ///< between samples, as the host says

    /// The fullest file system.
    std::optional<double> diskPercent() const;
    bool operator==(const Sample&) const = default;
};

} // namespace Pilothouse::Metrics

Q_DECLARE_METATYPE(Pilothouse::Metrics::Sample)
