// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pilothouse::System {

/// A registry of images that wants a login. `password` names a secret. A value.
struct Registry
{
    QString name;
    QString address = {}; ///< "ghcr.io", "registry.example.com:5000": what images of it begin with
    QString user = {};
    QString password = {};

    bool operator==(const Registry&) const = default;
};

} // namespace Pilothouse::System
