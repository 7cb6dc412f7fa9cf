// SPDX-License-Identifier: GPL-3.0-or-later
#include "checklist/markdownchecklist.h"

#include "base/canonical.h"
#include "base/units.h"
#include "checklist/itemkey.h"
#include "checklist/lookalikes.h"
#include "checklist/outline.h"
#include "checklist/signaturelines.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace Pilothouse::Checklist {

namespace {

/// Line numbers of byte offsets; a line ends with LF, CR LF or CR.
class LineIndex
{
public:
    explicit LineIndex(const QByteArray& bytes)
    {
        for (qsizetype i = 0; i < bytes.size(); ++i)
            if (bytes.at(i) == '\n' || (bytes.at(i) == '\r' && (i + 1 == bytes.size() || bytes.at(i + 1) != '\n')))
                m_begins.push_back(i + 1);
    }
    int lineOf(qsizetype offset) const
    {
        return offset < 0 ? 0 : int(std::ranges::upper_bound(m_begins, offset) - m_begins.begin());
    }
    const std::vector<qsizetype>& begins() const { return m_begins; }

private:
    std::vector<qsizetype> m_begins{0};
};

QString joined(const std::vector<Line>& lines)
{
    QStringList parts;
    for (const Line& line : lines)
        if (!line.text.isEmpty())
            parts << line.text;
    return parts.join(u' ');
}

bool isShell(const QString& language)
{
    static const QSet<QString> shells{
        QStringLiteral("bash"),         QStringLiteral("sh"),       QStringLiteral("shell"),
        QStringLiteral("zsh"),          QStringLiteral("console"),  QStringLiteral("shell-session"),
        QStringLiteral("shellsession"), QStringLiteral("terminal"), QStringLiteral("powershell"),
        QStringLiteral("pwsh"),         QStringLiteral("ps1"),      QStringLiteral("cmd"),
        QStringLiteral("bat"),          QStringLiteral("batch"),    QStringLiteral("fish"),
        QStringLiteral("ksh")};
    return shells.contains(language);
}

/// Title as GitHub makes an anchor of it.
QString anchorOf(const QString& title)
{
    QString anchor;
    for (const QChar c : title.toLower()) {
        if (c.isLetterOrNumber() || c == u'_' || c == u'-')
            anchor += c;
        else if (c == u' ')
            anchor += u'-';
    }
    return anchor;
}

} // namespace

Result<MarkdownChecklist> MarkdownChecklist::read(const QByteArray& bytes)
{
    if (bytes.size() > maximumBytes)
        return fail(ErrorKind::Invalid,
                    QCoreApplication::translate("Checklist",
                                                "The document is larger than %1; split it into several checklists.")
                        .arg(formatSize(maximumBytes)),
                    formatSize(bytes.size()));
    const bool utf16 = bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff");
    if (utf16 || bytes.left(4096).count('\0') > 1)
        return fail(
            ErrorKind::Invalid,
            utf16 ? QCoreApplication::translate("Checklist",
                                                "The document is in UTF-16; save it as UTF-8 and import it again.")
                  : QCoreApplication::translate("Checklist", "This is no text document; choose a Markdown file."));
    const auto outline = Outline::read(bytes);
    if (!outline)
        return fail(outline.error());

    MarkdownChecklist out;
    out.m_bytes = bytes;
    out.m_links = outline->links;
    out.m_mojibake = findMojibake(QString::fromUtf8(bytes));
    const LineIndex lines(bytes);
    for (const Heading& heading : outline->headings) {
        out.m_sections.push_back({.title = SafeText::oneLine(heading.title),
                                  .level = heading.level,
                                  .parent = heading.parent,
                                  .line = lines.lineOf(heading.offset),
                                  .name = heading.title});
        out.m_claims += tickGlyphs(repairMojibake(heading.title));
    }

    // Entries come in the order of the document: the one around an entry stands before it.
    std::vector<int> itemOf(outline->entries.size(), -1);  ///< of an entry that is a task
    std::vector<int> nearest(outline->entries.size(), -1); ///< that item, else the one around the entry
    auto itemAround = [&nearest](int entry) { return entry < 0 ? -1 : nearest[size_t(entry)]; };
    QSet<int> itemLines;
    for (size_t i = 0; i < outline->entries.size(); ++i) {
        const Entry& entry = outline->entries[i];
        const int parent = itemAround(entry.parent);
        nearest[i] = parent;
        if (!entry.task)
            continue;
        out.m_items.push_back({.text = SafeText::fromUntrusted(joined(outline->passages[size_t(entry.passage)].lines)),
                               .section = entry.heading,
                               .parent = parent,
                               .depth = parent < 0 ? 0 : out.m_items[size_t(parent)].depth + 1,
                               .line = lines.lineOf(entry.mark),
                               .checked = entry.checked,
                               .mark = entry.mark});
        out.m_claims += entry.checked ? 1 : 0;
        itemLines.insert(out.m_items.back().line);
        itemOf[i] = nearest[i] = int(out.m_items.size()) - 1;
    }
    for (const Passage& passage : outline->passages) {
        const QString text = passage.cells.isEmpty() ? joined(passage.lines) : passage.cells.join(u'\n');
        out.m_claims += tickGlyphs(repairMojibake(text));
        const bool row = passage.kind == Passage::Kind::TableRow;
        out.m_tableBoxes += row && (hasBoxGlyph(text) || tickGlyphs(text) > 0) ? 1 : 0;
        const bool own = passage.entry >= 0 && passage.kind == Passage::Kind::ListText &&
                         outline->entries[size_t(passage.entry)].task;
        const int item = own ? -1 : itemAround(passage.entry);
        if (item >= 0 && !text.isEmpty())
            out.m_items[size_t(item)].notes.push_back(SafeText::fromUntrusted(text));
    }
    for (const Code& code : outline->code) {
        const int item = itemAround(code.entry);
        if (item >= 0)
            out.m_items[size_t(item)].code.push_back(int(out.m_code.size()));
        out.m_code.push_back({.text = SafeText::fromUntrusted(code.text),
                              .language = SafeText::oneLine(code.language, 40).text(),
                              .section = code.heading,
                              .item = item,
                              .line = lines.lineOf(code.offset),
                              .shell = code.fenced && isShell(code.language)});
    }
    for (const SignaturePlace& place : findSignatures(*outline)) {
        const int item = place.entry < 0 ? -1 : itemOf[size_t(place.entry)];
        if (item >= 0)
            out.m_items[size_t(item)].signature = true;
        out.m_signatures.push_back({.role = SafeText::oneLine(place.role, 80),
                                    .section = place.heading,
                                    .item = item,
                                    .line = lines.lineOf(place.offset),
                                    .filled = SafeText::oneLine(place.filled, 120)});
    }

    auto comment = outline->comments.begin();
    size_t section = 0;
    for (size_t i = size_t(lines.lineOf(textBegin(bytes))) - 1; i < lines.begins().size(); ++i) {
        const qsizetype begin = lines.begins()[i];
        const qsizetype end = i + 1 < lines.begins().size() ? lines.begins()[i + 1] : bytes.size();
        auto box = readBoxLine(QByteArrayView(bytes).sliced(begin, end - begin));
        if (!box)
            continue;
        while (section < outline->headings.size() && outline->headings[section].offset <= begin)
            ++section;
        while (comment != outline->comments.end() && comment->end <= begin)
            ++comment;
        const bool hidden = comment != outline->comments.end() && comment->begin <= begin;
        if (hidden || itemLines.contains(int(i) + 1))
            continue;
        out.m_unread.push_back({.text = SafeText::oneLine(box->text, 1000),
                                .section = int(section) - 1,
                                .line = int(i) + 1,
                                .checked = box->checked,
                                .mark = box->mark < 0 ? -1 : begin + box->mark});
    }
    out.countSections();
    out.assignKeys();
    return out;
}

void MarkdownChecklist::countSections()
{
    for (Section& section : m_sections)
        section.items = section.checked = 0;
    for (const Item& item : m_items) {
        if (item.section < 0)
            continue;
        ++m_sections[size_t(item.section)].items;
        m_sections[size_t(item.section)].checked += item.checked ? 1 : 0;
    }
}

void MarkdownChecklist::assignKeys()
{
    QHash<QString, int> seen;
    for (Item& item : m_items) {
        QStringList parents;
        for (int i = item.parent; i >= 0 && parents.size() < 8; i = m_items[size_t(i)].parent)
            parents.prepend(m_items[size_t(i)].text.text());
        const QString first = itemKey(path(item.section), parents, item.text.text(), 0);
        const int ordinal = seen[first]++;
        item.key = ordinal == 0 ? first : itemKey(path(item.section), parents, item.text.text(), ordinal);
    }
}

QString MarkdownChecklist::sha256() const { return sha256Hex(m_bytes); }

SafeText MarkdownChecklist::title() const
{
    const auto first = std::ranges::find(m_sections, 1, &Section::level);
    if (first != m_sections.end())
        return first->title;
    return m_sections.empty() ? SafeText() : m_sections.front().title;
}

int MarkdownChecklist::checked() const { return int(std::ranges::count(m_items, true, &Item::checked)); }

int MarkdownChecklist::commands() const { return int(std::ranges::count(m_code, true, &CodeBlock::shell)); }

Result<int> MarkdownChecklist::sectionNamed(const QString& anchor) const
{
    if (anchor.isEmpty())
        return -1;
    QHash<QString, int> seen;
    for (size_t i = 0; i < m_sections.size(); ++i) {
        const QString own = anchorOf(m_sections[i].name);
        const int before = seen[own]++;
        const QString unique = before == 0 ? own : own + u'-' + QString::number(before);
        if (unique.compare(anchor, Qt::CaseInsensitive) == 0 || normalised(m_sections[i].name) == normalised(anchor))
            return int(i);
    }
    return fail(ErrorKind::NotFound,
                QCoreApplication::translate(
                    "Checklist", "The document has no section \"%1\"; correct the part after # in the definition.")
                    .arg(anchor));
}

bool MarkdownChecklist::isWithin(int section, int root) const
{
    while (section >= 0 && section != root)
        section = m_sections[size_t(section)].parent;
    return section == root;
}

QStringList MarkdownChecklist::path(int section) const
{
    QStringList titles;
    for (; section >= 0; section = m_sections[size_t(section)].parent)
        titles.prepend(m_sections[size_t(section)].name);
    return titles;
}

Result<QByteArray> MarkdownChecklist::withMark(qsizetype mark, bool ticked) const
{
    const bool inside = mark > 0 && mark + 1 < m_bytes.size();
    if (!inside || m_bytes.at(mark - 1) != '[' || (m_bytes.at(mark + 1) != ']' && m_bytes.at(mark + 1) != '\\') ||
        !QByteArrayView(" \txX").contains(m_bytes.at(mark)))
        return fail(
            ErrorKind::Conflict,
            QCoreApplication::translate(
                "Checklist", "There is no box at this place of the document any more; import it again and repeat."));
    const bool isTicked = m_bytes.at(mark) == 'x' || m_bytes.at(mark) == 'X';
    QByteArray out = m_bytes;
    if (isTicked != ticked)
        out[mark] = ticked ? 'x' : ' ';
    return out;
}

MarkdownChecklist MarkdownChecklist::withLookalikes() const
{
    MarkdownChecklist out = *this;
    // Parents and code blocks refer to items by index: new items keep the order of lines only for the reader.
    for (const Lookalike& line : m_unread)
        out.m_items.push_back({.text = line.text,
                               .section = line.section,
                               .line = line.line,
                               .checked = line.checked,
                               .mark = line.mark});
    out.m_unread.clear();
    out.countSections();
    out.assignKeys();
    return out;
}

} // namespace Pilothouse::Checklist
