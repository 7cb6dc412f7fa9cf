// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/services.h"
#include "settings/hostdesk.h"

namespace Pilothouse {

/// The hosts of every definition, their connections and their keys, as the page of hosts asks for them. Window's
/// thread.
class LiveHosts final : public Ui::HostDesk
{
    Q_OBJECT
public:
    explicit LiveHosts(Services& services);
    ~LiveHosts() override;

    std::vector<Ui::HostLine> hosts() const override;
    std::vector<Ui::HostOffer> offers() const override;
    QString ownFile() const override { return m_services.hosts().ownFile(); }
    void list() override;
    void connectTo(const Ui::HostLine& host) override;
    void reconnect(const Ui::HostLine& host) override;
    void endConnection(const Ui::HostLine& host) override;
    void openTerminal(const Ui::HostLine& host) override;
    quint64 propose(const QByteArray& text, const QByteArray& name) override;
    quint64 proposeFile(const QString& file, const QByteArray& name) override;
    void provision(const std::vector<Ssh::ProposedKey>& keys) override;
    void forget(const std::vector<Ssh::KnownKey>& keys) override;
    void accept(const Ssh::KeyOffer& offer) override;
    void listAnswers() override;
    void forgetAnswer(const Ui::KeptAnswer& answer) override;

    /// A key file was unlocked: hosts that refused the login without it are tried again, once.
    void takeUnlocked(const QString& keyFile);

Q_SIGNALS:
    /// A host showed a key that nobody has decided on yet.
    void keyRefused(const Pilothouse::Ui::HostOffer& offer);
    void noTerminal(const QString& why);

private:
    struct Place
    {
        Ui::EnvironmentKey environment;
        System::EnvironmentKind kind;
        Ssh::Endpoint endpoint;
        QString directory = {};
        QString noWay = {}; ///< then the endpoint is nothing but names, and never connected to
    };

    using States = std::map<QString, Ssh::ConnectionState>;

    const std::vector<Place>& places() const;
    States states() const;
    void renew(const Ssh::Endpoint& endpoint);
    void retry(const std::function<bool(const Ssh::KeyOffer&)>& isKnownNow);
    void takeOffers();
    quint64 answerProposal(const QFuture<Result<std::vector<Ssh::ProposedKey>>>& answer);
    void tellChange(const QFuture<Result<int>>& answer, std::function<QString(int)> words);

    Services& m_services;
    mutable std::vector<Place> m_places;
    mutable std::optional<std::chrono::milliseconds> m_placesAt;
    quint64 m_proposal = 0;
    std::vector<Ui::HostOffer> m_told;
    Mailbox m_mailbox;
    Ssh::StateBoard::Subscription m_states;
    Run::Workers m_terminals; ///< files are written and programs started there
};

} // namespace Pilothouse
