// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/vault.h"
#include "ssh/prompter.h"

namespace Pilothouse {

/// An answer to a login that a person wanted kept, without the answer itself. What a definition names is no such
/// answer: that is a secret of its environment. A value.
struct KeptLogin
{
    Ssh::Prompt::Kind kind = Ssh::Prompt::Kind::Passphrase;
    QString name; ///< the key file, or the account with its host and address
    QDateTime at = {};
    QString by = {};

    bool operator==(const KeptLogin&) const = default;
};

/// Where it is kept: a system that no definition can have. Nothing for kinds that are never kept.
std::optional<SecretRef> placeOf(Ssh::Prompt::Kind kind, const QString& name);
/// "passphrase", "password", "sudo"
QString keptLoginWord(Ssh::Prompt::Kind kind);

/// All of them, passphrases first; asks no keychain.
QFuture<Result<std::vector<KeptLogin>>> keptLogins(Secrets::Vault& vault);
/// Takes one out of the keychain, as it takes a secret out.
QFuture<Result<void>> forgetLogin(Secrets::Vault& vault, const KeptLogin& login);

} // namespace Pilothouse
