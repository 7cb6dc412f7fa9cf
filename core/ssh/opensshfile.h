// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/endpoint.h"

namespace Pilothouse::Ssh {

/// The name under which openSshFile() has the host.
inline const QString openSshTarget = QStringLiteral("pilothouse-target");

/// An ssh_config with which OpenSSH's client goes the very same way: `ssh -F FILE pilothouse-target`. The same hops,
/// keys, algorithms and known hosts; an unknown host key is refused. `usual` is the identity where the endpoint has
/// none of its own, `knownHostsFiles` as the Pool has them, `file` where it will be. Invalid where a value cannot be
/// written there. Holds no secret.
Result<QByteArray> openSshFile(const Endpoint& endpoint, const IdentityOptions& usual,
                               const QStringList& knownHostsFiles, const QString& file);

} // namespace Pilothouse::Ssh
