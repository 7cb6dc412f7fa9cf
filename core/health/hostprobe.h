// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/promise.h"
#include "base/secret.h"
#include "ssh/pool.h"
#include "system/environment.h"

namespace Pilothouse::Health {

/// Probes that a host carries out over SSH: psql, redis-cli, and commands of the definition. The password goes to the
/// remote shell's standard input and from there into the environment of the one client that needs it, never into an
/// argument; where the service is in a container, the client runs there. `via` unreachable → Unreachable (the target's
/// state is unknown); the client says no → Failed; the client is missing → NotFound.
QFuture<Result<System::Observation>> probeOnHost(Ssh::Pool& pool, const Ssh::Endpoint& endpoint,
                                                 const System::Environment& environment, const System::ProbeSpec& probe,
                                                 const Secret& password);

} // namespace Pilothouse::Health
