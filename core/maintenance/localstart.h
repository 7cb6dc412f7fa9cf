// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QTimeZone>

namespace Pilothouse::Maintenance {

/// A zone by its IANA name; Invalid for anything else.
Result<QTimeZone> zoneNamed(const QString& name);

/// The instants that a wall clock in `zone` calls this: none for a time that is skipped when clocks go forward, two for
/// one that comes twice when they go back. UTC, in order.
std::vector<QDateTime> instantsOf(const QDateTime& local, const QTimeZone& zone);

/// "2026-12-01 02:00", as a person in that zone writes it. Nothing is guessed: a time that does not exist there is
/// Invalid and says which ones are next to it, one that comes twice asks for its offset, "2026-10-25 02:30+02:00". An
/// offset that the zone does not have then is Invalid.
Result<QDateTime> parseStart(const QString& text, const QTimeZone& zone);

} // namespace Pilothouse::Maintenance
