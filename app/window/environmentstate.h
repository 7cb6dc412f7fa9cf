// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/catalogue.h"
#include "checklist/checklistview.h"
#include "health/probestate.h"
#include "maintenance/window.h"
#include "metrics/sample.h"
#include "run/run.h"
#include "system/definition.h"
#include "widgets/snapshot.h"

#include <deque>

namespace Pilothouse {

/// All that is known of one environment at the moment, as it came from core. Values only; the functions below turn it
/// into what the window draws.
struct EnvironmentState
{
    static constexpr size_t keptSamples = 720; ///< an hour at one every five seconds

    Ui::EnvironmentKey key;
    QString systemTitle;
    System::Environment environment;
    std::vector<System::Contact> contacts = {};
    std::map<QString, Health::ProbeState> probes = {};
    std::map<QString, std::deque<Metrics::Sample>> hosts = {};
    std::map<QString, Backup::Catalogue> catalogues = {};
    std::map<QString, Error> backupErrors = {};
    std::vector<Checklist::ChecklistView> checklists = {};
    QString running = {};                              ///< version, as the definition's command read it lately
    std::vector<Run::RunInfo> runs = {};               ///< newest first
    std::vector<Maintenance::Window> maintenance = {}; ///< announced, and how people were told
};

Ui::EnvironmentSnapshot snapshotOf(const EnvironmentState& state, const QDateTime& now);
Ui::OverviewSnapshot overviewOf(const EnvironmentState& state, const QDateTime& now);
/// The charts of the last hour from what is in memory.
Ui::ChartsSnapshot chartsOf(const EnvironmentState& state, Ui::TimeSpan span);

} // namespace Pilothouse
