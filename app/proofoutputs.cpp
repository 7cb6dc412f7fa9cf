// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/proofoutputs.h"

#include "backup/procedures.h"

#include <algorithm>

namespace Pilothouse {

std::vector<ProofOutput> proofOutputs(const Run::Runs& runs, const System::Environment& environment,
                                      const Run::RunRecord& record)
{
    const auto makes = [&](const System::BackupSpec& spec, const QString& key) {
        if (record.info.procedure == Backup::createProcedureName(spec.name) ||
            record.info.procedure == Backup::restoreProcedureName(spec.name))
            return true;
        return std::ranges::any_of(record.plan.steps, [&](const Run::PlannedStep& planned) {
            return planned.step.id == key && Backup::makesBackup(environment, spec, planned.step);
        });
    };
    std::vector<ProofOutput> outputs;
    for (const System::BackupSpec& spec : environment.backups) {
        for (const Run::StepProgress& step : record.steps) {
            if (!step.host.isEmpty() && makes(spec, step.key))
                outputs.push_back({.backup = {record.info.system, record.info.environment, spec.name},
                                   .path = runs.outputFile(record.info.id, step.key, step.host)});
        }
    }
    return outputs;
}

} // namespace Pilothouse
