// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/livehosts.h"

#include "base/translate.h"

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {
constexpr auto placesLast = std::chrono::seconds(5);
}

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
                if (const auto endpoint = m_services.endpoints().of(environment, host))
                    m_places.push_back({{definition.system, environment.name}, environment.kind, *endpoint});
            }
        }
    }
    return m_places;
}

std::vector<Ui::HostLine> LiveHosts::hosts() const
{
    std::map<QString, Ssh::ConnectionState> states;
    for (const Ssh::ConnectionState& state : m_services.pool().states())
        states.insert_or_assign(state.endpoint.key(), state);
    std::vector<Ui::HostLine> lines;
    for (const Place& place : places()) {
        Ui::HostLine line{.environment = place.environment, .kind = place.kind, .link = {}};
        if (const auto known = states.find(place.endpoint.key()); known != states.end())
            line.link = known->second;
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
        auto place =
            std::ranges::find_if(all, [&](const Place& each) { return each.endpoint.key() == offer.endpoint.key(); });
        if (place == all.end())
            place = std::ranges::find_if(all, [&](const Place& each) {
                return std::ranges::any_of(each.endpoint.jump, [&](const Ssh::Endpoint& hop) {
                    return hop.knownAs() == offer.endpoint.knownAs() && hop.knownPort() == offer.endpoint.knownPort();
                });
            });
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
    whenAnswered(m_services.pool().facts(host.link.endpoint), m_mailbox.slot(),
                 [this, id = host.id()](const Result<Ssh::ConnectionFacts>& facts) {
                     Q_EMIT connected(id, facts ? std::nullopt : std::optional(facts.error()));
                 });
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
    tellChange(m_services.hosts().provision(keys),
               [](int count) { return translate("Window", "%n key(s) were added.", nullptr, count); });
}

void LiveHosts::forget(const std::vector<Ssh::KnownKey>& keys)
{
    tellChange(m_services.hosts().forget(keys),
               [](int count) { return translate("Window", "%n line(s) were taken out.", nullptr, count); });
}

void LiveHosts::accept(const Ssh::KeyOffer& offer)
{
    // What the person waited for is made at once; when it is, the key is no longer among the refused ones.
    const Promise<int> both;
    whenAnswered(m_services.hosts().accept(offer), m_mailbox.slot(), [this, both, offer](const Result<int>& done) {
        if (done) {
            m_services.offers().settle(offer.endpoint);
            m_services.pool().facts(offer.endpoint);
        }
        both.answer(done);
    });
    tellChange(both.future(), [name = offer.endpoint.name](int) {
        return translate("Window", "The key of %1 is known now.").arg(name);
    });
}

} // namespace Pilothouse
