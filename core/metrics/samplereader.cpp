// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samplereader.h"

#include <QList>

#include <cmath>

namespace Pilothouse::Metrics {

namespace {
constexpr qsizetype longestLine = 4096;
constexpr size_t mostDisks = 256;
constexpr size_t mostContainers = 512;
constexpr size_t mostProcesses = 512;

/// No host has more of anything than fits here with room for sums and a factor of 1024; what says otherwise is no
/// number.
qint64 figure(const QByteArray& word)
{
    constexpr qint64 most = qint64(1) << 50;
    bool ok = false;
    const qint64 value = word.toLongLong(&ok);
    return ok && value >= 0 && value <= most ? value : 0;
}

double share(qint64 part, qint64 whole)
{
    return whole > 0 ? std::clamp(100.0 * double(part) / double(whole), 0.0, 100.0) : 0.0;
}

double decimal(const QByteArray& word)
{
    const double value = word.toDouble();
    return std::isfinite(value) && value >= 0 ? value : 0;
}
} // namespace

std::optional<double> Sample::diskPercent() const
{
    std::optional<double> fullest;
    for (const DiskUsage& disk : disks)
        fullest = std::max(fullest.value_or(0.0), disk.percent());
    return fullest;
}

std::vector<Sample> SampleReader::feed(QByteArrayView bytes, const QDateTime& now)
{
    std::vector<Sample> samples;
    m_rest += bytes;
    qsizetype from = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', from)) {
        const QByteArray line = m_rest.mid(from, end - from).trimmed();
        from = end + 1;
        if (line == ".") {
            if (auto sample = finish(now))
                samples.push_back(std::move(*sample));
        } else if (!line.isEmpty() && line.size() <= longestLine) {
            readLine(line.split(' '));
        }
    }
    m_rest.remove(0, from);
    if (m_rest.size() > longestLine)
        m_rest.clear();
    return samples;
}

void SampleReader::readLine(const QList<QByteArray>& words)
{
    const auto number = [&words](qsizetype i) { return figure(words.value(i)); };
    const QByteArray& kind = words.first();
    if (kind == "v") {
        const int said = words.value(1).toInt();
        m_otherVersion = said >= 1 && said <= version ? std::optional<int>() : said;
    } else if (kind == "@") {
        m_current = {};
        m_sample = {};
        m_current.uptime = decimal(words.value(1));
    } else if (kind == "cpu" && words.size() >= 9) {
        qint64 total = 0;
        for (qsizetype i = 1; i <= 8; ++i)
            total += m_current.modes[size_t(i - 1)] = number(i);
        m_current.total = total;
        m_current.busy = total - number(4) - number(5); // all but idle and waiting for disks
        m_current.hasCpu = true;
    } else if (kind == "cpus") {
        m_sample.cpus = int(number(1));
    } else if (kind == "mem" && words.size() >= 5 && number(1) > 0) {
        m_sample.memoryTotal = number(1) * 1024;
        m_sample.memoryPercent = share(number(1) - number(2), number(1));
        m_sample.swapPercent = share(number(3) - number(4), number(3));
        m_current.hasMemory = true;
    } else if (kind == "load") {
        m_sample.load1 = decimal(words.value(1));
    } else if (kind == "disk" && words.size() >= 5 && m_sample.disks.size() < mostDisks) {
        m_sample.disks.push_back(
            {QString::fromUtf8(words.mid(4).join(' ')), number(1) * 1024, number(2) * 1024, number(3) * 1024});
    } else if (kind == "net") {
        m_current.received = number(1);
        m_current.sent = number(2);
    } else {
        readMore(words);
    }
}

void SampleReader::readMore(const QList<QByteArray>& words)
{
    const auto number = [&words](qsizetype i) { return figure(words.value(i)); };
    const auto rest = [&words](qsizetype i) { return QString::fromUtf8(words.mid(i).join(' ')); };
    const QByteArray& kind = words.first();
    if (kind == "every") {
        m_sample.every = std::chrono::milliseconds(qint64(std::min(decimal(words.value(1)), 3600.0) * 1000));
    } else if (kind == "clock") {
        m_current.ticks = double(std::max<qint64>(1, number(1)));
    } else if (kind == "own") {
        m_current.own = number(1);
    } else if (kind == "files" && words.size() >= 3) {
        m_sample.openFiles = number(1);
        m_sample.mostFiles = number(2);
    } else if (kind == "inodes" && words.size() >= 5) {
        const auto disk = std::ranges::find(m_sample.disks, rest(4), &DiskUsage::mount);
        if (disk != m_sample.disks.end()) {
            disk->inodes = number(1);
            disk->inodesUsed = number(2);
        }
    } else if (kind == "box" && words.size() >= 7 && m_sample.containers.size() < mostContainers) {
        const QString id = QString::fromUtf8(words[1].left(12));
        const QString service = words[5] == "-" ? QString() : QString::fromUtf8(words[5]);
        const QString name = rest(6);
        m_current.containers[id] = number(2);
        m_sample.containers.push_back({.id = id,
                                       .name = name.startsWith(id) ? id : name,
                                       .service = service,
                                       .memory = number(3),
                                       .limit = number(4)});
    } else if (kind == "pm2" && words.size() >= 5 && m_sample.pm2.size() < mostProcesses) {
        m_current.pm2[{number(1), rest(4)}] = number(2);
        m_sample.pm2.push_back({.number = number(1), .name = rest(4), .memory = number(3) * 1024});
    } else if (kind == "top" && words.size() >= 5 && m_sample.top.size() < mostProcesses) {
        ProcessUse process{.number = number(1), .name = rest(4), .memory = number(3) * 1024};
        if (words[2] != "-")
            process.cpuPercent = double(number(2)) / 10;
        m_sample.top.push_back(std::move(process));
    }
}

void SampleReader::rates(double seconds)
{
    const qint64 total = m_current.total - m_previous->total;
    const qint64 busy = m_current.busy - m_previous->busy;
    if (total > 0 && busy >= 0) {
        m_sample.cpuPercent = std::min(100.0, 100.0 * double(busy) / double(total));
        const auto part = [&](std::initializer_list<size_t> which) {
            qint64 sum = 0;
            for (const size_t i : which)
                sum += m_current.modes[i] - m_previous->modes[i];
            return share(sum, total);
        };
        m_sample.cpuModes = {.user = part({0, 1}),
                             .system = part({2}),
                             .waiting = part({4}),
                             .interrupts = part({5, 6}),
                             .stolen = part({7})};
    }
    if (m_current.received >= m_previous->received && m_current.sent >= m_previous->sent) {
        m_sample.receivedPerSecond = double(m_current.received - m_previous->received) / seconds;
        m_sample.sentPerSecond = double(m_current.sent - m_previous->sent) / seconds;
    }
    const double tickShare = 100.0 / m_current.ticks / seconds;
    if (m_current.own && m_previous->own && *m_current.own >= *m_previous->own)
        m_sample.samplerPercent = double(*m_current.own - *m_previous->own) * tickShare;
    for (ContainerUse& each : m_sample.containers) {
        const auto before = m_previous->containers.find(each.id);
        if (const qint64 now = m_current.containers[each.id];
            before != m_previous->containers.end() && before->second <= now)
            each.cpuPercent = double(now - before->second) / 1e6 / seconds * 100;
    }
    for (ProcessUse& each : m_sample.pm2) {
        const auto before = m_previous->pm2.find({each.number, each.name});
        const qint64 now = m_current.pm2[{each.number, each.name}];
        // After a restart the counter begins anew.
        if (before != m_previous->pm2.end() && before->second <= now)
            each.cpuPercent = double(now - before->second) * tickShare;
    }
}

std::optional<Sample> SampleReader::finish(const QDateTime& now)
{
    if (!m_current.hasCpu || !m_current.hasMemory || m_otherVersion)
        return std::nullopt;
    const double seconds = m_previous ? m_current.uptime - m_previous->uptime : 0;
    if (seconds > 0)
        rates(seconds);
    m_previous = std::exchange(m_current, {}); // a second end of the same block is none
    m_sample.at = now;
    return std::exchange(m_sample, Sample());
}

} // namespace Pilothouse::Metrics
