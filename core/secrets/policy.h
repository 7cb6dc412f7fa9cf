// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "system/environment.h"

#include <QDateTime>

namespace Pilothouse::Secrets {

/// Whether a value may become this secret: not empty (Invalid), at least `minimum` bytes and with its prefix, and not
/// one that is made of others (Refused). An error never tells anything of the value but its length.
Result<void> checkPolicy(const System::SecretSpec& spec, const Secret& value);

/// When a secret must be replaced: `rotate` after it was set; invalid if it need not be.
QDateTime rotationDue(const System::SecretSpec& spec, const QDateTime& setAt);

} // namespace Pilothouse::Secrets
