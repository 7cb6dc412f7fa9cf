// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/hosttools.h"

#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

/// What the header of a df says.
struct Header
{
    qint64 block = 0; ///< bytes; 0: numbers without a unit are unknown
    bool hasType = false;
    bool inodes = false;
    QStringList columns = {}; ///< of `--output`, whose columns may be any in any order
};

/// The names that --output gives its columns, in the order that tells them apart.
QStringList columnsOf(const QString& line)
{
    QStringList columns = QString(line).replace(u"Mounted on"_s, u"Mounted"_s).split(u' ', Qt::SkipEmptyParts);
    const bool usual = columns.contains(u"Used"_s) != columns.contains(u"IUsed"_s) && columns.size() >= 6 &&
                       !columns.contains(u"File"_s);
    const bool english = columns.contains(u"Filesystem"_s) || columns.contains(u"Mounted"_s);
    return usual || !english || line.contains(u"apacity"_s) ? QStringList() : columns;
}

std::optional<Header> headerOf(const QString& line)
{
    // Mount points are absolute paths (or a drive), so a line without one and without a percentage is the header.
    static const QRegularExpression percent(u"\\S%(?:\\s|\\z)"_s);
    static const QRegularExpression row(u"(?:\\A|\\s)(?:[0-9]+%(?:\\s|\\z)|-\\s)"_s);
    static const QRegularExpression block(u"(?:\\A|\\s)([0-9]+)([KMGT]?)(?:i?B)?(?:-\\p{L}+|(?=\\s))"_s);
    static const QRegularExpression type(u"\\s(?:Type|Typ|Tipo|Typen|Tyyppi)\\s"_s);
    static const QRegularExpression capacity(u"(?:Ca|Ka)pa[cz]i"_s, QRegularExpression::CaseInsensitiveOption);
    const bool counts = percent.match(line).hasMatch() || capacity.match(line).hasMatch();
    if (!counts || row.match(line).hasMatch())
        return {};
    Header header{.hasType = type.match(line).hasMatch()};
    header.inodes = line.contains(u"IUse"_s, Qt::CaseInsensitive) && line.contains(u"Inodes"_s, Qt::CaseInsensitive);
    if (const auto match = block.match(line); match.hasMatch())
        header.block = readBytes(QString(match.captured(1) + match.captured(2))).value_or(0);
    header.columns = columnsOf(line);
    return header;
}

/// A row of --output; none where a name with a space makes columns uncertain.
std::optional<FileSystem> customOf(const QString& line, const Header& header)
{
    const QStringList cells = line.split(u' ', Qt::SkipEmptyParts);
    if (cells.size() != header.columns.size())
        return {};
    FileSystem out;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString& name = header.columns[i];
        const QString& cell = cells[i];
        const qint64 block = header.block > 0 ? header.block : 1;
        if (name == u"Filesystem")
            out.device = cell;
        else if (name == u"Type")
            out.type = cell;
        else if (name == u"Mounted")
            out.mount = cell;
        else if (name == u"Inodes")
            out.inodes = readBytes(cell);
        else if (name == u"IUsed")
            out.inodesUsed = readBytes(cell);
        else if (name == u"IFree")
            out.inodesFree = readBytes(cell);
        else if (name == u"IUse%")
            out.inodesPercent = readPercent(cell);
        else if (name == u"Used")
            out.usedBytes = readBytes(cell, ByteUnits::Binary, block);
        else if (name == u"Avail")
            out.availableBytes = readBytes(cell, ByteUnits::Binary, block);
        else if (name == u"Use%")
            out.usedPercent = readPercent(cell);
        else if (name == u"Size" || name.endsWith(u"-blocks"))
            out.sizeBytes = readBytes(cell, ByteUnits::Binary, block);
    }
    return out;
}

FileSystem systemOf(const QRegularExpressionMatch& match, const Header& header)
{
    FileSystem out{.device = match.captured(u"head"_s).trimmed(), .mount = match.captured(u"mount"_s).trimmed()};
    if (header.hasType) {
        const qsizetype space = out.device.lastIndexOf(u' ');
        if (space > 0) {
            out.type = out.device.sliced(space + 1);
            out.device = out.device.first(space).trimmed();
        }
    }
    const auto percent = readPercent(match.captured(u"percent"_s));
    const std::array<QString, 3> numbers{match.captured(u"size"_s), match.captured(u"used"_s),
                                         match.captured(u"free"_s)};
    if (header.inodes) {
        // Counts, but with -h in thousands.
        out.inodes = readBytes(numbers[0]);
        out.inodesUsed = readBytes(numbers[1]);
        out.inodesFree = readBytes(numbers[2]);
        out.inodesPercent = percent;
        return out;
    }
    const auto bytes = [&header](const QString& text) {
        const bool bare = !text.isEmpty() && text.back().isDigit();
        // With -h a zero has no unit.
        const bool unknown = bare && header.block == 0 && text != u"0";
        return unknown ? std::nullopt : readBytes(text, ByteUnits::Binary, header.block);
    };
    const auto signedBytes = [&bytes](const QString& text) {
        const auto read = bytes(text.startsWith(u'-') ? text.sliced(1) : text);
        return read && text.startsWith(u'-') ? std::optional(-*read) : read;
    };
    out.sizeBytes = bytes(numbers[0]);
    out.usedBytes = signedBytes(numbers[1]);
    out.availableBytes = signedBytes(numbers[2]);
    out.usedPercent = percent;
    if (!match.captured(u"ifree"_s).isEmpty()) {
        out.inodesUsed = readBytes(match.captured(u"iused"_s));
        out.inodesFree = readBytes(match.captured(u"ifree"_s));
        out.inodesPercent = readPercent(match.captured(u"ipercent"_s));
        if (out.inodesUsed && out.inodesFree)
            out.inodes = *out.inodesUsed + *out.inodesFree;
    }
    return out;
}

} // namespace

Result<std::vector<FileSystem>> readDf(const QByteArray& output)
{
    static const QRegularExpression row(
        u"\\A(?<head>\\S.*?)\\s+(?<size>N)\\s+(?<used>N)\\s+(?<free>N)\\s+(?<percent>[0-9]+(?:[.,][0-9]+)?%|-)"
        "(?:\\s+(?<iused>N)\\s+(?<ifree>N)\\s+(?<ipercent>[0-9]+%|-))?\\s+(?<mount>\\S.*?)\\s*\\z"_s.replace(
            u"N"_s, u"(?:-?[0-9][0-9.,]*[kKMGTPE]?i?B?|-)"_s));
    std::vector<FileSystem> all;
    Header header;
    bool known = false;
    QString before;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        if (const auto found = headerOf(line)) {
            header = *found;
            known = true;
            before.clear();
            continue;
        }
        if (!header.columns.isEmpty()) {
            if (auto custom = customOf(line, header))
                all.push_back(std::move(*custom));
            continue;
        }
        // A long name stands in a line of its own.
        const QString whole = line.startsWith(u' ') && !before.isEmpty() ? before + u' ' + line : line;
        const QRegularExpressionMatch match = row.match(whole);
        before = match.hasMatch() ? QString() : line.trimmed();
        if (match.hasMatch())
            all.push_back(systemOf(match, header));
    }
    return known || !all.empty() ? Result<std::vector<FileSystem>>(std::move(all)) : notOutputOf(u"df"_s);
}

QJsonObject toJson(const FileSystem& fileSystem)
{
    return {{u"device"_s, shown(fileSystem.device)},
            {u"type"_s, shown(fileSystem.type)},
            {u"mount"_s, shown(fileSystem.mount)},
            {u"sizeBytes"_s, shown(fileSystem.sizeBytes)},
            {u"usedBytes"_s, shown(fileSystem.usedBytes)},
            {u"availableBytes"_s, shown(fileSystem.availableBytes)},
            {u"usedPercent"_s, shown(fileSystem.usedPercent)},
            {u"inodes"_s, shown(fileSystem.inodes)},
            {u"inodesUsed"_s, shown(fileSystem.inodesUsed)},
            {u"inodesFree"_s, shown(fileSystem.inodesFree)},
            {u"inodesPercent"_s, shown(fileSystem.inodesPercent)}};
}

} // namespace Pilothouse::Runtime
