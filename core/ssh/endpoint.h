// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/identity.h"
#include "ssh/linkoptions.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace Pilothouse::Ssh {

/// Which host keys are accepted: Strict wants a matching known_hosts entry; Provisioned (production) wants it in the
/// console's own file that a person wrote; AcceptNew records an unknown key of a host never seen.
enum class HostKeyPolicy { Strict, Provisioned, AcceptNew };

/// Whom to connect to. Names are allow-listed ([A-Za-z0-9._:%-] and no leading '-') before they go anywhere. A value.
struct Endpoint
{
    QString name;    ///< how messages call it ("app-1")
    QString address; ///< host name or IP address, as known_hosts knows it
    quint16 port = 22;
    QString user;
    HostKeyPolicy policy = HostKeyPolicy::Strict;
    std::vector<Endpoint> jump = {}; ///< outermost first
    QString hostKeyAlias = {};       ///< the name by which known_hosts knows it, when that is not the address
    /// What is said for this host alone; unset, the Pool's options count.
    std::optional<IdentityOptions> identity = {};
    LoginRules login = {}; ///< what the definition says on top of that
    std::optional<std::chrono::milliseconds> connectTimeout = {};
    std::optional<std::chrono::milliseconds> keepAliveInterval = {};
    std::optional<int> keepAliveMisses = {};
    LinkOptions link = {};

    /// Whether a name holds nothing but the allowed characters.
    static bool isAllowed(const QString& name);
    /// Invalid with the reason when a name holds anything but the allowed characters.
    static Result<Endpoint> checked(Endpoint endpoint);
    /// The last jump host on the way, with the way to it. Only where there is one.
    Endpoint hop() const;
    /// The name and the port that known_hosts knows it by: an alias stands there without a port, as with OpenSSH.
    const QString& knownAs() const { return hostKeyAlias.isEmpty() ? address : hostKeyAlias; }
    quint16 knownPort() const { return hostKeyAlias.isEmpty() ? port : 22; }
    /// The key under which connections are shared: user, address, port and the same of each hop.
    QString key() const;

    bool operator==(const Endpoint&) const = default;
};

} // namespace Pilothouse::Ssh
