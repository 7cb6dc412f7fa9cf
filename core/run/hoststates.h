// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/record.h"
#include "run/segment.h"

namespace Pilothouse::Run {

/// What a run did on one host.
enum class HostState {
    Untouched, ///< nothing was begun there
    Underway,  ///< some of its steps are done, others to come or never begun
    Done,      ///< every step of the procedure that belongs there
    Failed,
    Cancelled,
    Unknown, ///< the host was started anew, or lost the run
};

struct HostProgress
{
    QString host;
    HostState state = HostState::Untouched;
    QString step = {};      ///< the one that failed, or is unknown
    QString statement = {}; ///< "exit 3"
    int done = 0;           ///< so many steps
    int steps = 0;          ///< of so many
    bool wentBack = false;  ///< the way back was carried out there
    bool backFailed = false;
    bool leftOut = false; ///< it failed, and the run went on without it

    bool operator==(const HostProgress&) const = default;
};

/// The hosts of the procedure's steps, in their order; of the way back it is told where it was gone.
std::vector<HostProgress> hostsOf(const RunRecord& record);

/// The stable machine word ("untouched").
QString hostStateName(HostState state);
/// "failed at Build (exit 3), went back", for people; translated.
QString hostWords(const HostProgress& host);
/// How a step goes through its hosts ("2 hosts at a time, 5m between them, up to 1 may fail"); empty for one host, and
/// where nothing is said.
QString strategyWords(const PlannedStep& planned);

} // namespace Pilothouse::Run
