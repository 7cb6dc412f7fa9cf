// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/tunnel.h"

#include "ssh/words.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>

namespace Pilothouse::Ssh {

namespace {
constexpr size_t chunk = 64 * 1024;
}

Tunnel::Tunnel(Endpoint hop, Endpoint target, std::function<void()> onActivity, Ready ready)
    : m_hop(std::move(hop))
    , m_target(std::move(target))
    , m_onActivity(std::move(onActivity))
    , m_ready(std::move(ready))
{
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void* data, uint32_t size, int isError,
                                           void* self) {
        if (isError == 0)
            static_cast<Tunnel*>(self)->m_toNear.append(static_cast<const char*>(data), size);
        return static_cast<int>(size);
    };
    m_callbacks.channel_eof_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<Tunnel*>(self)->m_farClosed = true;
    };
    m_callbacks.channel_close_function = [](ssh_session, ssh_channel, void* self) {
        static_cast<Tunnel*>(self)->m_farClosed = true;
    };
    ssh_callbacks_init(&m_callbacks);
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
    if (m_state == State::Open && (m_nearClosed || (m_farClosed && m_toNear.isEmpty())))
        end();
}

void Tunnel::opened()
{
    std::array<int, 2> pair{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()) != 0) {
        answer(fail(Words::tunnelRefused(m_hop, m_target, qt_error_string(errno))));
        return end();
    }
    m_near = Fd(pair[0]);
    m_state = State::Open;
    m_readable = new QSocketNotifier(m_near.get(), QSocketNotifier::Read);
    m_writable = new QSocketNotifier(m_near.get(), QSocketNotifier::Write);
    m_writable->setEnabled(false);
    for (QSocketNotifier* notifier : {m_readable, m_writable})
        QObject::connect(notifier, &QSocketNotifier::activated, notifier, [this] { m_onActivity(); });
    answer(Fd(pair[1]));
}

void Tunnel::toNear()
{
    while (!m_toNear.isEmpty()) {
        const ssize_t n = ::send(m_near.get(), m_toNear.constData(), size_t(m_toNear.size()), MSG_NOSIGNAL);
        if (n < 0) {
            if (errno != EAGAIN && errno != EINTR)
                m_nearClosed = true;
            break;
        }
        m_toNear.remove(0, n);
    }
    m_writable->setEnabled(!m_toNear.isEmpty() && !m_nearClosed);
}

void Tunnel::fromNear(Session& session)
{
    for (;;) {
        if (m_toFar.isEmpty() && !m_nearClosed) {
            m_toFar.resize(chunk);
            const ssize_t n = ::recv(m_near.get(), m_toFar.data(), chunk, 0);
            const int error = errno;
            m_toFar.resize(std::max<ssize_t>(n, 0));
            if (n == 0 || (n < 0 && error != EAGAIN && error != EINTR))
                m_nearClosed = true;
        }
        const qsizetype window = ssh_channel_window_size(m_channel.get());
        const qsizetype size = std::min(m_toFar.size(), window);
        if (size == 0 || session.isCongested())
            break;
        const int written = ssh_channel_write(m_channel.get(), m_toFar.constData(), static_cast<uint32_t>(size));
        if (written <= 0)
            break;
        m_toFar.remove(0, written);
    }
    m_readable->setEnabled(m_toFar.isEmpty() && !m_nearClosed);
}

void Tunnel::end()
{
    m_state = State::Ended;
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
}

void Tunnel::lost(const Error& error)
{
    answer(fail(error));
    end();
}

} // namespace Pilothouse::Ssh
