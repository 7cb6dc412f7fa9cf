// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/keychainstatus.h"

#include <chrono>
#include <functional>

class QObject;

namespace Pilothouse::Secrets {

/// Asks the Secret Service on the session bus for its state, since QtKeychain answers alike for no bus, no service and
/// locked, and says "not found" for every entry of a locked keyring. Each of the three questions may take `timeout`.
/// On the keychain's thread, where `context` lives and `done` is called.
/// https://specifications.freedesktop.org/secret-service/latest/
void askSecretService(QObject* context, std::chrono::milliseconds timeout, std::function<void(KeychainStatus)> done);

/// Ends the connection that the questions used. On the keychain's thread.
void closeSecretService();

} // namespace Pilothouse::Secrets
