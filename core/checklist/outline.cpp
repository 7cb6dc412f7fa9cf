// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/outline.h"

#include "checklist/entities.h"

#include <QCoreApplication>

#include <functional>
#include <md4c.h>
#include <optional>

namespace Pilothouse::Checklist {

namespace {

/// Collects md4c's callbacks. In a tight list md4c sends an entry's text without a paragraph around it, so a passage
/// opens with its first text and closes with the next block.
class Builder
{
public:
    Builder(const QByteArray& bytes, qsizetype begin)
        : m_bytes(bytes)
        , m_begin(begin)
    {
    }

    int run(Outline& outline)
    {
        m_out = &outline;
        const MD_PARSER parser{
            0,
            MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
            [](MD_BLOCKTYPE type, void* detail, void* self) {
                return static_cast<Builder*>(self)->enter(type, detail);
            },
            [](MD_BLOCKTYPE type, void*, void* self) { return static_cast<Builder*>(self)->leave(type); },
            [](MD_SPANTYPE type, void* detail, void* self) {
                return static_cast<Builder*>(self)->enterSpan(type, detail);
            },
            [](MD_SPANTYPE, void*, void* self) { return static_cast<Builder*>(self)->leaveSpan(); },
            [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
                return static_cast<Builder*>(self)->text(type, text, size);
            },
            nullptr,
            nullptr};
        return md_parse(m_bytes.constData() + m_begin, MD_SIZE(m_bytes.size() - m_begin), &parser, this);
    }

private:
    enum class Leaf { None, Passage, Heading, Code, Html };

    qsizetype offsetOf(const char* text) const
    {
        // md4c sends line ends and indentation from strings of its own.
        const char* begin = m_bytes.constData();
        return std::less_equal<>{}(begin, text) && std::less<>{}(text, begin + m_bytes.size()) ? text - begin : -1;
    }

    int currentEntry() const { return m_lists.empty() ? -1 : m_lists.back(); }

    int enter(MD_BLOCKTYPE type, void* detail)
    {
        switch (type) {
        case MD_BLOCK_DOC:
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
        case MD_BLOCK_TABLE:
        case MD_BLOCK_TBODY:
            finish();
            break;
        case MD_BLOCK_THEAD:
            finish();
            m_inHead = true;
            break;
        case MD_BLOCK_TR:
            finish();
            m_out->passages.push_back({.kind = m_inHead ? Passage::Kind::TableHead : Passage::Kind::TableRow,
                                       .heading = m_heading,
                                       .entry = currentEntry()});
            markOccupied();
            break;
        case MD_BLOCK_QUOTE:
            finish();
            markOccupied();
            ++m_quotes;
            break;
        case MD_BLOCK_HR:
            finish();
            markOccupied();
            break;
        case MD_BLOCK_LI: {
            finish();
            const int parent = currentEntry();
            m_out->entries.push_back({.parent = parent,
                                      .heading = m_heading,
                                      .depth = parent < 0 ? 0 : m_out->entries[size_t(parent)].depth + 1});
            m_lists.push_back(int(m_out->entries.size()) - 1);
            m_occupied.push_back(false);
            break;
        }
        case MD_BLOCK_H:
            finish();
            begin(Leaf::Heading);
            m_level = int(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
            break;
        case MD_BLOCK_CODE: {
            finish();
            begin(Leaf::Code);
            const auto* code = static_cast<MD_BLOCK_CODE_DETAIL*>(detail);
            m_out->code.push_back({.heading = m_heading,
                                   .entry = currentEntry(),
                                   .fenced = code->fence_char != 0,
                                   .language = QString::fromUtf8(code->lang.text, code->lang.size).toLower(),
                                   .offset = code->lang.size > 0 ? offsetOf(code->lang.text) : -1});
            break;
        }
        case MD_BLOCK_HTML:
            finish();
            begin(Leaf::Html);
            break;
        case MD_BLOCK_P:
            finish();
            begin(Leaf::Passage);
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            finish();
            m_leaf = Leaf::Passage;
            break;
        }
        return 0;
    }

    int leave(MD_BLOCKTYPE type)
    {
        switch (type) {
        case MD_BLOCK_LI:
            finish();
            m_lists.pop_back();
            m_occupied.pop_back();
            break;
        case MD_BLOCK_QUOTE:
            finish();
            --m_quotes;
            break;
        case MD_BLOCK_THEAD:
            finish();
            m_inHead = false;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            finishCell();
            break;
        case MD_BLOCK_CODE:
            m_out->code.back().text = QString::fromUtf8(m_text);
            if (m_out->code.back().offset < 0)
                m_out->code.back().offset = m_first;
            reset();
            break;
        case MD_BLOCK_H:
            finishHeading();
            break;
        case MD_BLOCK_HTML:
            reset();
            break;
        case MD_BLOCK_DOC:
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
        case MD_BLOCK_HR:
        case MD_BLOCK_P:
        case MD_BLOCK_TABLE:
        case MD_BLOCK_TBODY:
        case MD_BLOCK_TR:
            finish();
            break;
        }
        return 0;
    }

    int enterSpan(MD_SPANTYPE type, void* detail)
    {
        if (m_leaf == Leaf::None)
            begin(Leaf::Passage);
        if (type == MD_SPAN_A) {
            const auto* link = static_cast<MD_SPAN_A_DETAIL*>(detail);
            const QString address = QString::fromUtf8(link->href.text, link->href.size);
            if (address.startsWith(QLatin1StringView("https://"), Qt::CaseInsensitive) ||
                address.startsWith(QLatin1StringView("http://"), Qt::CaseInsensitive))
                m_out->links << address;
        }
        if (m_spans++ == 0)
            m_outerIsLink = type == MD_SPAN_A;
        return 0;
    }
    int leaveSpan()
    {
        --m_spans;
        return 0;
    }

    int text(MD_TEXTTYPE type, const char* text, MD_SIZE size)
    {
        if (m_leaf == Leaf::None)
            begin(Leaf::Passage);
        const QByteArrayView view(text, qsizetype(size));
        if (type == MD_TEXT_HTML) {
            html(view);
            return 0;
        }
        if (m_leaf == Leaf::Html)
            return 0;
        const qsizetype offset = size > 0 ? offsetOf(text) : -1;
        if (m_first < 0 && offset >= 0) {
            m_first = offset;
            // `[x] …` becomes a link when the document defines one named x; GFM makes a box of it nevertheless.
            m_start = m_spans > 0 && m_outerIsLink ? offset - 1 : m_spans > 0 ? -1 : offset;
        }
        if (m_lineFirst < 0)
            m_lineFirst = offset;
        switch (type) {
        case MD_TEXT_NORMAL:
        case MD_TEXT_CODE:
        case MD_TEXT_LATEXMATH:
            m_text += view;
            break;
        case MD_TEXT_NULLCHAR:
            m_text += "\xef\xbf\xbd";
            break;
        case MD_TEXT_BR:
        case MD_TEXT_SOFTBR:
            finishLine();
            break;
        case MD_TEXT_ENTITY:
            m_text += decodeEntity(view).toUtf8();
            break;
        case MD_TEXT_HTML:
            break;
        }
        return 0;
    }

    /// Follows comments over the pieces, a line each, in which md4c hands out HTML.
    void html(QByteArrayView view)
    {
        const qsizetype base = offsetOf(view.data());
        if (base < 0)
            return;
        for (qsizetype i = 0; i < view.size();) {
            if (m_comment < 0) {
                const qsizetype open = view.indexOf("<!--", i);
                if (open < 0)
                    return;
                m_comment = base + open;
                i = open + 4;
            }
            m_commentEnd = base + view.size();
            const qsizetype close = view.indexOf("-->", i);
            if (close < 0)
                return;
            m_commentEnd = base + close + 3;
            finishComment();
            i = close + 3;
        }
    }

    void finishComment()
    {
        if (m_comment >= 0)
            m_out->comments.push_back({m_comment, m_commentEnd});
        m_comment = -1;
    }

    void markOccupied()
    {
        if (!m_occupied.empty())
            m_occupied.back() = true;
    }

    void begin(Leaf leaf)
    {
        m_leaf = leaf;
        m_opensEntry = !m_occupied.empty() && !m_occupied.back();
        markOccupied();
    }

    void finishLine()
    {
        m_lines.push_back({m_lineFirst, QString::fromUtf8(m_text).simplified()});
        m_text.clear();
        m_lineFirst = -1;
    }

    /// The offset of the mark when the passage that ends here begins with GFM's task list marker: a bracketed blank or
    /// x, white space, and something after it in the same paragraph.
    std::optional<qsizetype> taskMark() const
    {
        if (!m_opensEntry || m_start < 0 || m_start + 3 >= m_bytes.size())
            return std::nullopt;
        const auto at = [this](qsizetype i) { return m_bytes.at(i); };
        const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
        const auto isEol = [](char c) { return c == '\n' || c == '\r'; };
        if (at(m_start) != '[' || at(m_start + 2) != ']')
            return std::nullopt;
        const char mark = at(m_start + 1);
        if (mark != ' ' && mark != '\t' && mark != 'x' && mark != 'X')
            return std::nullopt;
        qsizetype before = m_start;
        while (before > m_begin && isBlank(at(before - 1)))
            --before;
        if (before == m_start || (before > m_begin && at(before - 1) == '#'))
            return std::nullopt;
        qsizetype after = m_start + 3;
        if (!isBlank(at(after)) && !isEol(at(after)))
            return std::nullopt;
        while (after < m_bytes.size() && isBlank(at(after)))
            ++after;
        const bool more = m_lines.size() > 1 || (after < m_bytes.size() && !isEol(at(after)));
        return more ? std::optional(m_start + 1) : std::nullopt;
    }

    /// Makes the entry around the ending passage a task when it is one, and takes the box out of its text.
    void takeMark()
    {
        const auto mark = taskMark();
        if (!mark)
            return;
        Entry& entry = m_out->entries[size_t(currentEntry())];
        entry.task = true;
        entry.mark = *mark;
        entry.checked = m_bytes.at(*mark) == 'x' || m_bytes.at(*mark) == 'X';
        Line& first = m_lines.front();
        first.text = first.text.mid(m_start == m_first ? 3 : 1).trimmed();
        if (first.text.isEmpty() && m_lines.size() > 1)
            m_lines.erase(m_lines.begin());
    }

    void finish()
    {
        if (m_leaf == Leaf::Passage) {
            finishLine();
            addPassage();
        }
        reset();
    }

    void addPassage()
    {
        const bool own = m_opensEntry;
        takeMark();
        if (own)
            m_out->entries[size_t(currentEntry())].passage = int(m_out->passages.size());
        m_out->passages.push_back({.kind = own ? Passage::Kind::ListText : Passage::Kind::Paragraph,
                                   .heading = m_heading,
                                   .entry = currentEntry(),
                                   .lines = m_lines});
    }

    void finishHeading()
    {
        finishLine();
        if (!m_lists.empty() || m_quotes > 0)
            addPassage(); // a heading in a list or quote divides nothing
        else
            addHeading();
        reset();
    }

    void addHeading()
    {
        QStringList words;
        for (const Line& line : m_lines)
            words << line.text;
        int parent = m_heading;
        while (parent >= 0 && m_out->headings[size_t(parent)].level >= m_level)
            parent = m_out->headings[size_t(parent)].parent;
        m_out->headings.push_back({words.join(u' ').trimmed(), m_level, parent, std::max<qsizetype>(m_first, 0)});
        m_heading = int(m_out->headings.size()) - 1;
    }

    void finishCell()
    {
        finishLine();
        Passage& row = m_out->passages.back();
        QStringList words;
        for (const Line& line : m_lines)
            words << line.text;
        row.cells << words.join(u' ');
        if (row.lines.empty() && m_first >= 0)
            row.lines.push_back({m_first, row.cells.back()});
        reset();
    }

    void reset()
    {
        finishComment();
        m_leaf = Leaf::None;
        m_text.clear();
        m_lines.clear();
        m_first = -1;
        m_start = -1;
        m_lineFirst = -1;
        m_opensEntry = false;
        m_outerIsLink = false;
    }

    const QByteArray& m_bytes;
    qsizetype m_begin;
    Outline* m_out = nullptr;
    std::vector<int> m_lists;     ///< open entries, innermost last
    std::vector<bool> m_occupied; ///< of each: it has a block already
    int m_heading = -1;
    int m_level = 1;
    int m_quotes = 0;
    bool m_inHead = false;
    Leaf m_leaf = Leaf::None;
    bool m_opensEntry = false; ///< the leaf is the first block of its entry
    QByteArray m_text;
    std::vector<Line> m_lines;
    qsizetype m_first = -1; ///< first byte of the leaf's text
    qsizetype m_start = -1; ///< where its content begins, when that can be told
    qsizetype m_lineFirst = -1;
    int m_spans = 0;
    bool m_outerIsLink = false;
    qsizetype m_comment = -1; ///< begin of the comment that is open
    qsizetype m_commentEnd = -1;
};

} // namespace

qsizetype textBegin(const QByteArray& bytes)
{
    const qsizetype bom = bytes.startsWith("\xef\xbb\xbf") ? 3 : 0;
    auto lineAt = [&bytes](qsizetype from) {
        const qsizetype end = bytes.indexOf('\n', from);
        return end < 0 ? bytes.mid(from) : bytes.mid(from, end - from + 1);
    };
    QByteArray line = lineAt(bom);
    if (line.trimmed() != "---" || !line.startsWith("---"))
        return bom;
    qsizetype at = bom + line.size();
    bool first = true;
    // Real front matter is short; a rule at the top of a document has prose or boxes below it.
    for (int lines = 0; lines < 200 && at < bytes.size(); ++lines) {
        line = lineAt(at);
        at += line.size();
        const QByteArray text = line.trimmed();
        if (line.startsWith("---") || line.startsWith("..."))
            return text == "---" || text == "..." ? at : bom;
        if (first && !text.isEmpty()) {
            const qsizetype colon = text.indexOf(':');
            const bool key = colon > 0 && !text.left(colon).contains(' ') && QChar::fromLatin1(text.at(0)).isLetter();
            if (!key && !text.startsWith('#'))
                return bom;
            first = text.startsWith('#');
        }
    }
    return bom;
}

Result<Outline> Outline::read(const QByteArray& bytes)
{
    Outline outline;
    Builder builder(bytes, textBegin(bytes));
    if (builder.run(outline) != 0)
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate(
                        "Checklist", "The document could not be read as Markdown; free some memory and try again."));
    return outline;
}

} // namespace Pilothouse::Checklist
