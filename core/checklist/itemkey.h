// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pilothouse::Checklist {

/// A title or text as identities see it: repaired, without numbering, emoji and other decoration, white space and case.
/// What may change without changing the meaning is left out; "< 1 %" and "> 1 %" stay different.
QString normalised(const QString& text);

/// Identity of an item: SHA-256 over the titles of its sections, the texts of the items around it, its own text and its
/// ordinal among equals, the first 32 hex digits. Evidence belongs to this identity: it survives reordering,
/// renumbering and ticking, and is lost – rightly – when the words change. Any thread.
QString itemKey(const QStringList& sectionPath, const QStringList& parents, const QString& text, int ordinal);

} // namespace Pilothouse::Checklist
