// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/ladder.h"
#include "backup/proofs.h"
#include "run/runs.h"

namespace Pilothouse {

/// What a run printed where it read a backup to its end.
struct ProofOutput
{
    Backup::BackupRef backup;
    QString path; ///< of the output of one step on one host
};

/// The outputs of a run that may hold proofs of backups: of its restore or backup, or of a step of any other procedure
/// that makes one.
std::vector<ProofOutput> proofOutputs(const Run::Runs& runs, const System::Environment& environment,
                                      const Run::RunRecord& record);

} // namespace Pilothouse
