// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/checklistview.h"
#include "widgets/palette.h"
#include "widgets/sign.h"

namespace Pilothouse::Ui {

/// What stands at the right of an item: who saw it when, or why it is not green. One line.
QString evidenceText(const Checklist::ItemView& item, const QDateTime& now);
/// The colour of that line and of the item's box.
Role stateRole(Checklist::ItemState state);
/// "held", "fails", "claimed by the file"..., translated.
QString stateWord(Checklist::ItemState state);
/// The sign that says the same by shape: only held is healthy.
Sign stateSign(Checklist::ItemState state);
/// "67 of 86 held · 9 claimed by the file, not shown · 6 failing".
QString progressSentence(const Checklist::ChecklistView& view);
/// A day, local, as the locale writes it.
QString dayText(const QDateTime& at);
/// Where a role stands: "signed 19 Nov 16:20 by anna", "next", "waits for QA Lead".
QString roleText(const Checklist::RoleState& role, const QDateTime& now);
Sign roleSign(Checklist::SignatureState state);

} // namespace Pilothouse::Ui
