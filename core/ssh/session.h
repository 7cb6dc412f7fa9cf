// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/fd.h"
#include "ssh/handles.h"
#include "ssh/linkoptions.h"
#include "ssh/socketwatch.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Pilothouse::Ssh {

/// One libssh session on a connected socket, driven by the events of the I/O thread it was made on. After whatever came
/// or could be sent it calls `onProgress`, outside of any libssh call: only there and in other events may libssh be
/// called for this session, never in a libssh callback. The owner may destroy the Session in onProgress.
///
/// What is done here and why (all measured with libssh 0.10.6):
/// - libssh makes the socket blocking once it is connected; a full socket would then stall the whole thread.
/// - Reading with ssh_channel_poll stops packets after a remote EOF, so exit statuses get lost: ssh_event_dopoll only.
/// - Every call may read packets of every channel, so owners look at all their channels after any call, until
///   bytesRead() stands still.
/// - Every call may leave something to send: rearm() after the last one.
/// - A server leaves Nagle's algorithm on until the first command, and sends two small packets after the login: without
///   an immediate acknowledgement of the first the second comes 40 ms later.
class Session
{
public:
    struct Setup
    {
        QByteArray host;
        quint16 port = 22;
        QByteArray user;
        QByteArray hostKeyAlgorithms;
        LinkOptions link = {};
        std::shared_ptr<void> way = {}; ///< what must live as long as the session
    };
    enum class Step { Again, Done, Broken };

    /// `watch` is that of its thread.
    Session(SocketWatch& watch, Fd socket, const Setup& setup);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void setOnProgress(std::function<void()> onProgress) { m_onProgress = std::move(onProgress); }

    /// The next bit of version exchange and key exchange; call again after progress until it is not Again.
    Step connect();
    void pump();
    void rearm();
    /// What was written goes out at once instead of in the next turn of the event loop, unless the socket is full. May
    /// read as well: see bytesRead().
    void sendNow();

    /// While suspended the session belongs to another thread: nothing here touches libssh until resume().
    void suspend();
    /// Given back: calls `onProgress` without reading anything first. What the other thread's last call said is true of
    /// what was read until then; an answer that was read in between would wake nobody.
    void resume();
    bool isSuspended() const { return m_suspended; }

    /// Asks for one channel more than is needed, while nobody waits: the next command need not wait for the answer.
    void openSpare();
    /// That channel; nothing when there is none, or the server did not grant it.
    ChannelHandle takeSpare();

    ssh_session raw() const { return m_session.get(); }
    bool isBroken() const;
    /// The other side ended the connection, or the way there did: a broken session that is not so was given up here.
    bool isHungUp() const;
    /// Bytes wait in libssh because the socket takes no more at present.
    bool isCongested() const;
    quint64 bytesRead() const { return m_counter.in_bytes; }
    /// The newest time between a question of ours and its answer.
    std::optional<std::chrono::microseconds> roundTrip() const { return m_roundTrip; }
    void noteRoundTrip(std::chrono::nanoseconds took)
    {
        m_roundTrip = std::chrono::duration_cast<std::chrono::microseconds>(took);
    }
    /// libssh's reason for what failed last; empty where it has none.
    QString errorText() const;

private:
    class Overhearing;

    void keepNonBlocking() const;
    void acknowledgeAtOnce() const;
    int poll();

    std::shared_ptr<void> m_way;
    Fd m_fd;
    SocketWatch::Socket m_socket;
    SessionHandle m_session;
    EventHandle m_event;
    ChannelHandle m_spare;
    ssh_counter_struct m_counter = {};
    std::function<void()> m_onProgress;
    QString m_reason; ///< the last error that was not about the socket
    QString m_stale;  ///< an error text that means nothing
    std::optional<std::chrono::microseconds> m_roundTrip;
    bool m_suspended = false;
    bool m_polling = false; ///< within poll()
    bool m_noSpare = false; ///< the server grants none
    bool m_polled = false;
    bool m_connected = false;
    bool m_broken = false;
};

} // namespace Pilothouse::Ssh
