// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/approvals.h"
#include "run/index.h"
#include "run/planner.h"
#include "run/runner.h"
#include "run/spectator.h"
#include "run/workers.h"

#include <memory>
#include <mutex>

namespace Pilothouse::Run {

/// Who and where this console is.
struct RunsSettings
{
    QString dataFolder; ///< journals and outputs go to its `runs`
    QString actor;      ///< "anna", as audit rows name her
    QString owner;      ///< as other operators read it in a lock: "anna@laptop"
    QString installation = {};
    /// A host that holds for a verdict goes back by itself when no console showed itself for so long.
    std::chrono::seconds consoleLostAfter{120};
    /// How long a deployed version has to answer before the answer of another one counts.
    std::chrono::milliseconds proofWithin{30000};
};

struct StartOptions
{
    /// What was typed: must be SYSTEM/ENVIRONMENT for a plan with Confirmation::Typed.
    QString confirmed = {};
    /// Dead runs whose locks may be taken over, by host; a person looked and said so.
    std::map<QString, QString> takeOver = {};
};

/// What an environment keeps, host by host.
struct KeptReport
{
    QString running = {};             ///< as the definition reads it
    std::vector<HostKept> hosts = {}; ///< with an error where one did not answer
    QStringList retained = {};        ///< on all of them, whole, newest first
    QString wayBack = {};             ///< of those, where a rollback leads; may be empty
};

/// The runs of this console: plans and starts them, adopts those another console left, tells what happens. A run is a
/// fact on its hosts and in its journal; this is the window on it. Thread-safe; no call blocks. Destruction leaves the
/// hosts at work: an open run waits for a console.
class Runs
{
public:
    /// Everything must outlive it. The settings' folder is made when missing.
    Runs(RunsSettings settings, HostShells& shells, SecretSource& secrets, EvidenceSources& evidence,
         Store::Database& facts, Audit::Trail& trail, Clock& clock, Checkpoint checkpoint = {});
    ~Runs();
    Runs(const Runs&) = delete;
    Runs& operator=(const Runs&) = delete;

    static std::vector<Store::Migration> migrations();

    /// Who carries out a kind of step; while the program is composed only.
    void add(StepKind& kind);
    /// Where people's words on whole plans are; while the program is composed only. Without it nobody has approved.
    void use(Approvals& approvals) { m_approvals = &approvals; }

    QFuture<Result<Plan>> plan(PlanRequest request);
    /// Plans again and starts when nothing that matters differs from `plan` (Conflict says what does); Refused without
    /// confirmation, with an unmet requirement or a lock held by somebody else. Answers once the locks are held.
    QFuture<Result<Id>> start(Plan plan, System::Definition definition, StartOptions options = {});

    /// The plan that goes on with a run that failed and did not go back, at the step that failed; start() takes it.
    /// Refused when the run is none of those, Conflict when its plan no longer holds.
    QFuture<Result<Plan>> planResume(Id id, System::Definition definition);

    QFuture<Result<std::vector<RunInfo>>> list(RunFilter filter = {});
    QFuture<Result<RunRecord>> find(Id id);
    /// Everything from the beginning, then live; also for a run that another program on this machine drives. The events
    /// may come on any thread, some before this returns.
    [[nodiscard]] std::unique_ptr<Subscription> attach(Id id, Observer observer);
    /// Answers when the run was told; it has ended when its state says so.
    QFuture<Result<void>> cancel(Id id);
    /// Takes over every open run that nobody on this machine drives, and goes on with it; one whose last console still
    /// shows itself on the target is tried again until it ends. Answers which.
    QFuture<Result<std::vector<Id>>> adoptOpenRuns();
    /// The same for one run, e.g. after its keychain was unlocked.
    QFuture<Result<void>> resume(Id id);

    /// What the hosts of the environment keep of the versions that ran (keptask.cpp). Unreachable only where none
    /// answers.
    QFuture<Result<KeptReport>> versions(System::Environment environment);

    /// A run that another machine's console started, as the hosts of that environment have it (see recall()).
    QFuture<Result<Recalled>> recall(Id id, System::Environment environment, QString system, qint64 tail = 0);
    /// Those that the hosts of an environment keep and this console has no journal of (see Run::lookOnHosts()).
    QFuture<Result<KeptElsewhere>> lookOnHosts(System::Environment environment, QString system);
    /// Watches it without taking part; must not outlive this.
    std::unique_ptr<Spectator> spectate(const Recalled& recalled, const System::Environment& environment, qint64 tail);
    /// Goes on with it from here: Refused when it is over, without confirmation, or known here already; Conflict when
    /// the definition here says otherwise or its console still drives. Answers once the locks are held.
    QFuture<Result<void>> takeOver(Recalled recalled, System::Definition definition, StartOptions options = {});

    /// Where the output of a step on a host is kept, byte for byte as on the host.
    QString outputFile(Id id, const QString& stepKey, const QString& host) const;
    QString journalFile(Id id) const;
    /// Nobody on this machine drives it at the moment.
    bool isUndriven(Id id) const { return Journal::isUndriven(journalFile(id)); }

private:
    Result<Id> startNow(const Plan& plan, const System::Definition& definition, const StartOptions& options,
                        const std::stop_token& stop, const std::function<void(Result<Id>)>& answer);
    /// What only the whole plan can be asked: whether somebody approved it, and what its binding passes.
    Result<void> finishPlan(Plan& plan, const std::stop_token& stop);
    Result<Plan> makePlan(const PlanRequest& request, const std::stop_token& stop);
    Result<Plan> resumeNow(const Id& id, const System::Definition& definition, const std::stop_token& stop);
    Result<QString> previousOf(const System::Definition& definition, const QString& environment,
                               const std::stop_token& stop);
    /// The runs of the environment that are over, newest first, read one by one.
    std::function<std::optional<PastRun>()> pastRuns(const QString& system, const QString& environment,
                                                     const std::stop_token& stop);
    void makeFolder() const;
    Result<std::unique_ptr<Journal>> journalFor(const Recalled& recalled, const System::Definition& definition,
                                                const StartOptions& options) const;
    /// These block a worker, and say whether nothing is left to do.
    bool adopt(const Id& id, const std::stop_token& stop);
    bool drive(std::unique_ptr<Journal> journal, RunRecord record, bool adopted, const std::stop_token& stop,
               const std::function<void(Result<void>)>& locked, Runner::Ready ready = {});
    /// Takes an open run over as often as it takes until it has ended.
    void goOn(const Id& id, const std::stop_token& stop);
    void index(const RunRecord& record);
    std::vector<Id> journals() const;

    RunsSettings m_settings;
    QString m_folder;
    HostShells& m_shells;
    SecretSource& m_secrets;
    EvidenceSources& m_evidence;
    Clock& m_clock;
    Checkpoint m_checkpoint;
    RunIndex m_index;
    Planner m_planner;
    Approvals* m_approvals = nullptr;
    std::map<System::StepAction, StepKind*> m_kinds;
    mutable std::mutex m_mutex;
    std::map<Id, std::shared_ptr<Runner>> m_active;
    Workers m_workers; ///< last: joined before anything else goes
};

} // namespace Pilothouse::Run
