// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/bell.h"
#include "run/followreader.h"
#include "run/hostshell.h"
#include "run/request.h"

#include <map>
#include <memory>

namespace Pilothouse::Run {

/// One `follow` stream of a segment. Bytes come on an I/O thread; the run's thread takes the events. Thread-safe.
class Follower
{
public:
    /// Only opens a shell that waits for what send() brings, so that the request is on its way once instead of three
    /// times: for a channel, for a command and for itself.
    Follower(const std::shared_ptr<HostShell>& shell, std::shared_ptr<Bell> bell);
    /// `inTurn` ends in a `follow`.
    Follower(const std::shared_ptr<HostShell>& shell, const Request& inTurn, std::shared_ptr<Bell> bell);
    /// `offsets`: what is known already, by step key.
    Follower(const std::shared_ptr<HostShell>& shell, const QString& run, const QString& segment,
             const std::map<QString, qint64>& offsets, std::shared_ptr<Bell> bell);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// The shell has been opened; ended() otherwise says why not.
    bool isOpen() const;
    /// Once, to a shell that is open. Refused where the request has secrets, which go in the beginning only.
    Result<void> send(const Request& inTurn);

    /// What the requests in front of the `follow` said since the last call.
    QByteArrayList takeTold();
    /// They are done, and everything they said was there to take before this.
    bool isFollowing() const;

    /// What came since the last call.
    std::vector<FollowEvent> take();
    /// Something to take of either kind, or the end.
    bool isReady() const;
    /// Set once the stream has ended and everything was taken; its kind says whether another try makes sense.
    std::optional<Error> ended() const;

private:
    struct Shared;
    void start(const std::shared_ptr<HostShell>& shell, Result<Ssh::Command> command);

    std::shared_ptr<Shared> m_shared;
};

} // namespace Pilothouse::Run
