// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace Pilothouse::Secrets {

/// Runs `work` on the one thread of this process that QtKeychain and D-Bus are used on; it gets an object that lives
/// there. QtKeychain keeps one queue of jobs for the process, bound for ever to the thread that started the first job,
/// and libsecret one connection bound likewise: with a thread for each Vault the second one would wait in vain. Calls
/// may take long there (a bus or a service that does not answer), so whoever posts work keeps the time
/// elsewhere. The thread begins with the first work and ends with the application; work posted after that is destroyed
/// without being run. Any thread.
void postToKeychain(std::function<void(QObject* context)> work);

} // namespace Pilothouse::Secrets
