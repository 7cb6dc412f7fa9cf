// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <functional>
#include <optional>

namespace Pilothouse::Secrets {

/// QtKeychain's jobs, always with libsecret behind them and never with its plain-text fall-back. All on the keychain's
/// thread, where `done` is called once; not before a question to the Secret Service was answered, and with nobody
/// counting on an end: a keychain may never answer, and then a job waits, and every later one behind it.
struct KeyName
{
    QString service;
    QString key;
};
/// Nothing if there is no such entry. A locked keyring says so for every entry.
void readKey(const KeyName& name, std::function<void(Result<std::optional<Secret>>)> done);
void writeKey(const KeyName& name, const Secret& value, std::function<void(Result<void>)> done);
/// Also succeeds if there is no such entry.
void removeKey(const KeyName& name, std::function<void(Result<void>)> done);

/// What of this process keeps jobs from ever ending, in an expert's words; empty if nothing does.
QString whatPreventsJobs();

/// Keeps GLib from ending the process (its default) when the session bus goes away. Blocks; only after the bus
/// answered.
void surviveTheBus();

} // namespace Pilothouse::Secrets
