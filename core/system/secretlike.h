// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pilothouse::System {

/// What kind of secret a text looks like ("a private key", "a live Stripe key"), empty when it looks harmless. Looks
/// for well-known forms anywhere in the text, for passwords in addresses, and for long random values that stand at a
/// key or behind an assignment that is named like a password. A guard against mistakes, not a proof. Any thread.
QString looksLikeSecret(const QString& key, const QString& value);

} // namespace Pilothouse::System
