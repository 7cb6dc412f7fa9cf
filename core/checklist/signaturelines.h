// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/outline.h"

#include <optional>

namespace Pilothouse::Checklist {

/// A place where a role signs, as the document has it.
struct SignaturePlace
{
    QString role;
    QString filled = {};
    int heading = -1;
    int entry = -1; ///< the list entry whose own text it is
    qsizetype offset = -1;
};

/// Finds the lines in which somebody signs, in the shapes that people use: `- [ ] **Role**: ____ Date: ____`, without a
/// date, with the date in a sub-bullet or the next paragraph, outside lists (`**Approved by:** ____ **Date:** ____`),
/// as table rows (Role | Name | Signature | Date), and with blanks that a formatter has mangled (`**\*\***\_**`). A
/// blank alone is not enough: times, versions, reasons and phone numbers are filled in too, so either a date, a heading
/// about signing or the name of an office must say that it is a signature. Any thread.
std::vector<SignaturePlace> findSignatures(const Outline& outline);

} // namespace Pilothouse::Checklist
