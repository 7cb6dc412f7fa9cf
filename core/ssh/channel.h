// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/session.h"

namespace Pilothouse::Ssh {

/// What a Connection drives: something that owns one libssh channel. All on the I/O thread; a Connection holds it by
/// shared_ptr, asks it to step() after every progress and forgets it when isEnded().
class Channel
{
public:
    Channel() = default;
    virtual ~Channel() = default;
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    /// Does whatever can be done now; never called from a libssh callback.
    virtual void step(Session& session) = 0;
    /// The session is gone or goes. Answers `error` or what it knows better, and lets go of its libssh channel.
    virtual void lost(const Error& error) = 0;
    virtual bool isEnded() const = 0;
    /// The server refused to open one more; the Connection may let it try again later.
    virtual bool wasRefused() const { return false; }
    /// Whether it counts against the server's MaxSessions.
    virtual bool isSession() const { return true; }
};

/// Ends a libssh channel so that the server hears of it even when output was queued.
void releaseChannel(ChannelHandle& channel, ssh_channel_callbacks callbacks);

} // namespace Pilothouse::Ssh
