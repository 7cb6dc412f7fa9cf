// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/candidates.h"
#include "ssh/endpoint.h"
#include "ssh/session.h"
#include "ssh/unlockedkeys.h"

#include <thread>

namespace Pilothouse::Ssh {

/// Logs in on a session whose host key was accepted: asks what the server takes, then offers key after key, those of
/// the agent first, at most IdentityOptions::tries; then answers the server's own questions, then gives a password
/// where that is allowed. What a server wants besides (a key and then a code) is given in the same way, round after
/// round. Nothing is tried twice, and nobody is asked the same twice, but by the server itself; where the keychain's
/// password is wrong a person is asked for the right one. Lives on the session's thread; step() after every progress
/// until it is not Again; pumps the session when something else than the server answered.
class Login
{
public:
    /// What it works with; all of it outlives the login.
    struct Tools
    {
        Clock& clock;
        std::shared_ptr<Prompter> prompter;
        UnlockedKeys& keys;
    };

    /// `wayTo`: the host that this one is a jump host for, if it is one.
    Login(Session& session, Tools tools, const Endpoint& endpoint, const IdentityOptions& options,
          const QString& wayTo = {});
    ~Login();
    Login(const Login&) = delete;
    Login& operator=(const Login&) = delete;

    Session::Step step();
    /// The connection ended in the middle of it: always Broken.
    Session::Step cutOff();
    bool waitsForAgent() const { return m_state == State::Listing || m_state == State::Signing; }
    /// A person thinks: as long as that takes, nobody but the server may lose patience.
    bool waitsForPerson() const { return m_state == State::Unlocking || m_state == State::Prompting; }
    /// Why it ended Broken. Refused: the server or a person said no, so it must not be repeated by itself. Unreachable:
    /// the link failed.
    Error error() const { return m_error; }
    /// The key that was accepted, or how else it was.
    QString identity() const { return m_identity; }

private:
    enum class State {
        Listing,    ///< the agent is asked for its keys
        Asking,     ///< the server is asked what it takes
        Offering,   ///< is this key good?
        Signing,    ///< the agent's signature is made on another thread
        Proving,    ///< the server looks at it
        Unlocking,  ///< a person is asked for a passphrase
        Presenting, ///< a key of a file signs
        Questioned, ///< the server is asked for its questions, or has the answers
        Prompting,  ///< a person is asked
        Passing,    ///< the server looks at the password
        Moving,     ///< something else than the server said no: on with the next
        Ended,
    };

    void listAgent();
    void listed(const Result<std::vector<AgentKey>>& keys);
    void gather(const std::vector<AgentKey>& inAgent);
    Session::Step afterTry(int rc);
    Session::Step accepted();
    void proved();
    Session::Step denied();
    Session::Step next();
    std::optional<Session::Step> nextKey();
    Session::Step signWithAgent();
    Session::Step unlock();
    void unlocked(const Result<UnlockedKeys::Key>& key);
    Session::Step present();
    Session::Step takeQuestions();
    Session::Step ask(const Prompt& prompt);
    void answered(const Result<Answers>& answers);
    Session::Step refused(const QString& detail);
    bool takes(int method) const;
    /// Whether it is worth while to begin with a way that needs a person; says why not.
    bool mayAsk(const QString& way);
    Prompt prompt(Prompt::Kind kind) const;

    Session& m_session;
    Tools m_tools;
    Endpoint m_endpoint;
    IdentityOptions m_options;
    QString m_wayTo;
    State m_state = State::Listing;
    std::unique_ptr<QObject> m_context;
    Mailbox m_mailbox;
    std::stop_source m_withdrawn;
    Agent m_agent;
    std::deque<Candidate> m_candidates;
    std::optional<Candidate> m_current;
    UnlockedKeys::Key m_key;     ///< of m_current, when it comes from a file
    std::optional<int> m_signed; ///< what libssh said after the agent was asked
    std::jthread m_signer;       ///< the session belongs to it while it runs
    QString m_way;               ///< that is being tried besides keys
    bool m_questionsTried = false;
    bool m_passwordTried = false;
    bool m_passwordAgain = false;                  ///< that of the keychain was wrong
    int m_rounds = 0;                              ///< of the server's questions
    std::vector<Prompt::Question> m_lastQuestions; ///< of the round before
    Answers m_answers;                             ///< that the server looks at
    bool m_askNobody = false;                      ///< a person cannot or does not want to be asked
    bool m_abandoned = false;                      ///< a person did not want to answer
    bool m_answersRefused = false;
    int m_failures = 0; ///< what counts for the server's MaxAuthTries
    QStringList m_proved;
    QStringList m_tried;
    QStringList m_notes;
    QString m_identity;
    Error m_error;
};

} // namespace Pilothouse::Ssh
