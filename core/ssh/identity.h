// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::Ssh {

/// Who we are: the agent first (when allowed), then key files without passphrase. Passwords are never tried by
/// themselves.
struct IdentityOptions
{
    bool agent = true;
    QString agentSocket = {}; ///< empty: SSH_AUTH_SOCK
    QStringList keyFiles = {};
    /// Keys offered in one login at most; OpenSSH ends the connection at the sixth refusal (MaxAuthTries).
    int tries = 5;

    bool operator==(const IdentityOptions&) const = default;
};

} // namespace Pilothouse::Ssh
