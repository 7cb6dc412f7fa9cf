// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/aim.h"
#include "base/safetext.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using namespace Qt::StringLiterals;

namespace {

QString policyName(Ssh::HostKeyPolicy policy)
{
    switch (policy) {
    case Ssh::HostKeyPolicy::Strict:
        return u"known"_s;
    case Ssh::HostKeyPolicy::Provisioned:
        return u"provisioned"_s;
    case Ssh::HostKeyPolicy::AcceptNew:
        break;
    }
    return u"accept-new"_s;
}

QString place(const Ssh::Endpoint& endpoint)
{
    const QString form = endpoint.address.contains(u':') ? u"%1@[%2]:%3"_s : u"%1@%2:%3"_s;
    return form.arg(endpoint.user, endpoint.address).arg(endpoint.port);
}

/// Who logs in, with what the definition and the files say put together.
Ssh::IdentityOptions identityOf(const Ssh::Pool::Options& options, const Ssh::Endpoint& endpoint)
{
    return endpoint.login.over(endpoint.identity.value_or(options.identity));
}

QStringList knownHostsOf(const Ssh::Pool::Options& options, const Ssh::Endpoint& endpoint)
{
    return endpoint.link.knownHostsFiles ? options.knownHostsFiles.mid(0, 1) + *endpoint.link.knownHostsFiles
                                         : options.knownHostsFiles;
}

QStringList ways(const Ssh::IdentityOptions& identity)
{
    QStringList out;
    if (identity.keys)
        out += u"key"_s;
    if (identity.keyboardInteractive)
        out += u"keyboard-interactive"_s;
    if (identity.password)
        out += u"password"_s;
    return out;
}

QJsonArray toJson(const QStringList& list) { return QJsonArray::fromStringList(list); }

QJsonObject toJson(const Ssh::Pool::Options& options, const Ssh::Endpoint& endpoint)
{
    const Ssh::IdentityOptions identity = identityOf(options, endpoint);
    const Ssh::LinkOptions& link = endpoint.link;
    QJsonObject json{{u"name"_s, endpoint.name},
                     {u"address"_s, endpoint.address},
                     {u"port"_s, endpoint.port},
                     {u"user"_s, endpoint.user},
                     {u"policy"_s, policyName(endpoint.policy)},
                     {u"login"_s, toJson(ways(identity))},
                     {u"agent"_s, identity.keys && identity.agent},
                     {u"identitiesOnly"_s, identity.identitiesOnly},
                     {u"keyFiles"_s, toJson(identity.keys ? identity.keyFiles : QStringList())},
                     {u"certificateFiles"_s, toJson(identity.certificateFiles)},
                     {u"knownHostsFiles"_s, toJson(knownHostsOf(options, endpoint))}};
    const auto add = [&json](const QString& key, const QString& value) {
        if (!value.isEmpty())
            json.insert(key, value);
    };
    add(u"hostKeyAlias"_s, endpoint.hostKeyAlias);
    add(u"proxyCommand"_s, link.proxyCommand);
    add(u"bindAddress"_s, link.bindAddress);
    add(u"bindInterface"_s, link.bindInterface);
    add(u"revokedHostKeys"_s, link.revokedHostKeys);
    for (const auto& [key, list] :
         {std::pair(u"ciphers"_s, link.ciphers), std::pair(u"macs"_s, link.macs),
          std::pair(u"keyExchange"_s, link.keyExchange), std::pair(u"hostKeyAlgorithms"_s, link.hostKeyAlgorithms)}) {
        if (!list.isEmpty())
            json.insert(key, toJson(QString::fromLatin1(list).split(u',')));
    }
    return json;
}

QJsonObject toJson(const Ssh::Pool::Options& options, const Ssh::ConfigResolution& reached)
{
    QJsonObject json = toJson(options, reached.endpoint);
    QJsonArray jump;
    for (const Ssh::Endpoint& hop : reached.endpoint.jump)
        jump.append(toJson(options, hop));
    QJsonArray lines;
    for (const Ssh::ConfigDecision& line : reached.decisions)
        lines.append(QJsonObject{{u"host"_s, line.host},
                                 {u"keyword"_s, line.keyword},
                                 {u"value"_s, line.value},
                                 {u"file"_s, line.place.file},
                                 {u"line"_s, line.place.line}});
    json.insert(u"jump"_s, jump);
    json.insert(u"decidedBy"_s, lines);
    return json;
}

void print(Call& call, const Ssh::Pool::Options& options, const Ssh::ConfigResolution& reached)
{
    const auto line = [&call](const QString& what, const QString& value) {
        if (!value.isEmpty())
            call.print(u"    %1: %2"_s.arg(what, SafeText::oneLine(value, 2000).text()));
    };
    const Ssh::Endpoint& endpoint = reached.endpoint;
    const Ssh::IdentityOptions identity = identityOf(options, endpoint);
    call.print(u"%1  %2"_s.arg(endpoint.name, place(endpoint)));
    for (const Ssh::Endpoint& hop : endpoint.jump) {
        line(translate("Ctl", "through"), hop.name == hop.address ? place(hop) : hop.name + u' ' + place(hop));
        line(translate("Ctl", "through a command"), hop.link.proxyCommand);
    }
    line(translate("Ctl", "through a command"), endpoint.link.proxyCommand);
    line(translate("Ctl", "login"), ways(identity).join(u", "));
    if (identity.keys)
        line(translate("Ctl", "key files"), identity.keyFiles.join(u", "));
    line(translate("Ctl", "certificates"), identity.certificateFiles.join(u", "));
    line(translate("Ctl", "known as"), endpoint.hostKeyAlias);
    line(translate("Ctl", "host key"),
         endpoint.policy == Ssh::HostKeyPolicy::Provisioned
             ? translate("Ctl", "provisioned, in %1").arg(options.knownHostsFiles.value(0))
             : translate("Ctl", "known, in %1").arg(knownHostsOf(options, endpoint).join(u", ")));
    for (const Ssh::ConfigDecision& decision : reached.decisions)
        line(decision.place.toString(), (decision.host == endpoint.name ? QString() : decision.host + u": "_s) +
                                            decision.keyword + u' ' + decision.value);
}

Exit show(Call& call)
{
    if (call.words().size() != 1)
        return call.usage(translate("Ctl", "Write: pilothousectl host show TARGET"));
    const auto aim = aimOf(call);
    if (!aim)
        return call.report(aim.error());
    const auto hosts = hostsOf(*aim);
    if (!hosts)
        return call.report(hosts.error());
    const Ssh::Pool::Options options = sshOptions(call.options().configDir);
    QJsonArray all;
    Exit exit = Exit::Done;
    for (const System::Host* host : *hosts) {
        if (host->local) {
            all.append(QJsonObject{{u"name"_s, host->name}, {u"local"_s, true}});
            if (!call.json())
                call.print(u"%1  %2"_s.arg(host->name, translate("Ctl", "this machine")));
            continue;
        }
        const auto reached = call.services().endpoints().explain(aim->environment(), *host);
        if (!reached) {
            exit = exitFor(reached.error());
            all.append(QJsonObject{{u"name"_s, host->name}, {u"error"_s, reached.error().message}});
            call.note(host->name + u": "_s + reached.error().message);
            continue;
        }
        all.append(toJson(options, *reached));
        if (!call.json())
            print(call, options, *reached);
    }
    if (call.json())
        call.printJson({{u"target"_s, aim->toString()}, {u"hosts"_s, all}});
    return exit;
}

} // namespace

std::vector<Command> reachCommands()
{
    return {{u"host show"_s,
             u"TARGET"_s,
             translate("Ctl", "show how each host is reached, and which lines of ssh_config decided it"),
             {},
             show}};
}

} // namespace Pilothouse::Ctl
