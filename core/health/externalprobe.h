// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "health/webtalk.h"
#include "system/probespec.h"

namespace Pilothouse::Health {

/// A service of others: what its status page says (as Statuspage has it: none, minor, major, critical), and whether it
/// still accepts the key, which goes as a bearer token to the address to check and nowhere else. Only ever reads. What
/// is wrong there is a weakness here, never a failure; a status that cannot be read is said to be unknown. [STATUS],
/// [BODY] and [HEADER] are of the check, or of the status where there is no key.
std::unique_ptr<WebTalk> externalTalk(const System::ProbeSpec& probe, const Secret& key);

} // namespace Pilothouse::Health
