// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/source.h"
#include "run/hostshell.h"
#include "run/index.h"
#include "run/workers.h"

namespace Pilothouse::Run {

/// A time in which an environment ran a version, as far as the runs of this computer tell.
struct Stay
{
    Id run; ///< that brought it and proved it
    QDateTime since = {};
    QDateTime until = {};    ///< invalid: it is the newest that is known
    bool confirmed = false;  ///< the run that ended it found the version there
    QString replacedBy = {}; ///< empty: a run that ended otherwise than well

    std::chrono::milliseconds lastedAt(const QDateTime& now) const;
    bool operator==(const Stay&) const = default;
};

/// What the runs of an environment tell about one version.
struct Stays
{
    std::vector<Stay> stays = {}; ///< oldest first
    bool unproven = false;        ///< a run brought it, and nothing showed that it ran
    bool failed = false;          ///< a run tried

    bool operator==(const Stays&) const = default;
};

/// `runs`: those that bring a version, oldest first. Only one that ended as succeeded begins a stay, which every later
/// one ends that brings another version, or that does not end well.
Stays staysOf(const std::vector<VersionRun>& runs, const QString& version);

/// Answers questions of kind "ran": whether the environment `subject` of the same system ran the version in the
/// condition ("for=24h commit=1a2b…") for so long, proven when it came and not replaced meanwhile. Holds only where the
/// journal has the proof and the version is there now, or was found there by the run that replaced it. Thread-safe.
class RanSource final : public EvidenceSource
{
public:
    using FindEnvironment = std::function<std::optional<System::Environment>(const QString&, const QString&)>;

    /// `runs` is the folder of journals. Everything must outlive it.
    RanSource(Store::Database& facts, Audit::Trail& trail, HostShells& shells, EvidenceSources& evidence, Clock& clock,
              QString runs, FindEnvironment find);

    QString kind() const override { return QStringLiteral("ran"); }
    QFuture<Result<Evidence>> ask(const Question& question) override;

private:
    Result<Evidence> look(const Question& question, const std::stop_token& stop);
    /// What the environment runs now, in words that can be compared with `version`; empty where nothing tells.
    Result<QString> runningIn(const System::Environment& environment, const QString& version,
                              const std::stop_token& stop);
    bool isProven(const Id& run) const;

    RunIndex m_index;
    HostShells& m_shells;
    EvidenceSources& m_evidence;
    Clock& m_clock;
    QString m_runs;
    FindEnvironment m_find;
    Workers m_workers; ///< last: joined before anything else goes
};

} // namespace Pilothouse::Run
