// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/runs.h"
#include "runtime/look.h"

namespace Pilothouse {

/// What one look step came to on one host.
struct HostLooks
{
    QString step; ///< its name
    QString host;
    Runtime::Looks looks;
};

/// What the look steps of a run found so far, in the order of the plan; reads their outputs, so not on the window's
/// thread. Steps that did not begin are left out.
std::vector<HostLooks> looksOf(const Run::Runs& runs, const Run::RunRecord& record);

} // namespace Pilothouse
