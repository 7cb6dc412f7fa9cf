// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/message.h"

#include <QStringList>

#include <chrono>

namespace Pilothouse::Alert {

enum class SignalState {
    Unknown, ///< nothing can be said: neither a reason to wake somebody nor one to say that all is well
    Fine,
    Bad,
};

/// What one thing that is watched says now. A value; any thread.
struct Signal
{
    QString subject; ///< unique in its environment and stable: "probe:api", "host:app-1", "memory:app-1:90"
    QString title;   ///< for people: "api", "host app-1", "memory of app-1"
    SignalState state = SignalState::Unknown;
    Notify::Severity severity = Notify::Severity::Critical;
    QString statement = {};               ///< one sentence, of the look that decided it: "refused", "92 % (above 90 %)"
    QDateTime since = {};                 ///< UTC, when it came into this state
    QDateTime seen = {};                  ///< UTC, when it was last looked at
    std::chrono::milliseconds lasting{0}; ///< so long it has to be bad before anybody is told

    bool operator==(const Signal&) const = default;
};

} // namespace Pilothouse::Alert
