// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pilothouse::System {

/// One fault of a definition file; line and column are 1-based.
struct Fault
{
    int line = 0;
    int column = 0;
    QString message;

    bool operator==(const Fault&) const = default;
};

} // namespace Pilothouse::System
