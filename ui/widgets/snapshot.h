// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/evidence.h"
#include "system/target.h"
#include "widgets/heartbeat.h"
#include "widgets/housestyle.h"
#include "widgets/progress.h"
#include "widgets/sparkline.h"
#include "widgets/timechart.h"

#include <map>
#include <tuple>

/// What the window shows, as plain values: complete when constructed, comparable, without a way back to where they came
/// from. Whoever implements Console makes them; fleet and environment draw them.
namespace Pilothouse::Ui {

/// Names one environment of one system.
struct EnvironmentKey
{
    QString system;
    QString environment;

    /// "fleetpass/production", as it is typed and as pilothousectl takes it.
    QString id() const { return system + u'/' + environment; }
    bool operator==(const EnvironmentKey&) const = default;
    bool operator<(const EnvironmentKey& other) const
    {
        return std::tie(system, environment) < std::tie(other.system, other.environment);
    }
};

/// A procedure of a definition, for who chooses one.
struct ProcedureName
{
    QString name;  ///< "diagnostics"
    QString title; ///< "Look around"; the name where the definition has no title

    bool operator==(const ProcedureName&) const = default;
};

/// An act that an environment offers in its header. `command` is an id of the command table, `text` replaces that
/// command's text where the environment knows better ("Roll back to v1.3.2…").
struct OfferedAct
{
    QString command;
    QString text = {};
    Emphasis emphasis = Emphasis::Normal;
    QString refusal = {}; ///< why it cannot be done now; empty if it can
    QString remark = {};  ///< what stands in its way although its plan can be looked at

    bool operator==(const OfferedAct&) const = default;
};

/// The backup clock of an environment: the age of the newest proven backup against its recovery point objective.
struct BackupClock
{
    bool defined = false;       ///< the definition has backups
    Evidence newestProven = {}; ///< of "a backup younger than the RPO is proven"
    QDateTime provenAt = {};    ///< when that backup was made; invalid if none is proven
    std::optional<std::chrono::milliseconds> rpo = {};

    bool operator==(const BackupClock&) const = default;
};

struct ChecklistProgress
{
    QString name;
    QString title = {};
    Progress progress = {};
    SafeText remark = {}; ///< "2 unticked themselves 6 m ago: database, readiness"
    QString nextSigner = {};
    bool signedByAll = false; ///< somebody had to, and did

    bool operator==(const ChecklistProgress&) const = default;
};

/// What a card of the fleet, a row of the rail and the header of a page need. Light: there may be 500.
struct EnvironmentSnapshot
{
    EnvironmentKey key;
    QString systemTitle = {};
    System::EnvironmentKind kind = System::EnvironmentKind::Production;
    Evidence overall = {}; ///< its statement is the reason ("backend cannot reach its database")
    QDateTime since = {};  ///< when the present verdict began
    QDateTime lastHealthy = {};
    bool maintenance = false; ///< a window is open: what is wrong is shown as meant
    SafeText windows = {};    ///< "in maintenance until …", "frozen until …"
    SafeText services = {};   ///< "3 of 6 services affected"
    Heartbeat heartbeat = {};
    SafeText version = {};
    QDateTime deployedAt = {};
    SafeText deployedBy = {};
    BackupClock backup = {};
    std::optional<ChecklistProgress> checklist = {};
    SparklineData cpu = {};
    SparklineData memory = {};
    SafeText underway = {}; ///< a run going on now: "deploy v1.4.0, step 3 of 7"
    std::vector<OfferedAct> acts = {};
    std::map<QString, int> counts = {}; ///< by page id: what its tab should draw attention to

    bool operator==(const EnvironmentSnapshot&) const = default;
};

struct ServiceRow
{
    QString name;
    Evidence state = {};
    Heartbeat heartbeat = {};
    SafeText now = {};    ///< "200 in 8 ms", "refused since 03:09:20"
    SafeText detail = {}; ///< "certificate 61 d"

    bool operator==(const ServiceRow&) const = default;
};

/// Something that changed, for the question "what happened before?". `page` and `subject` lead to where it is told.
struct ChangeRow
{
    QDateTime at;
    SafeText what;
    Verdict verdict = Verdict::Holds; ///< Fails: this is likely it; Weak: worth a look
    QString page = {};
    QString subject = {};

    bool operator==(const ChangeRow&) const = default;
};

struct BackupRow
{
    SafeText name;
    Evidence state = {};
    SafeText remark = {}; ///< "complete, 412 MiB, drill due 04:00"

    bool operator==(const BackupRow&) const = default;
};

/// The overview of one environment beyond its EnvironmentSnapshot.
struct OverviewSnapshot
{
    std::vector<ServiceRow> services = {};
    std::vector<ChangeRow> changes = {}; ///< newest first
    std::vector<BackupRow> backups = {}; ///< newest first
    std::vector<ChecklistProgress> checklists = {};
    SafeText onCall = {};     ///< name and number; empty if the definition has none
    SafeText chartHosts = {}; ///< "app-1 and app-2"

    bool operator==(const OverviewSnapshot&) const = default;
};

struct ChartData
{
    QString id;
    QString title;
    ChartScale scale = {};
    std::vector<TimeSeries> series = {};

    bool operator==(const ChartData&) const = default;
};

struct ChartsSnapshot
{
    TimeSpan span = {};
    std::vector<ChartData> charts = {};
    std::vector<ChartMark> marks = {};

    bool operator==(const ChartsSnapshot&) const = default;
};

} // namespace Pilothouse::Ui
