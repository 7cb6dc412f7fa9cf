// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "run/runs.h"

namespace Pilothouse::Ctl {

/// What a finished or open run means for a script.
Exit exitFor(Run::RunState state);
QJsonObject runToJson(const Run::RunInfo& info);
QJsonObject recordToJson(Call& call, const Run::RunRecord& record);

/// Options of commands that plan and start a procedure.
std::vector<Option> startOptions();
/// --set NAME=VALUE as a map.
Result<std::map<QString, QString>> inputsOf(Call& call);

/// Plans the procedure, with the incident and the reason of the call's --incident and --bypass.
Result<Run::Plan> makePlan(Call& call, const Definitions::Place& place, const QString& procedure,
                           const std::map<QString, QString>& inputs);

/// Plans the procedure, checks --plan and --confirm, starts it, and follows it to its end (unless --detach). The exit
/// code is the run's.
Exit carryOut(Call& call, const Definitions::Place& place, const QString& procedure,
              const std::map<QString, QString>& inputs);

/// The same with a plan that was made already.
Exit applyPlan(Call& call, const Definitions::Place& place, const Run::Plan& plan);

/// What a run that ended proved of backups is known from now on, and to the gates of other procedures.
void keepProofs(Call& call, const System::Environment& environment, const Run::RunRecord& record);

/// Where a run has several hosts, what it did on each.
void tellHosts(Call& call, const Run::RunRecord& record);
void tellHosts(Call& call, const Id& run);

/// What the looks of a run found, for people; how the command ends of it: something is wrong, or could not be seen.
Exit tellFindings(Call& call, const Run::RunRecord& record);

/// Prints a plan for people.
void printPlan(Call& call, const Run::Plan& plan);

} // namespace Pilothouse::Ctl
