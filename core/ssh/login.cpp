// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/login.h"

#include "ssh/hostkey.h"
#include "ssh/keyfile.h"
#include "ssh/words.h"

#include <QFile>

#include <csignal>
#include <fcntl.h>
#include <set>

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

/// The key that stands beside a private key file as FILE.pub.
QByteArray publicBlobOf(const QString& file)
{
    QFile pub(file + u".pub"_s);
    if (!pub.open(QIODevice::ReadOnly) || pub.size() > 64 * 1024)
        return {};
    return QByteArray::fromBase64(pub.readAll().simplified().split(' ').value(1));
}

KeyHandle publicKey(const QByteArray& blob)
{
    const auto parts = HostKey::fromBlob(blob);
    if (!parts)
        return {};
    const ssh_keytypes_e type = ssh_key_type_from_name(parts->type.constData());
    ssh_key key = nullptr;
    if (ssh_pki_import_pubkey_base64(blob.toBase64().constData(), type, &key) != SSH_OK &&
        ssh_pki_import_cert_base64(blob.toBase64().constData(), type, &key) != SSH_OK)
        return {};
    return KeyHandle(key);
}

} // namespace

Login::Login(Session& session, Clock& clock, const Endpoint& endpoint, const IdentityOptions& options)
    : m_session(session)
    , m_clock(clock)
    , m_endpoint(endpoint)
    , m_options(options)
    , m_context(std::make_unique<QObject>())
{
    if (m_options.agent)
        listAgent();
    else
        addFiles();
}

Login::~Login()
{
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
        return addFiles();
    }
    m_agent.list(m_clock, path, [this](const Result<std::vector<AgentKey>>& keys) { listed(keys); });
}

void Login::listed(const Result<std::vector<AgentKey>>& keys)
{
    if (!keys) {
        m_notes += u"%1 (%2)"_s.arg(keys.error().message, keys.error().detail);
    } else if (keys->empty()) {
        m_notes += Words::tr("The SSH agent holds no keys.");
    } else {
        // Keys that a key file names go first: that is how a person chooses among many.
        std::set<QByteArray> chosen;
        for (const QString& file : m_options.keyFiles)
            chosen.insert(publicBlobOf(file));
        for (const bool wanted : {true, false}) {
            for (const AgentKey& key : *keys) {
                if (chosen.contains(key.blob) == wanted)
                    m_candidates.push_back({.label = Words::tr("%1 (agent)").arg(key.comment), .inAgent = key});
            }
        }
    }
    addFiles();
    m_session.pump();
}

void Login::addFiles()
{
    for (const QString& file : m_options.keyFiles) {
        const QByteArray blob = publicBlobOf(file);
        const bool inAgent = !blob.isEmpty() && std::ranges::any_of(m_candidates, [&blob](const Candidate& candidate) {
            return candidate.inAgent && candidate.inAgent->blob == blob;
        });
        if (!inAgent)
            m_candidates.push_back({.label = file, .file = file});
    }
    m_state = State::Asking;
}

Session::Step Login::step()
{
    switch (m_state) {
    case State::Listing:
        return Session::Step::Again;
    case State::Asking:
        return afterTry(ssh_userauth_none(m_session.raw(), nullptr));
    case State::Offering:
        return m_current->inAgent ? afterTry(ssh_userauth_try_publickey(m_session.raw(), nullptr, m_current->key.get()))
                                  : afterTry(ssh_userauth_publickey(m_session.raw(), nullptr, m_current->key.get()));
    case State::Signing:
        if (!m_signed)
            return Session::Step::Again;
        m_signer.join();
        m_state = State::Proving;
        return afterTry(*std::exchange(m_signed, {}));
    case State::Proving:
        return signWithAgent();
    case State::Ended:
        break;
    }
    return Session::Step::Broken;
}

Session::Step Login::afterTry(int rc)
{
    const QString text = m_session.errorText();
    switch (rc) {
    case SSH_AUTH_AGAIN:
        return Session::Step::Again;
    case SSH_AUTH_SUCCESS:
        if (m_state == State::Offering && m_current->inAgent)
            return signWithAgent();
        m_state = State::Ended;
        m_identity = m_current ? m_current->label : QString();
        m_current.reset();
        return Session::Step::Done;
    case SSH_AUTH_PARTIAL:
        m_notes += Words::tr("The server wants another proof besides the key, which cannot be given here.");
        return refused(text);
    case SSH_AUTH_ERROR:
        if (m_state == State::Proving && !m_session.isBroken()) {
            m_notes += Words::tr("The SSH agent did not sign with %1.").arg(m_current->label);
            break;
        }
        return cutOff();
    default:
        break;
    }
    if (m_state == State::Asking) {
        const int methods = ssh_userauth_list(m_session.raw(), nullptr);
        if ((methods & static_cast<int>(SSH_AUTH_METHOD_PUBLICKEY)) == 0) {
            m_notes += Words::tr("The server does not take keys at all.");
            return refused(text);
        }
    }
    const Session::Step next = nextKey();
    return next == Session::Step::Broken ? refused(text) : next;
}

Session::Step Login::nextKey()
{
    m_current.reset();
    while (!m_candidates.empty()) {
        if (m_tried.size() >= m_options.tries) {
            m_notes += Words::tr("%n more key(s) were not offered, because servers end the connection after too many; "
                                 "name the right one as key file.",
                                 nullptr, static_cast<int>(m_candidates.size()));
            return Session::Step::Broken;
        }
        Candidate candidate = std::move(m_candidates.front());
        m_candidates.pop_front();
        if (!load(candidate))
            continue;
        m_tried += candidate.label;
        m_current.emplace(std::move(candidate));
        m_state = State::Offering;
        return step();
    }
    return Session::Step::Broken;
}

bool Login::load(Candidate& candidate)
{
    if (candidate.inAgent) {
        candidate.key = publicKey(candidate.inAgent->blob);
        if (!candidate.key)
            m_notes += Words::tr("%1: its kind of key is not supported.").arg(candidate.label);
        return candidate.key != nullptr;
    }
    auto key = readPrivateKey(candidate.file);
    if (!key) {
        m_notes += key.error().message;
        return false;
    }
    candidate.key = std::move(*key);
    return true;
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

Session::Step Login::cutOff()
{
    const QString text = m_session.errorText();
    // A server that has had enough says so before it hangs up ("Too many authentication failures"): that is a refusal.
    if (!m_tried.isEmpty() && text.contains(u"SSH_MSG_DISCONNECT"_s))
        return refused(text);
    m_state = State::Ended;
    m_error = Words::handshakeFailed(m_endpoint, text);
    return Session::Step::Broken;
}

Session::Step Login::refused(const QString& detail)
{
    m_state = State::Ended;
    m_error = m_tried.isEmpty() ? Words::loginNoKeys(m_endpoint, m_notes)
                                : Words::loginRefused(m_endpoint, m_tried, m_notes, detail);
    return Session::Step::Broken;
}

} // namespace Pilothouse::Ssh
