// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/hostshell.h"
#include "system/environment.h"

#include <stop_token>

namespace Pilothouse::Maintenance {

/// What became of the page that users see.
struct PageOutcome
{
    bool done = true;   ///< the command succeeded on every host
    bool proved = true; ///< and the check said so everywhere
    QString words = {}; ///< for the report; empty where no page is defined
};

/// Puts the page of an environment up, or takes it down, on all of its hosts, and looks whether it is so. Blocks a
/// worker thread.
PageOutcome switchPage(Run::HostShells& shells, const System::Environment& environment, bool up,
                       const std::stop_token& stop);

} // namespace Pilothouse::Maintenance
