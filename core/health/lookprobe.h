// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/command.h"
#include "system/environment.h"

namespace Pilothouse::Health {

/// Probes that ask what keeps processes on a host: pm2 (a process of that name), systemd (a unit), container (Docker's,
/// of that name), cron (a line of the crontab that names it) and kubernetes (a deployment of the environment's cluster,
/// asked through that host). resources/remote/look.sh asks; nothing of an environment leaves the host.
Ssh::Command lookCommand(const System::Environment& environment, const System::ProbeSpec& probe);
/// Whether a probe of this kind is one of them.
bool isLookProbe(System::ProbeKind kind);

/// What it printed, as conditions see it. pm2: [ROWS] are the instances that are online, [OUTPUT] "2 of 2 online",
/// connected when all are and none crashes again and again. cron: [ROWS] are the lines that name it, [OUTPUT] their
/// schedules, connected when there is one and a cron runs. systemd: [OUTPUT] "active (running)", connected when it is
/// active. container: [OUTPUT] "running, healthy", connected when it runs and its own check, if it has one, says that
/// it is well; while that has not spoken yet nothing is known. kubernetes: [ROWS] are the pods that are available,
/// [OUTPUT] "2 of 2 available", connected when all that are wanted are available and of the newest revision. Failed:
/// asked, and not so; NotFound: the tool is missing; Unknown: what was heard cannot be read.
Result<System::Observation> readLook(const System::ProbeSpec& probe, const QByteArray& output);

} // namespace Pilothouse::Health
