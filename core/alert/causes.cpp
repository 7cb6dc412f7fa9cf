// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/causes.h"

#include <algorithm>

namespace Pilothouse::Alert {

using namespace Qt::StringLiterals;

namespace {

bool leadsTo(const Causes& causes, const QString& from, const QString& to)
{
    QStringList open{from};
    QStringList met;
    while (!open.isEmpty()) {
        const QString next = open.takeLast();
        if (next == to)
            return true;
        if (met.contains(next))
            continue;
        met += next;
        if (const auto known = causes.find(next); known != causes.end())
            open += known->second;
    }
    return false;
}

void add(Causes& causes, const QString& subject, const QString& needed)
{
    QStringList& list = causes[subject];
    if (subject != needed && !list.contains(needed) && !leadsTo(causes, needed, subject))
        list += needed;
}

} // namespace

QString probeSubject(const QString& probe) { return u"probe:"_s + probe; }
QString hostSubject(const QString& host) { return u"host:"_s + host; }

Causes causesOf(const System::Environment& environment)
{
    Causes causes;
    for (const System::Host& host : environment.hosts) {
        for (const QString& hop : host.jump)
            add(causes, hostSubject(host.name), hostSubject(hop));
    }
    const auto needHost = [&](const QString& probe, const System::Host* host) {
        if (host && !host->local)
            add(causes, probeSubject(probe), hostSubject(host->name));
    };
    for (const System::ProbeSpec& probe : environment.probes) {
        for (const QString& needed : probe.needs)
            add(causes, probeSubject(probe.name), probeSubject(needed));
        needHost(probe.name, environment.host(probe.via));
    }
    for (const System::Service& service : environment.services) {
        QStringList probes = service.probes;
        for (const System::ProbeSpec& probe : environment.probes) {
            if (probe.service == service.name && !probes.contains(probe.name))
                probes += probe.name;
        }
        const auto hosts = service.on.isEmpty() ? std::vector<const System::Host*>() : environment.hostsOn(service.on);
        for (const QString& probe : probes) {
            if (hosts.size() == 1)
                needHost(probe, hosts.front());
            for (const QString& before : service.after) {
                const System::Service* other = environment.service(before);
                if (!other)
                    continue;
                for (const System::ProbeSpec& needed : environment.probes) {
                    if (other->probes.contains(needed.name) || needed.service == other->name)
                        add(causes, probeSubject(probe), probeSubject(needed.name));
                }
            }
        }
    }
    return causes;
}

} // namespace Pilothouse::Alert
