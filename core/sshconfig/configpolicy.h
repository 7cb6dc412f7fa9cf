// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sshconfig/configvalues.h"

namespace Pilothouse::Ssh {

/// What the files ask for `host` that matters to security and is not done here: connecting without it would be
/// something else than what the person wrote down, so it is refused, with the line and what to do. Nothing when all is
/// well.
std::optional<Error> refusedBy(const ConfigValues& values, const QString& host);

} // namespace Pilothouse::Ssh
