// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/source.h"
#include "run/kept.h"
#include "run/proof.h"
#include "system/environment.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace Pilothouse::Run {

/// A step with the hosts it runs on, in order; none for a step that the console carries out.
struct PlannedStep
{
    System::Step step;
    QStringList hosts = {};
    std::optional<int> pending = {}; ///< what its `pending` script counted now; empty when it has none or it failed
    /// Of an approve step: the lines of its file of allowed signers when the plan was made, in the place of its name.
    QStringList signers = {};
    std::vector<System::Registry> registries = {}; ///< of a run step: where it is logged in to

    /// It changes what no rollback takes back: not reversible, and not known to have nothing to do.
    bool isIrreversible() const { return !step.reversible && pending != 0; }
    bool operator==(const PlannedStep&) const = default;
};

/// One commit between what runs and what is deployed; together they are the release notes.
struct Commit
{
    QString hash;
    QString subject;
    QString author = {};

    bool operator==(const Commit&) const = default;
};

/// A question that was asked while planning, with its answer.
struct Asked
{
    Question question;
    Evidence evidence;

    bool operator==(const Asked&) const = default;
};

/// Room on a host, in its directory and run folder. -1: could not be told.
struct Room
{
    QString host;
    qint64 freeBytes = -1;
    qint64 freeInodes = -1;

    /// So little that the plan warns.
    static constexpr qint64 littleBytes = qint64(64) << 20;
    static constexpr qint64 fewInodes = 1000;
    bool isTight() const
    {
        return (freeBytes >= 0 && freeBytes < littleBytes) || (freeInodes >= 0 && freeInodes < fewInodes);
    }
    bool operator==(const Room&) const = default;
};

/// Whose word on exactly this plan is needed before it starts. A value.
struct PlanApproval
{
    System::Approver by = System::Approver::Other;
    QStringList signers = {}; ///< lines of allowed signers; empty: a claimed name will do
    std::chrono::milliseconds within{std::chrono::hours(24)}; ///< how long a word holds
    QString plan =
        {}; ///< hash that it has to name where that is not the plan's own: of the run that this one goes on with

    bool operator==(const PlanApproval&) const = default;
};

/// A gate that a run goes past, and what it was missing.
struct PassedGate
{
    QString gate; ///< "backup database (rung=complete)"
    QString missing;

    bool operator==(const PassedGate&) const = default;
};

/// The open incident that a run belongs to, and what it passes for its sake. A value.
struct Binding
{
    QString incident; ///< its id
    QString title = {};
    QString reason = {};                 ///< why gates are passed; empty: none is
    std::vector<PassedGate> passed = {}; ///< when the plan was made

    bool operator==(const Binding&) const = default;
};

/// Everything a run will do, resolved once: what `apply` needs is inside, so a console that finds the run later needs
/// no definition. The hash covers what matters; evidence, room and times may change without making another plan. A
/// value.
struct Plan
{
    QString system;
    QString environment;
    System::EnvironmentKind kind = System::EnvironmentKind::Production;
    QString procedure;
    QString title = {};
    QString definition = {}; ///< SHA-256 of the definition's file
    System::Confirmation confirm = System::Confirmation::Click;
    bool readOnly = false; ///< changes nothing: needs no lock and is no dangerous act
    System::WhenConsoleLost whenConsoleLost = System::WhenConsoleLost::Wait;
    std::map<QString, QString> given = {};     ///< inputs as asked for ("origin/main")
    std::map<QString, QString> inputs = {};    ///< inputs as resolved (a commit), exported to every step
    QString running = {};                      ///< version that runs now, as the definition reads it; may be empty
    std::map<QString, QString> runningOn = {}; ///< the same of hosts that run another one
    /// By host, how its scaled services are kept so: "--scale backend=3", exported to its steps.
    std::map<QString, QString> scale = {};
    std::vector<System::Host> hosts = {}; ///< of the environment: steps, hops
    std::vector<PlannedStep> steps = {};
    QString onFailure = {};
    std::vector<PlannedStep> failureSteps = {};

    std::optional<PlanApproval> approval = {};
    std::optional<Binding> binding = {};

    std::vector<Commit> commits = {};
    std::vector<Asked> requirements = {};
    std::vector<Asked> probesBefore = {};
    std::vector<Room> room = {};
    std::vector<HostKept> kept = {}; ///< what hosts kept when the plan was made
    QStringList retained = {};       ///< of that, what all that bring back could, newest first
    /// Runs that did the steps before these and failed, oldest first: this one goes on where the last of them stopped.
    QStringList earlier = {};
    PlannedProof proof = {}; ///< how it will be shown that what was deployed runs
    QStringList warnings = {};
    QDateTime madeAt = {};
    QString hash = {};

    QString target() const { return system + u'/' + environment; }
    /// The version that a way back leads to; may be empty.
    QString previous() const;
    const System::Host* host(const QString& name) const;
    /// The hosts that steps run on, sorted: the fixed order in which locks are taken.
    QStringList usedHosts() const;
    /// Names of probes that did not hold before; their staying red is no reason to roll back.
    QStringList redBefore() const;
    /// Gates are passed when it starts.
    bool isBypass() const { return binding && !binding->passed.empty(); }
    /// Requirements that do not hold at `now`.
    std::vector<Asked> unmet(const QDateTime& now) const;

    bool operator==(const Plan&) const = default;
};

/// What the hash covers.
QJsonObject planMatter(const Plan& plan);
/// SHA-256 over the canonical JSON of planMatter().
Result<QString> planHash(const Plan& plan);
/// What differs between two plans, in words for a person; empty when the hashes are equal.
QStringList planDifferences(const Plan& before, const Plan& now);

/// All of it, as journals keep and `plan --json` prints it; planFromJson() gives an equal plan.
QJsonObject planToJson(const Plan& plan);
Result<Plan> planFromJson(const QJsonObject& json);

} // namespace Pilothouse::Run
