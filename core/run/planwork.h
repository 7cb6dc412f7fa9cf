// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"
#include "evidence/source.h"
#include "run/history.h"
#include "run/hostshell.h"
#include "run/plan.h"

#include <stop_token>

namespace Pilothouse::Run {

/// The parts of making one plan; used by Planner only, on its thread.
struct PlanWork
{
    HostShells& shells;
    EvidenceSources& evidence;
    SecretSource* secrets = nullptr; ///< the logins of registries; without it none is asked
    std::stop_token stop;
    const System::Environment& environment;
    std::function<std::optional<PastRun>()> past = {}; ///< the runs of the environment, newest first
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
    /// How many containers of each service there are, which later steps keep, and how long Docker gives them to end
    /// (scalesteps.cpp).
    Result<void> lookAtContainers();
    void lookAtWindows(const System::Procedure& procedure, const QDateTime& now);
    /// To the incident that the run is for; Refused when that is not open or about another environment.
    Result<void> bind(const System::Procedure& procedure, const QString& incident, const QString& reason);
    /// Whose word the plan needs before it starts, where the procedure asks for one.
    Result<void> takeApproval(const System::Procedure& procedure);
    Result<void> askEvidence(const System::Procedure& procedure);
    /// How the run will be proved (planproof.cpp).
    Result<void> chooseProof(const System::Procedure& procedure);

    // plankeep.cpp: kept versions
    /// What hosts keep, where the procedure brings a version or one back.
    Result<void> lookAtKept(const System::Procedure& procedure);
    Result<HostKept> askKept(const System::Host& host, const QString& act);
    /// A kept version by its name; for an empty one that which the way back leads to.
    Result<QString> resolveVersion(const QString& given) const;
    Result<QString> previousVersion(const System::Procedure& procedure, const QString& fromHistory) const;
    /// Inputs of type version of the way back: what ran before.
    void nameVersionsOfTheWayBack();
    /// Room for what will be kept, and what cannot be.
    void checkKeeping(const System::Procedure& procedure, const QDateTime& now);
    /// What was applied since the version ran that a way back leads to.
    void lookAtHistory(const System::Procedure& procedure, const QDateTime& now);

    static bool usesPrevious(const Plan& plan, const System::Procedure& procedure);
    /// Whether the procedure brings a version, and which one, once inputs are resolved.
    std::optional<QString> broughtVersion(const System::Procedure& procedure) const;
    static System::Confirmation confirmation(const System::Environment& environment,
                                             const System::Procedure& procedure);

private:
    Asked& demand(const QString& kind, const QString& subject, Verdict verdict, const QString& statement,
                  const QDateTime& now);
    bool isDenied(const QString& script) const;
    bool concernsKept(const System::Procedure& procedure) const;
    QStringList hostsThatBringBack() const;
    Result<QString> resolveRef(const QString& ref);
    Result<Ssh::Finished> once(const System::Host& host, const QByteArray& script,
                               const std::map<QString, QString>& variables,
                               const std::map<QString, Secret>& passwords = {});
    /// planimages.cpp: the image with its digest, as its registry has it now.
    Result<QString> resolveImage(const QString& input, const QString& text);
    const System::Host* registryHost(const System::Registry* registry) const;
    /// Its steps touch a host on which a service runs or the version is read: else it brings nothing there, whatever it
    /// builds.
    bool reachesWhatRuns() const;
    const System::Host* repositoryHost() const;
    std::vector<ProofUnit> proofUnits() const;
};

} // namespace Pilothouse::Run
