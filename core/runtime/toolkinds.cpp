// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/toolkinds.h"

#include "runtime/containers.h"
#include "runtime/dockerstats.h"
#include "runtime/hosttools.h"
#include "runtime/listing.h"
#include "runtime/pgbackrest.h"
#include "runtime/pm2.h"
#include "runtime/pods.h"
#include "runtime/psqltable.h"
#include "runtime/redisinfo.h"
#include "runtime/servicetools.h"
#include "runtime/systemd.h"

#include <QJsonArray>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

template <typename Row> QJsonArray rowsOf(const std::vector<Row>& rows)
{
    QJsonArray out;
    for (const Row& row : rows)
        out << toJson(row);
    return out;
}

/// For tools whose output is rows and nothing else.
template <auto reader> Result<QJsonObject> rows(const QByteArray& output)
{
    const auto read = reader(output);
    if (!read)
        return fail(read.error());
    return QJsonObject{{u"rows"_s, rowsOf(*read)}};
}

Result<QJsonObject> redis(const QByteArray& output)
{
    const auto info = readRedisInfo(output);
    if (!info)
        return fail(info.error());
    return QJsonObject{{u"rows"_s, QJsonArray{toJson(*info)}}};
}

Result<QJsonObject> psql(const QByteArray& output)
{
    const auto table = readPsql(output);
    if (!table)
        return fail(table.error());
    QJsonArray out;
    for (size_t i = 0; i < table->rows.size(); ++i)
        out << toJson(*table, i);
    return QJsonObject{{u"rows"_s, out},
                       {u"columns"_s, QJsonArray::fromStringList(table->columns)},
                       {u"promised"_s, shown(table->promised)}};
}

Result<QJsonObject> nginx(const QByteArray& output)
{
    const auto test = readNginxTest(output);
    if (!test)
        return fail(test.error());
    return QJsonObject{{u"rows"_s, rowsOf(test->messages)}, {u"valid"_s, shown(test->valid)}};
}

Result<QJsonObject> crontab(const QByteArray& output)
{
    const auto read = readCrontab(output);
    if (!read)
        return fail(read.error());
    return QJsonObject{{u"rows"_s, rowsOf(read->entries)},
                       {u"environment"_s, QJsonArray::fromStringList(read->environment)}};
}

Result<QJsonObject> pgBackRest(const QByteArray& output)
{
    const auto info = readPgBackRest(output);
    if (!info)
        return fail(info.error());
    QJsonArray stanzas;
    for (const auto& [name, status] : info->stanzas)
        stanzas << QJsonObject{{u"name"_s, shown(name)}, {u"status"_s, shown(status)}};
    return QJsonObject{{u"rows"_s, rowsOf(info->backups)}, {u"stanzas"_s, stanzas}};
}

/// PM2 answers with a table or with JSON; who asks for one and has the other means the same.
Result<QJsonObject> pm2(const QByteArray& output)
{
    const auto json = readPm2Jlist(output);
    const auto read = json ? json : readPm2Table(output);
    if (!read)
        return fail(json.error());
    return QJsonObject{{u"rows"_s, rowsOf(*read)}};
}

} // namespace

const std::vector<ToolKind>& toolKinds()
{
    static const std::vector<ToolKind> all{
        {u"certbot"_s, {u"certbot-certificates"_s}, rows<readCertbot>},
        {u"compose-ps"_s, {u"docker-compose-ps"_s}, rows<readContainers>},
        {u"crontab"_s, {u"cron"_s}, crontab},
        {u"df"_s, {}, rows<readDf>},
        {u"docker-ps"_s, {u"podman-ps"_s}, rows<readContainers>},
        {u"docker-stats"_s, {u"podman-stats"_s}, rows<readDockerStats>},
        {u"free"_s, {}, rows<readFree>},
        {u"kubectl-pods"_s, {u"kubectl-get-pods"_s, u"kubectl"_s}, rows<readPods>},
        {u"ls"_s, {u"du"_s, u"backup-ls"_s}, rows<readListing>},
        {u"meminfo"_s, {u"proc-meminfo"_s}, rows<readMeminfo>},
        {u"nginx"_s, {u"nginx-t"_s, u"nginx-test"_s}, nginx},
        {u"openssl-dates"_s, {u"openssl"_s, u"openssl-x509"_s}, rows<readOpensslDates>},
        {u"pgbackrest"_s, {u"pgbackrest-info"_s}, pgBackRest},
        {u"pm2-jlist"_s, {u"pm2"_s}, pm2},
        {u"pm2-ls"_s, {u"pm2-list"_s, u"pm2-status"_s}, pm2},
        {u"psql"_s, {u"pg-stat-activity"_s, u"psql-table"_s}, psql},
        {u"redis-info"_s, {u"redis"_s, u"redis-cli-info"_s}, redis},
        {u"systemctl"_s, {u"systemctl-list-units"_s, u"systemctl-show"_s, u"systemctl-status"_s}, rows<readSystemctl>},
        {u"uptime"_s, {}, rows<readUptime>}};
    return all;
}

const ToolKind* findToolKind(const QString& name)
{
    const auto found = std::ranges::find_if(
        toolKinds(), [&name](const ToolKind& kind) { return kind.name == name || kind.others.contains(name); });
    return found == toolKinds().end() ? nullptr : &*found;
}

} // namespace Pilothouse::Runtime
