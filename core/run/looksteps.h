// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Run {

/// A look step gets its script, and on standard input what is looked at with the environment's limits. Its output is
/// read by Runtime::readLooks(). Other steps stay as they are. Any thread.
void takeLook(const System::Environment& environment, PlannedStep& planned);

} // namespace Pilothouse::Run
