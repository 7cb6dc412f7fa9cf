// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "ssh/command.h"
#include "ssh/endpoint.h"
#include "ssh/facts.h"
#include "ssh/forward.h"
#include "ssh/identity.h"
#include "ssh/keyoffers.h"
#include "ssh/prompter.h"
#include "ssh/states.h"

#include <memory>

namespace Pilothouse::Ssh {

class Sftp;

/// All connections of a program: one for each endpoint, shared by everybody who uses that host, opened on demand and
/// closed when idle. Two I/O threads; no call blocks. Thread-safe; destruction answers everything with Cancelled,
/// closes the sessions on their threads and joins. A refused login is remembered and not tried again before drop().
class Pool
{
public:
    struct Options
    {
        QStringList knownHostsFiles; ///< read in this order; the first one is the console's own
        IdentityOptions identity;
        std::shared_ptr<Prompter> prompter = {}; ///< unset: nobody can be asked
        std::shared_ptr<KeyOffers> offers = {};  ///< where refused host keys are kept for people to look at
        std::chrono::milliseconds connectTimeout{std::chrono::seconds(15)};
        std::chrono::milliseconds keepAliveInterval{std::chrono::seconds(10)};
        int keepAliveMisses = 2; ///< a dead link is noticed within interval * (misses + 1) <= 30 s
        std::chrono::milliseconds idleTimeout{std::chrono::minutes(5)};
        int channelsPerConnection = 10; ///< OpenSSH's MaxSessions default; more wait in line
    };

    Pool(Options options, Clock& clock);
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Runs `command` on the host and answers when it has ended and all its output was delivered. Unreachable when the
    /// connection could not be made or broke (then the remote outcome is unknown).
    QFuture<Result<Finished>> exec(const Endpoint& endpoint, Command command);

    /// Opens a long-lived command whose handle can be written to and ended; see Command for its callbacks.
    QFuture<Result<std::shared_ptr<RunningCommand>>> start(const Endpoint& endpoint, Command command);

    /// The files of the host, over SFTP on the same connection. Opens nothing before it is asked.
    Result<std::shared_ptr<Sftp>> sftp(const Endpoint& endpoint);

    /// Connects if need be and tells what was agreed; the way to check that a host can be reached and logged in to.
    QFuture<Result<ConnectionFacts>> facts(const Endpoint& endpoint);

    /// Opens a port on 127.0.0.1 behind which a service answers that the host can reach. Connects first, so that what
    /// cannot work is told at once.
    QFuture<Result<std::shared_ptr<Forward>>> forward(const Endpoint& through, const ForwardTo& to);

    /// One with the same options and no connection yet, for whoever has to know that a new one can be made.
    std::unique_ptr<Pool> another() const;

    /// Ends every connection to the endpoint (after a host was changed); the next use connects anew.
    void drop(const Endpoint& endpoint);

    /// How every connection stands that was ever asked for.
    std::vector<ConnectionState> states() const;
    /// Posts `changed` to the slot after states() changed, until the subscription is let go of.
    [[nodiscard]] StateBoard::Subscription onStatesChanged(const Mailbox::Slot& slot, std::function<void()> changed);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pilothouse::Ssh
