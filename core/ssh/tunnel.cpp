// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/tunnel.h"

#include "ssh/words.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace Pilothouse::Ssh {

namespace {
constexpr size_t chunk = 64 * 1024;
constexpr qsizetype mostToNear = 256 * 1024;
constexpr int turnsAtOnce = 16;
} // namespace

Tunnel::Tunnel(Endpoint hop, Endpoint target, std::function<void()> onActivity, Ready ready, Fd near)
    : m_hop(std::move(hop))
    , m_target(std::move(target))
    , m_onActivity(std::move(onActivity))
    , m_ready(std::move(ready))
    , m_near(std::move(near))
    , m_halves(m_near.isValid())
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void* data, uint32_t size, int isError,
                                           void* self) {
        // There is no second stream here; what came on one is taken and dropped.
        return isError == 0 ? static_cast<Tunnel*>(self)->offered(static_cast<const char*>(data), size)
                            : static_cast<int>(size);
    };
    m_callbacks.channel_eof_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<Tunnel*>(self)->m_farSaidAll = true;
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<Tunnel*>(self)->m_farSaidAll = true;
        static_cast<Tunnel*>(self)->m_farGone = true;
    };
    ssh_callbacks_init(&m_callbacks);
}

Tunnel::Tunnel(Endpoint hop, Endpoint target, std::function<void()> onActivity, Ready ready)
    : Tunnel(std::move(hop), std::move(target), std::move(onActivity), std::move(ready), Fd())
{
}

Tunnel::~Tunnel() { end(); }

void Tunnel::answer(Result<Fd> result)
{
    if (const Ready ready = std::exchange(m_ready, nullptr))
        ready(std::move(result));
}

void Tunnel::step(Session& session)
{
    if (m_state == State::Opening) {
        if (!m_channel) {
            m_channel = ChannelHandle(ssh_channel_new(session.raw()));
            ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
        }
        const QByteArray address = m_target.address.toUtf8();
        const int rc = ssh_channel_open_forward(m_channel.get(), address.constData(), m_target.port, "127.0.0.1", 0);
        if (rc == SSH_AGAIN || session.isBroken())
            return;
        if (rc != SSH_OK) {
            answer(fail(Words::tunnelRefused(m_hop, m_target, session.errorText())));
            return end();
        }
        opened();
    }
    if (m_state == State::Open) {
        toNear();
        fromNear(session);
    }
    if (m_state == State::Open && isOver())
        end();
}

/// What libssh has; what is not taken stays in its buffer, and the channel's window closes.
int Tunnel::offered(const char* data, qsizetype size)
{
    const qsizetype room = std::clamp<qsizetype>(mostToNear - m_toNear.size(), 0, size);
    m_toNear.append(data, room);
    m_held = m_held || room < size;
    return static_cast<int>(room);
}

bool Tunnel::isOver() const
{
    if (m_nearGone)
        return true;
    const bool farIsTold = m_toNear.isEmpty() && !m_held;
    if (m_halves)
        return farIsTold && m_farSaidAll && (m_farGone || m_nearSaidAll);
    return m_nearSaidAll || (m_farSaidAll && farIsTold);
}

void Tunnel::opened()
{
    m_state = State::Open;
    if (m_near.isValid()) {
        watchNear();
        return answer(Fd());
    }
    std::array<int, 2> pair{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()) != 0) {
        answer(fail(Words::tunnelRefused(m_hop, m_target, qt_error_string(errno))));
        return end();
    }
    m_near = Fd(pair[0]);
    watchNear();
    answer(Fd(pair[1]));
}

void Tunnel::watchNear()
{
    m_readable = new QSocketNotifier(m_near.get(), QSocketNotifier::Read);
    m_writable = new QSocketNotifier(m_near.get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    for (QSocketNotifier* notifier : {m_readable, m_writable})
        QObject::connect(notifier, &QSocketNotifier::activated, notifier, [this] { m_onActivity(); });
}

void Tunnel::toNear()
{
    for (;;) {
        if (m_toNear.isEmpty() && m_held) {
            // A read within libssh may bring more; then offered() takes what is in front of this.
            m_held = false;
            QByteArray held(mostToNear, Qt::Uninitialized);
            const int got =
                ssh_channel_read_timeout(m_channel.get(), held.data(), static_cast<uint32_t>(held.size()), 0, 0);
            if (got > 0) {
                held.truncate(got);
                m_toNear.append(held);
                m_held = got == mostToNear;
            }
        }
        if (m_toNear.isEmpty())
            break;
        const ssize_t n = ::send(m_near.get(), m_toNear.constData(), size_t(m_toNear.size()), MSG_NOSIGNAL);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN)
                m_nearGone = true;
            break;
        }
        m_toNear.remove(0, n);
    }
    if (m_halves && m_farSaidAll && m_toNear.isEmpty() && !m_held && !m_shut) {
        m_shut = true;
        ::shutdown(m_near.get(), SHUT_WR);
    }
    m_writable->setEnabled(!m_toNear.isEmpty() && !m_nearGone);
}

void Tunnel::fromNear(Session& session)
{
    for (int turn = 0; turn < turnsAtOnce; ++turn) {
        if (m_toFar.isEmpty() && !m_nearSaidAll) {
            m_toFar.resize(chunk);
            const ssize_t n = ::recv(m_near.get(), m_toFar.data(), chunk, 0);
            const int error = errno;
            m_toFar.resize(std::max<ssize_t>(n, 0));
            if (n == 0)
                m_nearSaidAll = true;
            else if (n < 0 && error != EAGAIN && error != EINTR)
                m_nearSaidAll = m_nearGone = true;
        }
        const qsizetype window = ssh_channel_window_size(m_channel.get());
        const qsizetype size = std::min(m_toFar.size(), window);
        if (size == 0 || m_farGone || session.isCongested())
            break;
        const int written = ssh_channel_write(m_channel.get(), m_toFar.constData(), static_cast<uint32_t>(size));
        if (written <= 0)
            break;
        m_toFar.remove(0, written);
    }
    if (m_halves && m_nearSaidAll && m_toFar.isEmpty() && !m_eofSent && !m_farGone) {
        m_eofSent = true;
        ssh_channel_send_eof(m_channel.get());
    }
    // More may wait to be read here after as many turns as one channel gets: the notifier calls again.
    m_readable->setEnabled(m_toFar.isEmpty() && !m_nearSaidAll);
}

void Tunnel::end()
{
    if (std::exchange(m_state, State::Ended) == State::Ended)
        return;
    for (QSocketNotifier* notifier : {m_readable, m_writable}) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->disconnect();
            notifier->deleteLater();
        }
    }
    m_readable = nullptr;
    m_writable = nullptr;
    m_near.reset();
    releaseChannel(m_channel, &m_callbacks);
    if (const auto onEnded = std::exchange(m_onEnded, nullptr))
        onEnded();
}

void Tunnel::lost(const Error& error)
{
    answer(fail(error));
    end();
}

} // namespace Pilothouse::Ssh
