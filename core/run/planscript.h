// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

#include <QByteArray>

namespace Pilothouse::Run {

/// The plan as plain POSIX sh that a person can read and carry out with ssh alone: a numbered section for each step and
/// host in their order, the way back as a function, questions where only a person can judge. Secrets are asked for when
/// it runs, it holds none. `environment` says what probes and backups are. `sh FILE NUMBER` begins at a later section.
QByteArray planAsScript(const Plan& plan, const System::Environment& environment);

} // namespace Pilothouse::Run
