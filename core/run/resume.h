// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"

namespace Pilothouse::Run {

/// The plan of a new run that goes on with one that failed, at the step that failed: `now` is the same procedure
/// planned again. Each attempt is a run of its own, so that in each of them a step starts once. It has no way back:
/// what was done before has none, or it was blocked. Refused when the run cannot be gone on with, Conflict (with what
/// changed) when the plan no longer holds.
Result<Plan> resumedPlan(const RunRecord& failed, const Plan& now);

/// Whether a run that began later has touched what this one would go on with.
bool touchesTheSame(const RunRecord& later, const RunRecord& failed);

} // namespace Pilothouse::Run
