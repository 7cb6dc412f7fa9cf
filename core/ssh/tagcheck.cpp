// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/tagcheck.h"

#include "base/log.h"
#include "ssh/fd.h"
#include "ssh/handles.h"

#include <QByteArray>

#include <array>
#include <fcntl.h>
#include <libssh/server.h>
#include <sys/socket.h>

namespace Pilothouse::Ssh {

namespace {

constexpr int mostTurns = 200; ///< it takes about ten

struct BindDeleter
{
    void operator()(ssh_bind bind) const { ssh_bind_free(bind); }
};

/// A connection in memory: `inner` is the session's end.
struct Line
{
    Line()
    {
        std::array<int, 2> ends{-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) == 0) {
            inner = ends[0];
            outer = Fd(ends[1]);
        }
    }
    int inner = -1; ///< a session's own from the beginning
    Fd outer;
};

/// Both sessions, and what is between them.
class Trial
{
public:
    bool run()
    {
        if (!begin() || !exchangeKeys())
            return false;
        const auto before = m_received.in_packets;
        const bool whole = send(false) && m_received.in_packets == before + 1 && !isClosed();
        return whole && send(true) && m_received.in_packets == before + 1 && isClosed();
    }

private:
    bool begin()
    {
        ssh_key key = nullptr;
        if (m_toClient.inner < 0 || m_toServer.inner < 0 || ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
            return false;
        ssh_bind_options_set(m_bind.get(), SSH_BIND_OPTIONS_IMPORT_KEY, key); // it owns the key from here on
        const bool no = false;
        ssh_bind_options_set(m_bind.get(), SSH_BIND_OPTIONS_PROCESS_CONFIG, &no);
        ssh_set_blocking(m_server.get(), 0);
        if (ssh_bind_accept_fd(m_bind.get(), m_server.get(), m_toServer.inner) != SSH_OK)
            return false;
        ssh_session client = m_client.get();
        ssh_options_set(client, SSH_OPTIONS_PROCESS_CONFIG, &no);
        ssh_options_set(client, SSH_OPTIONS_SSH_DIR, "/nonexistent");
        ssh_options_set(client, SSH_OPTIONS_HOST, "memory");
        ssh_options_set(client, SSH_OPTIONS_USER, "nobody");
        ssh_options_set(client, SSH_OPTIONS_KEY_EXCHANGE, "curve25519-sha256");
        for (const ssh_options_e way : {SSH_OPTIONS_CIPHERS_C_S, SSH_OPTIONS_CIPHERS_S_C})
            ssh_options_set(client, way, "aes128-gcm@openssh.com");
        ssh_options_set(client, SSH_OPTIONS_FD, &m_toClient.inner);
        ssh_set_blocking(client, 0);
        ssh_set_counters(client, nullptr, &m_received);
        return true;
    }

    bool exchangeKeys()
    {
        int client = SSH_AGAIN;
        int server = SSH_AGAIN;
        for (int turn = 0; turn < mostTurns && (client == SSH_AGAIN || server == SSH_AGAIN); ++turn) {
            if (client == SSH_AGAIN)
                client = ssh_connect(m_client.get());
            if (turn == 0)
                ssh_options_set(m_client.get(), SSH_OPTIONS_FD, nullptr); // it is libssh's to close
            if (server == SSH_AGAIN)
                server = ssh_handle_key_exchange(m_server.get());
            carry(false);
        }
        if (client != SSH_OK || server != SSH_OK)
            return false;
        settle(false); // what either says behind the key exchange
        return !isClosed();
    }

    /// A packet from the server to the client that means nothing.
    bool send(bool changed)
    {
        if (ssh_send_ignore(m_server.get(), "pilothouse") != SSH_OK)
            return false;
        return settle(changed);
    }

    /// Until nothing is on its way any more; whether anything came to the client.
    bool settle(bool changed)
    {
        bool came = false;
        for (int turn = 0, quiet = 0; turn < mostTurns && quiet < 2; ++turn) {
            for (const auto& session : {&m_server, &m_client}) {
                const EventHandle event(ssh_event_new());
                if (ssh_event_add_session(event.get(), session->get()) == SSH_OK) {
                    ssh_event_dopoll(event.get(), 0);
                    ssh_event_remove_session(event.get(), session->get());
                }
            }
            const bool now = carry(changed && !came);
            came = came || now;
            quiet = now ? 0 : quiet + 1;
        }
        return came;
    }

    /// Brings over what waits at both ends; with `changed` the last bit is another one. Whether the client gets
    /// anything.
    bool carry(bool changed) const
    {
        move(m_toClient.outer.get(), m_toServer.outer.get(), false);
        return move(m_toServer.outer.get(), m_toClient.outer.get(), changed);
    }

    static bool move(int from, int to, bool changed)
    {
        std::array<char, 16384> bytes{};
        const ssize_t size = ::recv(from, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (size <= 0)
            return false;
        if (changed)
            bytes[size_t(size) - 1] = char(bytes[size_t(size) - 1] ^ 1);
        return ::send(to, bytes.data(), size_t(size), MSG_DONTWAIT | MSG_NOSIGNAL) == size;
    }

    bool isClosed() const
    {
        return ssh_is_connected(m_client.get()) == 0 ||
               (ssh_get_status(m_client.get()) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0;
    }

    Line m_toClient;
    Line m_toServer;
    std::unique_ptr<ssh_bind_struct, BindDeleter> m_bind{ssh_bind_new()};
    ssh_counter_struct m_received = {};
    SessionHandle m_server{ssh_new()};
    SessionHandle m_client{ssh_new()};
};

} // namespace

bool noticesChangedTags()
{
    static const bool noticed = [] {
        const bool does = Trial().run();
        if (!does)
            qCInfo(lcSsh) << "this libssh takes changed packets with AES-GCM (CVE-2026-59847), so it is not offered";
        return does;
    }();
    return noticed;
}

} // namespace Pilothouse::Ssh
