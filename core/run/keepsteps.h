// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Run {

/// Ids of the steps that are put in.
const QString& keepStepId();
const QString& retainStepId();

/// What keep.sh is told of these hosts: `act`, and a section for each host.
QString keepSpec(const System::Environment& environment, const QStringList& hosts, const QString& act,
                 const std::function<QStringList(const QString& host)>& more);

/// Puts scripts in the place of bring-back steps, and the steps that keep versions around those of a plan whose
/// versions and proof are known. Depends on its arguments only, so that a plan found on a host can be compared.
void addKeepSteps(const System::Environment& environment, const System::Procedure& procedure, Plan& plan);

/// What a plan says of kept versions, a line each: what its run could be taken back to, and what else is there.
QStringList wayBackLines(const Plan& plan);
/// The kept version that the steps bring back; empty where they do not.
QString versionBroughtBack(const Plan& plan);

/// What the step does is brought back by a version's name.
bool bringsBack(const PlannedStep& planned);

} // namespace Pilothouse::Run
