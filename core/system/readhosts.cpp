// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QDir>
#include <QRegularExpression>

#include <array>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& hostShape()
{
    static const Shape shape{"host"_L1,
                             {{"ssh"_L1},
                              {"local"_L1},
                              {"directory"_L1},
                              {"roles"_L1},
                              {"jump"_L1},
                              {"environment"_L1},
                              {"login"_L1},
                              {"identity"_L1},
                              {"passphrase"_L1},
                              {"password"_L1}}};
    return shape;
}

const Shape& serviceShape()
{
    static const Shape shape{"service"_L1,
                             {{"runtime"_L1, true},
                              {"on"_L1},
                              {"file"_L1},
                              {"unit"_L1},
                              {"after"_L1},
                              {"probes"_L1},
                              {"limits"_L1},
                              {"reservations"_L1},
                              {"stops-within"_L1}}};
    return shape;
}

const Shape& resourcesShape()
{
    static const Shape shape{"resources"_L1, {{"cpu"_L1}, {"memory"_L1}}};
    return shape;
}

namespace {

/// `user@address:port`, where the address may be a name of ~/.ssh/config or an IPv6 address in brackets.
void readAddress(const Fields& fields, Host& host)
{
    const QString text = fields.address("ssh");
    if (text.isEmpty())
        return;
    static const QRegularExpression form(
        u"\\A(?:([A-Za-z_][A-Za-z0-9._-]{0,63})@)?(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([A-Za-z0-9][A-Za-z0-9._-]{0,252}))(?::([0-9]{1,5}))?\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch()) {
        fields.fault("ssh", translate("System", "%1 is not user@address:port; other characters are not allowed in it.")
                                .arg(quoted(text)));
        return;
    }
    host.user = match.captured(1);
    host.address = match.captured(2) + match.captured(3);
    if (match.capturedLength(4) == 0)
        return;
    const int port = match.captured(4).toInt();
    if (port < 1 || port > 65535)
        fields.fault("ssh", translate("System", "%1 is not a port: use 1 to 65535.").arg(port));
    else
        host.port = quint16(port);
    host.usualPortSaid = port == 22;
}

/// Key files: in the user's home with ~/, else beside the definition.
QStringList readKeyFiles(const Fields& fields)
{
    QStringList files;
    for (const QString& file : fields.lines("identity")) {
        if (file.startsWith(u'-') || file.split(u'/').contains(u".."_s))
            fields.fault(
                "identity",
                translate("System", "%1 is not a safe path: it must not begin with a hyphen or contain \"..\".")
                    .arg(quoted(file)));
        else if (file.startsWith(u"~/"_s))
            files += QDir::cleanPath(QDir::homePath() + file.mid(1));
        else
            files += QDir::cleanPath(QDir(fields.context().folder).absoluteFilePath(file));
    }
    return files;
}

/// How the host is logged in to.
void readWays(const Fields& fields, Host& host, const QStringList& otherwise)
{
    if (host.local) {
        for (const char* key : {"login", "identity", "passphrase", "password"}) {
            if (fields.has(key))
                fields.fault(key, translate("System", "Nobody logs in to a local host."));
        }
        return;
    }
    host.login = fields.has("login") ? readLogin(fields) : otherwise;
    host.identity = readKeyFiles(fields);
    host.passphrase = fields.secret("passphrase");
    host.password = fields.secret("password");
    if (!host.password.isEmpty() && !host.login.contains(u"password"_s))
        fields.fault("password", translate("System", "A password is never used unless login: lists password."));
}

Host readHost(Context& context, const QString& name, const YamlNode& node, const QStringList& login)
{
    const Fields fields(context, node, hostShape());
    Host host{.name = name};
    host.local = fields.flag("local", false);
    readAddress(fields, host);
    if (node.kind == YamlNode::Kind::Map && host.local == fields.has("ssh"))
        fields.fault(host.local ? "local" : "ssh",
                     translate("System", "A host has either ssh: user@address or local: true."));
    readWays(fields, host, login);
    host.directory = fields.path("directory");
    host.roles = fields.lines("roles");
    for (const QString& role : host.roles) {
        if (!isName(role))
            fields.fault("roles",
                         translate("System", "%1 is not a name: use letters, digits, dots, hyphens and underscores.")
                             .arg(quoted(role)));
    }
    host.jump = fields.references("jump", Named::RemoteHost);
    for (const QString& hop : host.jump)
        context.references.follow(Following::Jump, name, hop, fields.place("jump"));
    host.variables = fields.texts("environment", isVariableName);
    if (context.cluster) {
        if (host.variables.contains(u"KUBE_CONTEXT"_s) || host.variables.contains(u"KUBE_NAMESPACE"_s))
            fields.fault("environment", translate("System", "KUBE_CONTEXT and KUBE_NAMESPACE come from kubernetes:."));
        host.variables[u"KUBE_CONTEXT"_s] = context.cluster->context;
        host.variables[u"KUBE_NAMESPACE"_s] = context.cluster->nameSpace;
    }
    return host;
}

Resources readResources(Context& context, const YamlNode* node)
{
    if (!node)
        return {};
    const Fields fields(context, *node, resourcesShape());
    return {.cpu = fields.number("cpu"), .memory = fields.size("memory")};
}

Service readService(Context& context, const QString& name, const YamlNode& node)
{
    static constexpr std::array<Word<Runtime>, 6> runtimes{{{"compose"_L1, Runtime::Compose},
                                                            {"docker"_L1, Runtime::Docker},
                                                            {"pm2"_L1, Runtime::Pm2},
                                                            {"systemd"_L1, Runtime::Systemd},
                                                            {"kubernetes"_L1, Runtime::Kubernetes},
                                                            {"process"_L1, Runtime::Process}}};
    const Fields fields(context, node, serviceShape());
    Service service{.name = name};
    service.runtime = fields.word<Runtime>("runtime", runtimes, Runtime::Process);
    if (service.runtime == Runtime::Kubernetes)
        needCluster(fields, "runtime");
    service.on = fields.references("on", Named::HostOrRole);
    service.file = fields.path("file");
    service.unit = fields.line("unit");
    service.after = fields.references("after", Named::Service);
    for (const QString& earlier : service.after)
        context.references.follow(Following::ServiceAfter, name, earlier, fields.place("after"));
    service.probes = fields.references("probes", Named::Probe);
    service.limits = readResources(context, fields.node("limits"));
    service.reservations = readResources(context, fields.node("reservations"));
    if (service.runtime == Runtime::Compose && service.file.isEmpty() && fields.has("runtime") && !fields.has("file"))
        fields.fault("file", translate("System", "A compose service needs file: the Compose file."));
    service.stopsWithin = fields.duration("stops-within");
    if (service.stopsWithin &&
        (*service.stopsWithin < std::chrono::seconds(1) || *service.stopsWithin > std::chrono::hours(1)))
        fields.fault("stops-within", translate("System", "A service ends within a second to an hour."));
    const Resources& low = service.reservations;
    const Resources& high = service.limits;
    if ((low.cpu && high.cpu && *low.cpu > *high.cpu) || (low.memory && high.memory && *low.memory > *high.memory))
        fields.fault("reservations", translate("System", "More is reserved than the limits allow."));
    return service;
}

} // namespace

QStringList readLogin(const Fields& fields)
{
    static const QStringList known{u"key"_s, u"keyboard-interactive"_s, u"password"_s};
    QStringList ways;
    const QStringList given = fields.lines("login");
    for (const QString& way : given) {
        if (!known.contains(way))
            fields.fault(
                "login",
                translate("System", "%1 is not a way to log in; use %2.").arg(quoted(way), known.join(u", "_s)));
        else if (!ways.contains(way))
            ways += way;
    }
    if (const YamlNode* node = fields.node("login"); node && given.isEmpty())
        fields.fault("login", translate("System", "Without a way to log in nothing can be reached; use some of %1.")
                                  .arg(known.join(u", "_s)));
    return ways;
}

std::vector<Host> readHosts(Context& context, const YamlNode* node, const QStringList& login)
{
    std::vector<Host> hosts;
    eachNamed(context, node, [&](const QString& name, const YamlNode& item) {
        hosts.push_back(readHost(context, name, item, login));
    });
    return hosts;
}

std::vector<Service> readServices(Context& context, const YamlNode* node)
{
    std::vector<Service> services;
    eachNamed(context, node,
              [&](const QString& name, const YamlNode& item) { services.push_back(readService(context, name, item)); });
    return services;
}

} // namespace Pilothouse::System
