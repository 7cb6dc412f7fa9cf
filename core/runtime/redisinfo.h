// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// What `redis-cli INFO` tells of a server (also Valkey and KeyDB). Sections that were not asked for are unknown.
struct RedisInfo
{
    QString version = {};
    QString mode = {}; ///< standalone, sentinel, cluster
    QString role = {}; ///< master or slave
    std::optional<qint64> upSeconds = {};
    std::optional<qint64> clients = {};
    std::optional<qint64> memoryBytes = {};
    std::optional<qint64> memoryLimitBytes = {}; ///< none when there is no limit
    QString policy = {};
    std::optional<qint64> evictedKeys = {};
    std::optional<bool> loading = {};
    QString lastSave = {}; ///< UTC
    std::optional<bool> lastSaveOk = {};
    std::optional<bool> appendOnly = {};
    std::optional<bool> lastAppendOk = {};
    QString linkToMaster = {}; ///< up or down, of a replica
    std::optional<qint64> replicas = {};
    std::optional<qint64> keys = {}; ///< in all databases

    bool operator==(const RedisInfo&) const = default;
};

Result<RedisInfo> readRedisInfo(const QByteArray& output);
QJsonObject toJson(const RedisInfo& info);

} // namespace Pilothouse::Runtime
