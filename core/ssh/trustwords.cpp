// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/trustwords.h"

#include "base/safetext.h"
#include "ssh/words.h"

using namespace Qt::StringLiterals;

namespace Pilothouse::Ssh {

namespace {

Error refused(const char* code, const QString& message, const QString& detail = {})
{
    return {.kind = ErrorKind::Refused, .message = message, .detail = detail, .code = QString::fromLatin1(code)};
}

/// What an expert wants to see of a certificate.
QString described(const HostCertificate& certificate)
{
    return u"%1\nserial %2, id %3\n%4\n%5\n%6"_s.arg(certificate.key.describe(), QString::number(certificate.serial),
                                                     SafeText::oneLine(QString::fromUtf8(certificate.id)).text(),
                                                     certificate.names(), certificate.validity(),
                                                     certificate.authority.describe());
}

} // namespace

bool TrustWords::isAboutTrust(const Error& error)
{
    return error.code.startsWith("host-key-"_L1) || error.code.startsWith("host-certificate-"_L1) ||
           error.code == QLatin1StringView(unusable);
}

bool TrustWords::isAboutKnownKeys(const Error& error)
{
    return error.code == QLatin1StringView(changed) || error.code == QLatin1StringView(otherType);
}

bool TrustWords::isRevocation(const Error& error) { return error.code == QLatin1StringView(revoked); }

Error TrustWords::keyUnknown(const Endpoint& endpoint, const HostKey& offered)
{
    const QString message =
        endpoint.policy == HostKeyPolicy::Provisioned
            ? tr("The host key of %1 is not provisioned; compare %2 with the host itself and add it to this console's "
                 "own known_hosts.")
            : tr("The host key of %1 is unknown; compare %2 with the host itself and add it to known_hosts.");
    return refused(unknown, message.arg(Words::where(endpoint), offered.describe()));
}

Error TrustWords::keyChanged(const Endpoint& endpoint, const QString& known, const HostKey& offered,
                             const QString& place)
{
    return refused(
        changed,
        tr("The host key of %1 has changed: known is %2, offered was %3. Somebody may be listening; find out "
           "why before you correct known_hosts.")
            .arg(Words::where(endpoint), known, offered.describe()),
        place);
}

Error TrustWords::keyOtherType(const Endpoint& endpoint, const QString& known, const HostKey& offered,
                               const QString& place)
{
    return refused(otherType,
                   tr("%1 offers a host key of another type than the known one: known is %2, offered was %3. Somebody "
                      "may be listening; find out why before you correct known_hosts.")
                       .arg(Words::where(endpoint), known, offered.describe()),
                   place);
}

Error TrustWords::keyRevoked(const Endpoint& endpoint, const HostKey& offered, const QString& place)
{
    return refused(revoked,
                   tr("The host key of %1, %2, is marked as revoked; do not use this host before its key was replaced.")
                       .arg(Words::where(endpoint), offered.describe()),
                   place);
}

Error TrustWords::keyUncertified(const Endpoint& endpoint, const HostKey& offered, const QString& place)
{
    return refused(
        uncertified,
        tr("known_hosts trusts %1 through a certificate authority, but the host shows no certificate; let the "
           "authority sign its key %2, or add that key to known_hosts after comparing it.")
            .arg(Words::where(endpoint), offered.describe()),
        place);
}

Error TrustWords::certificateNotFetched(const Endpoint& endpoint, const QString& why)
{
    return {.kind = ErrorKind::Unreachable,
            .message =
                tr("The host certificate of %1 could not be fetched: %2. Check that an SSH server answers there.")
                    .arg(Words::where(endpoint), why)};
}

Error TrustWords::certificateUnreadable(const Endpoint& endpoint)
{
    return refused(
        badCertificate,
        tr("The host certificate of %1 cannot be read; have a new one issued for it.").arg(Words::where(endpoint)));
}

Error TrustWords::certificateSignature(const Endpoint& endpoint, const HostCertificate& certificate,
                                       SignatureVerdict verdict)
{
    const QString message =
        verdict == SignatureVerdict::Unsupported
            ? tr("The host certificate of %1 is signed in a way that is not accepted here; have it signed with an "
                 "Ed25519, ECDSA or RSA key (SHA-2, 2048 bits or more).")
            : tr("The signature of %1's host certificate is wrong: the certificate was altered. Somebody may be "
                 "listening.");
    return refused(badCertificate, message.arg(Words::where(endpoint)), described(certificate));
}

Error TrustWords::certificateOfOther(const Endpoint& endpoint, const HostCertificate& certificate, const QString& known,
                                     const QString& place)
{
    return refused(badCertificate,
                   tr("The host certificate of %1 is signed by another authority: trusted is %2, it was signed by %3. "
                      "Have it signed by the trusted one, or find out who signed it.")
                       .arg(Words::where(endpoint), known, certificate.authority.describe()),
                   place + u'\n' + described(certificate));
}

Error TrustWords::authorityRevoked(const Endpoint& endpoint, const HostCertificate& certificate, const QString& place)
{
    return refused(revoked,
                   tr("The host certificate of %1 is signed by %2, and this authority is marked as revoked; have a new "
                      "certificate issued by another one.")
                       .arg(Words::where(endpoint), certificate.authority.describe()),
                   place + u'\n' + described(certificate));
}

Error TrustWords::certificateForUsers(const Endpoint& endpoint, const HostCertificate& certificate)
{
    return refused(badCertificate,
                   tr("%1 shows a certificate that was issued for a person, not for a host; have a host certificate "
                      "issued for it.")
                       .arg(Words::where(endpoint)),
                   described(certificate));
}

Error TrustWords::certificateExpired(const Endpoint& endpoint, const HostCertificate& certificate, bool notYet)
{
    const QString message =
        notYet ? tr("The host certificate of %1 is not valid yet (%2); compare the clocks of this machine and of the "
                    "authority.")
               : tr("The host certificate of %1 has expired (%2); have a new one issued, or correct this machine's "
                    "clock.");
    return refused(badCertificate, message.arg(Words::where(endpoint), certificate.validity()), described(certificate));
}

Error TrustWords::certificateOtherName(const Endpoint& endpoint, const HostCertificate& certificate)
{
    const QString message =
        certificate.principals.empty()
            ? tr("The host certificate of %1 names no host, so it would be good for any; have one issued for %2.")
            : tr("The host certificate of %1 is not for the name %2 but for: %3. Use one of these names, or have one "
                 "issued for this one.");
    const QString filled = message.arg(Words::where(endpoint), endpoint.knownAs());
    return refused(badCertificate, certificate.principals.empty() ? filled : filled.arg(certificate.names()),
                   described(certificate));
}

Error TrustWords::certificateOptions(const Endpoint& endpoint, const HostCertificate& certificate)
{
    const QString names = SafeText::oneLine(QString::fromUtf8(certificate.criticalOptions.join(", "))).text();
    return refused(badCertificate,
                   tr("The host certificate of %1 holds conditions that are not understood here (%2), so it cannot be "
                      "accepted; have one issued without them.")
                       .arg(Words::where(endpoint), names),
                   described(certificate));
}

Error TrustWords::certificateOtherKey(const Endpoint& endpoint, const HostCertificate& certificate,
                                      const HostKey& offered)
{
    return refused(badCertificate,
                   tr("%1 shows a certificate for another key than its own: certified is %2, offered was %3. Somebody "
                      "may be listening, or its key was replaced without a new certificate.")
                       .arg(Words::where(endpoint), certificate.key.describe(), offered.describe()),
                   described(certificate));
}

Error TrustWords::knownHostsUnusable(const QString& detail)
{
    return {.kind = ErrorKind::Invalid,
            .message = tr("A known_hosts file cannot be used, so no host key can be judged; repair or remove it."),
            .detail = detail,
            .code = QString::fromLatin1(unusable)};
}

} // namespace Pilothouse::Ssh
