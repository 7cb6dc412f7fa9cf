// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace Pilothouse::System {

enum class InputType { Text, Integer, Choice, GitRef, Version, Backup, Image };

struct Input
{
    QString name;
    InputType type = InputType::Text;
    std::optional<QString> defaultValue = {};
    QStringList choices = {};

    bool operator==(const Input&) const = default;
};

/// What a step does; exactly one of these is written in the definition.
enum class StepAction { Run, Probes, Backup, Restore, Procedure, Approve, Wait, BringBack };

/// A run step whose script is ours, put in when a plan is made.
enum class BuiltIn {
    None,
    Keep,      ///< before anything is changed: what runs now
    BringBack, ///< a kept version, in the place of a bring-back step
    Retain,    ///< after the proof: what came, and removes what is beyond the count
    Scale,     ///< so many containers of a Compose service; in a definition its argument is "SERVICE INSTANCES"
    Look,      ///< asks a host's own tools; in a definition its argument is what is looked at, as words
};

/// What a look step can look at: "disk", "pm2" …
const QStringList& lookKinds();

/// Whose word counts at an approve step.
enum class Approver {
    Anyone, ///< also who started the run
    Other,  ///< somebody else
};

enum class Strategy { Serial, AllAtOnce, Batches, Canary };

/// How many hosts may fail in a step before the run stops: a number, or so many in a hundred, rounded down.
struct FailureLimit
{
    int amount = 0;
    bool percent = false;

    qsizetype of(qsizetype hosts) const { return percent ? hosts * amount / 100 : amount; }
    bool operator==(const FailureLimit&) const = default;
};

/// One step. `argument` is the script of run, the name of the backup/procedure, the text of approve, the duration of
/// wait or what bring-back brings ("images", "release"); `probes` lists names. A script is POSIX sh; inputs, secrets
/// and $previous reach it as environment variables.
struct Step
{
    QString id;
    QString name;
    StepAction action = StepAction::Run;
    Strategy strategy = Strategy::Serial;
    int batch = 1;
    Approver by = Approver::Anyone;  ///< approve
    BuiltIn builtIn = BuiltIn::None; ///< run
    bool sudo = false;
    bool reversible = true;
    bool readOnly = false;
    QString argument = {};
    QStringList probes = {};
    QStringList on = {};
    std::chrono::milliseconds pause{0}; ///< between two batches, or the canary and the rest
    FailureLimit maxFailures = {};
    QString cwd = {};
    QStringList secrets = {};
    QStringList registries = {}; ///< run: logged in to while the script runs
    QString standardInput = {};
    std::chrono::milliseconds timeout{std::chrono::minutes(10)};
    /// probes: until they must be green; approve: until somebody must have agreed
    std::chrono::milliseconds within{std::chrono::minutes(2)};
    std::chrono::milliseconds hold{0}; ///< probes: and stay so
    QString undo = {};
    /// For a step that may lock everybody out: what takes it back, armed on the host before it runs, and fired when no
    /// new connection to the host has confirmed it so long after it began.
    QString revert = {};
    std::chrono::milliseconds revertAfter{std::chrono::minutes(2)};
    QString pending = {}; ///< script that prints one line for everything that would be applied
    QString parse = {};
    QString signers = {};  ///< approve: file of allowed signers, absolute; empty: a name that is claimed will do
    QString destroys = {}; ///< why it may destroy data in production, which is refused otherwise

    bool operator==(const Step&) const = default;
};

/// Where a procedure leads. Freezes and requirements hold up the way forward only.
enum class Way {
    Forward, ///< to something new
    Back,    ///< to what was: some procedure's on-failure, a restore, or said so
    Care,    ///< keeps up what is: changes nothing, or said so
};

enum class Confirmation { None, Click, Typed };
enum class WhenConsoleLost { Wait, Rollback };

/// A precondition, asked through the evidence port: kind "backup" subject "database" condition "rung=complete
/// younger-than=24h".
struct Requirement
{
    QString kind;
    QString subject;
    QString condition = {};
    QString signers = {}; ///< approver: file of allowed signers, absolute; empty: a name that is claimed will do

    bool operator==(const Requirement&) const = default;
};

struct Procedure
{
    QString name;
    QString title = {};
    Way way = Way::Forward;
    Confirmation confirm = Confirmation::Click; ///< already Typed for what changes production
    std::vector<Requirement> requirements = {};
    WhenConsoleLost whenConsoleLost = WhenConsoleLost::Wait;
    std::vector<Input> inputs = {};
    std::vector<Step> steps = {};
    QString onFailure = {}; ///< name of a procedure; its built-in input is $previous
    bool readOnly = false;  ///< said so, or every step changes nothing

    bool operator==(const Procedure&) const = default;
};

} // namespace Pilothouse::System
