// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"
#include "run/request.h"

#include <map>
#include <vector>

namespace Pilothouse::Run {

/// One step inside a segment. `key` names its folder on the host and its output here; unique within a run and host.
struct SegmentStep
{
    QString key;
    PlannedStep planned;
    bool failure = false;

    bool operator==(const SegmentStep&) const = default;
};

/// Consecutive steps on one host that need nothing from the console, sent whole; with the first steps of the failure
/// procedure that this host can do alone.
struct Segment
{
    QString name;
    QString host;
    std::vector<SegmentStep> steps = {};
    bool holds = false; ///< waits for the verdict of later steps, and goes back alone when nobody drives
    bool final = false; ///< nothing comes after it: the run is over on its host when it succeeds

    bool hasFailureSteps() const;
    bool operator==(const Segment&) const = default;
};

/// What the console does next: segments that run side by side, or one step of its own.
struct Stage
{
    std::vector<Segment> segments = {};
    std::optional<SegmentStep> console = {};
    std::chrono::milliseconds pause{0}; ///< before it begins
    bool afterProof = false;            ///< comes once the run has succeeded, and changes nothing about that

    bool operator==(const Stage&) const = default;
};

/// Which hosts of a step go side by side, in order.
std::vector<QStringList> wavesOf(const PlannedStep& planned);

/// Splits the steps of a plan. Names depend on the plan only, so that every console finds the same segments.
std::vector<Stage> mainStages(const Plan& plan);
/// The failure procedure carried out by the console: for hosts that did not do it alone (`hosts`), then what only a
/// console can do. Segments are named after their host.
std::vector<Stage> failureStages(const Plan& plan, const QStringList& hosts);
/// The steps of the failure procedure that `host` can do alone: those before the first one that needs the console.
std::vector<SegmentStep> failureStepsOf(const Plan& plan, const QString& host);

/// Everything a host gets to carry the segment out. `secrets` by name; `after` is the segment of the same host that
/// holds until this one starts; `lock` is the lock folder that shows a sign of life; `hold` is how long a host waits
/// for a console before it goes back alone.
Request launchRequest(const Plan& plan, const QString& run, const Segment& segment,
                      const std::map<QString, Secret>& secrets, const QString& after, const QString& lock,
                      std::chrono::seconds hold);

/// Where a step with this `cwd` works on a host with this directory.
QString stepFolder(const QString& directory, const QString& cwd);

/// The names of the secrets a segment needs.
QStringList secretsOf(const Segment& segment);

} // namespace Pilothouse::Run
