// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace Pilothouse::Ssh {

/// What was agreed when a connection was made. A value.
struct ConnectionFacts
{
    QString serverBanner; ///< "SSH-2.0-OpenSSH_9.2p1 Debian-2"
    QString hostKeyType;
    QString fingerprint; ///< SHA256 of the accepted host key
    QString authority;   ///< who vouches for that key by a certificate; empty when the key itself is known
    QString keyExchange;
    QString cipher;
    QString user;
    QString identity;                         ///< the key that was accepted: its file or the agent's name for it
    std::chrono::milliseconds connectTime{0}; ///< from the first packet to the login

    bool operator==(const ConnectionFacts&) const = default;
};

} // namespace Pilothouse::Ssh
