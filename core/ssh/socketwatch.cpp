// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/socketwatch.h"

#include <QElapsedTimer>
#include <QSocketNotifier>

namespace Pilothouse::Ssh {

namespace {
constexpr qint64 longestTurnMs = 4; ///< then timers and posted work have theirs
} // namespace

SocketWatch::Socket::Socket(SocketWatch& watch, int fd, std::function<void()> ready)
    : m_watch(watch)
    , m_number(++watch.m_lastNumber)
    , m_fd(fd)
    , m_ready(std::move(ready))
{
    watch.open();
    watch.m_sockets.emplace(m_number, this);
}

SocketWatch::Socket::~Socket()
{
    want(false, false);
    m_watch.m_sockets.erase(m_number);
}

void SocketWatch::Socket::want(bool reading, bool writing)
{
    const quint32 wanted = (reading ? quint32(EPOLLIN) : 0U) | (writing ? quint32(EPOLLOUT) : 0U);
    if (wanted == m_wanted)
        return;
    epoll_event event = {};
    event.events = wanted;
    event.data.u64 = m_number;
    // Where nothing is wanted it is taken out: a hang-up would be told all the same.
    const int how = wanted == 0 ? EPOLL_CTL_DEL : m_wanted == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    epoll_ctl(m_watch.m_epoll.get(), how, m_fd, &event);
    m_wanted = wanted;
}

SocketWatch::SocketWatch() = default;

SocketWatch::~SocketWatch() = default;

void SocketWatch::open()
{
    if (m_notifier)
        return;
    m_epoll = Fd(epoll_create1(EPOLL_CLOEXEC));
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll.get(), QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { look(); });
}

void SocketWatch::close()
{
    m_notifier.reset();
    m_epoll = Fd();
    m_next = m_end = 0;
}

void SocketWatch::look()
{
    // What a turn had no time for comes first in the next one, so that nobody waits for ever.
    if (m_next == m_end) {
        m_next = 0;
        m_end = std::max(0, epoll_wait(m_epoll.get(), m_ready.data(), int(m_ready.size()), 0));
    }
    QElapsedTimer timer;
    timer.start();
    while (m_next < m_end && timer.elapsed() < longestTurnMs) {
        const auto socket = m_sockets.find(m_ready[size_t(m_next++)].data.u64);
        if (socket == m_sockets.end())
            continue;
        const auto ready = socket->second->m_ready; // the call may destroy it
        ready();
    }
}

} // namespace Pilothouse::Ssh
