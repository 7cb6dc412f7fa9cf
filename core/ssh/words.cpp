// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/words.h"

#include "base/units.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

QString Words::where(const Endpoint& endpoint)
{
    const QString place = endpoint.address.contains(u':') ? u"[%1]:%2"_s.arg(endpoint.address).arg(endpoint.port)
                                                          : u"%1:%2"_s.arg(endpoint.address).arg(endpoint.port);
    return endpoint.name.isEmpty() || endpoint.name == endpoint.address ? place
                                                                        : u"%1 (%2)"_s.arg(endpoint.name, place);
}

Error Words::badName(const QString& what, const QString& value)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("The %1 of a host may hold only letters, digits and . _ : % - and must not begin with -; "
                          "correct it in the definition.")
                           .arg(what),
            .detail = value};
}

Error Words::badCommand(const QString& why)
{
    return {.kind = ErrorKind::Invalid, .message = tr("The command cannot be sent: %1.").arg(why)};
}

Error Words::atHop(const Error& error, const QString& target)
{
    return {.kind = error.kind,
            .message = tr("On the way to %1: %2").arg(target, error.message),
            .detail = error.detail,
            .code = error.code};
}

Error Words::cannotResolve(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("%1 has no address; check the name or this machine's network.").arg(where(endpoint)),
            .detail = detail};
}

Error Words::cannotConnect(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message =
                tr("%1 does not accept connections; check that it is up and that its SSH port is open from here.")
                    .arg(where(endpoint)),
            .detail = detail};
}

Error Words::connectTimeout(const Endpoint& endpoint, std::chrono::milliseconds after, const QString& during)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("%1 did not answer within %2; check that it is up and reachable from here.")
                           .arg(where(endpoint), formatDuration(after)),
            .detail = during};
}

Error Words::tunnelRefused(const Endpoint& hop, const Endpoint& target, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The jump host %1 cannot reach %2; check the address and that forwarding is allowed there.")
                           .arg(where(hop), where(target)),
            .detail = detail};
}

Error Words::handshakeFailed(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("%1 ended the connection before the login; it may be overloaded or refuse this address. "
                          "Try again, then look at its SSH log.")
                           .arg(where(endpoint)),
            .detail = detail};
}

Error Words::handshakeUnusable(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("What %1 speaks is no SSH that can be used here; check the address, the port and which "
                          "algorithms are allowed there.")
                           .arg(where(endpoint)),
            .detail = detail};
}

Error Words::linkBroken(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The connection to %1 broke; the next use connects again.").arg(where(endpoint)),
            .detail = detail};
}

Error Words::linkDead(const Endpoint& endpoint, std::chrono::milliseconds silence)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("%1 has not answered for %2; the connection is given up.")
                           .arg(where(endpoint), formatDuration(silence))};
}

Error Words::proxyEnded(const QString& where, const QString& errors, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message =
                tr("The ProxyCommand of your ssh_config ended before %1 was logged in to; try the command by hand.")
                    .arg(where),
            .detail = (errors + u'\n' + detail).trimmed()};
}

Error Words::signedOtherwise(const QString& where, const QString& algorithm)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("The certificate of %1 is signed with %2, which CASignatureAlgorithms in your ssh_config does "
                   "not allow; have it signed in another way.")
                    .arg(where, algorithm)};
}

Error Words::loginRefused(const Endpoint& endpoint, const QStringList& tried, const QStringList& notes,
                          const QString& detail)
{
    const QString keys = tr("%n key(s) tried", nullptr, static_cast<int>(tried.size()));
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 refused the login of %2 (%3); add one of the keys there or choose another key file. "
                          "It is not tried again by itself.")
                           .arg(where(endpoint), endpoint.user, keys),
            .detail = (tried + notes + QStringList{detail}).join(u'\n')};
}

Error Words::answersRefused(const Endpoint& endpoint, const QStringList& tried, const QStringList& notes,
                            const QString& detail)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 did not accept what was answered for the login of %2. It is not tried again by itself.")
                           .arg(where(endpoint), endpoint.user),
            .detail = (tried + notes + QStringList{detail}).join(u'\n')};
}

Error Words::loginAbandoned(const Endpoint& endpoint, const QStringList& notes)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("The login to %1 was given up, because a question was not answered. It is not tried again by "
                          "itself.")
                           .arg(where(endpoint)),
            .detail = notes.join(u'\n')};
}

Error Words::patienceOver(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 ended the connection while it waited for an answer; servers give about two minutes for a "
                          "login (LoginGraceTime). Connect again and answer sooner.")
                           .arg(where(endpoint)),
            .detail = detail};
}

Error Words::passphraseNotGiven(const QString& file)
{
    return {.kind = ErrorKind::Cancelled, .message = tr("The passphrase of %1 was not given.").arg(file)};
}

Error Words::passphraseNotAsked(const QString& file, const Error& why)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1: it is protected by a passphrase. %2").arg(file, why.message),
            .detail = why.detail};
}

Error Words::passphraseWrong(const QString& file, int tries)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("%1: none of %n passphrase(s) opened it; it is not asked for again by itself.", nullptr, tries)
                    .arg(file)};
}

Error Words::nobodyToAskFor(const QString& file)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1: it is protected by a passphrase, and nobody can be asked for it; load it into the SSH "
                          "agent.")
                           .arg(file)};
}

Error Words::loginNoKeys(const Endpoint& endpoint, const QStringList& notes)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("There is no usable key to log in to %1 as %2; load one into the SSH agent or name a key file.")
                    .arg(where(endpoint), endpoint.user),
            .detail = notes.join(u'\n')};
}

Error Words::sudoNotAllowed(const Endpoint& endpoint, const QString& user)
{
    return {.kind = ErrorKind::Refused,
            .message =
                tr("%2 may not run this with sudo on %1, so nothing was done; have an administrator allow it in the "
                   "sudoers file there.")
                    .arg(where(endpoint), user)};
}

Error Words::sudoWantsTerminal(const Endpoint& endpoint, const QString& user)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("sudo on %1 wants a terminal (requiretty), so nothing was done; have requiretty switched off "
                          "for %2 in the sudoers file there.")
                           .arg(where(endpoint), user)};
}

Error Words::sudoWrongPassword(const Endpoint& endpoint, const QString& user)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("sudo on %1 did not accept the password of %2, so nothing was done. It is not tried again by "
                          "itself.")
                           .arg(where(endpoint), user)};
}

Error Words::sudoPasswordNeeded(const Endpoint& endpoint, const QString& user)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("sudo on %1 wants the password of %2, which was not given, so nothing was done.")
                           .arg(where(endpoint), user)};
}

Error Words::sudoMissing(const Endpoint& endpoint, const QString&)
{
    return {.kind = ErrorKind::Failed,
            .message =
                tr("There is no sudo on %1, so nothing was done; install it there or log in as the user that may.")
                    .arg(where(endpoint))};
}

Error Words::sudoFailed(const Endpoint& endpoint, const QString&)
{
    return {.kind = ErrorKind::Failed,
            .message =
                tr("sudo on %1 ended before the command was started, so nothing was done.").arg(where(endpoint))};
}

Error Words::outcomeUnknown(const Endpoint& endpoint, const QString& through, const QString& detail)
{
    if (!through.isEmpty())
        return {.kind = ErrorKind::Unreachable,
                .message = tr("The jump host %1 was lost while the command ran on %2; its outcome is unknown. Look at "
                              "the host before you run it again.")
                               .arg(through, where(endpoint)),
                .detail = detail};
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The connection to %1 broke while the command ran; its outcome is unknown. Look at the host "
                          "before you run it again.")
                           .arg(where(endpoint)),
            .detail = detail};
}

Error Words::notStarted(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Unreachable,
            .message = tr("The connection to %1 broke before the command was sent; it did not run. Try again.")
                           .arg(where(endpoint)),
            .detail = detail};
}

Error Words::channelRefused(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 allows no further session on this connection; end some or raise its MaxSessions.")
                           .arg(where(endpoint)),
            .detail = detail};
}

Error Words::cannotListen(quint16 port, const QString& detail)
{
    return {
        ErrorKind::Failed,
        port == 0
            ? tr("No port of 127.0.0.1 could be opened.")
            : tr("Port %1 of 127.0.0.1 could not be opened; choose another one or leave the choice open.").arg(port),
        detail};
}

Error Words::sessionsTaken(const Endpoint& endpoint, int connections)
{
    return {ErrorKind::Refused,
            tr("%1 has no session free: what goes on there fills %n connection(s). End something that "
               "follows a log or a stream there.",
               nullptr, connections)
                .arg(where(endpoint))};
}

Error Words::commandRefused(const Endpoint& endpoint, const QString& detail)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("%1 does not let %2 run commands; check the account's restrictions there.")
                           .arg(where(endpoint), endpoint.user),
            .detail = detail};
}

Error Words::noShell(const Endpoint& endpoint, const QString& said)
{
    return {.kind = ErrorKind::Refused,
            .message = tr("The login shell of %2 on %1 did not start sh, so nothing was run; give the account a shell, "
                          "or look at its restrictions there.")
                           .arg(where(endpoint), endpoint.user),
            .detail = said};
}

Error Words::deadline(const Endpoint& endpoint, std::chrono::milliseconds after, bool started)
{
    return {.kind = ErrorKind::Timeout,
            .message = started
                           ? tr("The command on %1 did not end within %2; its outcome is unknown. Look at the host.")
                                 .arg(where(endpoint), formatDuration(after))
                           : tr("The command could not be started on %1 within %2; it did not run.")
                                 .arg(where(endpoint), formatDuration(after))};
}

Error Words::deadlineEnded(const Endpoint& endpoint, std::chrono::milliseconds after, bool gone)
{
    return {.kind = ErrorKind::Timeout,
            .message =
                gone ? tr("The command on %1 did not end within %2 and was ended; nothing of it runs there any "
                          "more.")
                           .arg(where(endpoint), formatDuration(after))
                     : tr("The command on %1 did not end within %2; ending it failed, and it may still run there. "
                          "Look at the host.")
                           .arg(where(endpoint), formatDuration(after))};
}

Error Words::cancelled(bool started)
{
    return {.kind = ErrorKind::Cancelled,
            .message = started ? tr("The command was given up on request; it may still run on the host.")
                               : tr("The command was given up on request before it was started.")};
}

Error Words::ended(const Endpoint& endpoint)
{
    return {.kind = ErrorKind::Cancelled,
            .message = tr("The command on %1 was stopped; nothing of it runs there any more.").arg(where(endpoint))};
}

Error Words::dropped(const Endpoint& endpoint)
{
    return {.kind = ErrorKind::Cancelled,
            .message = tr("The connection to %1 was ended here on request.").arg(where(endpoint))};
}

Error Words::shutDown(bool started)
{
    return {.kind = ErrorKind::Cancelled,
            .message = started ? tr("Connections are being closed; the command may still run on the host.")
                               : tr("Connections are being closed; the command was not started.")};
}

} // namespace Pilothouse::Ssh
