// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/facts.h"
#include "ssh/job.h"
#include "ssh/loop.h"
#include "ssh/opening.h"
#include "ssh/sftpchannel.h"
#include "ssh/states.h"
#include "ssh/tunnel.h"

#include <QElapsedTimer>

#include <list>

namespace Pilothouse::Ssh {

/// The one connection to an endpoint, shared by everybody who uses it: opened when something is to be done, kept alive,
/// closed when idle, made anew on the next use. Lives on the thread of its Loop, and only there is it touched.
///
/// A server allows ten sessions on a connection. Where they are all taken by commands that go on and on, those in line
/// would wait for ever: then there is a further connection for them, up to four for one endpoint.
class Connection
{
public:
    /// `first`: the connection that this one helps out.
    Connection(Loop& loop, Endpoint endpoint, Connection* first = nullptr);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void add(const std::shared_ptr<Job>& job);
    void end(const std::shared_ptr<Job>& job, const Error& error);
    /// Looks at every channel: something was written to one, or a tunnel's near side moved.
    void settle();
    void addTunnel(const Endpoint& target, Tunnel::Ready ready);
    /// One for a socket that somebody opened here.
    void addTunnel(const std::shared_ptr<Tunnel>& tunnel);
    /// For the SFTP channel, which is opened if need be; returns the generation of the session that will answer.
    quint64 ask(SftpRequest request);
    void tellSftp(const Promise<SftpFeatures>& promise);
    /// `wayTo`: who asks, when this is the way to it.
    void tellFacts(const Promise<ConnectionFacts>& promise, const QString& wayTo = {});
    /// Ends the connection and forgets a refused login.
    void drop();
    void shutDown();

private:
    enum class State { Idle, Waiting, Opening, Ready };

    void want();
    std::shared_ptr<Job> nextInLine();
    void watchLine();
    void helpOut();
    bool asksPerson() const;
    void mindPerson();
    bool allLasting() const;
    void open();
    void opened(Opening::Opened opened, const std::optional<Opening::Failure>& failure);
    void startWaiting();
    void forgetEnded();
    SftpChannel& sftp();
    bool sftpWaits() const;
    void watchSftp();
    void settleSoon();
    void lost(const Error& reason);
    std::optional<std::pair<QString, Error>> lostHop() const;
    void noteHeard();
    void become(State state);
    /// Puts what people see of this connection on the board, if it changed.
    void tell();
    void close();
    void answerWaiting(const Error& error);
    void answerActive(const Error& error);
    void watch();
    void tick();
    std::chrono::milliseconds keepAliveInterval() const;
    std::chrono::milliseconds silenceLimit() const;

    Loop& m_loop;
    Endpoint m_endpoint;
    QString m_wayTo; ///< what the connection is first wanted for
    QString m_key;
    ConnectionState m_told;
    State m_state = State::Idle;
    std::unique_ptr<Opening> m_opening;
    std::unique_ptr<Session> m_session;
    ConnectionFacts m_facts;
    std::optional<Error> m_loginRefused;
    std::optional<Error> m_lostWhy; ///< of the last session, until there is a new one
    int m_failures = 0;
    std::chrono::milliseconds m_mayOpenAt{0};
    std::optional<std::chrono::milliseconds> m_droppedSince; ///< the first of the early drops in a row
    std::chrono::milliseconds m_heardAt{0};
    std::chrono::milliseconds m_usedAt{0};
    quint64 m_heardBytes = 0;
    QElapsedTimer m_keepAliveSent; ///< valid while the answer of one is awaited on a quiet link
    std::unique_ptr<Timer> m_backoffTimer;
    std::unique_ptr<Timer> m_watchTimer;
    std::unique_ptr<Timer> m_refusedTimer;
    std::deque<std::shared_ptr<Job>> m_waiting;
    Connection* m_first; ///< null for the first one itself
    std::unique_ptr<Connection> m_further;
    std::unique_ptr<Timer> m_lineTimer; ///< runs while a line waits in which nothing moves
    std::deque<std::shared_ptr<Tunnel>> m_waitingTunnels;
    std::vector<Promise<ConnectionFacts>> m_asking;
    std::list<std::shared_ptr<Channel>> m_active;
    std::shared_ptr<SftpChannel> m_sftp; ///< waiting or active, or ended
    bool m_asksPerson = false;           ///< for this connection or for one on the way: no deadline in line runs
    bool m_settling = false;
    bool m_ranCommand = false; ///< over the present session
    bool m_settlePosted = false;
};

} // namespace Pilothouse::Ssh
