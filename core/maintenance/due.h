// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "maintenance/window.h"

namespace Pilothouse::Maintenance {

/// Something that has to be done about maintenance now.
struct Duty
{
    enum class Kind {
        Announce, ///< an occurrence of a repeated window: `spec`, `starts`
        Start,    ///< `window` has come
        End,      ///< `window` is over
    };
    Kind kind = Kind::Announce;
    Window window = {};
    System::WindowSpec spec = {};
    QDateTime starts = {};

    bool operator==(const Duty&) const = default;
};

/// How long before its beginning an occurrence is announced: so much more than is promised that a computer which is off
/// for some hours still keeps the promise.
std::chrono::milliseconds announceLead(std::chrono::milliseconds notice);

/// What is due in an environment; a decision and nothing else. A window that nobody was told of does not start, and one
/// that has a beginning is ended however late that is.
std::vector<Duty> due(const System::Environment& environment, const std::vector<Window>& windows, const QDateTime& now);

} // namespace Pilothouse::Maintenance
