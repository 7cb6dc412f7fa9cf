// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/promise.h"
#include "ssh/channel.h"
#include "ssh/endpoint.h"
#include "ssh/sftpdialogue.h"

namespace Pilothouse::Ssh {

/// The one SFTP channel of a connection, shared by everybody who asks that host about files: opened with the first
/// question, closed when nobody has asked for a while and no file is open. On the I/O thread.
///
/// libssh's own SFTP waits for every answer, which makes 1.5 MB/s at 20 ms of round trip. Here as many questions are
/// under way as their askers like; they bound what they have in flight, and with it the memory that is used.
class SftpChannel final : public Channel
{
public:
    /// `onActivity` asks for another step(), from the event loop.
    SftpChannel(Endpoint endpoint, std::function<void()> onActivity);
    ~SftpChannel() override;

    void submit(SftpRequest request);
    void tellFeatures(const Promise<SftpFeatures>& promise);
    /// Different for every session that was ever opened: handles of one mean nothing to the next.
    quint64 generation() const { return m_generation; }

    void step(Session& session) override;
    void lost(const Error& error) override;
    bool isEnded() const override { return m_state == State::Ended; }
    bool wasRefused() const override { return m_refused; }

    bool isIdle() const { return m_dialogue.isIdle() && m_asking.empty(); }
    /// True once a question may have reached the server.
    bool hasAsked() const { return m_dialogue.hasAsked(); }
    /// Back in line, after a refused channel or a link that broke before anything was asked.
    void rewind();
    /// Ends it; what waits is answered with `error`.
    void end(const Error& error);

    int refusals = 0;   ///< how often the server allowed no further session
    int reconnects = 0; ///< how often its link broke before it had asked
    std::unique_ptr<Timer> idle;

private:
    enum class State { Waiting, Opening, Requesting, Running, Ended };
    void advance(Session& session);
    void open(Session& session);
    void send(Session& session);
    void widenWindow();

    Endpoint m_endpoint;
    std::function<void()> m_onActivity;
    SftpDialogue m_dialogue;
    std::optional<SftpFeatures> m_features;
    std::vector<Promise<SftpFeatures>> m_asking;
    State m_state = State::Waiting;
    ChannelHandle m_channel;
    ssh_channel_callbacks_struct m_callbacks = {};
    quint64 m_generation;
    qint64 m_bulk = 0;
    bool m_refused = false;
    bool m_garbled = false;
    bool m_closed = false;
};

} // namespace Pilothouse::Ssh
