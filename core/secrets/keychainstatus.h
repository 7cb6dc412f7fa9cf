// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pilothouse::Secrets {

/// What stands between Pilothouse and the keychain (the freedesktop.org Secret Service of this login session).
enum class KeychainState {
    Available, ///< the default keyring is there and unlocked
    Locked,    ///< there, but nobody has unlocked it
    NoKeyring, ///< a service answers, but no default keyring was ever made
    NoService, ///< no session bus, or nobody on it keeps secrets
    Mute,      ///< a service is there and does not answer in time
};

/// The stable machine word of a state: "available", "locked", "no-keyring", "no-service", "mute".
QString keychainStateName(KeychainState state);

struct KeychainStatus
{
    KeychainState state = KeychainState::NoService;
    QString keeper = {}; ///< the program that answers, "gnome-keyring-d"; empty if it cannot be told
    QString detail = {}; ///< for experts

    bool operator==(const KeychainStatus&) const = default;
};

} // namespace Pilothouse::Secrets
