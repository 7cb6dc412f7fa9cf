// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/signal.h"
#include "health/probestate.h"
#include "system/environment.h"

namespace Pilothouse::Alert {

/// What a probe's state says. Down for as many looks as the definition wants is bad; what is degraded is bad, as a
/// warning, when it stays so for five looks, two minutes at least; what is not down for long enough yet is what it was.
/// Severity: the probe's own, else critical in production and a warning elsewhere. A probe whose severity is "none"
/// says nothing.
Signal signalOf(const Health::ProbeState& state, const System::Environment& environment);

} // namespace Pilothouse::Alert
