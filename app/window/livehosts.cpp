// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/livehosts.h"

#include "app/keptlogins.h"
#include "app/window/terminal.h"
#include "base/translate.h"
#include "ssh/opensshfile.h"

namespace Pilothouse {

using namespace Qt::StringLiterals;

using Phase = Ssh::ConnectionState::Phase;

namespace {

constexpr auto placesLast = std::chrono::seconds(5);

bool isOnTheWay(const Ssh::Endpoint& host, const Ssh::Endpoint& to)
{
    return std::ranges::any_of(to.jump, [&host](const Ssh::Endpoint& hop) {
        return hop.knownAs() == host.knownAs() && hop.knownPort() == host.knownPort();
    });
}

/// The jump host on the way that refused the login, if one did.
std::optional<Ssh::ConnectionState> refusedHop(const std::map<QString, Ssh::ConnectionState>& states,
                                               const Ssh::Endpoint& endpoint)
{
    for (Ssh::Endpoint hop = endpoint; !hop.jump.empty();) {
        hop = hop.hop();
        const auto state = states.find(hop.key());
        if (state != states.end() && state->second.phase == Phase::Refused)
            return state->second;
    }
    return {};
}

} // namespace

LiveHosts::LiveHosts(Services& services)
    : m_services(services)
    , m_mailbox(this)
    , m_states(services.pool().onStatesChanged(m_mailbox.slot(), [this] { Q_EMIT hostsChanged(); }))
{
    services.offers().watch(m_mailbox.slot(), [this] { takeOffers(); });
}

LiveHosts::~LiveHosts() { m_mailbox.close(); }

const std::vector<LiveHosts::Place>& LiveHosts::places() const
{
    // Connections change often, the files that say where hosts are do not.
    const auto now = m_services.clock().monotonic();
    if (m_placesAt && now - *m_placesAt < placesLast)
        return m_places;
    m_placesAt = now;
    m_places.clear();
    for (const System::Definition& definition : m_services.definitions().all()) {
        for (const System::Environment& environment : definition.environments) {
            for (const System::Host& host : environment.hosts) {
                if (host.local)
                    continue;
                const auto endpoint = m_services.endpoints().of(environment, host);
                m_places.push_back(
                    {.environment = {definition.system, environment.name},
                     .kind = environment.kind,
                     .endpoint = endpoint.value_or(Ssh::Endpoint{
                         .name = host.name, .address = host.address, .port = host.port, .user = host.user}),
                     .directory = host.directory,
                     .noWay = endpoint ? QString() : endpoint.error().message});
            }
        }
    }
    return m_places;
}

LiveHosts::States LiveHosts::states() const
{
    States out;
    for (const Ssh::ConnectionState& state : m_services.pool().states())
        out.insert_or_assign(state.endpoint.key(), state);
    return out;
}

std::vector<Ui::HostLine> LiveHosts::hosts() const
{
    const States known = states();
    std::vector<Ui::HostLine> lines;
    for (const Place& place : places()) {
        Ui::HostLine line{.environment = place.environment,
                          .kind = place.kind,
                          .link = {},
                          .directory = place.directory,
                          .noWay = place.noWay};
        if (!place.noWay.isEmpty()) {
            line.link.endpoint = place.endpoint;
            line.link.problem = place.noWay;
            lines.push_back(std::move(line));
            continue;
        }
        if (const auto state = known.find(place.endpoint.key()); state != known.end())
            line.link = state->second;
        // Nobody gets past a jump host that refuses the login: what helps is the same as if the host did.
        const auto refused = refusedHop(known, place.endpoint);
        if (refused && line.link.phase == Phase::Closed) {
            line.link.phase = Phase::Refused;
            if (line.link.problem.isEmpty())
                line.link.problem = refused->problem;
        }
        // Two environments may share a connection, and each calls the host by its own name.
        line.link.endpoint = place.endpoint;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<Ui::HostOffer> LiveHosts::offers() const
{
    const auto& all = places();
    std::vector<Ui::HostOffer> found;
    for (const Ssh::KeyOffer& offer : m_services.offers().all()) {
        // It is a host of a definition itself, or else on the way to one.
        auto place = std::ranges::find_if(all, [&](const Place& each) {
            return each.noWay.isEmpty() && each.endpoint.key() == offer.endpoint.key();
        });
        if (place == all.end())
            place =
                std::ranges::find_if(all, [&](const Place& each) { return isOnTheWay(offer.endpoint, each.endpoint); });
        if (place != all.end())
            found.push_back({place->environment, place->kind, offer});
    }
    return found;
}

void LiveHosts::takeOffers()
{
    const auto now = offers();
    for (const Ui::HostOffer& offer : now) {
        if (std::ranges::find(m_told, offer) == m_told.end())
            Q_EMIT keyRefused(offer);
    }
    m_told = now;
    Q_EMIT offersChanged();
}

void LiveHosts::list()
{
    whenAnswered(m_services.hosts().list(), m_mailbox.slot(),
                 [this](const Result<Ssh::KnownKeys::Listing>& listing) { Q_EMIT listed(listing); });
}

void LiveHosts::connectTo(const Ui::HostLine& host)
{
    // Its names alone might be those of another machine than the one that is meant.
    if (!host.noWay.isEmpty())
        return;
    whenAnswered(m_services.pool().facts(host.link.endpoint), m_mailbox.slot(),
                 [this, id = host.id()](const Result<Ssh::ConnectionFacts>& facts) {
                     Q_EMIT connected(id, facts ? std::nullopt : std::optional(facts.error()));
                 });
}

void LiveHosts::reconnect(const Ui::HostLine& host)
{
    if (!host.noWay.isEmpty())
        return;
    renew(host.link.endpoint);
    connectTo(host);
}

void LiveHosts::endConnection(const Ui::HostLine& host) { m_services.pool().drop(host.link.endpoint); }

void LiveHosts::openTerminal(const Ui::HostLine& host)
{
    const TerminalRequest request{.target = host.environment.id(),
                                  .kind = host.kind,
                                  .endpoint = host.link.endpoint,
                                  .directory = host.directory};
    // Written down before it is there: nobody can tell what is done in it.
    const Audit::Entry entry{.action = u"host.terminal"_s,
                             .target = host.id(),
                             .dangerous = host.kind == System::EnvironmentKind::Production};
    whenAnswered(
        m_services.audit().append(entry), m_mailbox.slot(), [this, request](const Result<Audit::Record>& written) {
            if (!written) {
                Q_EMIT noTerminal(written.error().message);
                return;
            }
            const auto work = [request, ssh = m_services.ssh(),
                               folder = m_services.options().dataDir + u"/terminals"_s](const std::stop_token&) {
                const auto way = [&request, &ssh](const QString& file) {
                    return Ssh::openSshFile(request.endpoint, ssh.identity, ssh.knownHostsFiles, file);
                };
                return Pilothouse::openTerminal(request, way, folder);
            };
            whenAnswered(m_terminals.run<void>(work), m_mailbox.slot(), [this](const Result<void>& opened) {
                if (!opened)
                    Q_EMIT noTerminal(opened.error().message);
            });
        });
}

/// Forgets what was refused or failed on the way, and ends the connection itself. Jump hosts that stand carry others.
void LiveHosts::renew(const Ssh::Endpoint& endpoint)
{
    const States known = states();
    for (Ssh::Endpoint hop = endpoint; !hop.jump.empty();) {
        hop = hop.hop();
        const auto state = known.find(hop.key());
        if (state != known.end() && state->second.phase != Phase::Open && state->second.phase != Phase::Connecting)
            m_services.pool().drop(hop);
    }
    m_services.pool().drop(endpoint);
}

/// After keys were made known: what failed because of one is tried again, by itself and at once.
void LiveHosts::retry(const std::function<bool(const Ssh::KeyOffer&)>& isKnownNow)
{
    auto refused = m_services.offers().all();
    std::erase_if(refused, std::not_fn(isKnownNow));
    for (const Place& place : places()) {
        const bool concerned = std::ranges::any_of(refused, [&place](const Ssh::KeyOffer& offer) {
            return offer.endpoint.key() == place.endpoint.key() || isOnTheWay(offer.endpoint, place.endpoint);
        });
        if (!concerned || !place.noWay.isEmpty())
            continue;
        renew(place.endpoint);
        connectTo({.environment = place.environment, .kind = place.kind, .link = {.endpoint = place.endpoint}});
    }
}

void LiveHosts::takeUnlocked(const QString& keyFile)
{
    // A key is unlocked once: whoever refused a login before had not been shown this one.
    const auto usual = sshOptions(m_services.options().configDir).identity;
    for (const Ui::HostLine& host : hosts()) {
        const Ssh::Endpoint& to = host.link.endpoint;
        const auto isMeant = [&](const Ssh::Endpoint& endpoint) {
            return endpoint.login.over(endpoint.identity.value_or(usual)).keyFiles.contains(keyFile);
        };
        if (host.link.phase == Phase::Refused && (isMeant(to) || std::ranges::any_of(to.jump, isMeant)))
            reconnect(host);
    }
}

quint64 LiveHosts::answerProposal(const QFuture<Result<std::vector<Ssh::ProposedKey>>>& answer)
{
    const quint64 request = ++m_proposal;
    whenAnswered(answer, m_mailbox.slot(), [this, request](const Result<std::vector<Ssh::ProposedKey>>& keys) {
        Q_EMIT proposed(request, keys);
    });
    return request;
}

quint64 LiveHosts::propose(const QByteArray& text, const QByteArray& name)
{
    return answerProposal(m_services.hosts().propose(text, name));
}

quint64 LiveHosts::proposeFile(const QString& file, const QByteArray& name)
{
    return answerProposal(m_services.hosts().proposeFile(file, name));
}

void LiveHosts::tellChange(const QFuture<Result<int>>& answer, std::function<QString(int)> words)
{
    whenAnswered(answer, m_mailbox.slot(), [this, words = std::move(words)](const Result<int>& done) {
        Q_EMIT changed(done ? Result<QString>(words(*done)) : Result<QString>(fail(done.error())));
        list();
    });
}

void LiveHosts::provision(const std::vector<Ssh::ProposedKey>& keys)
{
    const Promise<int> both;
    whenAnswered(m_services.hosts().provision(keys), m_mailbox.slot(), [this, both, keys](const Result<int>& done) {
        if (done)
            retry([&keys](const Ssh::KeyOffer& offer) {
                const auto name = Ssh::KnownHosts::nameFor(offer.endpoint.knownAs(), offer.endpoint.knownPort());
                return std::ranges::any_of(
                    keys, [&name](const Ssh::ProposedKey& key) { return Ssh::KnownHosts::matches(key.names, name); });
            });
        both.answer(done);
    });
    tellChange(both.future(), [](int count) { return translate("Window", "%n key(s) were added.", nullptr, count); });
}

void LiveHosts::forget(const std::vector<Ssh::KnownKey>& keys)
{
    tellChange(m_services.hosts().forget(keys),
               [](int count) { return translate("Window", "%n line(s) were taken out.", nullptr, count); });
}

void LiveHosts::accept(const Ssh::KeyOffer& offer)
{
    // What the person waited for is made at once, and whatever is behind that host.
    const Promise<int> both;
    whenAnswered(m_services.hosts().accept(offer), m_mailbox.slot(), [this, both, offer](const Result<int>& done) {
        if (done) {
            retry([&offer](const Ssh::KeyOffer& other) { return other.endpoint == offer.endpoint; });
            m_services.pool().facts(offer.endpoint);
            m_services.offers().settle(offer.endpoint);
        }
        both.answer(done);
    });
    tellChange(both.future(), [name = offer.endpoint.name](int) {
        return translate("Window", "The key of %1 is known now.").arg(name);
    });
}

void LiveHosts::listAnswers()
{
    whenAnswered(keptLogins(m_services.vault()), m_mailbox.slot(), [this](const Result<std::vector<KeptLogin>>& kept) {
        if (!kept) {
            Q_EMIT answersListed(fail(kept.error()));
            return;
        }
        std::vector<Ui::KeptAnswer> answers;
        for (const KeptLogin& login : *kept)
            answers.push_back({.kind = login.kind, .name = login.name, .at = login.at, .by = login.by});
        Q_EMIT answersListed(answers);
    });
}

void LiveHosts::forgetAnswer(const Ui::KeptAnswer& answer)
{
    whenAnswered(forgetLogin(m_services.vault(), {.kind = answer.kind, .name = answer.name}), m_mailbox.slot(),
                 [this, name = answer.name](const Result<void>& done) {
                     Q_EMIT changed(
                         done ? Result<QString>(translate("Window", "The answer for %1 is forgotten.").arg(name))
                              : Result<QString>(fail(done.error())));
                     listAnswers();
                 });
}

} // namespace Pilothouse
