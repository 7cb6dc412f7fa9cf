// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/webtalk.h"
#include "system/probespec.h"

namespace Pilothouse::Health {

/// A page with what it is made of, from this origin and others; credentials go to the page's own origin only. At most
/// 100 assets and 10 MiB each. [BYTES] is what all of it weighs unpacked, [ROWS] the assets, [FAILED] those that did
/// not come, [RESPONSE_TIME] the time until all was there. One that did not come, or all of it later or heavier than
/// the definition says, is a weakness; a page that does not come is none.
std::unique_ptr<WebTalk> pageTalk(const System::ProbeSpec& probe);

} // namespace Pilothouse::Health
