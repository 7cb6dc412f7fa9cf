// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ssh/command.h"
#include "system/probespec.h"

namespace Pilothouse::Health {

/// An HTTP probe as a host carries it out with its own curl: the request goes to curl's standard input as a
/// configuration, so that no address or header is in an argument. No redirects, 1 MiB at most. The host's own
/// authorities are trusted.
Ssh::Command curlCommand(const System::ProbeSpec& probe);

/// Reads what that command printed (headers, body, and a last line of figures). Refusals of the target are Failed, a
/// missing curl is NotFound.
Result<System::Observation> readCurl(const System::ProbeSpec& probe, const Ssh::Finished& finished);

} // namespace Pilothouse::Health
