// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychainstatus.h"

namespace Pilothouse::Secrets {

using namespace Qt::StringLiterals;

QString keychainStateName(KeychainState state)
{
    switch (state) {
    case KeychainState::Available:
        return u"available"_s;
    case KeychainState::Locked:
        return u"locked"_s;
    case KeychainState::NoKeyring:
        return u"no-keyring"_s;
    case KeychainState::NoService:
        return u"no-service"_s;
    case KeychainState::Mute:
        return u"mute"_s;
    }
    return {};
}

} // namespace Pilothouse::Secrets
