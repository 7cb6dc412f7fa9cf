// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Pilothouse::Ssh {

/// Who we are: the agent first (when allowed), then key files. A password goes to a server only when `password` says
/// so.
struct IdentityOptions
{
    bool keys = true; ///< of the agent and of files
    bool agent = true;
    QString agentSocket = {}; ///< empty: SSH_AUTH_SOCK
    QStringList keyFiles = {};
    QStringList certificateFiles = {}; ///< besides KEYFILE-cert.pub, which is found by itself
    bool identitiesOnly = false;       ///< of the agent's keys only those that keyFiles name are offered
    bool keyboardInteractive = true; ///< answer the server's own questions (a one-time code), after or instead of a key
    bool password = false;
    std::optional<SecretRef> passphraseKept = {}; ///< where the keychain has that of the key files
    std::optional<SecretRef> passwordKept = {};
    /// Keys offered in one login at most; OpenSSH ends the connection at the sixth refusal (MaxAuthTries).
    int tries = 5;

    bool operator==(const IdentityOptions&) const = default;
};

/// What a definition says of the login to one host. A value.
struct LoginRules
{
    std::optional<QStringList> ways = {}; ///< of key, keyboard-interactive, password; unset: as it is
    QStringList keyFiles = {};            ///< instead of the user's own, and nothing else of the agent
    std::optional<SecretRef> passphraseKept = {};
    std::optional<SecretRef> passwordKept = {};

    IdentityOptions over(IdentityOptions options) const;
    /// Empty for the default; two logins with different keys share no connection.
    QString key() const;
    bool operator==(const LoginRules&) const = default;
};

} // namespace Pilothouse::Ssh
