// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "system/environment.h"

namespace Pilothouse::Secrets {

/// A new value from the kernel's random numbers, by the definition's `generate`: `base64:N` and `hex:N` encode N random
/// bytes (as `openssl rand` does), `alnum:N` are N letters and digits; the definition's prefix goes before it. Invalid
/// for another form, Refused if the definition has none or the result breaks its own policy. Any thread.
Result<Secret> generateSecret(const System::SecretSpec& spec);

} // namespace Pilothouse::Secrets
