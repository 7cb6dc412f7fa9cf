// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/markdownchecklist.h"

#include <QJsonObject>

namespace Pilothouse::Checklist {

/// What `inspect checklist` prints: `items` and `checked` as GFM counts them, `sections` with what stands directly in
/// each (their sums are the totals), `claims`, `signatures`, `commands`, `mojibake` and `unread` as numbers, and the
/// lines behind them for people who ask why. With `repair` the texts are shown with garbled runs put right.
QJsonObject inspectChecklist(const MarkdownChecklist& checklist, bool repair = false);

} // namespace Pilothouse::Checklist
