// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/endpoint.h"

#include <QCoreApplication>

#include <chrono>

namespace Pilothouse::Ssh {

/// Every error sentence of this room in one place, so that they stay consistent: the host named first, then what to do.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Ssh)

public:
    static QString where(const Endpoint& endpoint);

    static Error badName(const QString& what, const QString& value);
    static Error badCommand(const QString& why);
    static Error atHop(const Error& error, const QString& target);

    static Error cannotResolve(const Endpoint& endpoint, const QString& detail);
    static Error cannotConnect(const Endpoint& endpoint, const QString& detail);
    static Error connectTimeout(const Endpoint& endpoint, std::chrono::milliseconds after, const QString& during);
    static Error tunnelRefused(const Endpoint& hop, const Endpoint& target, const QString& detail);
    static Error handshakeFailed(const Endpoint& endpoint, const QString& detail);
    static Error handshakeUnusable(const Endpoint& endpoint, const QString& detail);
    static Error linkBroken(const Endpoint& endpoint, const QString& detail);
    static Error linkDead(const Endpoint& endpoint, std::chrono::milliseconds silence);

    static Error proxyEnded(const QString& where, const QString& errors, const QString& detail);
    static Error signedOtherwise(const QString& where, const QString& algorithm);

    static Error loginRefused(const Endpoint& endpoint, const QStringList& tried, const QStringList& notes,
                              const QString& detail);
    static Error answersRefused(const Endpoint& endpoint, const QStringList& tried, const QStringList& notes,
                                const QString& detail);
    /// A person did not want to answer.
    static Error loginAbandoned(const Endpoint& endpoint, const QStringList& notes);
    /// The server ended the login while a person thought.
    static Error patienceOver(const Endpoint& endpoint, const QString& detail);
    static Error passphraseNotGiven(const QString& file);
    static Error passphraseNotAsked(const QString& file, const Error& why);
    static Error passphraseWrong(const QString& file, int tries);
    static Error nobodyToAskFor(const QString& file);
    static Error loginNoKeys(const Endpoint& endpoint, const QStringList& notes);

    static Error sudoNotAllowed(const Endpoint& endpoint, const QString& user);
    static Error sudoWantsTerminal(const Endpoint& endpoint, const QString& user);
    static Error sudoWrongPassword(const Endpoint& endpoint, const QString& user);
    static Error sudoPasswordNeeded(const Endpoint& endpoint, const QString& user);
    static Error sudoMissing(const Endpoint& endpoint, const QString& user);
    static Error sudoFailed(const Endpoint& endpoint, const QString& user);

    /// `through`: the jump host that was lost, if it was one.
    static Error outcomeUnknown(const Endpoint& endpoint, const QString& through, const QString& detail);
    static Error notStarted(const Endpoint& endpoint, const QString& detail);
    static Error channelRefused(const Endpoint& endpoint, const QString& detail);
    static Error cannotListen(quint16 port, const QString& detail);
    static Error sessionsTaken(const Endpoint& endpoint, int connections);
    static Error commandRefused(const Endpoint& endpoint, const QString& detail);
    static Error noShell(const Endpoint& endpoint, const QString& said);
    static Error deadline(const Endpoint& endpoint, std::chrono::milliseconds after, bool started);
    /// It was ended after that; `gone`: nothing of it is left.
    static Error deadlineEnded(const Endpoint& endpoint, std::chrono::milliseconds after, bool gone);
    static Error cancelled(bool started);
    /// Cancelled, and known to be over.
    static Error ended(const Endpoint& endpoint);
    static Error dropped(const Endpoint& endpoint);
    static Error shutDown(bool started);
};

} // namespace Pilothouse::Ssh
