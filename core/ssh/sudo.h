// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/pool.h"

namespace Pilothouse::Ssh {

struct SudoOptions
{
    QString user = QStringLiteral("root");      ///< as whom it runs
    std::shared_ptr<Prompter> prompter = {};    ///< unset: nobody can be asked for a password
    std::optional<SecretRef> passwordKept = {}; ///< where the keychain has it
};

/// Runs `command` through sudo. A password is asked for only when sudo wants one, and goes to sudo over the channel's
/// standard input and nowhere else; the command's own input follows once it has started, so that neither reads what is
/// the other's. sudo asks again for a wrong one as often as it likes, and so does this.
///
/// Refused before the command started: a password that nobody gave or that was wrong, an account that may not, a sudo
/// that wants a terminal; each in words of its own. Failed: no sudo there. Whether it started is never in doubt: the
/// errors of Pool::exec() are about the command itself. A person has two minutes beside the deadline.
QFuture<Result<Finished>> execWithSudo(Pool& pool, const Endpoint& endpoint, Command command,
                                       const SudoOptions& options);

} // namespace Pilothouse::Ssh
