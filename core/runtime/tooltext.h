// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <optional>
#include <vector>

namespace Pilothouse::Runtime {

/// What the letters of a size mean: tools agree on KiB only.
enum class ByteUnits {
    Decimal, ///< kB is 1000 bytes (docker, podman)
    Binary,  ///< kB is 1024 bytes (pm2, pgBackRest)
};

/// Output of a tool as text: UTF-8 with invalid bytes replaced, no byte order mark, no terminal escapes (also such as a
/// tool cut in two), lines ended by LF.
QString toolText(const QByteArray& output);
QStringList toolLines(const QByteArray& output);

/// A number with a decimal point or comma; none for anything else, so `--` and `-` are unknown and never 0.
std::optional<double> readNumber(QStringView text);
std::optional<qint64> readInteger(QStringView text);
/// `12.5%`, also above 100 and with a decimal comma.
std::optional<double> readPercent(QStringView text);
/// `56KiB 31.1kB 1.9G 268K 5.6Gi 55.8mb 512`: bytes. A letter alone is a power of 1024; `bare` is what a number without
/// any unit counts.
std::optional<qint64> readBytes(QStringView text, ByteUnits units = ByteUnits::Binary, qint64 bare = 1);
/// Both sides of `55.69MiB / 1.025GiB`.
std::pair<std::optional<qint64>, std::optional<qint64>> readBytePair(const QString& text, ByteUnits units);
/// `2022-05-10 07:00:18`, with `T`, fractions, `Z` or an offset: ISO 8601, in UTC where the text says its offset and
/// without zone where it does not. Empty for anything else.
QString readTime(const QString& text);

/// A table whose columns are as wide as what they hold. The names of the header are parted by two spaces or more and
/// may stand at the left, in the middle or at the right of their column; no character of any row crosses a border.
struct ToolTable
{
    QStringList header = {}; ///< in capitals
    std::vector<QStringList> rows = {};

    /// The cell of the first of `names` that the table has; empty when it has none.
    QString cell(const QStringList& row, const QStringList& names) const;
    bool has(const QString& name) const { return header.contains(name); }
};

/// The table that begins at the header which holds all of `required` (in capitals); a later such header begins it anew,
/// as tools do that repaint. None without such a header. Rules made of dashes are no rows.
std::optional<ToolTable> readTable(const QStringList& lines, const QStringList& required);

/// The JSON documents of an output, whatever stands between them: an array, one object a line, printed objects one
/// behind another, behind a banner.
struct ToolJson
{
    std::vector<QJsonValue> documents = {};
    bool cut = false; ///< the last document has no end

    /// Objects, with arrays of them opened.
    std::vector<QJsonObject> objects() const;
};
ToolJson readToolJson(const QString& text);

/// A value of another tool as its reading shows it: one line, safe to print; null when there is none.
QJsonValue shown(const QString& text);
template <typename T> QJsonValue shown(const std::optional<T>& value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

/// What a reader answers for an output that is not its tool's.
tl::unexpected<Error> notOutputOf(const QString& tool, const QString& detail = {});

} // namespace Pilothouse::Runtime
