// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metric.h"

#include <algorithm>
#include <cmath>

namespace Pilothouse::Metrics {

using namespace Qt::StringLiterals;

namespace {

double rounded(double value, int places)
{
    const double power = std::pow(10.0, places);
    return std::nearbyint(value * power) / power;
}

} // namespace

void applyLimits(Sample& sample, const System::Environment& environment)
{
    for (ContainerUse& container : sample.containers) {
        const auto service = std::ranges::find_if(environment.services, [&container](const System::Service& each) {
            const QString name = each.unit.isEmpty() ? each.name : each.unit;
            if (each.runtime == System::Runtime::Compose)
                return !container.service.isEmpty() && container.service == name;
            return each.runtime == System::Runtime::Docker && container.name == name;
        });
        if (service == environment.services.end())
            continue;
        if (service->limits.memory)
            container.limit = *service->limits.memory;
        container.cores = service->limits.cpu;
    }
}

QString unitOf(const QString& metric)
{
    const QString kind = metric.section(u':', 0, 0);
    const QString last = metric.section(u':', -1);
    if (kind == u"container" || kind == u"pm2")
        return last == u"memory" ? u"B"_s : u"%"_s;
    if (kind == u"disk-bytes" || kind == u"memory-bytes" || kind == u"size")
        return u"B"_s;
    if (kind == u"latency" || kind == u"latency-p95" || kind == u"query")
        return u"ms"_s;
    if (kind == u"network-in" || kind == u"network-out")
        return u"B/s"_s;
    static const QStringList shares{u"memory"_s, u"swap"_s,      u"disk"_s,     u"inodes"_s,      u"sampler"_s,
                                    u"errors"_s, u"cache-hit"_s, u"hit-rate"_s, u"memory-limit"_s};
    if (kind == u"cpu" || kind.startsWith(u"cpu-") || shares.contains(kind))
        return u"%"_s;
    return {};
}

std::vector<Figure> metricsOf(const Sample& sample)
{
    std::vector<Figure> out;
    const auto add = [&out](const QString& metric, std::optional<double> value, int places) {
        if (value)
            out.push_back({metric, rounded(*value, places)});
    };
    add(u"cpu"_s, sample.cpuPercent, 2);
    if (const auto& modes = sample.cpuModes) {
        add(u"cpu-user"_s, modes->user, 2);
        add(u"cpu-system"_s, modes->system, 2);
        add(u"cpu-wait"_s, modes->waiting, 2);
        add(u"cpu-interrupts"_s, modes->interrupts, 2);
        add(u"cpu-stolen"_s, modes->stolen, 2);
    }
    add(u"memory"_s, sample.memoryPercent, 2);
    add(u"swap"_s, sample.swapPercent, 2);
    add(u"load"_s, sample.load1, 2);
    add(u"disk"_s, sample.diskPercent(), 2);
    for (const DiskUsage& disk : sample.disks) {
        add(u"disk:"_s + disk.mount, disk.percent(), 2);
        add(u"disk-bytes:"_s + disk.mount, double(disk.used), 0);
        if (disk.inodes > 0)
            add(u"inodes:"_s + disk.mount, disk.inodePercent(), 2);
    }
    add(u"network-in"_s, sample.receivedPerSecond, 0);
    add(u"network-out"_s, sample.sentPerSecond, 0);
    if (sample.openFiles)
        add(u"files"_s, double(*sample.openFiles), 0);
    for (const ContainerUse& each : sample.containers) {
        add(u"container:"_s + each.name + u":cpu"_s, each.cpuPercent, 1);
        add(u"container:"_s + each.name + u":memory"_s, double(each.memory), 0);
        if (each.cores && each.cpuPercent && *each.cores > 0)
            add(u"container:"_s + each.name + u":cpu-limit"_s, *each.cpuPercent / *each.cores, 1);
        if (each.limit > 0)
            add(u"container:"_s + each.name + u":memory-limit"_s, 100.0 * double(each.memory) / double(each.limit), 2);
    }
    for (const ProcessUse& each : sample.pm2) {
        const QString name = u"pm2:"_s + each.name + u':' + QString::number(each.number);
        add(name + u":cpu"_s, each.cpuPercent, 1);
        add(name + u":memory"_s, double(each.memory), 0);
    }
    add(u"sampler"_s, sample.samplerPercent, 2);
    return out;
}

} // namespace Pilothouse::Metrics
