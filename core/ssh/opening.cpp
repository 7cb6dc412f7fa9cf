// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/opening.h"

#include "ssh/connection.h"
#include "ssh/trustwords.h"
#include "ssh/words.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

constexpr std::chrono::milliseconds lockPause{10};

QString latin(const char* text) { return QString::fromLatin1(text ? text : ""); }

std::optional<HostKey> serverKey(ssh_session session)
{
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(session, &raw) != SSH_OK)
        return {};
    const KeyHandle key(raw);
    char* text = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return {};
    const TextHandle base64(text);
    return HostKey::fromBlob(QByteArray::fromBase64(QByteArray(base64.get())));
}

/// The console's own file is always the first.
QStringList knownHostsFor(const QStringList& usual, const LinkOptions& link)
{
    QStringList files = link.knownHostsFiles ? usual.mid(0, 1) + *link.knownHostsFiles : usual;
    files.removeDuplicates();
    return files;
}

} // namespace

Opening::Opening(Loop& loop, const Endpoint& endpoint, const QString& wayTo, Done done)
    : m_loop(loop)
    , m_endpoint(endpoint)
    , m_wayTo(wayTo)
    , m_done(std::move(done))
    , m_hostKeys(knownHostsFor(loop.options().knownHostsFiles, endpoint.link), &loop.knownHosts())
{
    if (endpoint.jump.empty()) {
        takeSlot();
        return;
    }
    // The jump host is connected before this one takes a slot: it needs one itself, and eight waiting for theirs would
    // wait for ever.
    const Promise<ConnectionFacts> hopReady;
    whenAnswered(hopReady.future(), m_loop.slot(),
                 [this, alive = std::weak_ptr<bool>(m_alive)](const Result<ConnectionFacts>& facts) {
                     if (alive.expired())
                         return;
                     if (facts)
                         takeSlot();
                     else
                         finish(Failure{.error = Words::atHop(facts.error(), Words::where(m_endpoint))});
                 });
    m_loop.connection(m_endpoint.hop()).tellFacts(hopReady, Words::where(m_endpoint));
}

Opening::~Opening() = default;

void Opening::takeSlot()
{
    m_loop.awaitSlot(m_endpoint, [this, alive = std::weak_ptr<bool>(m_alive)](Loop::Slot slot) {
        if (alive.expired())
            return;
        m_slot = std::move(slot);
        reach();
    });
}

void Opening::reach()
{
    m_state = State::Reaching;
    m_began = m_loop.clock().monotonic();
    limitTime();
    const auto plan = m_hostKeys.plan(m_endpoint);
    if (!plan)
        return finish(Failure{.error = plan.error()});
    m_plan = *plan;
    if (m_plan.certificate || m_plan.look)
        wantCertificate();
    else
        dial();
}

void Opening::dial()
{
    const Pool::Options& options = m_loop.options();
    m_state = State::Reaching;
    if (m_endpoint.jump.empty() && !m_endpoint.link.proxyCommand.isEmpty()) {
        throughProxy();
    } else if (m_endpoint.jump.empty()) {
        m_dialer = std::make_unique<Dialer>(m_loop.context(), m_loop.clock(), m_endpoint,
                                            m_endpoint.keepAliveInterval.value_or(options.keepAliveInterval) *
                                                (m_endpoint.keepAliveMisses.value_or(options.keepAliveMisses) + 1),
                                            [this](Result<Fd> socket) { reached(std::move(socket)); });
    } else {
        m_loop.connection(m_endpoint.hop()).addTunnel(m_endpoint, guarded(&Opening::reached));
    }
}

void Opening::limitTime()
{
    const auto timeout = m_endpoint.connectTimeout.value_or(m_loop.options().connectTimeout);
    m_timer = m_loop.clock().after(m_loop.context(), timeout, [this, timeout] {
        const QString during =
            m_state == State::Reaching ? Words::tr("while connecting")
            : m_state == State::Certificate || m_state == State::Handshake || m_state == State::Judging
                ? Words::tr("while exchanging keys")
            : m_login && m_login->waitsForAgent() ? Words::tr("while waiting for the SSH agent here")
                                                  : Words::tr("while logging in");
        auto error = Words::connectTimeout(m_endpoint, timeout, during);
        if (m_proxy)
            error.detail = (error.detail + u'\n' + m_proxy->errors()).trimmed();
        finish(Failure{.error = error});
    });
}

void Opening::wantCertificate()
{
    const auto& seen = m_loop.certificates();
    const auto it = seen.find(m_endpoint.key());
    if (it == seen.end())
        return fetchCertificate();
    const auto accepted = it->second ? m_hostKeys.checkCertificate(m_endpoint, *it->second, m_loop.clock().now())
                                     : Result<void>(Pilothouse::fail(TrustWords::certificateUnreadable(m_endpoint)));
    if (accepted)
        useCertificate(*it->second);
    else if (m_plan.certificate || m_refusal || TrustWords::isRevocation(accepted.error()))
        fetchCertificate(); // it may have a better one by now
    else
        dial();
}

void Opening::fetchCertificate()
{
    m_session.reset();
    m_certificate.reset();
    m_fetching = true;
    m_fetched = true;
    dial();
}

void Opening::useCertificate(const HostCertificate& certificate)
{
    m_session.reset();
    m_certificate = certificate;
    dial();
}

void Opening::certificateShown(const CertificateExchange& exchange)
{
    using Exchanged = CertificateExchange::State;
    m_fetch.reset();
    m_fetching = false;
    if (exchange.wasDroppedEarly())
        return finish(Failure{.error = Words::handshakeFailed(m_endpoint, exchange.problem()), .droppedEarly = true});
    if (exchange.state() == Exchanged::Broken && m_plan.certificate)
        return finish(Failure{.error = TrustWords::certificateNotFetched(m_endpoint, exchange.problem())});
    if (exchange.state() == Exchanged::Shown) {
        const auto certificate = HostCertificate::fromBlob(exchange.certificate());
        m_loop.certificates().insert_or_assign(m_endpoint.key(), certificate);
        const auto accepted = certificate
                                  ? m_hostKeys.checkCertificate(m_endpoint, *certificate, m_loop.clock().now())
                                  : Result<void>(Pilothouse::fail(TrustWords::certificateUnreadable(m_endpoint)));
        if (accepted) {
            return useCertificate(*certificate);
        }
        if (certificate)
            m_shown = certificate->key;
        if (m_plan.certificate || m_refusal || TrustWords::isRevocation(accepted.error()))
            return refuse(accepted.error());
    }
    if (exchange.state() == Exchanged::NoCertificate)
        m_loop.certificates().insert_or_assign(m_endpoint.key(), std::nullopt);
    // No certificate that matters: the key itself has to do.
    if (m_refusal)
        return finish(Failure{.error = *m_refusal});
    dial();
}

void Opening::throughProxy()
{
    auto proxy = Proxy::start(m_loop.context(), m_loop.clock(), m_endpoint.link.proxyCommand);
    if (!proxy)
        return finish(Failure{.error = proxy.error()});
    m_proxy = std::move(*proxy);
    reached(m_proxy->takeSocket());
}

void Opening::reached(Result<Fd> socket)
{
    if (!socket)
        return finish(Failure{.error = socket.error()});
    if (m_fetching) {
        m_state = State::Certificate;
        m_fetch = std::make_unique<CertificateFetch>(
            std::move(*socket), [this](const CertificateExchange& exchange) { certificateShown(exchange); });
        return;
    }
    const QByteArray algorithms = m_certificate ? HostKeys::algorithmsFor(m_certificate->key.type) : m_plan.algorithms;
    m_session = std::make_unique<Session>(m_loop.sockets(), std::move(*socket),
                                          Session::Setup{.host = m_endpoint.address.toUtf8(),
                                                         .port = m_endpoint.port,
                                                         .user = m_endpoint.user.toUtf8(),
                                                         .hostKeyAlgorithms = algorithms,
                                                         .link = m_endpoint.link,
                                                         .way = m_proxy});
    m_session->setOnProgress([this] { progress(); });
    m_state = State::Handshake;
    progress();
}

void Opening::progress()
{
    switch (m_state) {
    case State::Handshake:
        return connecting();
    case State::LoggingIn:
        return loggingIn();
    case State::Waiting:
    case State::Reaching:
    case State::Certificate:
    case State::Judging:
    case State::Done:
        break;
    }
}

void Opening::connecting()
{
    switch (m_session->connect()) {
    case Session::Step::Again:
        return;
    case Session::Step::Done:
        return judgeHostKey();
    case Session::Step::Broken:
        // What a proxy's program could not do it says itself, and a second try would only start it again.
        if (m_proxy)
            return finish(Failure{
                .error = Words::proxyEnded(Words::where(m_endpoint), m_proxy->errors(), m_session->errorText())});
        if (!m_session->isHungUp())
            return finish(Failure{.error = Words::handshakeUnusable(m_endpoint, m_session->errorText())});
        return finish(Failure{.error = Words::handshakeFailed(m_endpoint, m_session->errorText()),
                              .droppedEarly = !ssh_get_serverbanner(m_session->raw())});
    }
}

void Opening::judgeHostKey()
{
    m_state = State::Judging;
    ssh_session session = m_session->raw();
    const auto key = serverKey(session);
    if (!key)
        return finish(Failure{.error = Words::handshakeFailed(m_endpoint, Words::tr("no host key"))});
    m_shown = *key;
    const auto accepted = m_hostKeys.check(m_endpoint, *key, m_certificate, !m_fetched);
    if (!accepted && m_certificate && !m_fetched)
        return fetchCertificate(); // the host has another key and, perhaps, another certificate than last time
    if (!accepted)
        return refuse(accepted.error());
    switch (*accepted) {
    case HostKeys::Answer::Accepted:
        if (m_loop.options().offers)
            m_loop.options().offers->settle(m_endpoint);
        break;
    case HostKeys::Answer::TryLater:
        m_judgeTimer = m_loop.clock().after(m_loop.context(), lockPause, [this] { judgeHostKey(); });
        return;
    case HostKeys::Answer::NeedsCertificate:
        if (const auto alone = m_hostKeys.check(m_endpoint, *key);
            !alone && TrustWords::isAboutKnownKeys(alone.error()))
            m_refusal = alone.error();
        return wantCertificate();
    }
    m_facts = {.serverBanner = latin(ssh_get_serverbanner(session)),
               .hostKeyType = QString::fromLatin1(key->type),
               .fingerprint = key->fingerprint(),
               .authority =
                   m_certificate && m_certificate->key == *key ? m_certificate->authority.describe() : QString(),
               .keyExchange = latin(ssh_get_kex_algo(session)),
               .cipher = latin(ssh_get_cipher_in(session)),
               .user = m_endpoint.user,
               .identity = {}};
    m_login = std::make_unique<Login>(
        *m_session, Login::Tools{m_loop.clock(), m_loop.options().prompter, m_loop.keys()}, m_endpoint,
        m_endpoint.login.over(m_endpoint.identity.value_or(m_loop.options().identity)), m_wayTo);
    m_state = State::LoggingIn;
    loggingIn();
}

void Opening::refuse(const Error& error)
{
    if (!m_refusal)
        return finish(Failure{.error = error});
    // Why its certificate does not help is for experts.
    Error both = *m_refusal;
    both.detail += u'\n' + error.message;
    finish(Failure{.error = both});
}

void Opening::loggingIn()
{
    Session::Step step = m_login->step();
    m_session->rearm();
    // Broken without an answer: the server closed the connection in the middle of the login.
    if (step == Session::Step::Again && !m_session->isSuspended() && m_session->isBroken())
        step = m_login->cutOff();
    switch (step) {
    case Session::Step::Again:
        return mindPerson();
    case Session::Step::Done:
        m_facts.identity = m_login->identity();
        m_facts.connectTime = m_loop.clock().monotonic() - m_began;
        return finish({});
    case Session::Step::Broken:
        return finish(Failure{.error = m_login->error(), .loginRefused = m_login->error().kind == ErrorKind::Refused});
    }
}

/// While a person is asked no time runs here, and others may connect meanwhile: what remains of this login is a packet
/// or two.
void Opening::mindPerson()
{
    if (m_login->waitsForPerson()) {
        m_slot.reset();
        m_timer.reset();
    } else if (!m_timer) {
        limitTime();
    }
    if (m_personMinded)
        m_personMinded();
}

void Opening::finish(std::optional<Failure> failure)
{
    if (m_state == State::Done)
        return;
    m_state = State::Done;
    m_timer.reset();
    m_judgeTimer.reset();
    m_fetch.reset();
    m_slot.reset();
    m_login.reset();
    Opened opened;
    if (failure) {
        if (m_loop.options().offers && m_shown && TrustWords::isAboutTrust(failure->error))
            m_loop.options().offers->put(
                {.endpoint = m_endpoint, .key = *m_shown, .error = failure->error, .at = m_loop.clock().now()});
        if (m_session)
            m_session->setOnProgress(nullptr);
    } else {
        opened = {.session = std::move(m_session), .facts = m_facts};
    }
    const Done done = m_done; // it may destroy this object
    done(std::move(opened), std::move(failure));
}

} // namespace Pilothouse::Ssh
