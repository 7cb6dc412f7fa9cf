// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/login.h"

#include "ssh/keyfile.h"
#include "ssh/words.h"

#include <csignal>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {
constexpr int mostRounds = 30; ///< of questions, before it is the server's joke
constexpr qsizetype longestQuestion = 2000;

SafeText serverText(const char* text)
{
    return SafeText::fromUntrusted(
        QByteArrayView(text ? text : "")
            .first(std::min<qsizetype>(longestQuestion, qsizetype(qstrlen(text ? text : "")))));
}
} // namespace

Login::Login(Session& session, Tools tools, const Endpoint& endpoint, const IdentityOptions& options,
             const QString& wayTo)
    : m_session(session)
    , m_tools(std::move(tools))
    , m_endpoint(endpoint)
    , m_options(options)
    , m_wayTo(wayTo)
    , m_context(std::make_unique<QObject>())
    , m_mailbox(m_context.get())
{
    if (m_options.keys && m_options.agent)
        listAgent();
    else
        gather({});
}

Login::~Login()
{
    m_withdrawn.request_stop();
    // Whatever still asks the agent gets an end of file, so this never waits for a person or a mute agent.
    m_agent.revoke();
    if (m_signer.joinable())
        m_signer.join();
}

void Login::listAgent()
{
    const QString path =
        m_options.agentSocket.isEmpty() ? qEnvironmentVariable("SSH_AUTH_SOCK") : m_options.agentSocket;
    if (path.isEmpty()) {
        m_notes += Words::tr("No SSH agent is running here (SSH_AUTH_SOCK is not set).");
        return gather({});
    }
    m_agent.list(m_tools.clock, path, [this](const Result<std::vector<AgentKey>>& keys) { listed(keys); });
}

void Login::listed(const Result<std::vector<AgentKey>>& keys)
{
    if (!keys)
        m_notes += u"%1 (%2)"_s.arg(keys.error().message, keys.error().detail);
    else if (keys->empty())
        m_notes += Words::tr("The SSH agent holds no keys.");
    gather(keys.value_or(std::vector<AgentKey>()));
    m_session.pump();
}

void Login::gather(const std::vector<AgentKey>& inAgent)
{
    if (m_options.keys)
        m_candidates = candidatesFor(inAgent, m_options, m_notes);
    m_state = State::Asking;
}

Session::Step Login::step()
{
    ssh_session raw = m_session.raw();
    switch (m_state) {
    case State::Listing:
    case State::Unlocking:
    case State::Prompting:
        return Session::Step::Again;
    case State::Asking:
        return afterTry(ssh_userauth_none(raw, nullptr));
    case State::Offering:
        return afterTry(ssh_userauth_try_publickey(raw, nullptr, m_current->offer.get()));
    case State::Presenting:
        return afterTry(ssh_userauth_publickey(raw, nullptr, m_key.get()));
    case State::Signing:
        if (!m_signed)
            return Session::Step::Again;
        m_signer.join();
        m_state = State::Proving;
        return afterTry(*std::exchange(m_signed, {}));
    case State::Proving:
        return signWithAgent();
    case State::Questioned:
        return afterTry(ssh_userauth_kbdint(raw, nullptr, nullptr));
    case State::Passing:
        // A Secret's bytes end with a NUL, as those of every QByteArray.
        return afterTry(ssh_userauth_password(raw, nullptr, m_answers.secrets.front().bytes().data()));
    case State::Moving:
        return next();
    case State::Ended:
        break;
    }
    return Session::Step::Broken;
}

Session::Step Login::afterTry(int rc)
{
    switch (rc) {
    case SSH_AUTH_AGAIN:
        return Session::Step::Again;
    case SSH_AUTH_SUCCESS:
        return accepted();
    case SSH_AUTH_INFO:
        return takeQuestions();
    case SSH_AUTH_PARTIAL:
        proved();
        return next();
    case SSH_AUTH_ERROR:
        if (m_state != State::Proving || m_session.isBroken())
            return cutOff();
        m_notes += Words::tr("The SSH agent did not sign with %1.").arg(m_current->label);
        return next();
    default:
        return denied();
    }
}

Session::Step Login::accepted()
{
    if (m_state == State::Offering)
        return m_current->inAgent ? signWithAgent() : unlock();
    proved();
    m_state = State::Ended;
    m_identity = m_proved.join(u" + "_s);
    m_current.reset();
    m_key.reset();
    return Session::Step::Done;
}

/// One factor is accepted, of perhaps several.
void Login::proved()
{
    if (m_current)
        m_proved += m_current->label;
    else if (!m_way.isEmpty())
        m_proved += m_way;
    m_current.reset();
    m_way.clear();
    if (const auto told = std::exchange(m_answers, {}).proved)
        told();
}

Session::Step Login::denied()
{
    if (m_state == State::Asking) {
        if (!takes(SSH_AUTH_METHOD_PUBLICKEY))
            m_notes += Words::tr("The server does not take keys at all.");
        return next();
    }
    ++m_failures;
    if (!m_way.isEmpty()) {
        m_tried += std::exchange(m_way, {});
        m_answersRefused = m_answersRefused || !m_answers.secrets.empty();
        m_passwordAgain = m_answers.kept;
        if (m_answers.kept)
            m_notes += Words::tr("The password in the keychain was not accepted.");
        m_answers = {};
    }
    return next();
}

/// The next way that the server takes and that may be gone: another key, its own questions, a password.
Session::Step Login::next()
{
    const QString text = m_session.errorText();
    m_current.reset();
    m_key.reset();
    if (m_options.keys && takes(SSH_AUTH_METHOD_PUBLICKEY)) {
        if (const auto step = nextKey())
            return *step;
    }
    // One more than keys: servers end the connection at the sixth refusal.
    const bool mayFail = m_failures <= m_options.tries && !m_abandoned;
    if (m_options.keyboardInteractive && !m_questionsTried && mayFail && takes(SSH_AUTH_METHOD_INTERACTIVE) &&
        mayAsk(u"keyboard-interactive"_s)) {
        m_questionsTried = true;
        m_way = u"keyboard-interactive"_s;
        m_state = State::Questioned;
        return step();
    }
    if (takes(SSH_AUTH_METHOD_PASSWORD) && (!m_passwordTried || m_passwordAgain) && mayFail) {
        m_passwordTried = true;
        if (!m_options.password) {
            m_notes +=
                Words::tr("The server takes a password as well; one is given only where login: of the definition "
                          "lists it.");
        } else if ((m_tools.prompter && m_options.passwordKept) || mayAsk(u"password"_s)) {
            Prompt question = prompt(Prompt::Kind::Password);
            question.questions = {{.text = SafeText::oneLine(Words::tr("Password of %1").arg(m_endpoint.user))}};
            question.keptAs = m_options.passwordKept;
            question.mayBeKept = true;
            question.again = std::exchange(m_passwordAgain, false);
            m_way = u"password"_s;
            return ask(question);
        }
    }
    if (!m_proved.isEmpty())
        m_notes += Words::tr("The server wants another proof besides %1, which cannot be given here.")
                       .arg(m_proved.join(u" + "_s));
    return refused(text);
}

std::optional<Session::Step> Login::nextKey()
{
    while (!m_candidates.empty()) {
        if (m_failures >= m_options.tries) {
            m_notes += Words::tr("%n more key(s) were not offered, because servers end the connection after too many; "
                                 "name the right one as key file.",
                                 nullptr, static_cast<int>(m_candidates.size()));
            m_candidates.clear();
            break;
        }
        m_current.emplace(std::move(m_candidates.front()));
        m_candidates.pop_front();
        if (m_current->inAgent || (m_current->locked && m_current->offer)) {
            m_tried += m_current->locked ? Words::tr("%1 (its passphrase was not asked for)").arg(m_current->label)
                                         : m_current->label;
            m_state = State::Offering;
            return step();
        }
        m_tried += m_current->label;
        if (m_current->locked)
            return unlock();
        auto key = readPrivateKey(m_current->file);
        if (key) {
            m_key = std::move(*key);
            return present();
        }
        m_tried.removeLast();
        m_notes += key.error().message;
        m_current.reset();
    }
    return {};
}

/// libssh waits for the agent's signature inside the call, and a person may have to confirm it: so the call is made on
/// a thread of its own, to which the session belongs meanwhile.
Session::Step Login::signWithAgent()
{
    if (m_state == State::Offering) {
        const Fd lent = m_agent.lend(*m_current->inAgent);
        if (lent.isValid())
            ssh_set_agent_socket(m_session.raw(),
                                 fcntl(lent.get(), F_DUPFD_CLOEXEC, 3)); // libssh closes what it is given
    }
    m_state = State::Signing;
    m_session.suspend();
    m_signer = std::jthread([this, context = m_context.get()] {
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE); // libssh writes to the agent without MSG_NOSIGNAL
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        const int rc = ssh_userauth_agent(m_session.raw(), nullptr);
        QMetaObject::invokeMethod(
            context,
            [this, rc] {
                m_signed = rc;
                m_session.resume();
            },
            Qt::QueuedConnection);
    });
    return Session::Step::Again;
}

Session::Step Login::unlock()
{
    m_state = State::Unlocking;
    if (m_askNobody) {
        m_notes += Words::nobodyToAskFor(m_current->file).message;
        return next();
    }
    if (m_current->offer)
        m_tried.last() = m_current->label;
    Prompt question = prompt(Prompt::Kind::Passphrase);
    question.keptAs = m_options.passphraseKept;
    whenAnswered(m_tools.keys.open(m_current->file, question, m_withdrawn.get_token()), m_mailbox.slot(),
                 [this](const Result<UnlockedKeys::Key>& key) { unlocked(key); });
    return Session::Step::Again;
}

void Login::unlocked(const Result<UnlockedKeys::Key>& key)
{
    if (m_state != State::Unlocking)
        return;
    m_state = State::Moving;
    if (key) {
        m_key = *key;
        m_state = State::Presenting;
    } else {
        m_notes += key.error().message;
        // Nobody is asked for anything else who has just said that they do not want to be.
        if (key.error().kind == ErrorKind::Cancelled)
            m_abandoned = m_askNobody = true;
    }
    if (key && m_current->certified)
        ssh_pki_copy_cert_to_privkey(m_current->offer.get(), m_key.get());
    m_session.pump();
}

Session::Step Login::present()
{
    if (m_current->certified)
        ssh_pki_copy_cert_to_privkey(m_current->offer.get(), m_key.get());
    m_state = State::Presenting;
    return step();
}

Session::Step Login::takeQuestions()
{
    ssh_session raw = m_session.raw();
    const int count = ssh_userauth_kbdint_getnprompts(raw);
    if (count < 0 || ++m_rounds > mostRounds)
        return refused(m_session.errorText());
    // A round without questions only tells something, and goes on at once.
    if (count == 0)
        return step();
    Prompt question = prompt(Prompt::Kind::KeyboardInteractive);
    question.title = serverText(ssh_userauth_kbdint_getname(raw));
    question.instruction = serverText(ssh_userauth_kbdint_getinstruction(raw));
    for (int i = 0; i < count; ++i) {
        char echo = 0;
        const char* text = ssh_userauth_kbdint_getprompt(raw, static_cast<unsigned>(i), &echo);
        question.questions.push_back({.text = serverText(text), .echo = echo != 0});
    }
    question.again = question.questions == m_lastQuestions;
    m_lastQuestions = question.questions;
    return ask(question);
}

Session::Step Login::ask(const Prompt& question)
{
    m_state = State::Prompting;
    whenAnswered(m_tools.prompter->ask(question, m_withdrawn.get_token()), m_mailbox.slot(),
                 [this](const Result<Answers>& answers) { answered(answers); });
    return Session::Step::Again;
}

void Login::answered(const Result<Answers>& answers)
{
    if (m_state != State::Prompting)
        return;
    const bool questions = m_way == u"keyboard-interactive";
    if (!answers) {
        m_notes += answers.error().message;
        m_way.clear();
        m_abandoned = m_abandoned || answers.error().kind == ErrorKind::Cancelled;
        m_askNobody = true;
        m_state = State::Moving;
    } else {
        m_answers = *answers;
        if (m_answers.secrets.empty())
            m_answers.secrets.emplace_back();
        if (m_answers.secrets.front().isEmpty())
            m_answers.secrets.front() = Secret(QByteArray("")); // libssh wants a string
        if (questions) {
            for (size_t i = 0; i < m_answers.secrets.size() && i < m_lastQuestions.size(); ++i)
                ssh_userauth_kbdint_setanswer(m_session.raw(), static_cast<unsigned>(i),
                                              m_answers.secrets[i].isEmpty() ? ""
                                                                             : m_answers.secrets[i].bytes().data());
        }
        m_state = questions ? State::Questioned : State::Passing;
    }
    m_session.pump();
}

bool Login::takes(int method) const { return (ssh_userauth_list(m_session.raw(), nullptr) & method) != 0; }

bool Login::mayAsk(const QString& way)
{
    if (m_tools.prompter && !m_askNobody)
        return true;
    m_notes += Words::tr("The server takes %1 as well, but nobody can be asked here.").arg(way);
    return false;
}

Prompt Login::prompt(Prompt::Kind kind) const
{
    QStringList through;
    for (const Endpoint& hop : m_endpoint.jump)
        through += Words::where(hop);
    return {.kind = kind,
            .where = u"%1@%2"_s.arg(m_endpoint.user, Words::where(m_endpoint)),
            .hop = m_wayTo,
            .through = through,
            .production = m_endpoint.policy == HostKeyPolicy::Provisioned,
            .why = m_notes};
}

Session::Step Login::cutOff()
{
    const QString text = m_session.errorText();
    m_withdrawn.request_stop();
    if (waitsForPerson()) {
        m_state = State::Ended;
        m_error = Words::patienceOver(m_endpoint, text);
        return Session::Step::Broken;
    }
    // A server that has had enough says so before it hangs up ("Too many authentication failures"): that is a refusal.
    // So is an end after an answer of a person: nobody is asked again because of it.
    if ((!m_tried.isEmpty() && text.contains(u"SSH_MSG_DISCONNECT"_s)) || !m_answers.secrets.empty() ||
        m_answersRefused) {
        m_answersRefused = m_answersRefused || !m_answers.secrets.empty();
        return refused(text);
    }
    m_state = State::Ended;
    m_error = Words::handshakeFailed(m_endpoint, text);
    return Session::Step::Broken;
}

Session::Step Login::refused(const QString& detail)
{
    m_state = State::Ended;
    if (m_abandoned)
        m_error = Words::loginAbandoned(m_endpoint, m_notes);
    else if (m_answersRefused)
        m_error = Words::answersRefused(m_endpoint, m_tried, m_notes, detail);
    else if (m_tried.isEmpty())
        m_error = Words::loginNoKeys(m_endpoint, m_notes);
    else
        m_error = Words::loginRefused(m_endpoint, m_tried, m_notes, detail);
    return Session::Step::Broken;
}

} // namespace Pilothouse::Ssh
