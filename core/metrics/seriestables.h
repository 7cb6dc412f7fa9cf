// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"

#include <QSqlDatabase>

#include <map>
#include <optional>

namespace Pilothouse::Metrics {

/// The tables of the series store, used within one transaction on the store's thread.

/// What a chunk holds: values, or spans of so many milliseconds.
enum class Tier { Values = 0, Minutes = 1, Quarters = 2 };
qint64 lengthOf(Tier tier);

/// The number of a series, made if `make` says so.
Result<std::optional<qint64>> seriesNumber(QSqlDatabase& database, const QString& name, bool make);

/// Puts data in order among the chunks of a series.
Result<void> mergeInto(QSqlDatabase& database, qint64 series, const std::vector<Datum>& data);
Result<void> mergeInto(QSqlDatabase& database, qint64 series, Tier tier, const std::vector<Rollup>& rollups);

/// Chunks that touch [from, to], in order of time.
Result<void> eachChunk(QSqlDatabase& database, qint64 series, Tier tier, qint64 from, qint64 to,
                       const std::function<void(const QByteArray&)>& each);

/// Moves up to `most` chunks of a tier that end before a time into the next one, or away; how many it were.
Result<int> rollUp(QSqlDatabase& database, Tier tier, qint64 before, int most);

/// The tail: appends that are not in chunks yet, by number of the series, oldest first.
using Tail = std::map<qint64, std::vector<Datum>>;
Result<void> addToTail(QSqlDatabase& database, const Tail& data);
/// Only of one series, in order of time, if one is named.
Result<Tail> readTail(QSqlDatabase& database, std::optional<qint64> only = {});
/// Whether there is enough of it to be worth a fold.
Result<bool> tailIsLong(QSqlDatabase& database);
Result<void> foldTail(QSqlDatabase& database);

/// Says in the log that stored measurements are damaged; not more than once a program.
void noteDamage(const Error& error);

} // namespace Pilothouse::Metrics
