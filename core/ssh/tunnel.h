// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/channel.h"
#include "ssh/endpoint.h"

#include <QSocketNotifier>

#include <functional>

namespace Pilothouse::Ssh {

/// A connection from a host onwards (direct-tcpip): to the next host on the way, as one end of a socket pair on which
/// the next session speaks, or to a service for a socket that somebody opened here. Neither side is read faster than
/// the other takes it. Lives on the I/O thread.
class Tunnel final : public Channel
{
public:
    /// Called once, from the event loop: the near end (invalid where it was given), or why there is none.
    using Ready = std::function<void(Result<Fd>)>;

    /// For the next session: ends when either side closes.
    Tunnel(Endpoint hop, Endpoint target, std::function<void()> onActivity, Ready ready);
    /// For a connected socket: a side that has said all may still listen, so it ends when both have.
    Tunnel(Endpoint hop, Endpoint target, std::function<void()> onActivity, Ready ready, Fd near);
    ~Tunnel() override;

    void step(Session& session) override;
    void lost(const Error& error) override;
    bool isEnded() const override { return m_state == State::Ended; }
    bool isSession() const override { return false; }
    /// Called once when it has ended, whatever ended it.
    void setOnEnded(std::function<void()> onEnded) { m_onEnded = std::move(onEnded); }

private:
    enum class State { Opening, Open, Ended };
    int offered(const char* data, qsizetype size);
    void opened();
    void watchNear();
    void fromNear(Session& session);
    void toNear();
    bool isOver() const;
    void end();
    void answer(Result<Fd> result);

    Endpoint m_hop;
    Endpoint m_target;
    std::function<void()> m_onActivity;
    Ready m_ready;
    std::function<void()> m_onEnded;
    State m_state = State::Opening;
    ChannelHandle m_channel;
    ssh_channel_callbacks_struct m_callbacks = {};
    Fd m_near;
    bool m_halves; ///< a side that was closed may be one that only says no more
    QSocketNotifier* m_readable = nullptr;
    QSocketNotifier* m_writable = nullptr;
    QByteArray m_toNear;
    QByteArray m_toFar;
    bool m_held = false; ///< more waits in libssh, because m_toNear was full
    bool m_nearSaidAll = false;
    bool m_nearGone = false;
    bool m_eofSent = false;
    bool m_farSaidAll = false;
    bool m_farGone = false;
    bool m_shut = false; ///< the near side was told that nothing more comes
};

} // namespace Pilothouse::Ssh
