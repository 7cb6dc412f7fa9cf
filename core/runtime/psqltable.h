// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/tooltext.h"

namespace Pilothouse::Runtime {

/// Rows that psql printed. Values are text: psql shows NULL and an empty text alike.
struct PsqlTable
{
    QStringList columns = {}; ///< "1", "2" … where the output has no header
    std::vector<QStringList> rows = {};
    std::optional<qint64> promised = {}; ///< what the footer counts, whatever its language

    bool operator==(const PsqlTable&) const = default;
};

/// Reads what psql prints: aligned (also tuples only, with any border, and values over several lines), expanded (-x)
/// and unaligned (-A). Several results one behind another are one table when their columns are the same. Any thread.
Result<PsqlTable> readPsql(const QByteArray& output);
QJsonObject toJson(const PsqlTable& table, size_t row);

} // namespace Pilothouse::Runtime
