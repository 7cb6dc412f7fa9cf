// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>

namespace Pilothouse::Ssh {

/// A service as a host sees it, and how it is reached here.
struct ForwardTo
{
    QString host; ///< name or address, resolved on the far side
    quint16 port = 0;
    quint16 localPort = 0;    ///< on 127.0.0.1; 0: any that is free
    int mostConnections = 64; ///< at a time; more wait to be accepted
    /// Called on an I/O thread when the far side could not be reached for somebody who connected here.
    std::function<void(const Error&)> onRefused = {};
    /// Likewise when it was reached, which that the port here took the connection does not say.
    std::function<void()> onReached = {};
};

/// A port on 127.0.0.1 behind which a service of the far side answers, over the connection that everybody shares.
/// Whoever may log in to this machine can reach it. Ends, with all that goes through it, when it is let go of.
class Forward
{
public:
    Forward() = default;
    virtual ~Forward() = default;
    Forward(const Forward&) = delete;
    Forward& operator=(const Forward&) = delete;

    virtual quint16 port() const = 0;
    /// How many connections go through it now.
    virtual int connections() const = 0;
};

} // namespace Pilothouse::Ssh
