// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/runfeed.h"

#include <QFile>

namespace Pilothouse::Ctl {

RunFeed::RunFeed(Run::Runs& runs, const Id& run)
    : m_runs(runs)
    , m_run(run)
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
    qint64& offset = m_offsets[{stepKey, host}];
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return {};
    const QByteArray bytes = file.read(atOnce);
    offset += bytes.size();
    return bytes;
}

} // namespace Pilothouse::Ctl
