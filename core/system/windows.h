// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/environment.h"

namespace Pilothouse::System {

/// A window as it stands at one moment.
struct OpenWindow
{
    QString title = {};
    QDateTime until = {}; ///< UTC, with what follows without a gap; invalid when no end is in sight
    QTimeZone zone = QTimeZone::utc();

    bool operator==(const OpenWindow&) const = default;
};

struct NextWindow
{
    QString title = {};
    QDateTime at = {}; ///< UTC
    std::chrono::milliseconds length{0};
    QTimeZone zone = QTimeZone::utc();

    bool operator==(const NextWindow&) const = default;
};

/// The window of these that is open at `moment`: from an occurrence of its schedule, which is included, for its length
/// in elapsed time, whatever clocks are changed meanwhile. Where one leads into another they count as one.
std::optional<OpenWindow> openWindow(const std::vector<WindowSpec>& windows, const QDateTime& moment);
/// The next that opens after `moment`; none within five years means never.
std::optional<NextWindow> nextWindow(const std::vector<WindowSpec>& windows, const QDateTime& moment);

/// "2026-12-24 18:00 Europe/Berlin", as definitions write it.
QString zonedTime(const QDateTime& moment, const QTimeZone& zone);
/// "until 2026-12-24 18:00 Europe/Berlin (Christmas)", or that no end is in sight; translated.
QString untilWords(const OpenWindow& window);

} // namespace Pilothouse::System
