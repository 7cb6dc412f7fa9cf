// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"
#include "widgets/snapshot.h"

namespace Pilothouse::Test {

/// As full as a plan gets: versions, commits, migrations, checks of every kind, names that are too long.
Run::Plan fullPlan(const Ui::EnvironmentKey& key, const QDateTime& now);

/// A run of the plan that goes on, or that failed and was rolled back.
Run::RunRecord recordOf(const Run::Plan& plan, const Id& id, Run::RunState state, const QDateTime& now);

/// Such a run where it waits for somebody's word, signed or not.
Run::RunRecord waitingRecord(Run::Plan plan, const Id& id, bool isSigned, const QDateTime& now);

} // namespace Pilothouse::Test
