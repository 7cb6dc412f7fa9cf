// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace Pilothouse {

/// What a call of either program was told.
struct Options
{
    QString configDir; ///< systems/*.yaml, ssh/{config,known_hosts}
    QString dataDir;   ///< the store, journals, outputs
    bool json = false;
    bool noInput = false;
    std::chrono::milliseconds timeout{std::chrono::minutes(2)};

    /// Empty arguments mean the XDG directories of the user. Folders are made (0700) when missing.
    static Options fromUser(const QString& configDir, const QString& dataDir);
};

} // namespace Pilothouse
