// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/runfeed.h"

#include <QFile>

namespace Pilothouse::Ctl {

namespace {

/// Where the last `lines` lines of a file begin; looks at its last megabyte only.
qint64 tailBegin(QFile& file, int lines)
{
    constexpr qint64 look = 1 << 20;
    const qint64 from = std::max<qint64>(0, file.size() - look);
    if (!file.seek(from))
        return 0;
    return from + lastLines(file.read(look), lines);
}

} // namespace

qsizetype lastLines(QByteArrayView text, int lines)
{
    qsizetype at = text.endsWith('\n') ? text.size() - 1 : text.size();
    for (int line = 0; line < lines && at > 0; ++line)
        at = text.lastIndexOf('\n', at - 1);
    return std::max<qsizetype>(0, at + 1);
}

RunFeed::RunFeed(Run::Runs& runs, const Id& run, std::optional<int> tail)
    : m_runs(runs)
    , m_run(run)
    , m_tail(tail)
{
    m_subscription = runs.attach(run, [queue = m_queue](const Run::Event& event) {
        const std::lock_guard lock(queue->mutex);
        queue->events.push_back(event);
        queue->changed.notify_all();
    });
}

std::optional<Run::Event> RunFeed::next(const std::stop_token& stop)
{
    std::unique_lock lock(m_queue->mutex);
    if (!m_queue->changed.wait(lock, stop, [this] { return !m_queue->events.empty(); }))
        return std::nullopt;
    Run::Event event = std::move(m_queue->events.front());
    m_queue->events.pop_front();
    return event;
}

QByteArray RunFeed::newOutput(const QString& stepKey, const QString& host)
{
    constexpr qint64 atOnce = 4 << 20;
    QFile file(m_runs.outputFile(m_run, stepKey, host));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto [known, first] = m_offsets.try_emplace({stepKey, host}, 0);
    qint64& offset = known->second;
    if (first && m_tail)
        offset = tailBegin(file, *m_tail);
    if (!file.seek(offset))
        return {};
    QByteArray bytes = file.read(atOnce);
    offset += bytes.size();
    return bytes;
}

} // namespace Pilothouse::Ctl
