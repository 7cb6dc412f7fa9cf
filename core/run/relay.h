// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/feed.h"
#include "run/mirror.h"

namespace Pilothouse::Run {

/// Watches a run that this program drives, and goes on from its journal when it is driven no longer: by another
/// console, or by this one once it may again. No event of the journal is told twice.
class Relay final : public Subscription
{
public:
    /// `folder` is DATA/runs.
    Relay(Feed& feed, Id id, QString folder, const Observer& observer);
    ~Relay() override;

private:
    struct State
    {
        std::mutex mutex;
        bool ended = false;
        std::unique_ptr<Mirror> mirror;
    };
    std::shared_ptr<State> m_state;
    std::unique_ptr<Subscription> m_ticket;
};

} // namespace Pilothouse::Run
