// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mailbox.h"
#include "ssh/endpoint.h"
#include "ssh/facts.h"

#include <QDateTime>

#include <map>
#include <mutex>

namespace Pilothouse::Ssh {

/// How the connection to an endpoint stands, for people to see. A value.
struct ConnectionState
{
    enum class Phase {
        Closed,     ///< not needed at present
        Waiting,    ///< for its turn, or for the pause after a failure
        Connecting, ///< from the socket to the login; behind a jump host also while that one connects
        Open,
        Refused, ///< the login was refused; not tried again before Pool::drop()
    };
    Endpoint endpoint; ///< with the hops on the way
    Phase phase = Phase::Closed;
    QDateTime since = {};       ///< when this phase began (UTC)
    ConnectionFacts facts = {}; ///< while Open: the host's key, the cipher, who logged in with what
    /// The newest round trip: of a keepalive on a quiet link, or of opening a channel.
    std::optional<std::chrono::microseconds> latency = {};
    int connections = 0;  ///< more than one while long commands fill the first
    int channels = 0;     ///< commands, streams and tunnels that go on
    int waiting = 0;      ///< commands in line for a channel or for the connection
    QString problem = {}; ///< why the last one failed or was lost; empty once it is open again

    bool operator==(const ConnectionState&) const = default;
};

/// The newest ConnectionState of every endpoint that was ever used, put there by the I/O threads. Thread-safe.
class StateBoard
{
public:
    /// Lets go of a subscription when it goes.
    using Subscription = std::shared_ptr<void>;

    StateBoard() = default;
    StateBoard(const StateBoard&) = delete;
    StateBoard& operator=(const StateBoard&) = delete;

    void put(const QString& key, ConnectionState state);
    std::vector<ConnectionState> all() const;
    /// Posts `changed` to the slot after something changed; never twice before the first was called.
    [[nodiscard]] Subscription subscribe(const Mailbox::Slot& slot, std::function<void()> changed);

private:
    struct Watcher
    {
        Mailbox::Slot slot;
        std::function<void()> changed;
        std::atomic_bool posted = false;
    };

    mutable std::mutex m_mutex;
    std::map<QString, ConnectionState> m_states;
    std::vector<std::weak_ptr<Watcher>> m_watchers;
};

} // namespace Pilothouse::Ssh
