// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/keyoffers.h"
#include "ssh/knownkeys.h"
#include "ssh/prompter.h"
#include "ssh/states.h"
#include "widgets/snapshot.h"

#include <QObject>

namespace Pilothouse::Ui {

/// A host of a definition and how its connection stands. A value.
struct HostLine
{
    EnvironmentKey environment;
    System::EnvironmentKind kind = System::EnvironmentKind::Production;
    Ssh::ConnectionState link; ///< its endpoint names the host; Closed where it was never needed
    QString directory = {};    ///< on the host
    QString noWay = {};        ///< why it cannot be reached at all: what ssh_config asks for is not done here

    QString id() const { return environment.id() + u':' + link.endpoint.name; }
    /// There is something of the connection that can be ended.
    bool isUnderWay() const
    {
        using Phase = Ssh::ConnectionState::Phase;
        return link.phase != Phase::Closed && link.phase != Phase::Refused;
    }
    bool operator==(const HostLine&) const = default;
};

/// A host key that was refused, and where the host belongs. A value.
struct HostOffer
{
    EnvironmentKey environment;
    System::EnvironmentKind kind = System::EnvironmentKind::Production;
    Ssh::KeyOffer offer;

    bool operator==(const HostOffer&) const = default;
};

/// An answer to logins that is kept in the keychain, without the answer itself. A value.
struct KeptAnswer
{
    Ssh::Prompt::Kind kind = Ssh::Prompt::Kind::Passphrase;
    QString name; ///< the key file, or the account with its host and address
    QDateTime at = {};
    QString by = {};

    bool operator==(const KeptAnswer&) const = default;
};

/// Port: what the page of hosts shows and asks for. Whoever implements it answers by signal, on the window's thread,
/// with values; getters answer from memory.
class HostDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual std::vector<HostLine> hosts() const = 0;
    virtual std::vector<HostOffer> offers() const = 0;
    /// The only file that is ever changed here.
    virtual QString ownFile() const = 0;
    /// Reads the known keys; answered by listed().
    virtual void list() = 0;
    /// Makes the connection, so that it can be seen whether it can be made; answered by connected().
    virtual void connectTo(const HostLine& host) = 0;
    /// The same from the beginning: what there is of it ends, and a login that was refused is tried once more.
    virtual void reconnect(const HostLine& host) = 0;
    /// Ends the connection, and with it what goes on over it. Whoever watches the host connects again.
    virtual void endConnection(const HostLine& host) = 0;
    /// Opens a terminal of the person's own on the host; the window says when it cannot.
    virtual void openTerminal(const HostLine& host) = 0;
    /// Answered by proposed() with the number that it returns, never before this returns.
    virtual quint64 propose(const QByteArray& text, const QByteArray& name) = 0;
    virtual quint64 proposeFile(const QString& file, const QByteArray& name) = 0;
    /// These three are answered by changed(), and by listed() when it was good.
    virtual void provision(const std::vector<Ssh::ProposedKey>& keys) = 0;
    virtual void forget(const std::vector<Ssh::KnownKey>& keys) = 0;
    virtual void accept(const Ssh::KeyOffer& offer) = 0;
    /// Reads which answers to logins are kept; answered by answersListed().
    virtual void listAnswers() = 0;
    /// Answered by changed() and answersListed().
    virtual void forgetAnswer(const KeptAnswer& answer) = 0;

Q_SIGNALS:
    void hostsChanged();
    void offersChanged();
    void listed(const Pilothouse::Result<Pilothouse::Ssh::KnownKeys::Listing>& listing);
    void answersListed(const Pilothouse::Result<std::vector<Pilothouse::Ui::KeptAnswer>>& answers);
    void connected(const QString& host, const std::optional<Pilothouse::Error>& error);
    void proposed(quint64 request, const Pilothouse::Result<std::vector<Pilothouse::Ssh::ProposedKey>>& keys);
    /// What was done, as a sentence, or why it was not.
    void changed(const Pilothouse::Result<QString>& done);
};

} // namespace Pilothouse::Ui
