// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/evidence.h"
#include "system/environment.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace Pilothouse::Run {

/// One service on one host whose running process or container can prove a deploy, and the step that starts it anew.
struct ProofUnit
{
    QString service;
    QString host;
    System::Runtime runtime = System::Runtime::Process;
    QString file = {};
    QString unit = {};
    QString step = {};     ///< key of the main step; what runs must have been started after that began
    QString backStep = {}; ///< the same on the way back

    bool operator==(const ProofUnit&) const = default;
};

/// How a run will be proved, chosen when it is planned: the strongest way that the definition offers. A value.
struct PlannedProof
{
    enum class Kind {
        NotNeeded, ///< the procedure brings no version
        None,      ///< it does, and nothing could prove it: the run will end unproven
        Answer,    ///< what a probe answers names the version
        Image,     ///< the image of the running container
        Process,   ///< a process that was started by the run, in the right folder
    };
    Kind kind = Kind::NotNeeded;
    QString on = {};     ///< host that knows what was deployed
    QString read = {};   ///< and how it is asked
    QString probe = {};  ///< Answer
    QString equals = {}; ///< the placeholder, as "[BODY].version"
    /// What the probe answered before the run. The same answer afterwards proves nothing.
    QString before = {};
    QString target = {}; ///< the version that the procedure brings, as its input says it
    bool again = false;  ///< it runs already: only what was started anew proves anything
    QString why = {};    ///< for people: why it is not a stronger one, or none
    std::vector<ProofUnit> units = {};

    bool operator==(const PlannedProof&) const = default;
};

/// "compose", as a definition says it.
QString runtimeName(System::Runtime runtime);
QString proofKindName(PlannedProof::Kind kind);
/// "api answers with the deployed version in [BODY].version", for plans; translated.
QString proofWords(const PlannedProof& proof);
QJsonObject proofToJson(const PlannedProof& proof);
PlannedProof proofFromJson(const QJsonObject& json);

/// Whether two names mean one version: equal, a commit and its first seven or more digits, or but for a leading v.
bool sameVersion(const QString& a, const QString& b);
bool isCommit(const QString& version);

/// What a host tells of a unit (resources/remote/proof.sh).
struct UnitFacts
{
    struct Process
    {
        qint64 pid = 0;
        qint64 birth = 0; ///< ticks since the host's start
        QString folder = {};

        bool operator==(const Process&) const = default;
    };
    std::vector<Process> processes = {};
    QString place = {}; ///< the host's directory, links resolved
    std::optional<qint64>
        since{};            ///< when the step began, in the same ticks; none: the host was started anew, or no run
    QString image = {};     ///< of the running container
    QString tagged = {};    ///< the image that its name means now
    QString reference = {}; ///< that name
    QString revision = {};  ///< org.opencontainers.image.revision
    QString error = {};

    bool operator==(const UnitFacts&) const = default;
};

UnitFacts unitFactsFrom(const QByteArray& output);

/// What the facts prove about `version`. `sameBefore`: that version ran already, so only a new start counts. Holds or
/// Unknown: they never convict a deploy, because what was found may be the wrong process.
Evidence judgeUnit(const ProofUnit& unit, const UnitFacts& facts, const QString& version, bool sameBefore,
                   const QString& stepName);

} // namespace Pilothouse::Run
