// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Pilothouse::Checklist {

/// A box found by looking at one line alone, as people and regular expressions read it.
struct BoxLine
{
    QString text;
    bool checked = false;
    qsizetype mark = -1; ///< offset in the line of the byte between the brackets; -1 for any other box
};

/// Reads a line (without its end) that begins with a box: behind a list marker or alone. `- [ ] a`, `-[ ] a`, `- [] a`,
/// `- [✅] a`, `- ☐ a`,
/// `[ ] a`, `- \[ ] a`. Not: `- ✅ a` (a statement), `- [a](b)`, `- [1] a`, several boxes in a line without marker
/// (a choice), table rows.
std::optional<BoxLine> readBoxLine(QByteArrayView line);

/// How many ✅, ☑, ✔ and ✓ a text holds.
int tickGlyphs(const QString& text);
/// Whether a text holds an empty or ticked box glyph.
bool hasBoxGlyph(const QString& text);

} // namespace Pilothouse::Checklist
