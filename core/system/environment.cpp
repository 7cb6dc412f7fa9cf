// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/environment.h"

#include <algorithm>

namespace Pilothouse::System {

namespace {

template <typename Thing> const Thing* named(const std::vector<Thing>& things, const QString& name)
{
    const auto it = std::ranges::find(things, name, &Thing::name);
    return it == things.end() ? nullptr : &*it;
}

} // namespace

const Host* Environment::host(const QString& name) const { return named(hosts, name); }
const Service* Environment::service(const QString& name) const { return named(services, name); }
const Registry* Environment::registry(const QString& name) const { return named(registries, name); }
const ProbeSpec* Environment::probe(const QString& name) const { return named(probes, name); }
const BackupSpec* Environment::backup(const QString& name) const { return named(backups, name); }
const Procedure* Environment::procedure(const QString& name) const { return named(procedures, name); }
const ChecklistSpec* Environment::checklist(const QString& name) const { return named(checklists, name); }

std::vector<const Host*> Environment::hostsOn(const QStringList& namesOrRoles) const
{
    std::vector<const Host*> found;
    for (const Host& host : hosts) {
        const bool meant =
            namesOrRoles.isEmpty() || namesOrRoles.contains(host.name) ||
            std::ranges::any_of(host.roles, [&](const QString& role) { return namesOrRoles.contains(role); });
        if (meant)
            found.push_back(&host);
    }
    return found;
}

} // namespace Pilothouse::System
