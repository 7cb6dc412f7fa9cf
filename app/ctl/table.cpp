// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/checklist.h"
#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (const auto& group :
         {definitionCommands, statusCommands,      metricsCommands, watchCommands,   objectiveCommands,
          alertCommands,      execCommands,        forwardCommands, copyCommands,    hostCommands,
          reachCommands,      runCommands,         versionCommands, approveCommands, lockCommands,
          backupCommands,     checklistCommands,   dossierCommands, secretCommands,  incidentCommands,
          notifyCommands,     maintenanceCommands, auditCommands,   inspectCommands, demoCommands}) {
        for (Command& command : group())
            all.push_back(std::move(command));
    }
    return all;
}

} // namespace Pilothouse::Ctl
