// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/runs.h"

#include <condition_variable>
#include <deque>

namespace Pilothouse::Ctl {

/// Where the last `lines` lines of the text begin.
qsizetype lastLines(QByteArrayView text, int lines);

/// The events of one run for a worker thread that waits for them, with the new bytes of every output.
class RunFeed
{
public:
    /// With `tail` each output begins so many lines before where it ended at the first look.
    RunFeed(Run::Runs& runs, const Id& run, std::optional<int> tail = {});

    /// The next event; none when `stop` was requested.
    std::optional<Run::Event> next(const std::stop_token& stop);
    /// What an output has more than at the last call.
    QByteArray newOutput(const QString& stepKey, const QString& host);

private:
    struct Queue
    {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::deque<Run::Event> events;
    };

    Run::Runs& m_runs;
    Id m_run;
    std::optional<int> m_tail;
    std::shared_ptr<Queue> m_queue = std::make_shared<Queue>();
    std::map<std::pair<QString, QString>, qint64> m_offsets;
    std::unique_ptr<Run::Subscription> m_subscription;
};

} // namespace Pilothouse::Ctl
