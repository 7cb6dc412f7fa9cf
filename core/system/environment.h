// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/schedule.h"
#include "system/keep.h"
#include "system/metricsspec.h"
#include "system/notifytarget.h"
#include "system/probespec.h"
#include "system/procedure.h"
#include "system/registry.h"
#include "system/target.h"

namespace Pilothouse::System {

/// Retention: a backup goes when it is older than `age` and not among the newest `last` verified ones.
struct Retention
{
    std::optional<std::chrono::milliseconds> age = {};
    int last = 0;

    bool operator==(const Retention&) const = default;
};

struct DrillSpec
{
    std::optional<std::chrono::milliseconds> every = {};
    QStringList assertions = {};

    bool operator==(const DrillSpec&) const = default;
};

struct BackupSpec
{
    QString name;
    QString on = {};
    QString directory = {};
    QStringList directories = {};
    QString pattern = {}; ///< "fleetpass_{YYYYMMDD}_{HHMMSS}.sql.gz"
    std::optional<Schedule> schedule = {};
    Retention keep = {};
    QString encryption = {}; ///< "gpg:RECIPIENT", "gpg-symmetric:SECRET" or empty
    QStringList copies = {}; ///< s3://…, sftp://… or an absolute folder
    std::optional<std::chrono::milliseconds> rpo = {};
    std::optional<std::chrono::milliseconds> rto = {};
    QString create = {};
    QString restore = {};
    QString destroys = {}; ///< why create: may destroy data in production, which is refused otherwise
    /// Where the live data is, for row counts and safety dumps: name of a postgres probe of the environment.
    QString database = {};
    DrillSpec drill = {};

    bool operator==(const BackupSpec&) const = default;
};

struct SecretSpec
{
    QString name;
    QString generate = {}; ///< "base64:64", "hex:32", "alnum:24"
    int minimum = 0;
    std::optional<std::chrono::milliseconds> rotate = {};
    QString prefix = {};
    QString from = {};

    bool operator==(const SecretSpec&) const = default;
};

struct RemoteFileSpec
{
    QString path;
    QString on = {}; ///< a host or a role; empty: all hosts
    QString templateFile = {};
    QString mode = {};

    bool operator==(const RemoteFileSpec&) const = default;
};

struct SignerRole
{
    QString role;
    QStringList after = {};
    QString signers = {}; ///< file of allowed signers, absolute

    bool operator==(const SignerRole&) const = default;
};

struct ChecklistSpec
{
    QString name;
    QString file = {};    ///< absolute, resolved from the definition's folder
    QString section = {}; ///< after # in from:
    std::vector<SignerRole> roles = {};
    std::optional<Schedule> every = {};

    bool operator==(const ChecklistSpec&) const = default;
};

struct Objective
{
    QString name;
    QString of = {};
    QString latency = {}; ///< "p95" or empty for availability
    QString below = {};
    QString above = {};
    std::chrono::milliseconds over{std::chrono::hours(24)};

    bool operator==(const Objective&) const = default;
};

struct Threshold
{
    QString metric;      ///< cpu memory disk load ...
    QStringList on = {}; ///< hosts or roles; empty: all hosts
    double above = 0;    ///< percent, or the metric's own unit
    double clear = 0;    ///< under which it counts as well again; not more than `above`
    std::chrono::milliseconds lasting{0};
    QString severity = {};

    bool operator==(const Threshold&) const = default;
};

struct LogSpec
{
    QStringList on = {};
    QString file = {};

    bool operator==(const LogSpec&) const = default;
};

/// A time in which something is allowed or forbidden.
struct WindowSpec
{
    QString title = {};
    Schedule start;
    std::chrono::milliseconds length{0};
    /// How long before its maintenance is announced; zero: it is not. Nothing for freezes.
    std::optional<std::chrono::milliseconds> announce = {};

    bool operator==(const WindowSpec&) const = default;
};

/// What is shown to users while maintenance lasts: put up and taken down by commands on hosts.
struct PageSpec
{
    QStringList on = {}; ///< hosts or roles
    QString show = {};
    QString hide = {};
    QString check = {}; ///< succeeds while the page is shown; empty: that is not proved

    bool isDefined() const { return !show.isEmpty(); }
    bool operator==(const PageSpec&) const = default;
};

/// Everything known about one environment, `like` already merged and {values} filled in.
struct Environment
{
    QString name;
    QString system = {}; ///< that it belongs to
    EnvironmentKind kind = EnvironmentKind::Production;
    std::map<QString, QString> values = {};
    QString certificateAuthority = {}; ///< PEM file for TLS of this environment, absolute; empty: the system's
    std::optional<VersionSpec> version = {};
    std::optional<KeepSpec> keep = {};
    std::vector<Registry> registries = {};
    std::vector<Host> hosts = {};
    std::vector<Service> services = {};
    std::vector<ProbeSpec> probes = {};
    std::vector<Objective> objectives = {};
    std::vector<Threshold> thresholds = {};
    MetricsSpec metrics = {};
    std::vector<NotifyTarget> notify = {};
    DeadManSpec deadMan = {};
    std::vector<WindowSpec> freeze = {};
    std::vector<WindowSpec> maintenance = {};
    std::chrono::milliseconds announce{std::chrono::hours(48)}; ///< how long before maintenance is announced
    PageSpec page = {};
    std::vector<LogSpec> logs = {};
    std::vector<BackupSpec> backups = {};
    std::vector<SecretSpec> secrets = {};
    std::vector<RemoteFileSpec> files = {};
    std::vector<Procedure> procedures = {};
    std::vector<ChecklistSpec> checklists = {};

    const Host* host(const QString& name) const;
    const Service* service(const QString& name) const;
    const Registry* registry(const QString& name) const;
    const ProbeSpec* probe(const QString& name) const;
    const BackupSpec* backup(const QString& name) const;
    const Procedure* procedure(const QString& name) const;
    const ChecklistSpec* checklist(const QString& name) const;
    /// Hosts that a list of host names and roles means, in the order of the definition; all hosts for an empty list.
    std::vector<const Host*> hostsOn(const QStringList& namesOrRoles) const;

    bool operator==(const Environment&) const = default;
};

} // namespace Pilothouse::System
