// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/hosttools.h"

#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

using Field = std::optional<qint64> MemoryRow::*;

/// What the columns of a row with this many numbers are. `old` is a free that counted buffers and cache as used.
std::vector<Field> fieldsOf(qsizetype columns, bool old)
{
    std::vector<Field> fields{&MemoryRow::totalBytes, &MemoryRow::usedBytes, &MemoryRow::freeBytes,
                              &MemoryRow::sharedBytes};
    if (columns >= 7)
        fields.insert(fields.end(), {&MemoryRow::buffersBytes, &MemoryRow::cacheBytes, &MemoryRow::availableBytes});
    else if (old)
        fields.insert(fields.end(), {&MemoryRow::buffersBytes, &MemoryRow::cacheBytes});
    else
        fields.insert(fields.end(), {&MemoryRow::buffersAndCacheBytes, &MemoryRow::availableBytes});
    return fields;
}

QString kindOf(const QString& name, size_t index)
{
    if (name.startsWith(u'-'))
        return u"buffers"_s;
    if (name.contains(u"swap"_s, Qt::CaseInsensitive))
        return u"swap"_s;
    if (name == u"Total")
        return u"total"_s;
    // The first row is the memory, whatever it is called in the language of the host.
    return index == 0 ? u"memory"_s : u"other"_s;
}

} // namespace

Result<std::vector<MemoryRow>> readFree(const QByteArray& output)
{
    static const QRegularExpression row(
        u"\\A\\s*(\\S[^:]*):((?:\\s+[0-9]+(?:[.,][0-9]+)?(?:[kKMGTPE]i?)?B?)+)\\s*\\z"_s);
    static const QRegularExpression space(u"\\s+"_s);
    const QStringList lines = toolLines(output);
    const bool old = std::ranges::any_of(
        lines, [](const QString& line) { return line.contains(u"cached"_s) || line.trimmed().startsWith(u"-/+"_s); });
    std::vector<MemoryRow> all;
    for (const QString& line : lines) {
        const QRegularExpressionMatch match = row.match(line);
        if (!match.hasMatch())
            continue;
        const QStringList numbers = match.captured(2).split(space, Qt::SkipEmptyParts);
        MemoryRow out{.name = match.captured(1)};
        out.kind = kindOf(out.name, all.size());
        std::vector<Field> fields = fieldsOf(numbers.size(), old);
        if (out.kind == u"buffers")
            fields = {&MemoryRow::usedBytes, &MemoryRow::freeBytes};
        for (size_t i = 0; i < fields.size() && qsizetype(i) < numbers.size(); ++i)
            out.*fields[i] = readBytes(numbers[qsizetype(i)], ByteUnits::Binary, 1024);
        all.push_back(std::move(out));
    }
    // The newest of a repeated output counts last; without a first row of three numbers it is another tool's.
    return !all.empty() && all.front().freeBytes ? Result<std::vector<MemoryRow>>(std::move(all))
                                                 : notOutputOf(u"free"_s);
}

QJsonObject toJson(const MemoryRow& row)
{
    return {{u"name"_s, shown(row.name)},
            {u"kind"_s, row.kind},
            {u"totalBytes"_s, shown(row.totalBytes)},
            {u"usedBytes"_s, shown(row.usedBytes)},
            {u"freeBytes"_s, shown(row.freeBytes)},
            {u"sharedBytes"_s, shown(row.sharedBytes)},
            {u"buffersBytes"_s, shown(row.buffersBytes)},
            {u"cacheBytes"_s, shown(row.cacheBytes)},
            {u"buffersAndCacheBytes"_s, shown(row.buffersAndCacheBytes)},
            {u"availableBytes"_s, shown(row.availableBytes)}};
}

Result<std::vector<MemoryFact>> readMeminfo(const QByteArray& output)
{
    static const QRegularExpression row(u"\\A([A-Za-z0-9_()]+):\\s+([0-9]+)(?:\\s+(kB))?\\s*\\z"_s);
    std::vector<MemoryFact> all;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        const QRegularExpressionMatch match = row.match(line);
        if (!match.hasMatch())
            continue;
        MemoryFact fact{.name = match.captured(1)};
        // The kernel's kB are 1024 bytes.
        if (match.capturedLength(3) > 0)
            fact.bytes = readBytes(match.captured(2), ByteUnits::Binary, 1024);
        else
            fact.count = readInteger(match.captured(2));
        all.push_back(std::move(fact));
    }
    const bool known = std::ranges::find(all, u"MemTotal"_s, &MemoryFact::name) != all.end();
    return known ? Result<std::vector<MemoryFact>>(std::move(all)) : notOutputOf(u"/proc/meminfo"_s);
}

QJsonObject toJson(const MemoryFact& fact)
{
    return {{u"name"_s, shown(fact.name)}, {u"bytes"_s, shown(fact.bytes)}, {u"count"_s, shown(fact.count)}};
}

} // namespace Pilothouse::Runtime
