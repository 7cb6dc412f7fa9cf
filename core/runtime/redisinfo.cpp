// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/redisinfo.h"

#include <QDateTime>
#include <QMap>
#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

Result<RedisInfo> readRedisInfo(const QByteArray& output)
{
    static const QRegularExpression line(u"\\A([a-z0-9_-]+):(.*)\\z"_s);
    static const QRegularExpression database(u"\\Adb[0-9]+\\z"_s);
    static const QRegularExpression keys(u"\\bkeys=([0-9]{1,15})"_s);
    QMap<QString, QString> values;
    std::optional<qint64> keyCount;
    bool keyspace = false;
    const QStringList lines = toolLines(output);
    for (const QString& text : lines) {
        keyspace = keyspace || text.startsWith(u"# Keyspace"_s);
        const QRegularExpressionMatch match = line.match(text);
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(1);
        if (database.match(name).hasMatch())
            keyCount = keyCount.value_or(0) + keys.match(match.captured(2)).captured(1).toLongLong();
        else
            values.insert(name, match.captured(2).trimmed());
    }
    const bool known = values.contains(u"redis_version"_s) || values.contains(u"used_memory"_s) ||
                       values.contains(u"uptime_in_seconds"_s) || values.contains(u"connected_clients"_s) ||
                       values.contains(u"role"_s) || keyspace;
    if (!known)
        return notOutputOf(u"redis-cli INFO"_s);
    const auto number = [&values](const QString& name) { return readInteger(values.value(name)); };
    const auto flag = [&values](const QString& name, const QString& yes) {
        return values.contains(name) ? std::optional(values.value(name) == yes) : std::nullopt;
    };
    RedisInfo info{.version = values.value(u"redis_version"_s),
                   .mode = values.value(u"redis_mode"_s),
                   .role = values.value(u"role"_s),
                   .upSeconds = number(u"uptime_in_seconds"_s),
                   .clients = number(u"connected_clients"_s),
                   .memoryBytes = number(u"used_memory"_s),
                   .memoryLimitBytes = number(u"maxmemory"_s),
                   .policy = values.value(u"maxmemory_policy"_s),
                   .evictedKeys = number(u"evicted_keys"_s),
                   .loading = flag(u"loading"_s, u"1"_s),
                   .lastSaveOk = flag(u"rdb_last_bgsave_status"_s, u"ok"_s),
                   .appendOnly = flag(u"aof_enabled"_s, u"1"_s),
                   .lastAppendOk = flag(u"aof_last_write_status"_s, u"ok"_s),
                   .linkToMaster = values.value(u"master_link_status"_s),
                   .replicas = number(u"connected_slaves"_s),
                   // A server without keys lists no database.
                   .keys = keyspace ? std::optional(keyCount.value_or(0)) : keyCount};
    if (info.memoryLimitBytes == 0)
        info.memoryLimitBytes = {};
    if (const auto saved = number(u"rdb_last_save_time"_s); saved && *saved > 0)
        info.lastSave = QDateTime::fromSecsSinceEpoch(*saved, Qt::UTC).toString(Qt::ISODate);
    return info;
}

QJsonObject toJson(const RedisInfo& info)
{
    return {{u"version"_s, shown(info.version)},
            {u"mode"_s, shown(info.mode)},
            {u"role"_s, shown(info.role)},
            {u"upSeconds"_s, shown(info.upSeconds)},
            {u"clients"_s, shown(info.clients)},
            {u"memoryBytes"_s, shown(info.memoryBytes)},
            {u"memoryLimitBytes"_s, shown(info.memoryLimitBytes)},
            {u"policy"_s, shown(info.policy)},
            {u"evictedKeys"_s, shown(info.evictedKeys)},
            {u"loading"_s, shown(info.loading)},
            {u"lastSave"_s, shown(info.lastSave)},
            {u"lastSaveOk"_s, shown(info.lastSaveOk)},
            {u"appendOnly"_s, shown(info.appendOnly)},
            {u"lastAppendOk"_s, shown(info.lastAppendOk)},
            {u"linkToMaster"_s, shown(info.linkToMaster)},
            {u"replicas"_s, shown(info.replicas)},
            {u"keys"_s, shown(info.keys)}};
}

} // namespace Pilothouse::Runtime
