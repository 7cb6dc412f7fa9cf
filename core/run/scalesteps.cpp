// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/scalesteps.h"

#include "run/planwork.h"
#include "run/proof.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

namespace {

constexpr int largestCount = 999;

const QString& scaleScript()
{
    static const QString text = [] {
        QFile file(u":/pilothouse/remote/scale.sh"_s);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    return text;
}

} // namespace

QString scaleSpec(const System::Environment& environment, const QStringList& hosts, const QStringList& act)
{
    QStringList lines = act;
    for (const System::Service& service : environment.services) {
        const auto on = environment.hostsOn(service.on);
        if (std::ranges::none_of(on, [&](const System::Host* host) { return hosts.contains(host->name); }))
            continue;
        const QString unit = service.unit.isEmpty() ? service.name : service.unit;
        if (service.runtime == System::Runtime::Compose)
            lines += u"compose %1 %2 %3"_s.arg(service.name, unit, service.file);
        else if (service.runtime == System::Runtime::Docker)
            lines += u"docker %1 %2"_s.arg(service.name, unit);
    }
    return lines.join(u'\n') + u"\nend\n"_s;
}

void takeScale(const System::Environment& environment, PlannedStep& planned)
{
    System::Step& step = planned.step;
    if (step.builtIn != System::BuiltIn::Scale)
        return;
    step.standardInput = scaleSpec(environment, planned.hosts,
                                   {u"act scale"_s, u"service "_s + step.argument.section(u' ', 0, 0),
                                    u"instances "_s + step.argument.section(u' ', 1)});
    step.argument = scaleScript();
}

QString scaleVariable() { return u"PILOTHOUSE_SCALE"_s; }

ContainerFacts containerFactsFrom(const QByteArray& output)
{
    // The options reach a shell without quotes.
    static const QRegularExpression scaled(u"\\Ascaled ([A-Za-z0-9_][A-Za-z0-9._-]*) ([0-9]{1,3})\\z"_s);
    static const QRegularExpression stops(u"\\Astops (\\S+) ([0-9]{1,6})\\z"_s);
    ContainerFacts facts;
    QStringList options;
    for (const QByteArray& bytes : output.split('\n')) {
        const QString line = QString::fromUtf8(bytes);
        if (const auto match = scaled.match(line); match.hasMatch() && match.captured(2).toInt() <= largestCount)
            options += u"--scale %1=%2"_s.arg(match.captured(1), match.captured(2));
        else if (const auto other = stops.match(line); other.hasMatch())
            facts.stops[other.captured(1)] = other.captured(2).toInt();
    }
    facts.scale = options.join(u' ');
    return facts;
}

bool losesScale(const QString& script)
{
    static const QRegularExpression starts(u"\\bdocker[- ]compose\\b[^\\n;|&]*\\sup\\b"_s);
    return !script.contains(scaleVariable()) && !script.contains("--scale"_L1) &&
           !script.contains("--no-recreate"_L1) && starts.match(QString(script).replace(u"\\\n"_s, u" "_s)).hasMatch();
}

Result<void> PlanWork::lookAtContainers()
{
    if (plan.readOnly)
        return {};
    for (const QString& name : plan.usedHosts()) {
        const System::Host* host = environment.host(name);
        const QString spec = scaleSpec(environment, {name}, {u"act tell"_s});
        if (!host || (!spec.contains("\ncompose "_L1) && !spec.contains("\ndocker "_L1)))
            continue;
        const auto finished = once(*host, scaleScript().toUtf8(), {{u"spec"_s, spec}});
        if (!finished)
            return fail(finished.error());
        const ContainerFacts facts = containerFactsFrom(finished->output);
        if (!facts.scale.isEmpty())
            plan.scale[name] = facts.scale;
        for (const PlannedStep& planned : plan.steps) {
            if (!facts.scale.isEmpty() && planned.hosts.contains(name) &&
                planned.step.builtIn == System::BuiltIn::None && losesScale(planned.step.argument))
                plan.warnings += QCoreApplication::translate("Run", "Step %1 has Compose start services on %2 without "
                                                                    "$PILOTHOUSE_SCALE (%3): it goes back to one "
                                                                    "container of each.")
                                     .arg(planned.step.name, name, facts.scale);
        }
        for (const System::Service& service : environment.services) {
            const auto given = facts.stops.find(service.name);
            if (!service.stopsWithin || given == facts.stops.end() ||
                std::chrono::seconds(given->second) >= *service.stopsWithin)
                continue;
            plan.warnings +=
                QCoreApplication::translate("Run", "%1 on %2 is killed %3 s after it was told to stop, but "
                                                   "may take up to %4 s: set stop_grace_period in its "
                                                   "Compose file, or docker run --stop-timeout.")
                    .arg(service.name, name)
                    .arg(given->second)
                    .arg(std::chrono::ceil<std::chrono::seconds>(*service.stopsWithin).count());
        }
    }
    return {};
}

} // namespace Pilothouse::Run
