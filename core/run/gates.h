// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approval.h"

#include <stop_token>

namespace Pilothouse::Run {

/// "backup database (rung=complete)", "freeze": the name of a gate, the same whatever it says.
QString gateWords(const Asked& asked);
/// The whole of it: "backup database (rung=complete): no backup was read to its end yet".
QString missingWords(const Asked& asked);

/// Whether a run that is bound to an open incident may go past it. What destroys data is no gate but a refusal.
bool mayBePassed(const Asked& asked);
/// What the plan's binding passes at `now`; nothing where it gives no reason.
std::vector<PassedGate> passedBy(const Plan& plan, const QDateTime& now);
/// Whether the run may start: Refused with all that is missing and not passed, Conflict where more would be passed than
/// whoever starts it has seen in `seen`.
Result<void> checkGates(const Plan& seen, const Plan& plan, const QDateTime& now);

/// The key of the question whether a plan may start; no step of a definition can have it.
inline constexpr char startKey[] = "@start";
/// What a plan asks before it starts; nothing when it needs nobody's word. `runner` empty: not known yet.
std::optional<ApprovalAsked> askedBy(const Plan& plan, const QString& runner, const QDateTime& since);
/// The answer of those who said something about plans of this procedure and target, newest first. Signatures are
/// checked again; ssh-keygen is started for them. Blocking.
Evidence approvalEvidence(const Plan& plan, const std::vector<Approval>& known, const QString& runner,
                          const QDateTime& now, const std::stop_token& stop);

} // namespace Pilothouse::Run
