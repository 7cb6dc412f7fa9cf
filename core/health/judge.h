// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "health/measurement.h"
#include "system/probespec.h"

namespace Pilothouse::Health {

/// Decides what an observation means. With conditions: all hold → Up; only slowness or a coming expiry failed →
/// Degraded; anything else → Down. Without conditions: the body is read (readHealthBody), else connecting is what is
/// proved. What is weak about something that works makes it Degraded, and a service of others is never Down. An error
/// that means "could not ask" (an unreachable intermediate host, a cancelled look) → Unknown; one that means "asked and
/// refused" → Down.
Measurement judge(const System::ProbeSpec& probe, const Result<System::Observation>& observation, const QDateTime& at,
                  std::chrono::milliseconds took);

} // namespace Pilothouse::Health
