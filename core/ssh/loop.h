// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread.h"
#include "ssh/hostcertificate.h"
#include "ssh/knownhostscache.h"
#include "ssh/pool.h"
#include "ssh/socketwatch.h"
#include "ssh/unlockedkeys.h"

#include <deque>
#include <map>

namespace Pilothouse::Ssh {

class Connection;
class Listener;

/// The share of a Pool that one I/O thread has: its connections, and the limit of handshakes at a time. Held by
/// shared_ptr, because command handles may outlive the pool; post() is thread-safe and does nothing once it is shut
/// down, everything else belongs to the I/O thread.
class Loop : public std::enable_shared_from_this<Loop>
{
public:
    /// The right to make one handshake; whoever lets go of the last copy hands it on.
    using Slot = std::shared_ptr<void>;

    Loop(EventThread& thread, const Pool::Options& options, Clock& clock, std::shared_ptr<StateBoard> board,
         UnlockedKeys& keys);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// False when the loop is shut down; `work` is then destroyed unrun.
    bool post(std::function<void(Loop&)> work);
    /// Ends all connections. Called on the I/O thread; nothing runs afterwards.
    void shutDown();

    QObject* context() const { return m_context; }
    /// For answers that come on other threads.
    const Mailbox::Slot& slot() const { return m_slot; }
    Clock& clock() const { return m_clock; }
    const Pool::Options& options() const { return m_options; }
    StateBoard& board() const { return *m_board; }
    UnlockedKeys& keys() const { return m_keys; }
    KnownHostsCache& knownHosts() { return m_knownHosts; }
    SocketWatch& sockets() { return m_sockets; }
    Connection& connection(const Endpoint& endpoint);
    Connection* existing(const Endpoint& endpoint);
    std::vector<Connection*> all() const;
    /// The certificates that hosts showed, by Endpoint::key(), nothing for those that showed none: judged anew on each
    /// use, but not fetched again while they do.
    std::map<QString, std::optional<HostCertificate>>& certificates() { return m_certificates; }
    /// Calls `granted` from the event loop when fewer than eight handshakes are under way, and not too many with the
    /// server at this address: eight too, but half as many each time it dropped one early. Then it is asked for one
    /// more with each that it takes, up to where it dropped one; beyond that only after it has taken many.
    void awaitSlot(const Endpoint& endpoint, std::function<void(Slot)> granted);
    void noteDropped(const Endpoint& endpoint);
    void noteOpened(const Endpoint& endpoint);
    /// Keeps it until it is removed, or until the loop is shut down.
    void add(const std::shared_ptr<Listener>& listener) { m_listeners.push_back(listener); }
    void remove(const std::shared_ptr<Listener>& listener);

private:
    struct Gate
    {
        int taken = 0;
        int room;
        int limit;    ///< what it takes at a time, as far as is known
        int well = 0; ///< so many it took since it dropped one
    };
    struct Asking
    {
        QString server;
        std::function<void(Slot)> granted;
    };
    static QString serverOf(const Endpoint& endpoint);
    Gate& gate(const QString& server);
    void grantSlots();

    std::mutex m_mutex;
    EventThread* m_thread;
    QObject* m_context;
    Mailbox::Slot m_slot;
    Pool::Options m_options;
    Clock& m_clock;
    std::shared_ptr<StateBoard> m_board;
    UnlockedKeys& m_keys;
    KnownHostsCache m_knownHosts;
    SocketWatch m_sockets; ///< outlives the connections
    std::map<QString, std::unique_ptr<Connection>> m_connections;
    std::map<QString, std::optional<HostCertificate>> m_certificates;
    std::vector<std::shared_ptr<Listener>> m_listeners;
    std::map<QString, Gate> m_gates; ///< only of servers that are busy with us or were too busy
    std::deque<Asking> m_waiting;
    int m_slotsTaken = 0;
};

} // namespace Pilothouse::Ssh
