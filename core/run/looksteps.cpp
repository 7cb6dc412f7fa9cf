// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/looksteps.h"

#include "runtime/look.h"

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

/// What the definition's thresholds say of a metric: from where on it is a warning, and critical.
QString limitsOf(const System::Environment& environment, const QString& metric, double warning, double critical)
{
    for (const System::Threshold& threshold : environment.thresholds) {
        if (threshold.metric != metric)
            continue;
        (threshold.severity == u"critical" ? critical : warning) = threshold.above;
    }
    return u"limit %1 %2 %3"_s.arg(metric).arg(std::min(warning, critical)).arg(critical);
}

/// One list goes to all hosts of a step, so a unit that one of them lacks is not asked for.
bool runsOnAll(const System::Environment& environment, const System::Service& service, const QStringList& hosts)
{
    const auto there = environment.hostsOn(service.on);
    return std::ranges::all_of(hosts, [&](const QString& host) {
        return std::ranges::any_of(there, [&](const System::Host* each) { return each->name == host; });
    });
}

} // namespace

void takeLook(const System::Environment& environment, PlannedStep& planned)
{
    System::Step& step = planned.step;
    if (step.builtIn != System::BuiltIn::Look)
        return;
    QStringList lines;
    const QStringList looks = step.argument.split(u' ', Qt::SkipEmptyParts);
    for (const QString& look : looks)
        lines += u"look "_s + look;
    // Of one environment, all hosts have the same.
    const System::Host* host = planned.hosts.isEmpty() ? nullptr : environment.host(planned.hosts.front());
    if (host && host->variables.contains(u"KUBE_CONTEXT"_s) && host->variables.contains(u"KUBE_NAMESPACE"_s))
        lines += {u"context "_s + host->variables.at(u"KUBE_CONTEXT"_s),
                  u"namespace "_s + host->variables.at(u"KUBE_NAMESPACE"_s)};
    if (looks.contains(u"systemd"_s)) {
        for (const System::Service& service : environment.services) {
            if (service.runtime == System::Runtime::Systemd && runsOnAll(environment, service, planned.hosts))
                lines += u"unit "_s + (service.unit.isEmpty() ? service.name : service.unit);
        }
    }
    lines += limitsOf(environment, u"disk"_s, 80, 95);
    lines += limitsOf(environment, u"memory"_s, 80, 95);
    for (const System::Service& service : environment.services) {
        if (service.stopsWithin)
            lines += u"limit stops:%1 %2 %2"_s.arg(service.unit.isEmpty() ? service.name : service.unit)
                         .arg(std::chrono::ceil<std::chrono::seconds>(*service.stopsWithin).count());
    }
    step.standardInput = lines.join(u'\n') + u"\nend\n"_s;
    step.argument = QString::fromUtf8(Runtime::lookScript());
    step.cwd = u"~"_s; // nothing of it is in the directory, which may be missing
}

} // namespace Pilothouse::Run
