// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"
#include "run/hostshell.h"
#include "run/record.h"
#include "run/stepkind.h"

#include <map>

namespace Pilothouse::Run {

/// Called at named points of a run ("intent-synced", "mkdir", "started", "output", "status-renamed", "in-rollback",
/// "told", "decided", "proven", "finished"); for tests that end the program there.
using Checkpoint = std::function<void(const char* point)>;

/// What a runner works with. Everything must outlive it.
struct RunnerPorts
{
    HostShells& shells;
    SecretSource& secrets;
    EvidenceSources& evidence;
    const std::map<System::StepAction, StepKind*>& kinds;
    Clock& clock;
    QString folder; ///< DATA/runs
    QString owner;  ///< who drives, for locks and leases: "anna@laptop"
    Checkpoint checkpoint;
    std::function<void(const RunRecord&)> waits = {}; ///< it waits for somebody, or no longer; lists should say so
    std::function<void(const RunRecord&)> ended;      ///< called once it is, before those who follow the run are told
    std::chrono::seconds consoleLostAfter{120};       ///< a holding host without a driver goes back after that
    std::chrono::milliseconds proofWithin{30000};     ///< until the new version has to answer
};

} // namespace Pilothouse::Run
