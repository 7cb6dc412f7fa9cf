// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/command.h"
#include "ssh/framing.h"
#include "system/environment.h"

namespace Pilothouse::Health {

/// Probes that ask a host for a path: disk (a file system), cron with a file (whose age tells of the last success) and
/// backup (the newest file of a backup's folder).
bool isFileProbe(const System::ProbeSpec& probe);

/// As it is carried out: a backup is asked for on the host that keeps it. Invalid where it has no folder or pattern.
Result<System::ProbeSpec> resolvedFileProbe(const System::Environment& environment, const System::ProbeSpec& probe);

Ssh::Command fileCommand(const System::Environment& environment, const System::ProbeSpec& probe);

/// What it printed. disk: [USED_PERCENT], [INODES_PERCENT] and [FREE_BYTES]; a weakness from 80 % on, Failed from 95 %.
/// cron: [AGE]; a weakness when it is older than the definition says, Failed when there is no such file. backup: [AGE],
/// [BYTES] and [ROWS], how many there are; a weakness when the newest is older than the backup's rpo, Failed when there
/// is none. With conditions these alone judge what is there. `now` is this machine's.
Result<System::Observation> readFileState(const System::Environment& environment, const System::ProbeSpec& probe,
                                          const Ssh::Finished& finished, const QDateTime& now);

} // namespace Pilothouse::Health
