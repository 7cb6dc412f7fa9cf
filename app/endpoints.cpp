// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endpoints.h"

#include "base/translate.h"

#include <QCoreApplication>
#include <QDir>

namespace Pilothouse {

using namespace Qt::StringLiterals;

Result<Ssh::Endpoint> endpointOf(const System::Environment& environment, const System::Host& host)
{
    if (host.local)
        return fail(ErrorKind::Invalid,
                    translate("App", "%1 is this machine and is not reached over SSH.").arg(host.name));
    Ssh::Endpoint out{.name = host.name, .address = host.address, .port = host.port, .user = host.user};
    out.policy = environment.kind == System::EnvironmentKind::Production ? Ssh::HostKeyPolicy::Provisioned
                                                                         : Ssh::HostKeyPolicy::Strict;
    for (const QString& name : host.jump) {
        const System::Host* hop = environment.host(name);
        if (!hop)
            return fail(ErrorKind::Invalid,
                        translate("App", "%1 is reached through \"%2\", which is not a host.").arg(host.name, name));
        out.jump.push_back(
            {.name = hop->name, .address = hop->address, .port = hop->port, .user = hop->user, .policy = out.policy});
    }
    return Ssh::Endpoint::checked(std::move(out));
}

Ssh::Pool::Options sshOptions(const QString& configDir)
{
    Ssh::Pool::Options out;
    out.offers = std::make_shared<Ssh::KeyOffers>();
    const QString own = configDir + u"/ssh"_s;
    out.knownHostsFiles = {own + u"/known_hosts"_s, QDir::homePath() + u"/.ssh/known_hosts"_s,
                           u"/etc/ssh/ssh_known_hosts"_s};
    for (const QString& folder : {own, QDir::homePath() + u"/.ssh"_s}) {
        for (const QString& name : {u"id_ed25519"_s, u"id_ecdsa"_s, u"id_rsa"_s}) {
            if (const QString file = folder + u'/' + name; QFileInfo::exists(file))
                out.identity.keyFiles << file;
        }
    }
    return out;
}

} // namespace Pilothouse
