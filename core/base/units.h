// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>

namespace Pilothouse {

/// `500ms 15s 2m 24h 30d` and sums such as `1h30m`. No unit, no sign, no spaces.
Result<std::chrono::milliseconds> parseDuration(const QString& text);
/// `512MiB 1GB 10k`: powers of 1024 with i (and for a bare K, M, G, as Compose reads them), of 1000 with B. Bytes.
Result<qint64> parseSize(const QString& text);

/// For people: one or two units ("41 s", "2 h 5 m", "12 d"), never more precise than useful.
QString formatDuration(std::chrono::milliseconds duration);
/// For people, in powers of 1024 ("412 MiB").
QString formatSize(qint64 bytes);

} // namespace Pilothouse
