// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/references.h"

#include "base/translate.h"

#include <QHash>
#include <QSet>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

namespace {

template <typename Things> QStringList namesOf(const Things& things)
{
    QStringList names;
    for (const auto& thing : things)
        names.append(thing.name);
    return names;
}

QStringList hostNames(const Environment& environment, bool remoteOnly)
{
    QStringList names;
    for (const Host& host : environment.hosts) {
        if (!host.local || !remoteOnly)
            names.append(host.name);
    }
    return names;
}

QStringList candidates(Named kind, const Environment& environment)
{
    QStringList names;
    switch (kind) {
    case Named::Host:
        return hostNames(environment, false);
    case Named::RemoteHost:
        return hostNames(environment, true);
    case Named::HostOrRole:
        names = hostNames(environment, false);
        for (const Host& host : environment.hosts)
            names.append(host.roles);
        return names;
    case Named::Probe:
        return namesOf(environment.probes);
    case Named::PostgresProbe:
        for (const ProbeSpec& probe : environment.probes) {
            if (probe.kind == ProbeKind::Postgres)
                names.append(probe.name);
        }
        return names;
    case Named::Service:
        return namesOf(environment.services);
    case Named::Registry:
        return namesOf(environment.registries);
    case Named::ComposeService:
        for (const Service& service : environment.services) {
            if (service.runtime == Runtime::Compose)
                names.append(service.name);
        }
        return names;
    case Named::Procedure:
        return namesOf(environment.procedures);
    case Named::Backup:
        return namesOf(environment.backups);
    case Named::Checklist:
        return namesOf(environment.checklists);
    case Named::Window:
        return {u"maintenance"_s}; // also without a repeated one: people announce others
    case Named::ImageService:
        for (const Service& service : environment.services) {
            if (service.runtime == Runtime::Compose || service.runtime == Runtime::Docker ||
                service.runtime == Runtime::Kubernetes)
                names.append(service.name);
        }
        return names;
    case Named::Kept:
        if (environment.keep && !environment.keep->images.isEmpty())
            names.append(u"images"_s);
        if (environment.keep && environment.keep->keepsRelease())
            names.append(u"release"_s);
        return names;
    }
    return names;
}

QString sentence(Named kind)
{
    switch (kind) {
    case Named::Host:
        return translate("System", "There is no host %1 in this environment.");
    case Named::RemoteHost:
        return translate("System", "There is no host %1 with an ssh: address in this environment.");
    case Named::HostOrRole:
        return translate("System", "There is no host and no role %1 in this environment.");
    case Named::Probe:
        return translate("System", "There is no probe %1 in this environment.");
    case Named::PostgresProbe:
        return translate("System", "There is no postgres probe %1 in this environment.");
    case Named::Service:
        return translate("System", "There is no service %1 in this environment.");
    case Named::ComposeService:
        return translate("System", "There is no service %1 with runtime: compose in this environment.");
    case Named::Registry:
        return translate("System", "There is no registry %1 in this environment.");
    case Named::Procedure:
        return translate("System", "There is no procedure %1 in this environment.");
    case Named::Backup:
        return translate("System", "There is no backup %1 in this environment.");
    case Named::Checklist:
        return translate("System", "There is no checklist %1 in this environment.");
    case Named::Window:
        return translate("System", "windows: has no %1 window in this environment.");
    case Named::ImageService:
        return translate("System",
                         "There is no service %1 with runtime: compose, docker or kubernetes in this environment.");
    case Named::Kept:
        return translate("System", "keep: keeps no %1 in this environment.");
    }
    return {};
}

} // namespace

void References::check(const Environment& environment, Faults& faults) const
{
    std::map<Named, QStringList> known;
    for (const Mention& mention : m_mentions) {
        auto it = known.find(mention.kind);
        if (it == known.end())
            it = known.emplace(mention.kind, candidates(mention.kind, environment)).first;
        if (it->second.contains(mention.name))
            continue;
        const bool isRole =
            (mention.kind == Named::Host || mention.kind == Named::RemoteHost) &&
            std::ranges::any_of(environment.hosts, [&](const Host& host) { return host.roles.contains(mention.name); });
        faults.add(mention.mark,
                   isRole ? translate("System", "%1 is a role; name one host here.").arg(quoted(mention.name))
                          : sentence(mention.kind).arg(quoted(mention.name)) + didYouMean(mention.name, it->second));
    }
    for (const Following kind : {Following::Jump, Following::ServiceAfter, Following::ProcedureCall,
                                 Following::RoleAfter, Following::SecretFrom})
        checkCircles(kind, faults);
}

void References::checkCircles(Following kind, Faults& faults) const
{
    QHash<QString, std::vector<const Edge*>> outgoing;
    QStringList starts;
    for (const Edge& edge : m_edges) {
        if (edge.kind != kind)
            continue;
        if (!outgoing.contains(edge.from))
            starts.append(edge.from);
        outgoing[edge.from].push_back(&edge);
    }
    // Depth first with an own stack: a chain in a hostile file may be longer than the thread's.
    struct Visit
    {
        QString name;
        size_t next = 0;
    };
    QSet<QString> done;
    for (const QString& start : starts) {
        std::vector<Visit> path{{start}};
        QSet<QString> onPath{start};
        while (!path.empty()) {
            Visit& top = path.back();
            const auto edges = outgoing.constFind(top.name);
            if (done.contains(top.name) || edges == outgoing.constEnd() || top.next >= edges->size()) {
                done.insert(top.name);
                onPath.remove(top.name);
                path.pop_back();
                continue;
            }
            const Edge& edge = *(*edges)[top.next++];
            if (!onPath.contains(edge.to)) {
                path.push_back({edge.to});
                onPath.insert(edge.to);
                continue;
            }
            QStringList circle;
            for (auto it = std::ranges::find(path, edge.to, &Visit::name); it != path.end() && circle.size() < 8; ++it)
                circle.append(it->name);
            circle.append(edge.to);
            faults.add(edge.mark, translate("System", "This goes round in a circle: %1.").arg(circle.join(u" → "_s)));
        }
    }
}

} // namespace Pilothouse::System
