// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// --tail, for commands that follow a run.
Option tailOption();
/// How many lines of each output are wanted from its end; nothing for all of it. NotFound for what is no number.
Result<std::optional<int>> tailOf(Call& call);

/// Follows a run of which only its hosts know here: those of the target that was given, else of every environment.
Exit followOnHosts(Call& call, const Id& run);
/// Makes such a run this console's own, with --confirm where its plan asks for that.
Result<void> takeOverFromHosts(Call& call, const Id& run);

} // namespace Pilothouse::Ctl
