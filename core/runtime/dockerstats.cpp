// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/dockerstats.h"

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// The texts of one container, whichever way they came.
struct Texts
{
    QString id, name, cpu, memory, memoryPercent, net, block, processes;
};

ContainerUsage usageOf(const Texts& texts)
{
    ContainerUsage usage{.id = texts.id, .name = texts.name};
    std::tie(usage.memoryBytes, usage.memoryLimitBytes) = readBytePair(texts.memory, ByteUnits::Decimal);
    usage.cpuPercent = readPercent(texts.cpu);
    if (usage.memoryLimitBytes == 0 || (!usage.memoryBytes && !usage.cpuPercent)) {
        usage.cpuPercent = {};
        usage.memoryBytes = {};
        usage.memoryLimitBytes = {};
        return usage;
    }
    usage.running = true;
    usage.memoryPercent = readPercent(texts.memoryPercent);
    std::tie(usage.netReceivedBytes, usage.netSentBytes) = readBytePair(texts.net, ByteUnits::Decimal);
    std::tie(usage.blockReadBytes, usage.blockWrittenBytes) = readBytePair(texts.block, ByteUnits::Decimal);
    usage.processes = readInteger(texts.processes);
    return usage;
}

/// docker writes CPUPerc, podman cpu_percent.
QString textOf(const QJsonObject& object, std::initializer_list<QLatin1StringView> names)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString key = it.key().toLower().remove(u'_');
        if (std::ranges::find(names, key) != names.end())
            return it->toVariant().toString();
    }
    return {};
}

ContainerUsage usageOf(const QJsonObject& object)
{
    Texts texts{.id = textOf(object, {"id"_L1, "containerid"_L1}),
                .name = textOf(object, {"name"_L1}),
                .cpu = textOf(object, {"cpuperc"_L1, "cpupercent"_L1}),
                .memory = textOf(object, {"memusage"_L1}),
                .memoryPercent = textOf(object, {"memperc"_L1, "mempercent"_L1}),
                .net = textOf(object, {"netio"_L1}),
                .block = textOf(object, {"blockio"_L1}),
                .processes = textOf(object, {"pids"_L1})};
    if (texts.id.isEmpty())
        texts.id = textOf(object, {"container"_L1});
    if (texts.name.startsWith(u'/'))
        texts.name.remove(0, 1);
    return usageOf(texts);
}

} // namespace

Result<std::vector<ContainerUsage>> readDockerStats(const QByteArray& output)
{
    std::vector<ContainerUsage> all;
    const QString text = toolText(output);
    for (const QJsonObject& object : readToolJson(text).objects())
        all.push_back(usageOf(object));
    if (!all.empty())
        return all;
    const QStringList lines = text.split(u'\n');
    auto table = readTable(lines, {u"CPU %"_s});
    if (!table)
        table = readTable(lines, {u"MEM USAGE / LIMIT"_s});
    if (!table)
        return notOutputOf(u"docker stats"_s, text.startsWith(u"json"_s) ? u"--format '{{json .}}'"_s : QString());
    for (const QStringList& row : table->rows) {
        Texts texts{.id = table->cell(row, {u"CONTAINER ID"_s, u"ID"_s}),
                    .name = table->cell(row, {u"NAME"_s, u"CONTAINER"_s}),
                    .cpu = table->cell(row, {u"CPU %"_s}),
                    .memory = table->cell(row, {u"MEM USAGE / LIMIT"_s, u"MEM USAGE/LIMIT"_s}),
                    .memoryPercent = table->cell(row, {u"MEM %"_s}),
                    .net = table->cell(row, {u"NET I/O"_s, u"NET IO"_s}),
                    .block = table->cell(row, {u"BLOCK I/O"_s, u"BLOCK IO"_s}),
                    .processes = table->cell(row, {u"PIDS"_s})};
        all.push_back(usageOf(texts));
    }
    return all;
}

QJsonObject toJson(const ContainerUsage& usage)
{
    return {{u"id"_s, shown(usage.id)},
            {u"name"_s, shown(usage.name)},
            {u"running"_s, usage.running},
            {u"cpuPercent"_s, shown(usage.cpuPercent)},
            {u"memoryBytes"_s, shown(usage.memoryBytes)},
            {u"memoryLimitBytes"_s, shown(usage.memoryLimitBytes)},
            {u"memoryPercent"_s, shown(usage.memoryPercent)},
            {u"netReceivedBytes"_s, shown(usage.netReceivedBytes)},
            {u"netSentBytes"_s, shown(usage.netSentBytes)},
            {u"blockReadBytes"_s, shown(usage.blockReadBytes)},
            {u"blockWrittenBytes"_s, shown(usage.blockWrittenBytes)},
            {u"processes"_s, shown(usage.processes)}};
}

} // namespace Pilothouse::Runtime
