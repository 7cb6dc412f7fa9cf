// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/secretsource.h"
#include "evidence/source.h"
#include "run/history.h"
#include "run/hostshell.h"
#include "run/plan.h"
#include "system/definition.h"

#include <stop_token>

namespace Pilothouse::Run {

/// What is to be planned.
struct PlanRequest
{
    System::Definition definition;
    QString environment;
    QString procedure;
    std::map<QString, QString> inputs = {};
    /// For a procedure that uses $previous and was not given one: the version before the present one, from history.
    QString previous = {};
    QString incident = {}; ///< id of the open incident that the run is bound to; the beginning of it will do
    QString bypass = {};   ///< why gates are passed for its sake
    /// The runs of the environment that are over, newest first; nothing after the oldest.
    std::function<std::optional<PastRun>()> past = {};
};

/// Makes plans: resolves every input once, asks hosts and evidence, changes nothing (objects may come into a host's git
/// repository, no name moves). Errors: NotFound for a name, Invalid for an input, Unreachable when a host cannot be
/// asked, Failed with the host's words. Blocking: on a worker thread.
class Planner
{
public:
    /// `secrets`: the logins of registries, where a plan asks one which image a name means.
    Planner(HostShells& shells, EvidenceSources& evidence, SecretSource& secrets, Clock& clock);

    Result<Plan> make(const PlanRequest& request, const std::stop_token& stop);

private:
    struct Work;

    HostShells& m_shells;
    EvidenceSources& m_evidence;
    SecretSource& m_secrets;
    Clock& m_clock;
};

} // namespace Pilothouse::Run
