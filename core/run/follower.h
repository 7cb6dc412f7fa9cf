// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/bell.h"
#include "run/followreader.h"
#include "run/hostshell.h"

#include <map>
#include <memory>

namespace Pilothouse::Run {

/// One `follow` stream of a segment. Bytes come on an I/O thread; the run's thread takes the events. Thread-safe.
class Follower
{
public:
    /// `offsets`: what is known already, by step key.
    Follower(const std::shared_ptr<HostShell>& shell, const QString& run, const QString& segment,
             const std::map<QString, qint64>& offsets, std::shared_ptr<Bell> bell);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// What came since the last call.
    std::vector<FollowEvent> take();
    /// Something to take, or the end.
    bool isReady() const;
    /// Set once the stream has ended and everything was taken; its kind says whether another try makes sense.
    std::optional<Error> ended() const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace Pilothouse::Run
