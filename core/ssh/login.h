// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/agent.h"
#include "ssh/endpoint.h"
#include "ssh/identity.h"
#include "ssh/session.h"

#include <deque>
#include <thread>

namespace Pilothouse::Ssh {

/// Logs in on a session whose host key was accepted: asks what the server takes, then offers key after key, those of
/// the agent first, at most IdentityOptions::tries. No passwords, nothing is tried twice. Lives on the session's
/// thread; step() after every progress until it is not Again; pumps the session when something else than the server
/// answered.
class Login
{
public:
    Login(Session& session, Clock& clock, const Endpoint& endpoint, const IdentityOptions& options);
    ~Login();
    Login(const Login&) = delete;
    Login& operator=(const Login&) = delete;

    Session::Step step();
    /// The connection ended in the middle of it: always Broken.
    Session::Step cutOff();
    bool waitsForAgent() const { return m_state == State::Listing || m_state == State::Signing; }
    /// Why it ended Broken. Refused: the server said no, so it must not be repeated by itself. Unreachable: the link
    /// failed.
    Error error() const { return m_error; }
    /// The key that was accepted.
    QString identity() const { return m_identity; }

private:
    enum class State { Listing, Asking, Offering, Signing, Proving, Ended };
    struct Candidate
    {
        QString label;
        QString file = {};                    ///< of the private key, or
        std::optional<AgentKey> inAgent = {}; ///< the agent holds it
        KeyHandle key = {};                   ///< private from a file, public from the agent
    };
    void listAgent();
    void listed(const Result<std::vector<AgentKey>>& keys);
    void addFiles();
    Session::Step afterTry(int rc);
    Session::Step nextKey();
    Session::Step signWithAgent();
    Session::Step refused(const QString& detail);
    bool load(Candidate& candidate);

    Session& m_session;
    Clock& m_clock;
    Endpoint m_endpoint;
    IdentityOptions m_options;
    State m_state = State::Listing;
    std::unique_ptr<QObject> m_context;
    Agent m_agent;
    std::deque<Candidate> m_candidates;
    std::optional<Candidate> m_current;
    std::optional<int> m_signed; ///< what libssh said after the agent was asked
    std::jthread m_signer;       ///< the session belongs to it while it runs
    QStringList m_tried;
    QStringList m_notes;
    QString m_identity;
    Error m_error;
};

} // namespace Pilothouse::Ssh
