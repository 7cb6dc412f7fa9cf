// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/endpoint.h"
#include "ssh/hostcertificate.h"

#include <QCoreApplication>

namespace Pilothouse::Ssh {

/// Every sentence about the identity of a host in one place, and the code by which the window tells them apart. Each
/// state has words of its own, because each asks for something else; where a key was expected, both fingerprints are
/// said.
class TrustWords
{
    Q_DECLARE_TR_FUNCTIONS(Pilothouse::Ssh)

public:
    static constexpr auto unknown = "host-key-unknown";
    static constexpr auto changed = "host-key-changed";
    static constexpr auto otherType = "host-key-other-type";
    static constexpr auto revoked = "host-key-revoked";
    static constexpr auto uncertified = "host-certificate-missing";
    static constexpr auto badCertificate = "host-certificate-refused";
    static constexpr auto unusable = "known-hosts-unusable";

    /// Any of the sentences below.
    static bool isAboutTrust(const Error& error);
    /// Another key is known for the host.
    static bool isAboutKnownKeys(const Error& error);
    static bool isRevocation(const Error& error);

    static Error keyUnknown(const Endpoint& endpoint, const HostKey& offered);
    static Error keyChanged(const Endpoint& endpoint, const QString& known, const HostKey& offered,
                            const QString& place);
    static Error keyOtherType(const Endpoint& endpoint, const QString& known, const HostKey& offered,
                              const QString& place);
    static Error keyRevoked(const Endpoint& endpoint, const HostKey& offered, const QString& place);
    static Error keyUncertified(const Endpoint& endpoint, const HostKey& offered, const QString& place);

    static Error certificateNotFetched(const Endpoint& endpoint, const QString& why);
    static Error certificateUnreadable(const Endpoint& endpoint);
    static Error certificateSignature(const Endpoint& endpoint, const HostCertificate& certificate,
                                      SignatureVerdict verdict);
    static Error certificateOfOther(const Endpoint& endpoint, const HostCertificate& certificate, const QString& known,
                                    const QString& place);
    static Error authorityRevoked(const Endpoint& endpoint, const HostCertificate& certificate, const QString& place);
    static Error certificateForUsers(const Endpoint& endpoint, const HostCertificate& certificate);
    static Error certificateExpired(const Endpoint& endpoint, const HostCertificate& certificate, bool notYet);
    static Error certificateOtherName(const Endpoint& endpoint, const HostCertificate& certificate);
    static Error certificateOptions(const Endpoint& endpoint, const HostCertificate& certificate);
    static Error certificateOtherKey(const Endpoint& endpoint, const HostCertificate& certificate,
                                     const HostKey& offered);

    static Error knownHostsUnusable(const QString& detail);
};

} // namespace Pilothouse::Ssh
