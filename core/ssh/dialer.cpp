// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/dialer.h"

#include "ssh/words.h"

#include <QHostInfo>

#include <cerrno>
#include <cstring>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {
constexpr std::chrono::seconds perAddress{5};

int familyOf(const LinkOptions& link)
{
    switch (link.family) {
    case LinkOptions::Family::IPv4:
        return AF_INET;
    case LinkOptions::Family::IPv6:
        return AF_INET6;
    case LinkOptions::Family::Any:
        break;
    }
    return AF_UNSPEC;
}

QString systemError(int error) { return QString::fromLocal8Bit(std::strerror(error)); } // NOLINT(concurrency-mt-unsafe)
/// An error number; 0 when it is done or nothing is asked for.
int bindTo(int fd, int family, const LinkOptions& link)
{
    const auto bound = [fd](const sockaddr* address, socklen_t size) {
        return ::bind(fd, address, size) == 0 ? 0 : errno;
    };
    if (!link.bindAddress.isEmpty()) {
        addrinfo hints = {};
        hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE;
        hints.ai_family = family;
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* list = nullptr;
        if (getaddrinfo(link.bindAddress.toLatin1().constData(), nullptr, &hints, &list) != 0)
            return EADDRNOTAVAIL;
        const int error = bound(list->ai_addr, list->ai_addrlen);
        freeaddrinfo(list);
        return error;
    }
    if (link.bindInterface.isEmpty())
        return 0;
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) != 0)
        return errno;
    int error = EADDRNOTAVAIL;
    for (const ifaddrs* one = all; one && error == EADDRNOTAVAIL; one = one->ifa_next) {
        if (one->ifa_addr && one->ifa_addr->sa_family == family && (one->ifa_flags & IFF_UP) != 0 &&
            link.bindInterface == QString::fromLocal8Bit(one->ifa_name))
            error = bound(one->ifa_addr, family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in));
    }
    freeifaddrs(all);
    return error;
}

} // namespace

Dialer::Dialer(QObject* context, Clock& clock, const Endpoint& endpoint, std::chrono::milliseconds userTimeout,
               Done done)
    : m_clock(clock)
    , m_endpoint(endpoint)
    , m_userTimeout(userTimeout)
    , m_done(std::move(done))
    , m_guard(std::make_unique<QObject>())
{
    Q_ASSERT(context->thread() == QThread::currentThread());
    add(endpoint.address);
    if (!m_addresses.empty()) {
        QMetaObject::invokeMethod(
            m_guard.get(), [this] { next(); }, Qt::QueuedConnection);
        return;
    }
    QHostInfo::lookupHost(endpoint.address, m_guard.get(), [this](const QHostInfo& info) {
        const auto found = info.addresses();
        for (const QHostAddress& address : found)
            add(address.toString());
        if (m_addresses.empty())
            finish(fail(Words::cannotResolve(m_endpoint, info.errorString())));
        else
            next();
    });
}

Dialer::~Dialer() { dropNotifier(); }

void Dialer::add(const QString& numeric)
{
    // getaddrinfo with a numeric host never asks a server, and it knows scopes of IPv6.
    addrinfo hints = {};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_family = familyOf(m_endpoint.link);
    addrinfo* list = nullptr;
    const QByteArray port = QByteArray::number(m_endpoint.port);
    if (getaddrinfo(numeric.toLatin1().constData(), port.constData(), &hints, &list) != 0)
        return;
    Address address;
    address.text = numeric;
    address.size = list->ai_addrlen;
    std::memcpy(&address.storage, list->ai_addr, list->ai_addrlen);
    m_addresses.push_back(address);
    freeaddrinfo(list);
}

void Dialer::dropNotifier()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false);
    m_notifier->disconnect();
    m_notifier->deleteLater();
    m_notifier = nullptr;
}

void Dialer::next()
{
    dropNotifier();
    m_timer.reset();
    if (m_at == m_addresses.size())
        return finish(fail(Words::cannotConnect(m_endpoint, m_failures.join(u'\n'))));
    const Address& address = m_addresses[m_at];
    m_fd = Fd(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!m_fd.isValid())
        return tried(errno);
    const int on = 1;
    const auto userTimeout = static_cast<unsigned int>(m_userTimeout.count());
    setsockopt(m_fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(m_fd.get(), IPPROTO_TCP, TCP_USER_TIMEOUT, &userTimeout, sizeof userTimeout);
    if (const int error = bindTo(m_fd.get(), address.storage.ss_family, m_endpoint.link); error != 0)
        return tried(error);
    if (::connect(m_fd.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0)
        return tried(0);
    if (errno != EINPROGRESS)
        return tried(errno);
    m_notifier = new QSocketNotifier(m_fd.get(), QSocketNotifier::Write);
    QObject::connect(m_notifier, &QSocketNotifier::activated, m_guard.get(), [this] {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(m_fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        tried(error);
    });
    if (m_at + 1 < m_addresses.size())
        m_timer = m_clock.after(m_guard.get(), perAddress, [this] { tried(ETIMEDOUT); });
}

void Dialer::tried(int error)
{
    dropNotifier();
    m_timer.reset();
    if (error == 0)
        return finish(std::move(m_fd));
    m_failures += u"%1: %2"_s.arg(m_addresses[m_at].text, systemError(error));
    ++m_at;
    next();
}

void Dialer::finish(Result<Fd> result)
{
    const Done done = m_done; // it may destroy this object
    done(std::move(result));
}

} // namespace Pilothouse::Ssh
