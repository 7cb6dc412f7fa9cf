// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace Pilothouse::Checklist {

/// A piece of a block's text with the place of its first byte in the document (-1 when the text is not in it).
struct Line
{
    qsizetype offset = -1;
    QString text;
};

/// A heading outside lists and quotes, and the innermost open one before it.
struct Heading
{
    QString title;
    int level = 1;
    int parent = -1;
    qsizetype offset = 0;
};

/// One text block, with the lines as the author broke them.
struct Passage
{
    enum class Kind { Paragraph, ListText, TableHead, TableRow };
    Kind kind = Kind::Paragraph;
    int heading = -1;
    int entry = -1; ///< the list entry it stands in
    std::vector<Line> lines = {};
    QStringList cells = {}; ///< of a table's row
};

/// A list entry; a task when GFM makes a box of its beginning.
struct Entry
{
    int parent = -1; ///< the entry around it
    int heading = -1;
    int depth = 0; ///< entries around it
    bool task = false;
    bool checked = false;
    qsizetype mark = -1; ///< the byte between the brackets
    int passage = -1;    ///< its own text
};

struct Code
{
    int heading = -1;
    int entry = -1;
    bool fenced = false;
    QString language = {}; ///< first word of the fence, lower case
    QString text = {};
    qsizetype offset = -1;
};

/// Bytes [begin, end) of the document.
struct Range
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// What md4c sees in a document: CommonMark with GFM's tables and strikethrough, boxes found as GFM defines them. HTML
/// is read as HTML – boxes inside a comment are none – but its text goes nowhere except into `comments`. Offsets count
/// bytes of the document as it was given, its byte order mark and front matter included. Any thread.
struct Outline
{
    std::vector<Heading> headings;
    std::vector<Passage> passages;
    std::vector<Entry> entries;
    std::vector<Code> code;
    std::vector<Range> comments;
    QStringList links = {}; ///< http and https addresses only

    static Result<Outline> read(const QByteArray& bytes);
};

/// Where the text begins: behind a byte order mark and YAML front matter, which Markdown would read as a heading.
qsizetype textBegin(const QByteArray& bytes);

} // namespace Pilothouse::Checklist
