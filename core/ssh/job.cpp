// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/job.h"

#include "ssh/words.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr qsizetype writeChunk = 32 * 1024;
// libssh tops its receive window up to 1.28 MB only, which caps a stream near that much for each round trip. Streams
// that have shown to be large get more (measured: 28 -> 168 MB/s at 20 ms).
constexpr qint64 bulkStep = 512 * 1024;
constexpr uint32_t bulkWindow = 4 * 1024 * 1024;
constexpr uint32_t drainChunk = 256 * 1024;

} // namespace

Job::Job(Endpoint endpoint, Command command)
    : m_endpoint(std::move(endpoint))
    , m_command(std::move(command))
    , m_frame(m_command.frame)
    , m_inputClosed(!m_command.keepInputOpen)
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void* data, uint32_t size, int isError,
                                           void* self) {
        return static_cast<Job*>(self)->offered(static_cast<const char*>(data), size, isError != 0);
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<Job*>(self)->m_closed = true;
    };
    m_callbacks.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void* self) {
        static_cast<Job*>(self)->m_result.exitStatus = status;
    };
    m_callbacks.channel_exit_signal_function = [](ssh_session, ssh_channel, const char* signal, int, const char*,
                                                  const char*, void* self) {
        static_cast<Job*>(self)->m_result.signal = QString::fromLatin1(signal).left(40);
    };
    ssh_callbacks_init(&m_callbacks);
}

Job::~Job() { releaseChannel(m_channel, &m_callbacks); }

/// What libssh has; returns how much was taken. What is left stays in its buffer, and it opens the channel's window no
/// further.
int Job::offered(const char* data, qsizetype size, bool isError)
{
    if (isTapClosed()) {
        m_held = true;
        return 0;
    }
    take(data, size, isError);
    return static_cast<int>(size);
}

/// Hands on what was held back. A read within libssh may bring more, which comes through offered().
void Job::drain()
{
    if (!m_held || isTapClosed())
        return;
    m_held = false;
    thread_local std::vector<char> scratch(drainChunk);
    for (const bool isError : {false, true}) {
        while (!isTapClosed()) {
            const int got = ssh_channel_read_timeout(m_channel.get(), scratch.data(), drainChunk, isError ? 1 : 0, 0);
            if (got <= 0)
                break;
            take(scratch.data(), got, isError);
        }
    }
    m_held = m_held || isTapClosed();
}

void Job::take(const char* data, qsizetype size, bool isError)
{
    m_bulk += size;
    deliver(m_frame.take(QByteArrayView(data, size), isError), isError);
}

void Job::deliver(QByteArrayView bytes, bool isError)
{
    const auto& callback = isError ? m_command.onErrors : m_command.onOutput;
    if (bytes.isEmpty())
        return;
    if (callback) {
        callback(bytes);
        return;
    }
    QByteArray& target = isError ? m_result.errors : m_result.output;
    const qint64 room = std::max<qint64>(0, m_command.collectAtMost - target.size());
    target.append(bytes.first(std::min<qint64>(bytes.size(), room)));
    if (bytes.size() > room)
        m_result.truncated = true;
}

void Job::rewind()
{
    releaseChannel(m_channel, &m_callbacks);
    m_state = State::Waiting;
    m_refused = false;
    m_held = false;
}

void Job::step(Session& session)
{
    while (m_state != State::Ended && !m_refused && advance(session)) {
    }
}

void Job::open(Session& session)
{
    m_channel = session.takeSpare();
    m_isSpare = bool(m_channel);
    if (!m_channel)
        m_channel = ChannelHandle(ssh_channel_new(session.raw()));
    if (m_channel)
        ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
}

/// One state further; false when it has to wait.
bool Job::advance(Session& session)
{
    switch (m_state) {
    case State::Waiting:
        open(session);
        m_asked.start();
        m_state = State::Opening;
        return true;
    case State::Opening: {
        const int rc = ssh_channel_open_session(m_channel.get());
        if (rc == SSH_OK) {
            if (!m_isSpare)
                session.noteRoundTrip(std::chrono::nanoseconds(m_asked.nsecsElapsed()));
            m_state = m_command.pty ? State::Terminal : State::Requesting;
            return true;
        }
        if (rc != SSH_AGAIN && !session.isBroken())
            m_refused = true;
        return false;
    }
    case State::Terminal: {
        const int rc = ssh_channel_request_pty(m_channel.get());
        if (rc == SSH_OK) {
            m_state = State::Requesting;
            return true;
        }
        if (rc != SSH_AGAIN && !session.isBroken())
            end(Words::commandRefused(m_endpoint, session.errorText()));
        return false;
    }
    case State::Requesting: {
        m_sent = true;
        const int rc = ssh_channel_request_exec(m_channel.get(), m_command.line.constData());
        if (rc == SSH_OK || (rc == SSH_AGAIN && m_closed)) {
            m_state = State::Running;
            m_started.answer(true);
            return true;
        }
        if (rc != SSH_AGAIN && !session.isBroken())
            end(Words::commandRefused(m_endpoint, session.errorText()));
        else if (rc == SSH_AGAIN && !hasInput())
            sendInput(session); // its end goes out with the request: one packet less while the command runs
        return false;
    }
    case State::Running:
        drain();
        // A login shell may take its time to end behind the script.
        if (m_closed || (m_frame.isFramed() && m_frame.hasEnded())) {
            if (m_held)
                return false; // it ends when the last of its output was taken
            complete();
            return false;
        }
        sendInput(session);
        widenWindow();
        return false;
    case State::Ended:
        break;
    }
    return false;
}

bool Job::hasInput() const
{
    return !m_command.frame.preamble.isEmpty() || !m_command.secretInput.bytes().isEmpty() ||
           !m_command.input.isEmpty() || !m_pending.isEmpty();
}

void Job::sendInput(Session& session)
{
    // A write goes to libssh's own buffer when the socket is full, so stop as soon as something waits there.
    while (!m_eofSent && !m_closed && !session.isBroken() && !session.isCongested()) {
        QByteArrayView next = QByteArrayView(m_command.frame.preamble).sliced(m_preambleSent);
        qsizetype* sent = &m_preambleSent;
        if (next.isEmpty()) {
            next = m_command.secretInput.bytes().sliced(m_secretSent);
            sent = &m_secretSent;
        }
        if (next.isEmpty()) {
            next = QByteArrayView(m_command.input).sliced(m_inputSent);
            sent = &m_inputSent;
        }
        if (next.isEmpty() && !m_pending.isEmpty()) {
            m_command.input = std::exchange(m_pending, {});
            m_inputSent = 0;
            continue;
        }
        if (next.isEmpty()) {
            if (m_inputClosed) {
                ssh_channel_send_eof(m_channel.get());
                m_eofSent = true;
            }
            return;
        }
        const qsizetype window = ssh_channel_window_size(m_channel.get());
        const qsizetype size = std::min({next.size(), writeChunk, window});
        if (size == 0)
            return;
        const int written = ssh_channel_write(m_channel.get(), next.data(), static_cast<uint32_t>(size));
        if (written <= 0)
            return; // closed by the server, or a key exchange goes on
        *sent += written;
    }
}

void Job::widenWindow()
{
    if (m_bulk < bulkStep || m_closed || isTapClosed())
        return;
    m_bulk = 0;
    // The only way to ask for a larger window is a read that wants much; the callback has taken all there was.
    thread_local std::vector<char> scratch(bulkWindow);
    const int surplus = ssh_channel_read_timeout(m_channel.get(), scratch.data(), bulkWindow, 0, 0);
    if (surplus > 0)
        take(scratch.data(), surplus, false);
}

void Job::write(const QByteArray& data)
{
    if (m_state != State::Ended && !m_inputClosed)
        m_pending += data;
}

void Job::limitTime(Clock& clock, QObject* context, std::function<void()> late)
{
    m_clock = &clock;
    m_context = context;
    m_late = std::move(late);
    m_left = m_command.deadline;
    holdDeadline(false);
}

void Job::holdDeadline(bool held)
{
    if (isLasting() || isEnded() || !m_clock || held == !m_deadline)
        return;
    const auto now = m_clock->monotonic();
    if (held) {
        m_deadline.reset();
        m_left = std::max(std::chrono::milliseconds(0), m_left - (now - m_since));
    } else {
        m_since = now;
        m_deadline = m_clock->after(m_context, m_left, m_late);
    }
}

void Job::complete()
{
    for (const bool isError : {false, true})
        deliver(m_frame.rest(isError), isError);
    // A login shell that ended without starting ours. Where nobody tells how it ended the output was lost as well, as
    // dropbear does when several commands end at once: then nothing is known.
    if (m_frame.isFramed() && !m_frame.hasBegun() && m_result.exitStatus)
        return end(Words::noShell(m_endpoint, QString::fromUtf8(m_frame.noise())));
    m_frame.conclude(m_result);
    answer(std::move(m_result));
}

void Job::end(const Error& error)
{
    // Closing the channel alone lets a command that writes nothing run on. OpenSSH (from 8.1) hands a signal to the
    // command's process group, except where root logged in; a server that does not know it ignores it.
    if (m_state == State::Running && !m_closed)
        ssh_channel_request_send_signal(m_channel.get(), "TERM");
    answer(fail(error));
}

void Job::lost(const Error& error)
{
    if (m_state == State::Ended)
        return;
    // Some servers end the connection with the last channel: everything had come.
    if ((m_closed || (m_frame.isFramed() && m_frame.hasEnded())) && !m_held)
        return complete();
    answer(fail(error));
}

void Job::answer(Result<Finished> result)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_deadline.reset();
    m_late = nullptr;
    stopped.reset();
    releaseChannel(m_channel, &m_callbacks);
    m_command.secretInput = {};
    // Callbacks may hold what their owner wants back.
    m_command.onOutput = nullptr;
    m_command.onErrors = nullptr;
    if (m_command.tap)
        m_command.tap->setOnOpened(nullptr);
    if (result)
        m_started.answer(true);
    else
        m_started.answer(fail(result.error()));
    m_finished.answer(std::move(result));
}

} // namespace Pilothouse::Ssh
