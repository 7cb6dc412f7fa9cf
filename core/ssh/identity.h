// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::Ssh {

/// Who we are: the agent first (when allowed), then key files. A password goes to a server only when `password` says
/// so.
struct IdentityOptions
{
    bool agent = true;
    QString agentSocket = {}; ///< empty: SSH_AUTH_SOCK
    QStringList keyFiles = {};
    QStringList certificateFiles = {}; ///< besides KEYFILE-cert.pub, which is found by itself
    bool identitiesOnly = false;       ///< of the agent's keys only those that keyFiles name are offered
    bool keyboardInteractive = true; ///< answer the server's own questions (a one-time code), after or instead of a key
    bool password = false;
    /// Keys offered in one login at most; OpenSSH ends the connection at the sixth refusal (MaxAuthTries).
    int tries = 5;

    bool operator==(const IdentityOptions&) const = default;
};

} // namespace Pilothouse::Ssh
