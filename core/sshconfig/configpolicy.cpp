// SPDX-License-Identifier: GPL-3.0-or-later
#include "sshconfig/configpolicy.h"

#include "sshconfig/configwords.h"

namespace Pilothouse::Ssh {

namespace {

using K = ConfigKeyword;

bool isNone(const QByteArray& value) { return value.toLower() == "none"; }

/// Nothing stands between this machine and the host.
bool isDirect(const ConfigValues& values)
{
    return isNone(values.text(K::ProxyCommand, "none")) && isNone(values.text(K::ProxyJump, "none"));
}

} // namespace

std::optional<Error> refusedBy(const ConfigValues& values, const QString& host)
{
    const auto refused = [&](K keyword, const QString& advice) {
        return ConfigWords::notDone(values.place(keyword), QString::fromLatin1(nameOf(keyword)), host, advice);
    };
    if (values.text(K::ProxyCommand) == "-")
        return refused(K::ProxyCommand, ConfigWords::tr("name a command, or use ProxyJump"));
    if (values.isYes(K::ProxyUseFdpass) && !isNone(values.text(K::ProxyCommand, "none")))
        return refused(K::ProxyUseFdpass, ConfigWords::tr("use a ProxyCommand that passes the data on, or ProxyJump"));
    if (!isNone(values.text(K::KnownHostsCommand, "none")))
        return refused(K::KnownHostsCommand, ConfigWords::tr("set KnownHostsCommand none for this host and put its key "
                                                             "into known_hosts"));
    if (values.isYes(K::VerifyHostKeyDNS))
        return refused(K::VerifyHostKeyDNS,
                       ConfigWords::tr("set VerifyHostKeyDNS no for this host and put its key into "
                                       "known_hosts"));
    // By default, and where the address is what is connected to, OpenSSH itself looks at no second name.
    if (values.isYes(K::CheckHostIP) && isDirect(values) && !plainAddress(values.host()))
        return refused(K::CheckHostIP, ConfigWords::tr("set CheckHostIP no for this host"));
    if (!isNone(values.text(K::PKCS11Provider, "none")))
        return refused(K::PKCS11Provider,
                       ConfigWords::tr("load the card's keys into the SSH agent (ssh-add -s) and set "
                                       "PKCS11Provider none for this host"));
    const QByteArray provider = values.text(K::SecurityKeyProvider, "none");
    if (!isNone(provider) && provider != "internal" && provider != "$SSH_SK_PROVIDER")
        return refused(K::SecurityKeyProvider, ConfigWords::tr("load the key into the SSH agent and set "
                                                               "SecurityKeyProvider none for this host"));
    return {};
}

} // namespace Pilothouse::Ssh
