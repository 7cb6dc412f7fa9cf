// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/environment.h"

namespace Pilothouse::Backup {

/// Names of the procedures that every environment with backups has beside its own: "backup-NAME" and "restore-NAME".
QString createProcedureName(const QString& backup);
QString restoreProcedureName(const QString& backup);

/// The environment with those procedures added and each `backup:` step and `restore:` step of its own procedures
/// turned into the scripts that do it on the host, so that they run detached like any other step. A restore reads the
/// chosen file to its end, makes a verified safety dump, counts rows, restores, counts rows again and asks the probes;
/// it is always confirmed by typing.
System::Environment withBackupProcedures(System::Environment environment);

/// The step is a `backup:` step that makes this backup and reads it to its end, as the definition has it now.
bool makesBackup(const System::Environment& environment, const System::BackupSpec& spec, const System::Step& step);

} // namespace Pilothouse::Backup
