// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "run/plan.h"
#include "runtime/look.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace Pilothouse::Run {

enum class RunState {
    Planned,     ///< journalled, nothing was done yet
    Waiting,     ///< open, and nobody drives it: locks are kept, a console may adopt it
    Running,     ///< driven, or its hosts are at work
    Succeeded,   ///< every step did what it should
    Failed,      ///< a step failed; see RunInfo::summary for whether it was rolled back
    Cancelled,   ///< somebody stopped it
    Interrupted, ///< a host was started anew or lost the run's supervisor: a person has to verify
    Unknown,     ///< its hosts cannot be asked at the moment
    Unproven,    ///< every step did what it should, and nothing shows that what it brought runs
};

/// The stable machine word ("succeeded").
QString runStateName(RunState state);
/// The same for people, translated.
QString runStateWord(RunState state);
Result<RunState> runStateFromName(const QString& name);
/// Something may still happen by itself or by a console.
bool isOpen(RunState state);

enum class StepState { Pending, Running, Succeeded, Failed, Cancelled, Unknown };

QString stepStateName(StepState state);
QString stepStateWord(StepState state);
/// What became of a step's revert, for people; empty when it has none.
QString revertWords(const QString& revert);

/// One step on one host (no host: the console's own).
struct StepProgress
{
    QString key; ///< names its output file
    QString name = {};
    QString host = {};
    bool failure = false; ///< belongs to the way back; shown once it has begun
    StepState state = StepState::Pending;
    QString statement = {}; ///< "exit 3", "timeout 143", or what the console's step said
    QDateTime started = {};
    QDateTime ended = {};
    /// Of a step that may lock everybody out: "armed", "waiting" for a new connection, "confirmed", "reverting",
    /// "reverted 0" with the status of its revert script.
    QString revert = {};

    bool operator==(const StepProgress&) const = default;
};

/// That a run passed gates for the sake of an incident, and who looked at it since. Names are claimed logins. A value.
struct Bypass
{
    QString incident; ///< its id
    QString title = {};
    QString reason = {};
    QStringList gates = {};  ///< each with what it was missing
    QString reviewedBy = {}; ///< empty as long as nobody did
    QString writtenBy = {};  ///< the login that wrote the review down
    QDateTime reviewedAt = {};
    QString comment = {};

    bool isReviewed() const { return !reviewedBy.isEmpty(); }
    bool operator==(const Bypass&) const = default;
};

/// "Passed 2 gates, not reviewed", "Passed 1 gate; bert reviewed it (claimed): fine".
QString bypassWords(const Bypass& bypass);

/// What the looks of a run came to: that every step did what it should says nothing of what was seen. A value.
struct Found
{
    int count = 0;
    Runtime::Severity worst = Runtime::Severity::Unknown;

    bool operator==(const Found&) const = default;
};

/// A run as lists show it.
struct RunInfo
{
    Id id;
    QString system = {};
    QString environment = {};
    QString procedure = {};
    QString planHash = {};
    RunState state = RunState::Planned;
    QString actor = {};
    QDateTime started = {};
    QDateTime ended = {};
    QString summary = {}; ///< one sentence on how it ended or what it waits for
    std::optional<Bypass> bypass = {};
    std::optional<Found> found = {}; ///< none: it did not look, has not ended or found nothing wrong

    bool isUnreviewed() const { return bypass && !bypass->isReviewed(); }
    bool operator==(const RunInfo&) const = default;
};

/// How it ended, in a word or two: its state, and what it found.
QString outcomeWord(const RunInfo& info);

/// Something happened to a run. Output is not carried along: `OutputGrew` says how long the file is now.
struct Event
{
    enum class Kind {
        State,      ///< `state`, `text` is the summary
        Step,       ///< `step` is new
        OutputGrew, ///< `step.key`, `step.host`, `size`; the file is Runs::outputFile()
        Note,       ///< `text` for a person: lock taken, connection lost, rollback begins
    };
    Id run;
    Kind kind = Kind::Note;
    QDateTime at = {};
    RunState state = RunState::Planned;
    StepProgress step = {};
    qint64 size = 0;
    QString text = {};

    bool operator==(const Event&) const = default;
};

} // namespace Pilothouse::Run
