// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ssh/channel.h"
#include "ssh/command.h"
#include "ssh/endpoint.h"
#include "ssh/framing.h"

#include <QElapsedTimer>

namespace Pilothouse::Ssh {

/// One command on its way: waits in line, opens a channel, sends its input as the server's window allows, collects or
/// hands on output, and answers exactly once. All on the I/O thread, except the constructor and the futures.
class Job final : public Channel
{
public:
    Job(Endpoint endpoint, Command command);
    ~Job() override;

    QFuture<Result<Finished>> finished() const { return m_finished.future(); }
    /// Answers once the server has started the command, or with why not.
    QFuture<Result<bool>> started() const { return m_started.future(); }
    const Command& command() const { return m_command; }
    const Endpoint& endpoint() const { return m_endpoint; }

    void step(Session& session) override;
    void lost(const Error& error) override;
    bool isEnded() const override { return m_state == State::Ended; }
    bool wasRefused() const override { return m_refused; }

    /// True once the exec request may have reached the server: from then on a broken link means "unknown".
    bool isSent() const { return m_sent; }
    /// It may go on for as long as it likes.
    bool isLasting() const { return m_command.deadline.count() == 0; }
    /// Back in line, after a refused channel or a link that broke before anything was sent.
    void rewind();
    /// Ends it with `error`; the channel is closed.
    void end(const Error& error);
    void write(const QByteArray& data);
    void closeInput() { m_inputClosed = true; }
    /// Calls `late` when the command's deadline has passed, if it has one.
    void limitTime(Clock& clock, QObject* context, std::function<void()> late);
    /// Lets the deadline stand still while a person is asked, and run on with what it had left.
    void holdDeadline(bool held);

    int refusals = 0;   ///< how often the server allowed no further session
    int reconnects = 0; ///< how often its link broke before it was sent
    std::optional<std::stop_callback<std::function<void()>>> stopped;

private:
    enum class State { Waiting, Opening, Terminal, Requesting, Running, Ended };
    bool advance(Session& session);
    void open(Session& session);
    bool hasInput() const;
    void sendInput(Session& session);
    void widenWindow();
    void complete();
    void answer(Result<Finished> result);
    int offered(const char* data, qsizetype size, bool isError);
    void take(const char* data, qsizetype size, bool isError);
    void deliver(QByteArrayView bytes, bool isError);
    bool isTapClosed() const { return m_command.tap && m_command.tap->isClosed(); }
    void drain();

    Endpoint m_endpoint;
    Command m_command;
    FrameReader m_frame;
    Promise<Finished> m_finished;
    Promise<bool> m_started;
    State m_state = State::Waiting;
    ChannelHandle m_channel;
    ssh_channel_callbacks_struct m_callbacks = {};
    Finished m_result;
    QByteArray m_pending; ///< input written later, after secretInput and input
    qsizetype m_preambleSent = 0;
    qsizetype m_secretSent = 0;
    qsizetype m_inputSent = 0;
    qint64 m_bulk = 0;
    Clock* m_clock = nullptr;
    QObject* m_context = nullptr;
    std::function<void()> m_late;
    std::chrono::milliseconds m_left{0};  ///< of the deadline, when it last began to run
    std::chrono::milliseconds m_since{0}; ///< when that was
    std::unique_ptr<Timer> m_deadline;    ///< while it runs
    QElapsedTimer m_asked;                ///< since the channel was asked for
    bool m_inputClosed = false;
    bool m_eofSent = false;
    bool m_sent = false;
    bool m_isSpare = false; ///< the channel was there already
    bool m_refused = false;
    bool m_held = false;   ///< output waits in libssh, because the tap was closed when it came
    bool m_closed = false; ///< the server has closed the channel: nothing more comes
};

/// The same for a command that Pool::start() handed out. Any thread.
void holdDeadline(RunningCommand& command, bool held);

} // namespace Pilothouse::Ssh
