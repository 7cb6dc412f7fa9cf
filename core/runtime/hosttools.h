// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// A file system as `df` tells of it. Of `df -i` only the inodes are known.
struct FileSystem
{
    QString device = {};
    QString type = {};
    QString mount = {};
    std::optional<qint64> sizeBytes = {};
    std::optional<qint64> usedBytes = {};
    std::optional<qint64> availableBytes = {};
    std::optional<double> usedPercent = {};
    std::optional<qint64> inodes = {};
    std::optional<qint64> inodesUsed = {};
    std::optional<qint64> inodesFree = {};
    std::optional<double> inodesPercent = {};

    bool operator==(const FileSystem&) const = default;
};

/// Reads `df` with whichever options: the header says what a block is (1K, 512, 1M, or none with -h) in any language;
/// without a header sizes are unknown. Names with spaces and rows broken behind a long name are read. Any thread.
Result<std::vector<FileSystem>> readDf(const QByteArray& output);
QJsonObject toJson(const FileSystem& fileSystem);

/// A row of `free`.
struct MemoryRow
{
    QString name;      ///< as written: Mem, Swap, -/+ buffers/cache
    QString kind = {}; ///< memory, swap, buffers, total or other
    std::optional<qint64> totalBytes = {};
    std::optional<qint64> usedBytes = {};
    std::optional<qint64> freeBytes = {};
    std::optional<qint64> sharedBytes = {};
    std::optional<qint64> buffersBytes = {};
    std::optional<qint64> cacheBytes = {};
    std::optional<qint64> buffersAndCacheBytes = {};
    std::optional<qint64> availableBytes = {};

    bool operator==(const MemoryRow&) const = default;
};

/// Reads `free` (-w, -h, -t, busybox, versions before 3.3.10) in any language. Numbers without a unit are KiB, which is
/// what `free` counts in unless it was told otherwise; its output does not say. Any thread.
Result<std::vector<MemoryRow>> readFree(const QByteArray& output);
QJsonObject toJson(const MemoryRow& row);

/// One line of /proc/meminfo: an amount of memory or, without unit, a number of pages.
struct MemoryFact
{
    QString name;
    std::optional<qint64> bytes = {};
    std::optional<qint64> count = {};

    bool operator==(const MemoryFact&) const = default;
};

Result<std::vector<MemoryFact>> readMeminfo(const QByteArray& output);
QJsonObject toJson(const MemoryFact& fact);

/// What one line of `uptime` (or `uptime -p`, /proc/uptime) tells.
struct Uptime
{
    QString clock = {}; ///< time of day on the host, in its zone
    std::optional<qint64> upSeconds = {};
    std::optional<qint64> users = {};
    std::optional<double> load1 = {};
    std::optional<double> load5 = {};
    std::optional<double> load15 = {};

    bool operator==(const Uptime&) const = default;
};

/// Reads a line each, of Linux, busybox, BSD and macOS, with decimal points or commas. Any thread.
Result<std::vector<Uptime>> readUptime(const QByteArray& output);
QJsonObject toJson(const Uptime& uptime);

} // namespace Pilothouse::Runtime
