// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/window.h"

namespace Pilothouse::Maintenance {

/// What people are told of a window: title and text, for everybody who uses the system, in the zone of the window.

/// Of the newest row of its history, at `now`: announced (and how late that is), extended, begun, overrun, ended or
/// cancelled. Without a title for what nobody has to be told.
Notify::Message messageOf(const Window& window, const QDateTime& now);

} // namespace Pilothouse::Maintenance
