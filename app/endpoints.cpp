// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/endpoints.h"

#include "base/translate.h"

#include <QCoreApplication>
#include <QDir>

namespace Pilothouse {

using namespace Qt::StringLiterals;

namespace {

QStringList userKnownHosts()
{
    const QString folder = QDir::homePath() + u"/.ssh/"_s;
    return {folder + u"known_hosts"_s, folder + u"known_hosts2"_s};
}

QStringList globalKnownHosts() { return {u"/etc/ssh/ssh_known_hosts"_s, u"/etc/ssh/ssh_known_hosts2"_s}; }

std::vector<Ssh::ConfigSource> configSources(const QString& configDir)
{
    std::vector<Ssh::ConfigSource> out{{.path = configDir + u"/ssh/config"_s}};
    const QString chosen = qEnvironmentVariable("PILOTHOUSE_SSH_CONFIG");
    if (chosen.isEmpty()) {
        out.push_back({.path = QDir::homePath() + u"/.ssh/config"_s});
        out.push_back({.path = u"/etc/ssh/ssh_config"_s, .ofUser = false, .checkOwner = false});
    } else if (chosen != u"none"_s) {
        out.push_back({.path = chosen, .checkOwner = false, .required = true});
    }
    return out;
}

/// What the definition says of the login to a host.
Ssh::LoginRules rulesOf(const System::Environment& environment, const System::Host& host)
{
    const auto kept = [&environment](const QString& name) -> std::optional<SecretRef> {
        return name.isEmpty() ? std::nullopt : std::optional(SecretRef{environment.system, environment.name, name});
    };
    return {.ways = host.login.isEmpty() ? std::nullopt : std::optional(host.login),
            .keyFiles = host.identity,
            .passphraseKept = kept(host.passphrase),
            .passwordKept = kept(host.password)};
}

/// What the definition says: an empty user and a port of 0 are not said.
Ssh::Endpoint asked(const System::Environment& environment, const System::Host& host)
{
    return {.name = host.name,
            .address = host.address,
            .port = host.port == 22 && !host.usualPortSaid ? quint16(0) : host.port,
            .user = host.user,
            .policy = environment.kind == System::EnvironmentKind::Production ? Ssh::HostKeyPolicy::Provisioned
                                                                              : Ssh::HostKeyPolicy::Strict,
            .login = rulesOf(environment, host)};
}

} // namespace

Endpoints::Endpoints(const QString& configDir, const Ssh::Pool::Options& ssh)
    : m_config(configSources(configDir), Ssh::ConfigContext::here(),
               {.identity = ssh.identity, .userKnownHosts = userKnownHosts(), .globalKnownHosts = globalKnownHosts()})
{
}

Result<Ssh::ConfigResolution> Endpoints::explain(const System::Environment& environment, const System::Host& host)
{
    if (host.local)
        return fail(ErrorKind::Invalid,
                    translate("App", "%1 is this machine and is not reached over SSH.").arg(host.name));
    Ssh::Endpoint out = asked(environment, host);
    for (const QString& name : host.jump) {
        const System::Host* hop = environment.host(name);
        if (!hop)
            return fail(ErrorKind::Invalid,
                        translate("App", "%1 is reached through \"%2\", which is not a host.").arg(host.name, name));
        out.jump.push_back(asked(environment, *hop));
    }
    return m_config.resolve(out);
}

Result<Ssh::Endpoint> Endpoints::of(const System::Environment& environment, const System::Host& host)
{
    auto resolution = explain(environment, host);
    if (!resolution)
        return fail(resolution.error());
    return std::move(resolution->endpoint);
}

Endpoints::Function Endpoints::function()
{
    return [this](const System::Environment& environment, const System::Host& host) { return of(environment, host); };
}

Ssh::Pool::Options sshOptions(const QString& configDir, std::shared_ptr<Ssh::Prompter> prompter)
{
    Ssh::Pool::Options out;
    out.offers = std::make_shared<Ssh::KeyOffers>();
    out.prompter = std::move(prompter);
    const QString own = configDir + u"/ssh"_s;
    out.knownHostsFiles = QStringList{own + u"/known_hosts"_s} + userKnownHosts() + globalKnownHosts();
    for (const QString& folder : {own, QDir::homePath() + u"/.ssh"_s}) {
        for (const QString& name : {u"id_ed25519"_s, u"id_ecdsa"_s, u"id_rsa"_s}) {
            if (const QString file = folder + u'/' + name; QFileInfo::exists(file))
                out.identity.keyFiles << file;
        }
    }
    return out;
}

} // namespace Pilothouse
