// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ssh/pool.h"
#include "system/environment.h"

namespace Pilothouse {

/// How a host of a definition is reached: its jump hosts in order, and for production only provisioned host keys.
Result<Ssh::Endpoint> endpointOf(const System::Environment& environment, const System::Host& host);

/// Known hosts and keys: CONFIG/ssh before the user's own.
Ssh::Pool::Options sshOptions(const QString& configDir);

} // namespace Pilothouse
