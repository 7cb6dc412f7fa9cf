// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/bell.h"
#include "run/feed.h"
#include "run/follower.h"
#include "run/hostshell.h"
#include "run/lease.h"
#include "run/runnerports.h"
#include "run/segment.h"
#include "system/definition.h"

#include <atomic>
#include <map>

namespace Pilothouse::Run {

/// Drives one run on its own thread: code that reads from top to bottom and asks the journal before every act, so that
/// the same code starts a run, goes on with one that another console began, and rolls back. A launch sent twice starts
/// nothing twice, therefore going on is doing it again. The journal stays locked as long as the runner lives.
class Runner
{
public:
    /// A shell that was opened on the only host of a plan while that was being checked, and the bell it rings.
    struct Ready
    {
        std::shared_ptr<Bell> bell = std::make_shared<Bell>();
        std::unique_ptr<Follower> follower = {};
    };

    /// `journal` already holds the plan.
    Runner(RunnerPorts ports, std::unique_ptr<Journal> journal, RunRecord record, Ready ready);
    /// Nothing is opened where the run does not begin with a segment on its only host.
    static Ready readyFor(const Plan& plan, const System::Definition& definition, HostShells& shells);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// On a worker thread; returns when the run has ended or `stop` was requested. `adopted`: another console began it,
    /// so an unreachable host is waited for. `locked` is told when the locks are held, or why not.
    void run(const std::stop_token& stop, bool adopted, const std::function<void(Result<void>)>& locked);

    /// Any thread. The run ends as cancelled once its hosts confirm that its processes are gone.
    void cancel();
    const std::shared_ptr<Feed>& feed() const { return m_feed; }

private:
    enum class Ending { Done, Failed, Cancelled, Interrupted };
    struct Finish
    {
        RunState state = RunState::Failed;
        QString summary = {};
        bool resumable = false; ///< it failed and nothing went back
        std::optional<Found> found = {};
    };
    enum class Patience { Once, Forever };

    // runner.cpp: the course of a run
    Result<Finish> drive(bool adopted, const std::function<void(Result<void>)>& locked);
    Result<Finish> carryStages();
    Result<void> conclude(const QString& verdict);
    Finish cancelled() const;
    Finish interrupted() const;
    Result<void> note(const QString& kind, QJsonObject data, Journal::Sync sync = Journal::Sync::No);
    Result<void> intend(const QString& act, QJsonObject data);
    Result<void> tell(const QString& text);
    Result<void> setState(RunState state, const QString& summary, const std::optional<Found>& found = {});
    void addFound(Finish& finish) const; // found.cpp: what the looks found is a part of how the run ended
    void check(const char* point) const;
    QString id() const { return m_record.info.id.toString(); }

    // strategy.cpp: several hosts
    Result<void> pauseBefore(const Stage& stage);
    /// After a stage failed: whether only so many hosts did as may. They get nothing more.
    Result<bool> leaveOut(const Stage& stage);
    /// How a run ends in which hosts were left out: never as a success.
    Finish withoutThem(const QString& proof) const;

    // begin.cpp: lock, reins and first segment in one request
    enum class Begun { No, Yes, Unheard };
    Result<Begun> beginAtOnce();
    static std::optional<Segment> onlyFirst(const Plan& plan);
    Result<void> heardAtBegin(const QByteArrayList& lines, const Segment& segment);

    // reins.cpp: locks and leases
    Request takeRequest(const QString& host) const;
    Request lockRequestFor(QByteArrayView verb, const QString& host) const;
    Result<void> lockGiven(const QString& host, const QByteArrayList& answer);
    Result<void> takeLocks(Patience patience);
    Result<void> releaseLocks(Patience patience);
    Result<void> releaseUnheard(const QString& host);
    Result<QByteArrayList> askToRelease(const QString& host, bool untilGone);
    Result<void> makeToken();
    Result<void> takeReins(Patience patience);
    Result<void> keepReins();

    // carry.cpp: one stage
    Result<Ending> carryOut(const Stage& stage);
    Result<Ending> carryConsoleStep(const SegmentStep& step);
    /// What a step of the console says while it goes on; the bell guards it.
    struct Said
    {
        QStringList output = {};
        std::optional<QString> waits = {};
        bool isEmpty() const { return output.isEmpty() && !waits; }
    };
    /// Until the step has answered; an error where this console cannot go on with it.
    Result<void> attend(const QString& key, const std::shared_ptr<std::atomic<bool>>& done,
                        const std::shared_ptr<Said>& said, std::stop_source& stop);
    Result<void> hear(const QString& key, Said& said);
    Result<void> launch(const Segment& segment);
    Request launchRequestFor(const Segment& segment, const std::map<QString, Secret>& secrets,
                             const QString& after) const;
    Result<void> launched(const Segment& segment, const QByteArrayList& answer);
    Result<std::map<QString, Secret>> fetchSecrets(const Segment& segment);
    Result<Ending> endingOf(const Segment& segment) const;

    // watch.cpp: what a segment does
    Result<void> watch(const QString& segment);
    Result<bool> handle(const FollowEvent& event, SegmentRecord& segment);
    Result<void> store(const FollowEvent& event, const QString& host);
    std::map<QString, qint64> offsetsOf(const QString& host) const;
    QString outputFile(const QString& key, const QString& host) const;
    Result<void> sendCancel(const SegmentRecord& segment);

    // prove.cpp: what runs now
    /// Asks once in the life of a run, and once more after its way back; the journal keeps the answer.
    Result<Evidence> prove(bool back);
    Result<QString> readDeployed();
    Result<Evidence> askAnswer(const QString& expected, const QString& where, bool back);
    Result<Evidence> askUnits(const QString& version, bool sameBefore, bool back);
    Result<QByteArrayList> once(const QString& host, const QByteArray& script,
                                const std::map<QString, QString>& variables);

    // confirm.cpp: steps that may lock everybody out
    Result<void> takeRevert(const FollowEvent& event, const SegmentRecord& segment);
    Result<void> mindConfirmation();

    // retain.cpp: kept versions
    /// Keeping what runs failed, and nothing else has begun.
    bool failedBeforeAnything() const;
    Result<Finish> nothingChanged();
    /// Keeps what was proven; whatever comes of it, the run has succeeded.
    Result<QString> retain(const std::vector<Stage>& stages);

    // rollback.cpp: the way back
    /// `because`: what failed, where no step did.
    Result<Finish> rollBack(const QString& because = {});
    Result<Finish> wentBack(const QString& failed);
    Result<bool> blocked();
    Result<QString> decide(const SegmentRecord& segment, const QString& verdict);
    /// Of the main procedure; `before`: only those in front of that segment.
    const SegmentRecord* lastSegmentOn(const QString& host, const QString& before = {}) const;
    /// The same, once it is known how it ended: one that holds is told to go back.
    Result<const SegmentRecord*> settledOn(const QString& host);

    // ask.cpp: talking to hosts
    Result<QByteArrayList> ask(const QString& host, const Request& request, Patience patience);
    std::shared_ptr<HostShell> shell(const QString& host);
    template <typename T> Result<T> waitFor(QFuture<Result<T>> future);
    Result<void> pauseFor(std::chrono::milliseconds delay);
    Result<void> lost(const QString& host, const Error& error);
    Result<void> found();
    bool cancelWanted();

    RunnerPorts m_ports;
    std::unique_ptr<Journal> m_journal;
    RunRecord m_record;
    std::shared_ptr<Feed> m_feed;
    Ready m_ready;
    QString m_begun; ///< the segment that m_ready follows
    std::shared_ptr<Bell> m_bell;
    std::stop_token m_stop;
    std::atomic<bool> m_cancel = false;
    bool m_unreachable = false;
    bool m_cancelSent = false;
    QString m_waitsFor; ///< the summary while a step of the console waits for somebody
    /// A step that waits for a new connection to its host, and the try that is under way.
    struct Confirming
    {
        QString host;
        QString segment;
        QString step;
        QByteArray nonce = {};
        std::shared_ptr<HostShell> shell = {};
        std::optional<QFuture<Result<Ssh::Finished>>> answer = {};
        std::chrono::milliseconds next{0};
    };
    std::optional<Confirming> m_confirming;
    System::Environment m_environment;
    std::map<QString, std::shared_ptr<HostShell>> m_shells;
    std::map<QString, std::unique_ptr<Lease>> m_leases;
    std::chrono::milliseconds m_leaseAfter{0}; ///< those that the begin took are kept from then on
    QStringList m_gaveBack;                    ///< hosts that gave their locks back by themselves
};

/// Whether another try may help: the host or the link, not the login or the request.
bool mayComeBack(const Error& error);

} // namespace Pilothouse::Run
