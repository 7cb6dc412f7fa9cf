// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/look.h"

namespace Pilothouse::Runtime {

// What is not as it should be in one section that a look printed, of services that are asked as a whole. Any thread.

/// `systemctl is-system-running`: its status is 1 where systemd does not run the host.
std::vector<Finding> judgeSystemd(const LookSection& section);
/// `systemctl show` of the units that a definition names, of those that failed and of those that are started again.
std::vector<Finding> judgeUnits(const LookSection& section);
/// `redis-cli INFO` of the server on the host.
std::vector<Finding> judgeRedis(const LookSection& section);

} // namespace Pilothouse::Runtime
