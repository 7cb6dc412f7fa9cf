// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QFuture>
#include <QString>

namespace Pilothouse {

/// Where a secret is found: the system, its environment and the name used in the definition.
struct SecretRef
{
    QString system;
    QString environment;
    QString name;

    bool operator==(const SecretRef&) const = default;
};

/// Port: whoever needs a secret asks this. Answers asynchronously with an own deadline (a keychain may be locked,
/// missing or mute); NotFound and Unreachable are told apart. Any thread.
class SecretSource
{
public:
    SecretSource() = default;
    virtual ~SecretSource() = default;
    SecretSource(const SecretSource&) = delete;
    SecretSource& operator=(const SecretSource&) = delete;

    virtual QFuture<Result<Secret>> secret(const SecretRef& ref) = 0;
};

} // namespace Pilothouse
