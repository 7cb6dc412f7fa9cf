// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/window.h"
#include "run/run.h"

namespace Pilothouse::Maintenance {

/// Of these runs, those that went on at some time between the window's beginning and `end`, oldest first.
std::vector<Run::RunInfo> runsWithin(const std::vector<Run::RunInfo>& runs, const Window& window, const QDateTime& end);

/// What took place in a window that ends now: how long it took, the runs and how they ended, in the zone of the window.
QString reportWords(const Window& window, const std::vector<Run::RunInfo>& runs, const QDateTime& now);

} // namespace Pilothouse::Maintenance
