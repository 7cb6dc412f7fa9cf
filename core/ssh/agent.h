// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ssh/fd.h"

#include <QSocketNotifier>

#include <functional>
#include <vector>

namespace Pilothouse::Ssh {

/// A key that the agent holds: the public part as it goes over the wire, and the agent's name for it. A value.
struct AgentKey
{
    QByteArray blob;
    QString comment;
    QByteArray signsAs = {}; ///< the agent's own name of the key, when `blob` is a certificate that lies in a file

    bool operator==(const AgentKey&) const = default;
};

/// One end of a stream on which an agent's messages travel: a length and so many bytes (draft-miller-ssh-agent). Reads
/// and writes without blocking, on the thread it was made on; calls `onMessage` for each whole message, or once with
/// nothing when the stream ends. `onMessage` must not destroy it.
class AgentStream
{
public:
    using OnMessage = std::function<void(std::optional<QByteArray>)>;

    AgentStream(Fd socket, OnMessage onMessage);
    ~AgentStream();
    AgentStream(const AgentStream&) = delete;
    AgentStream& operator=(const AgentStream&) = delete;

    void send(const QByteArray& message);
    /// Both ends see the stream end; whoever reads from it returns.
    void shutDown();

private:
    void readable();
    void writable();
    void failed();

    Fd m_socket;
    OnMessage m_onMessage;
    QSocketNotifier* m_read = nullptr;
    QSocketNotifier* m_write = nullptr;
    QByteArray m_in;
    QByteArray m_out;
};

/// Asks a running agent for its keys, and lends libssh an agent that knows only one of them. libssh itself would offer
/// every key until the server hangs up, and would wait for the agent on the I/O thread. Lives on the I/O thread.
class Agent
{
public:
    Agent();
    ~Agent();
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    /// Answers once from the event loop, with an error that says what is wrong with the agent.
    void list(Clock& clock, const QString& socketPath, std::function<void(Result<std::vector<AgentKey>>)> done);
    /// Makes `key` the only one that the lent agent knows. The first time it gives a blocking socket for libssh, later
    /// none.
    Fd lend(const AgentKey& key);
    /// Whoever waits for the lent agent returns with a failure.
    void revoke();

private:
    void listed(Result<std::vector<AgentKey>> keys);
    void fromAgent(const std::optional<QByteArray>& message);
    void fromSession(const std::optional<QByteArray>& message);
    QByteArray asSigner(const QByteArray& request) const;

    std::unique_ptr<QObject> m_context;
    std::unique_ptr<AgentStream> m_agent;
    std::unique_ptr<AgentStream> m_session;
    std::unique_ptr<Timer> m_timer;
    std::function<void(Result<std::vector<AgentKey>>)> m_done;
    AgentKey m_lent;
};

} // namespace Pilothouse::Ssh
