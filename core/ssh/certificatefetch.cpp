// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/certificatefetch.h"

#include <QRandomGenerator>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>

namespace Pilothouse::Ssh {

namespace {

QByteArray randomBytes()
{
    std::array<quint32, 12> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return {reinterpret_cast<const char*>(words.data()), sizeof words};
}

} // namespace

CertificateFetch::CertificateFetch(Fd socket, Done done)
    : m_fd(std::move(socket))
    , m_done(std::move(done))
    , m_exchange(randomBytes())
{
    fcntl(m_fd.get(), F_SETFL, fcntl(m_fd.get(), F_GETFL) | O_NONBLOCK);
    m_readable = new QSocketNotifier(m_fd.get(), QSocketNotifier::Read);
    m_writable = new QSocketNotifier(m_fd.get(), QSocketNotifier::Write);
    for (QSocketNotifier* notifier : {m_readable, m_writable})
        QObject::connect(notifier, &QSocketNotifier::activated, notifier, [this] { step(); });
}

CertificateFetch::~CertificateFetch()
{
    // Deleted later, because this may run in one of their own signals.
    for (QSocketNotifier* notifier : {m_readable, m_writable}) {
        notifier->setEnabled(false);
        notifier->disconnect();
        notifier->deleteLater();
    }
}

void CertificateFetch::step()
{
    std::array<char, 16 * 1024> buffer{};
    // One look each time: a server that never stops sending does not keep the thread.
    const ssize_t got = ::recv(m_fd.get(), buffer.data(), buffer.size(), 0);
    if (got > 0)
        m_exchange.feed(QByteArray(buffer.data(), got));
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        m_exchange.close();
    m_unsent += m_exchange.takeOutput();
    if (!m_unsent.isEmpty()) {
        const ssize_t sent = ::send(m_fd.get(), m_unsent.constData(), size_t(m_unsent.size()), MSG_NOSIGNAL);
        if (sent > 0)
            m_unsent.remove(0, sent);
        else if (sent < 0 && errno != EAGAIN && errno != EINTR)
            m_exchange.close();
    }
    m_writable->setEnabled(!m_unsent.isEmpty());
    if (m_exchange.state() == CertificateExchange::State::Running)
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    const Done done = m_done; // it may destroy this object
    const CertificateExchange exchange = m_exchange;
    done(exchange);
}

} // namespace Pilothouse::Ssh
