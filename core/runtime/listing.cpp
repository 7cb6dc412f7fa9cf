// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/listing.h"

#include <QRegularExpression>

namespace Pilothouse::Runtime {

using namespace Qt::StringLiterals;

namespace {

std::optional<ListedFile> fromLs(const QString& line)
{
    // A device has two numbers in the place of its size.
    static const QRegularExpression form(
        u"\\A(?:\\s*\\d+\\s+)?([-dlbcpsDC])([-rwxsStTlL]{9})[.+@]?\\s+(?:\\d+\\s+)?(\\S+)\\s+(\\S+)\\s+"
        "(\\d+,\\s*\\d+|[0-9]+(?:[.,][0-9]+)?[KMGTPE]?(?:i?B)?)\\s+"
        "(\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?[+-]\\d{4})?|\\d{2}-\\d{2} \\d{2}:\\d{2}|"
        "\\p{L}[\\p{L}.]*\\s+\\d{1,2}\\.?\\s+(?:\\d{1,2}:\\d{2}(?::\\d{2} \\d{4})?|\\d{4})|"
        "\\d{1,2}\\.?\\s+\\p{L}[\\p{L}.]*\\s+(?:\\d{1,2}:\\d{2}|\\d{4})) (\\S.*)\\z"_s);
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return {};
    const QChar type = match.captured(1).front();
    ListedFile file{.name = match.captured(7),
                    .kind = type == u'-'   ? u"file"_s
                            : type == u'd' ? u"directory"_s
                            : type == u'l' ? u"link"_s
                                           : u"other"_s,
                    .bytes = readBytes(match.captured(5)),
                    .rounded = !match.captured(5).back().isDigit(),
                    .modified = readTime(match.captured(6)),
                    .owner = match.captured(3),
                    .group = match.captured(4),
                    .mode = match.captured(1) + match.captured(2)};
    if (file.modified.isEmpty())
        file.modified = match.captured(6).simplified();
    const qsizetype arrow = type == u'l' ? file.name.indexOf(u" -> "_s) : -1;
    if (arrow > 0) {
        file.linkTarget = file.name.sliced(arrow + 4);
        file.name.truncate(arrow);
    }
    return file;
}

std::optional<ListedFile> fromDu(const QString& line)
{
    static const QRegularExpression form(u"\\A\\s*([0-9]+(?:[.,][0-9]+)?([KMGTPE]?)(?:i?B)?)\\s+(\\S.*)\\z"_s);
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return {};
    const bool unit = match.capturedLength(2) > 0;
    // du without -h counts in blocks of 1024 bytes unless it was told otherwise; 0 is 0 in any unit.
    return ListedFile{.name = match.captured(3),
                      .bytes = readBytes(match.captured(1), ByteUnits::Binary, 1024),
                      .rounded = unit || match.captured(1) != u"0"};
}

std::optional<ListedFile> fileIn(const QString& line)
{
    static const QRegularExpression total(u"\\A\\p{L}+ [0-9]+(?:[.,][0-9]+)?[KMGTPE]?\\z"_s);
    if (line.trimmed().isEmpty() || total.match(line).hasMatch())
        return {};
    if (auto file = fromLs(line))
        return file;
    if (auto file = fromDu(line))
        return file;
    return ListedFile{.name = line.trimmed()};
}

} // namespace

QString nameInListing(const QString& line)
{
    const auto file = fileIn(line);
    return file ? file->name : QString();
}

Result<std::vector<ListedFile>> readListing(const QByteArray& output)
{
    std::vector<ListedFile> all;
    const QStringList lines = toolLines(output);
    for (const QString& line : lines) {
        // "folder:" stands above what ls lists of it.
        if (line.endsWith(u':') && line.startsWith(u'/'))
            continue;
        if (auto file = fileIn(line); file && file->name != u"." && file->name != u"..")
            all.push_back(std::move(*file));
    }
    return all;
}

QJsonObject toJson(const ListedFile& file)
{
    return {{u"name"_s, shown(file.name)},
            {u"kind"_s, shown(file.kind)},
            {u"bytes"_s, shown(file.bytes)},
            {u"rounded"_s, file.rounded},
            {u"owner"_s, shown(file.owner)},
            {u"group"_s, shown(file.group)},
            {u"modified"_s, shown(file.modified)},
            {u"mode"_s, shown(file.mode)},
            {u"linkTarget"_s, shown(file.linkTarget)}};
}

} // namespace Pilothouse::Runtime
