// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/sftpchannel.h"

#include "ssh/filewords.h"

#include <atomic>

namespace Pilothouse::Ssh {

namespace {

// What is handed to libssh for each call, and for each turn of the event loop: others want their turn too.
constexpr qsizetype writeChunk = 256 * 1024;
constexpr qsizetype writeTurn = 2 * 1024 * 1024;
// libssh's own window lets 1.28 MB come for each round trip.
constexpr qint64 bulkStep = 1024 * 1024;
constexpr uint32_t bulkWindow = 16 * 1024 * 1024;

quint64 nextGeneration()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace

SftpChannel::SftpChannel(Endpoint endpoint, std::function<void()> onActivity)
    : m_endpoint(std::move(endpoint))
    , m_onActivity(std::move(onActivity))
    , m_dialogue([this](const SftpFeatures& features) {
        m_features = features;
        for (const auto& asking : std::exchange(m_asking, {}))
            asking.answer(features);
    })
    , m_generation(nextGeneration())
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void* data, uint32_t size, int isError,
                                           void* self) {
        auto* const channel = static_cast<SftpChannel*>(self);
        channel->m_bulk += size;
        if (isError == 0 && !channel->m_garbled)
            channel->m_garbled = !channel->m_dialogue.take({static_cast<const char*>(data), qsizetype(size)});
        return static_cast<int>(size);
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<SftpChannel*>(self)->m_closed = true;
    };
    ssh_callbacks_init(&m_callbacks);
}

SftpChannel::~SftpChannel() { end(FileWords::ended(m_endpoint)); }

void SftpChannel::submit(SftpRequest request)
{
    idle.reset();
    m_dialogue.submit(std::move(request));
}

void SftpChannel::tellFeatures(const Promise<SftpFeatures>& promise)
{
    idle.reset();
    if (m_features)
        promise.answer(*m_features);
    else
        m_asking.push_back(promise);
}

void SftpChannel::rewind()
{
    releaseChannel(m_channel, &m_callbacks);
    m_dialogue.restart();
    m_state = State::Waiting;
    m_refused = false;
    m_closed = false;
    m_garbled = false;
}

void SftpChannel::step(Session& session)
{
    State before = State::Ended;
    while (m_state != State::Ended && !m_refused && before != m_state) {
        before = m_state;
        advance(session);
    }
}

void SftpChannel::open(Session& session)
{
    m_channel = session.takeSpare();
    if (!m_channel)
        m_channel = ChannelHandle(ssh_channel_new(session.raw()));
    if (m_channel)
        ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
    m_state = State::Opening;
}

void SftpChannel::advance(Session& session)
{
    switch (m_state) {
    case State::Waiting:
        return open(session);
    case State::Opening: {
        const int rc = ssh_channel_open_session(m_channel.get());
        if (rc == SSH_OK)
            m_state = State::Requesting;
        else if (rc != SSH_AGAIN && !session.isBroken())
            m_refused = true;
        return;
    }
    case State::Requesting: {
        const int rc = ssh_channel_request_subsystem(m_channel.get(), "sftp");
        if (rc == SSH_OK || (rc == SSH_AGAIN && m_closed))
            m_state = State::Running;
        else if (rc == SSH_AGAIN)
            send(session); // the greeting need not wait for the answer
        else if (!session.isBroken())
            end(FileWords::noSftp(m_endpoint, session.errorText()));
        return;
    }
    case State::Running:
        if (m_garbled)
            return end(m_dialogue.isReady() ? FileWords::garbled(m_endpoint) : FileWords::noisy(m_endpoint));
        if (m_closed)
            return end(m_dialogue.isReady() ? FileWords::ended(m_endpoint)
                                            : FileWords::noSftp(m_endpoint, session.errorText()));
        send(session);
        widenWindow();
        return;
    case State::Ended:
        return;
    }
}

void SftpChannel::send(Session& session)
{
    qsizetype turn = writeTurn;
    // A write goes to libssh's own buffer when the socket is full, so stop as soon as something waits there.
    while (!m_closed && !m_garbled && !session.isBroken() && !session.isCongested()) {
        if (turn <= 0)
            return m_onActivity();
        const QByteArrayView next = m_dialogue.output();
        const qsizetype window = ssh_channel_window_size(m_channel.get());
        const qsizetype size = std::min({next.size(), writeChunk, window});
        if (size == 0)
            return;
        const int written = ssh_channel_write(m_channel.get(), next.data(), static_cast<uint32_t>(size));
        if (written <= 0)
            return; // closed by the server, or a key exchange goes on
        m_dialogue.sent(written);
        turn -= written;
    }
}

void SftpChannel::widenWindow()
{
    if (m_bulk < bulkStep || m_closed)
        return;
    m_bulk = 0;
    // The only way to ask for a larger window is a read that wants much; the callback has taken all there was, so the
    // memory behind `scratch` is never touched.
    thread_local const auto scratch = std::make_unique_for_overwrite<char[]>(bulkWindow);
    const int surplus = ssh_channel_read_timeout(m_channel.get(), scratch.get(), bulkWindow, 0, 0);
    if (surplus > 0 && !m_garbled)
        m_garbled = !m_dialogue.take({scratch.get(), surplus});
}

void SftpChannel::end(const Error& error)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    idle.reset();
    releaseChannel(m_channel, &m_callbacks);
    m_dialogue.end(error);
    for (const auto& asking : std::exchange(m_asking, {}))
        asking.answer(fail(error));
}

void SftpChannel::lost(const Error& error) { end(error); }

} // namespace Pilothouse::Ssh
