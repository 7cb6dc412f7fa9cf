// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/source.h"
#include "run/hostshell.h"
#include "run/plan.h"

#include <stop_token>

namespace Pilothouse::Run {

/// The parts of making one plan; used by Planner only, on its thread.
struct PlanWork
{
    HostShells& shells;
    EvidenceSources& evidence;
    std::stop_token stop;
    const System::Environment& environment;
    Plan plan = {};

    /// Steps with their hosts; procedures named by steps are taken in.
    static Result<void> addSteps(const System::Environment& environment, const System::Procedure& procedure,
                                 std::vector<PlannedStep>& steps, const QString& prefix = {}, int depth = 0);
    /// What destroys data in production and is not allowed by name becomes a requirement that does not hold.
    void lookForDestruction(const QDateTime& now);
    /// plan.running, when the definition says how to read it.
    Result<void> readVersion();
    /// Warns of steps that may lock everybody out and have no revert (locksout.cpp).
    void lookForLockouts();
    Result<void> resolveInputs(const System::Procedure& procedure);
    Result<void> countPending();
    Result<void> measureRoom();
    /// A freeze that is open, and whether the windows that the procedure asks for are.
    void lookAtWindows(const System::Procedure& procedure, const QDateTime& now);
    Result<void> askEvidence(const System::Procedure& procedure);
    /// How the run will be proved (planproof.cpp).
    Result<void> chooseProof(const System::Procedure& procedure);

    static bool usesPrevious(const Plan& plan);
    /// Whether the procedure brings a version, and which one, once inputs are resolved.
    std::optional<QString> broughtVersion(const System::Procedure& procedure) const;
    static System::Confirmation confirmation(const System::Environment& environment,
                                             const System::Procedure& procedure);

private:
    Asked& demand(const QString& kind, const QString& subject, Verdict verdict, const QString& statement,
                  const QDateTime& now);
    bool isDenied(const QString& script) const;
    Result<QString> resolveRef(const QString& ref);
    Result<Ssh::Finished> once(const System::Host& host, const QByteArray& script,
                               const std::map<QString, QString>& variables);
    const System::Host* repositoryHost() const;
    std::vector<ProofUnit> proofUnits() const;
};

} // namespace Pilothouse::Run
