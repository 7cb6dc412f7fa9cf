// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace Pilothouse {

/// The instant, in UTC, that a wall clock in `zone` calls this date and time. A time that is skipped (clocks go
/// forward) is the end of the gap; a time that exists twice (clocks go back) is its first occurrence. Qt alone gives an
/// invalid time in a gap and leaves open which of two it takes. Any thread.
QDateTime utcFromLocal(const QDate& date, const QTime& time, const QTimeZone& zone);

} // namespace Pilothouse
