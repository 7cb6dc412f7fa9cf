// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/channel.h"
#include "ssh/endpoint.h"

#include <functional>

namespace Pilothouse::Ssh {

/// A connection from a jump host onwards (direct-tcpip), as one end of a socket pair on which the next session speaks.
/// Lives on the I/O thread. Ends when either side closes.
class Tunnel final : public Channel
{
public:
    /// Called once, from the event loop: the near end, or why there is none.
    using Ready = std::function<void(Result<Fd>)>;

    Tunnel(Endpoint hop, Endpoint target, std::function<void()> onActivity, Ready ready);
    ~Tunnel() override;

    void step(Session& session) override;
    void lost(const Error& error) override;
    bool isEnded() const override { return m_state == State::Ended; }
    bool isSession() const override { return false; }

private:
    enum class State { Opening, Open, Ended };
    void opened();
    void fromNear(Session& session);
    void toNear();
    void end();
    void answer(Result<Fd> result);

    Endpoint m_hop;
    Endpoint m_target;
    std::function<void()> m_onActivity;
    Ready m_ready;
    State m_state = State::Opening;
    ChannelHandle m_channel;
    ssh_channel_callbacks_struct m_callbacks = {};
    Fd m_near;
    QSocketNotifier* m_readable = nullptr;
    QSocketNotifier* m_writable = nullptr;
    QByteArray m_toNear;
    QByteArray m_toFar;
    bool m_nearClosed = false;
    bool m_farClosed = false;
};

} // namespace Pilothouse::Ssh
