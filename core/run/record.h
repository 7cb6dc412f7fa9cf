// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journal.h"
#include "run/run.h"

#include <map>

namespace Pilothouse::Run {

/// What is known about one segment.
struct SegmentRecord
{
    QString name;
    QString host = {};
    bool intended = false; ///< a launch was journalled: it may be on its host
    bool launched = false; ///< its host said so
    bool holding = false;
    QString outcome = {}; ///< of the supervisor, or "interrupted"; empty while it goes on

    bool operator==(const SegmentRecord&) const = default;
};

/// A run as its journal tells it. apply() is the only way it changes, live and when a journal is read again, so that
/// both always agree. Entries: `plan`, `intent` (of launch, step, pause, lock, reins, rollback, decide, cancel,
/// takeover, finish), `left-out`, `locked`, `unlocked`, `released`, `driver`, `launched`, `start`, `status`, `revert`,
/// `segment`, `console`, `state`, `note`. A value.
struct RunRecord
{
    RunInfo info = {};
    Plan plan = {};
    QString installation = {};
    std::vector<StepProgress> steps = {}; ///< in the order of the plan, then the failure steps that began
    std::map<QString, SegmentRecord> segments = {};
    std::map<QString, QString> consoleSteps = {}; ///< key → "ok", "failed", "begun"
    QString token = {};                           ///< by which hosts know claims of this journal
    std::map<QString, int> drivers = {};          ///< host → our newest generation
    QStringList leftOut = {};                     ///< hosts that failed and that nothing more is sent to
    std::map<QString, QDateTime> pauses = {};     ///< by the first segment behind it: when it began
    QStringList locked = {};                      ///< hosts whose lock we hold
    QStringList lockAsked = {};                   ///< hosts that were asked for it and whose answer was not heard
    std::map<QString, QString> lockFolders = {};
    std::map<QString, QString> takeOver = {}; ///< host → run whose dead lock may be taken
    bool rollingBack = false;
    QString failedStep = {};
    bool cancelAsked = false;
    QString verdict = {};               ///< "commit" or "rollback", once decided
    std::optional<Evidence> proof = {}; ///< what was seen to run at the end
    bool proofOfBack = false;           ///< of the version that the way back led to
    bool resumable = false;             ///< failed, and did not go back: a new run may go on at the failed step
    bool finishing = false;             ///< how it ends stands; only locks may still have to be released
    RunState finishState = RunState::Failed;
    QString finishSummary = {};
    std::optional<Found> finishFound = {};

    /// Invalid when the first entry is no plan or the plan is damaged.
    static Result<RunRecord> replay(const Id& id, const std::vector<JournalEntry>& entries);
    Result<void> apply(const JournalEntry& entry);

    const StepProgress* step(const QString& key, const QString& host) const;
    /// Each of these steps was heard to have ended well on this host.
    bool allSucceeded(const QStringList& keys, const QString& host) const;

    bool operator==(const RunRecord&) const = default;

private:
    StepProgress& stepFor(const QString& key, const QString& host);
    void listSteps();
    void applyIntent(const JournalEntry& entry);
};

/// What a step's status means, as a supervisor writes it ("exit 0", "timeout 143").
StepState stateOfStatus(const QString& status);

/// The events that an entry means for somebody who watches; `record` is the state after it.
std::vector<Event> eventsOf(const JournalEntry& entry, const RunRecord& record);

} // namespace Pilothouse::Run
