// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/session.h"

#include <QElapsedTimer>

#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {
constexpr int pumpBudgetMs = 4;
constexpr quint64 openingBytes = 32 * 1024; ///< more than key exchange, login and a first small command take
constexpr auto socketError = "Socket error"_L1;
constexpr qint64 leastRekey = 1 << 20; ///< with less there would be nothing but key exchanges

/// Lists are known to the library: whoever made them has asked it.
void applyLink(ssh_session session, const LinkOptions& link)
{
    const auto set = [session](std::initializer_list<ssh_options_e> options, const QByteArray& names) {
        for (const ssh_options_e option : options) {
            if (!names.isEmpty())
                ssh_options_set(session, option, names.constData());
        }
    };
    set({SSH_OPTIONS_CIPHERS_C_S, SSH_OPTIONS_CIPHERS_S_C},
        link.ciphers.isEmpty() ? LinkOptions::usualCiphers() : link.ciphers);
    set({SSH_OPTIONS_HMAC_C_S, SSH_OPTIONS_HMAC_S_C}, link.macs);
    set({SSH_OPTIONS_KEY_EXCHANGE}, link.keyExchange);
    set({SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES}, link.publicKeyAlgorithms);
    if (link.requiredRsaSize > 0)
        ssh_options_set(session, SSH_OPTIONS_RSA_MIN_SIZE, &link.requiredRsaSize);
    if (link.rekeyBytes > 0) {
        const auto bytes = uint64_t(std::max(link.rekeyBytes, leastRekey));
        ssh_options_set(session, SSH_OPTIONS_REKEY_DATA, &bytes);
    }
    if (link.rekeyTime.count() > 0) {
        const auto seconds = uint32_t(link.rekeyTime.count());
        ssh_options_set(session, SSH_OPTIONS_REKEY_TIME, &seconds);
    }
}

} // namespace

/// Giving up while it still has something to send, libssh finds the socket that it has closed itself to be broken and
/// writes that, with whatever errno was there, over its reason. What it logs of errors has both. As long as this lives;
/// libssh keeps callback and level for each thread.
class Session::Overhearing
{
public:
    explicit Overhearing(Session& session)
    {
        if (session.m_counter.in_bytes >= openingBytes)
            return;
        static const bool logsEarly = ssh_version(SSH_VERSION_INT(0, 11, 0)) == nullptr;
        ssh_set_log_userdata(&session);
        ssh_set_log_callback(hear);
        ssh_set_log_level(logsEarly ? SSH_LOG_WARN : SSH_LOG_TRACE);
    }
    ~Overhearing() { ssh_set_log_level(SSH_LOG_NONE); }
    Overhearing(const Overhearing&) = delete;
    Overhearing& operator=(const Overhearing&) = delete;

private:
    static void hear(int, const char*, const char* line, void* session)
    {
        auto& self = *static_cast<Session*>(session);
        const QByteArrayView error(ssh_get_error(self.raw()));
        if (!error.isEmpty() && !error.startsWith("Socket error") && QByteArrayView(line).endsWith(error))
            self.m_reason = sshErrorText(self.raw());
    }
};

Session::Session(SocketWatch& watch, Fd socket, const Setup& setup)
    : m_way(setup.way)
    , m_fd(std::move(socket))
    , m_socket(watch, m_fd.get(), [this] { pump(); })
    , m_session(ssh_new())
    , m_event(ssh_event_new())
{
    ssh_session session = m_session.get();
    // libssh gets a descriptor of its own: when it closes it is its business, and nobody ever watches a number
    // that was reused meanwhile.
    const int own = fcntl(m_fd.get(), F_DUPFD_CLOEXEC, 3);
    const unsigned int port = setup.port;
    const bool no = false;
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(session, SSH_OPTIONS_HOST, setup.host.constData());
    ssh_options_set(session, SSH_OPTIONS_PORT, &port);
    ssh_options_set(session, SSH_OPTIONS_USER, setup.user.constData());
    // Host keys and identities are judged by us, so libssh must not look at the person's files.
    ssh_options_set(session, SSH_OPTIONS_SSH_DIR, "/nonexistent");
    ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
    ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    // Left without one, libssh would go to SSH_AUTH_SOCK by itself and offer every key there.
    ssh_options_set(session, SSH_OPTIONS_IDENTITY_AGENT, "/nonexistent");
    ssh_options_set(session, SSH_OPTIONS_HOSTKEYS, setup.hostKeyAlgorithms.constData());
    applyLink(session, setup.link);
    ssh_options_set(session, SSH_OPTIONS_FD, &own);
    ssh_set_blocking(session, 0);
    ssh_set_counters(session, &m_counter, nullptr);
}

Session::~Session()
{
    m_spare.reset();
    if (m_polled)
        ssh_event_remove_session(m_event.get(), m_session.get());
    if (m_connected && !m_broken)
        ssh_disconnect(m_session.get());
}

void Session::keepNonBlocking() const { fcntl(m_fd.get(), F_SETFL, fcntl(m_fd.get(), F_GETFL) | O_NONBLOCK); }

void Session::acknowledgeAtOnce() const
{
    // Not sticky in Linux; without it each step of the handshake waits for a delayed acknowledgement.
    const int on = 1;
    setsockopt(m_fd.get(), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

Session::Step Session::connect()
{
    if (m_broken)
        return Step::Broken;
    const Overhearing overhearing(*this);
    const bool first = !m_polled;
    const int rc = ssh_connect(m_session.get());
    keepNonBlocking();
    acknowledgeAtOnce();
    if (rc == SSH_ERROR) {
        m_broken = true;
        return Step::Broken;
    }
    if (first) {
        // From here on libssh owns its descriptor: with the option still set ssh_disconnect() would leave it open.
        ssh_options_set(m_session.get(), SSH_OPTIONS_FD, nullptr);
        m_stale = sshErrorText(m_session.get()); // it does so with an error, which is none
        m_reason.clear();
        m_polled = ssh_event_add_session(m_event.get(), m_session.get()) == SSH_OK;
    }
    rearm();
    if (rc == SSH_AGAIN)
        return Step::Again;
    m_connected = true;
    return Step::Done;
}

void Session::suspend()
{
    m_suspended = true;
    m_socket.want(false, false);
}

void Session::resume()
{
    m_suspended = false;
    rearm();
    const auto progress = m_onProgress; // it may destroy this object
    if (progress)
        progress();
}

void Session::pump()
{
    if (m_suspended)
        return;
    if (m_polled && !m_broken) {
        const Overhearing overhearing(*this);
        QElapsedTimer timer;
        timer.start();
        int polled = SSH_OK;
        do {
            polled = poll();
            if (!m_connected)
                keepNonBlocking();
            if (m_counter.in_bytes < openingBytes)
                acknowledgeAtOnce();
        } while (polled == SSH_OK && !isBroken() && timer.elapsed() < pumpBudgetMs);
        rearm();
    }
    const auto progress = m_onProgress; // it may destroy this object
    if (progress)
        progress();
}

/// Reads 4096 bytes at most, and sends what waits.
int Session::poll()
{
    m_polling = true; // what is called from within must not do it again
    const int polled = ssh_event_dopoll(m_event.get(), 0);
    m_polling = false;
    if (polled == SSH_ERROR)
        m_broken = true;
    return polled;
}

void Session::sendNow()
{
    if (m_polled && !m_polling && !m_suspended && !isBroken() && isCongested())
        poll();
}

void Session::openSpare()
{
    if (m_spare || m_noSpare || m_polling || m_suspended || isBroken())
        return;
    m_spare = ChannelHandle(ssh_channel_new(m_session.get()));
    if (!m_spare || ssh_channel_open_session(m_spare.get()) == SSH_ERROR) {
        m_spare.reset();
        m_noSpare = true;
    }
    sendNow();
}

ChannelHandle Session::takeSpare()
{
    if (m_spare &&
        (ssh_channel_open_session(m_spare.get()) == SSH_ERROR || ssh_channel_is_closed(m_spare.get()) != 0)) {
        m_spare.reset();
        m_noSpare = true;
    }
    return std::move(m_spare);
}

void Session::rearm()
{
    if (m_suspended)
        return;
    const bool alive = !isBroken();
    m_socket.want(alive, alive && (ssh_get_poll_flags(m_session.get()) & SSH_WRITE_PENDING) != 0);
}

bool Session::isBroken() const
{
    // After a packet that cannot be decrypted or read libssh takes no other, but the socket stays and its answers to us
    // keep coming: that is no connection any more either.
    return m_broken || (m_polled && (ssh_is_connected(m_session.get()) == 0 ||
                                     (ssh_get_status(m_session.get()) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0));
}

bool Session::isHungUp() const
{
    const QString text = errorText();
    if (text.contains("SSH_MSG_DISCONNECT"_L1) || text.startsWith(socketError))
        return true;
    // An end before the first byte is worded as the system does.
    pollfd peer{.fd = m_fd.get(), .events = POLLRDHUP, .revents = 0};
    return bytesRead() == 0 && ::poll(&peer, 1, 0) != 0;
}

QString Session::errorText() const
{
    const QString text = sshErrorText(m_session.get());
    if (!m_reason.isEmpty() && text.startsWith(socketError))
        return m_reason;
    return text == m_stale ? QString() : text;
}

bool Session::isCongested() const { return (ssh_get_status(m_session.get()) & SSH_WRITE_PENDING) != 0; }

} // namespace Pilothouse::Ssh
