// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/certificatefetch.h"
#include "ssh/dialer.h"
#include "ssh/facts.h"
#include "ssh/hostkeys.h"
#include "ssh/login.h"
#include "ssh/loop.h"
#include "ssh/proxy.h"

namespace Pilothouse::Ssh {

/// The way from nothing to a session that is logged in: the jump host first, a slot, the socket, key exchange, the
/// host's key judged, and only then the login. Where a certificate has to vouch for the key, it is fetched over a
/// connection of its own before; the session then proves that the host has the certified key. Calls `done` once from
/// the event loop unless destroyed before; `done` may destroy it. Lives on the I/O thread.
class Opening
{
public:
    struct Opened
    {
        std::unique_ptr<Session> session;
        ConnectionFacts facts;
    };
    struct Failure
    {
        Error error;
        bool loginRefused = false; ///< must not be repeated by itself
        bool droppedEarly = false; ///< the server hung up before anything but greetings was exchanged
    };
    using Done = std::function<void(Opened, std::optional<Failure>)>;

    /// `wayTo`: the host that this one is a jump host for, if it is one.
    Opening(Loop& loop, const Endpoint& endpoint, const QString& wayTo, Done done);
    ~Opening();
    Opening(const Opening&) = delete;
    Opening& operator=(const Opening&) = delete;

    /// A person is asked and thinks.
    bool asksPerson() const { return m_state == State::LoggingIn && m_login && m_login->waitsForPerson(); }
    /// Is called whenever that may have changed, until the end.
    void setOnPersonMinded(std::function<void()> minded) { m_personMinded = std::move(minded); }

private:
    enum class State { Waiting, Reaching, Certificate, Handshake, Judging, LoggingIn, Done };

    void takeSlot();
    void reach();
    void dial();
    void throughProxy();
    void reached(Result<Fd> socket);
    void limitTime();
    void wantCertificate();
    void fetchCertificate();
    void certificateShown(const CertificateExchange& exchange);
    void useCertificate(const HostCertificate& certificate);
    void progress();
    void connecting();
    void judgeHostKey();
    void refuse(const Error& error);
    void loggingIn();
    void mindPerson();
    void finish(std::optional<Failure> failure);
    /// Wraps a callback that is dropped when this object is gone.
    template <typename... Args> std::function<void(Args...)> guarded(void (Opening::*method)(Args...))
    {
        return [this, alive = std::weak_ptr<bool>(m_alive), method](Args... args) {
            if (!alive.expired())
                (this->*method)(std::move(args)...);
        };
    }

    Loop& m_loop;
    Endpoint m_endpoint;
    QString m_wayTo;
    Done m_done;
    std::function<void()> m_personMinded;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    State m_state = State::Waiting;
    HostKeys m_hostKeys;
    HostKeys::Plan m_plan;
    bool m_fetching = false; ///< the connection being made is for the certificate
    bool m_fetched = false;
    std::optional<HostKey> m_shown; ///< by the host, itself or in its certificate
    std::optional<HostCertificate> m_certificate;
    std::optional<Error> m_refusal; ///< the key was changed, unless a certificate vouches for it
    Loop::Slot m_slot;
    std::unique_ptr<Timer> m_timer;
    std::unique_ptr<Timer> m_judgeTimer;
    std::chrono::milliseconds m_began{0};
    std::unique_ptr<Dialer> m_dialer;
    std::unique_ptr<CertificateFetch> m_fetch;
    std::shared_ptr<Proxy> m_proxy;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Login> m_login;
    ConnectionFacts m_facts;
};

} // namespace Pilothouse::Ssh
