// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/status.h"
#include "base/translate.h"

#include <QJsonArray>

namespace Pilothouse::Ctl {

using Health::ObjectiveState;
using namespace Qt::StringLiterals;

namespace {

QString mark(const ObjectiveState& state)
{
    return Ctl::mark(!state.holds   ? Health::HealthVerdict::Unknown
                     : *state.holds ? Health::HealthVerdict::Up
                                    : Health::HealthVerdict::Down);
}

Exit objectives(Call& call)
{
    const auto asked = places(call);
    if (!asked)
        return call.report(asked.error());
    const QDateTime now = call.services().clock().now();
    QJsonArray targets;
    bool missed = false;
    bool unknown = false;
    for (const Definitions::Place& place : *asked) {
        const System::Environment& environment = place.environment;
        const QString target = place.definition.system + u'/' + environment.name;
        QJsonArray list;
        if (!call.json() && !environment.objectives.empty())
            call.print(target);
        for (const System::Objective& objective : environment.objectives) {
            const System::ProbeSpec* probe = environment.probe(objective.of);
            // A target that names a part has only the probes of that part.
            if (!probe)
                continue;
            const auto tally = call.wait(call.services().history().tally(
                place.definition.system, environment.name, objective.of, now.addMSecs(-objective.over.count()), now));
            if (!tally)
                return call.report(tally.error());
            const ObjectiveState state = stateOf(objective, *probe, *tally);
            missed = missed || state.holds == false;
            unknown = unknown || !state.holds;
            if (call.json())
                list.append(toJson(state));
            else
                call.print(u"  %1 %2 %3"_s.arg(mark(state), objective.name.leftJustified(16), objectiveWords(state)));
        }
        if (call.json())
            targets.append(QJsonObject{{u"target"_s, target}, {u"objectives"_s, list}});
        else if (environment.objectives.empty() && !call.words().isEmpty())
            call.print(translate("Ctl", "%1 has no objectives.").arg(target));
    }
    if (call.json())
        call.printJson({{u"targets"_s, targets}});
    if (missed)
        return Exit::Failed;
    return unknown ? Exit::Unknown : Exit::Done;
}

} // namespace

std::vector<Command> objectiveCommands()
{
    return {{u"objectives"_s,
             u"[TARGET…]"_s,
             translate("Ctl", "how the objectives stand, by what was seen here, and what is left of each error budget"),
             {},
             objectives}};
}

} // namespace Pilothouse::Ctl
