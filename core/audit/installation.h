// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/record.h"
#include "base/clock.h"

namespace Pilothouse::Audit {

/// Who is acting: the login name of this account (and the account that first logged in, where the kernel knows another,
/// as after sudo) and the id of this installation, kept in DATA/installation since the first start. Reads and perhaps
/// writes a file: not for the window's thread once it is shown. Invalid when the file holds no id, Failed when it
/// cannot be made.
Result<Actor> actorHere(const QString& dataFolder, const Clock& clock);

} // namespace Pilothouse::Audit
