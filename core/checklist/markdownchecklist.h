// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/safetext.h"
#include "checklist/mojibake.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace Pilothouse::Checklist {

/// A heading with what stands directly under it (not under its own subheadings).
struct Section
{
    SafeText title;
    int level = 1;
    int parent = -1; ///< index of the section around it
    int line = 0;    ///< 1-based, as everywhere here
    int items = 0;
    int checked = 0;
    QString name = {}; ///< the title as the file has it, for identities and anchors

    bool operator==(const Section&) const = default;
};

/// A fenced or indented block of code; `shell` when its fence names a shell or a console.
struct CodeBlock
{
    SafeText text;
    QString language = {};
    int section = -1;
    int item = -1; ///< the item it stands under
    int line = 0;
    bool shell = false;

    bool operator==(const CodeBlock&) const = default;
};

/// A task list item as GFM defines it, or a line that only looks like one and was taken on request.
struct Item
{
    SafeText text;
    QString key = {}; ///< stable over reordering and ticking, see itemkey.h
    int section = -1;
    int parent = -1; ///< index of the item around it
    int depth = 0;   ///< items around it
    int line = 0;
    bool checked = false;             ///< ticked in the file: a claim, no proof
    bool signature = false;           ///< a line to sign, not one to do
    qsizetype mark = -1;              ///< the byte between the brackets
    std::vector<SafeText> notes = {}; ///< bullets and paragraphs under it
    std::vector<int> code = {};       ///< indices of the code blocks under it

    bool operator==(const Item&) const = default;
};

/// A line that looks like an item and is none for GFM: inside code, with an unusual box, without a list marker. `mark`
/// is -1 when its box is not a bracketed blank or x, so that it cannot be ticked in the file.
struct Lookalike
{
    SafeText text;
    int section = -1;
    int line = 0;
    bool checked = false;
    qsizetype mark = -1;

    bool operator==(const Lookalike&) const = default;
};

/// A line or table row in which a role signs.
struct SignatureLine
{
    SafeText role;
    int section = -1;
    int item = -1; ///< the item whose text it is
    int line = 0;
    SafeText filled = {}; ///< what somebody wrote into the blank: a claim

    bool operator==(const SignatureLine&) const = default;
};

/// A Markdown document as a checklist. Counts are exactly GFM's; everything that only looks like an item is in
/// `unread`. Texts are plain: emphasis, link targets and HTML are gone, nothing is executed or loaded. At most 4 MiB of
/// UTF-8, valid or not; offsets count the bytes that were given. Reading is linear for documents people write; a value;
/// any thread.
class MarkdownChecklist
{
public:
    static constexpr qsizetype maximumBytes = 4 * 1024 * 1024;

    /// Invalid for a document that is too large or in UTF-16 or binary.
    static Result<MarkdownChecklist> read(const QByteArray& bytes);

    const QByteArray& bytes() const { return m_bytes; }
    QString sha256() const;

    SafeText title() const;
    const std::vector<Section>& sections() const { return m_sections; }
    const std::vector<Item>& items() const { return m_items; }
    const std::vector<Lookalike>& unread() const { return m_unread; }
    const std::vector<SignatureLine>& signatures() const { return m_signatures; }
    const std::vector<CodeBlock>& code() const { return m_code; }
    const std::vector<MojibakeRun>& mojibake() const { return m_mojibake; }
    const QStringList& links() const { return m_links; }
    int checked() const;
    int commands() const;
    /// ✅ and its like outside code, and ticked boxes.
    int claims() const { return m_claims; }
    /// Table rows with a box or tick glyph: a table of states, not a task list.
    int tableBoxes() const { return m_tableBoxes; }

    /// The section that an anchor ("monthly", "5-security-hardening") or a title names.
    Result<int> sectionNamed(const QString& anchor) const;
    /// True when `section` is `root` or lies under it; everything lies under -1.
    bool isWithin(int section, int root) const;
    /// Titles from the outermost section to this one.
    QStringList path(int section) const;

    /// The document with the box at `mark` (of an item or lookalike) ticked or cleared: one byte differs, or none.
    /// Conflict when there is no box at that place any more.
    Result<QByteArray> withMark(qsizetype mark, bool ticked) const;

    /// This reading with the lines that look like items taken as items.
    MarkdownChecklist withLookalikes() const;

private:
    void countSections();
    void assignKeys();

    QByteArray m_bytes;
    std::vector<Section> m_sections;
    std::vector<Item> m_items;
    std::vector<Lookalike> m_unread;
    std::vector<SignatureLine> m_signatures;
    std::vector<CodeBlock> m_code;
    std::vector<MojibakeRun> m_mojibake;
    QStringList m_links;
    int m_claims = 0;
    int m_tableBoxes = 0;
};

} // namespace Pilothouse::Checklist
