// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checklist/change.h"
#include "checklist/checklistmodels.h"

namespace Pilothouse::Test {

/// A list of believable content, with one item in each state.
Checklist::StoredList sampleList(const QDateTime& now);
Checklist::ChecklistView viewAt(const Checklist::StoredList& stored, const QDateTime& now);

} // namespace Pilothouse::Test
