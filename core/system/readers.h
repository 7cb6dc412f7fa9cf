// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/definition.h"
#include "system/fields.h"

namespace Pilothouse::System {

// One reader for each part of a definition, each in a file of its own with the shapes of its mappings. All report to
// context.faults and return what could be read.

/// A file beside the definition; empty stays so.
QString absolutePath(const Context& context, const QString& path);

std::optional<Schedule> readSchedule(Context& context, const YamlNode& node);
/// The keys cron and zone of a mapping that has others too.
std::optional<Schedule> readSchedule(const Fields& fields);

/// The ways to log in of `login:`, of an environment or a host.
QStringList readLogin(const Fields& fields);
/// `login` counts for hosts that say nothing of it.
std::vector<Host> readHosts(Context& context, const YamlNode* node, const QStringList& login);
std::vector<Registry> readRegistries(Context& context, const YamlNode* node);
std::vector<Service> readServices(Context& context, const YamlNode* node);
std::vector<ProbeSpec> readProbes(Context& context, const YamlNode* node);
std::vector<BackupSpec> readBackups(Context& context, const YamlNode* node);
std::vector<SecretSpec> readSecrets(Context& context, const YamlNode* node);
std::vector<RemoteFileSpec> readFiles(Context& context, const YamlNode* node);
std::vector<Procedure> readProcedures(Context& context, const YamlNode* node);
std::vector<Step> readSteps(Context& context, const YamlNode* node);
std::vector<ChecklistSpec> readChecklists(Context& context, const YamlNode* node);
std::vector<Objective> readObjectives(Context& context, const YamlNode* node);
std::vector<Threshold> readThresholds(Context& context, const YamlNode* node);
/// "info", "warning", "critical", from the least to the worst.
const QStringList& severityWords();
std::vector<NotifyTarget> readNotify(Context& context, const YamlNode* node);
DeadManSpec readWatch(Context& context, const YamlNode* node);
MetricsSpec readMetrics(Context& context, const YamlNode* node);
std::vector<LogSpec> readLogs(Context& context, const YamlNode* node);
std::optional<KeepSpec> readKeep(Context& context, const YamlNode* node, const Environment& environment);
std::optional<Cluster> readCluster(Context& context, const YamlNode* node);
/// A fault where what `key` says needs kubernetes: of the environment and there is none.
void needCluster(const Fields& fields, const char* key);
/// A fault where a script of an environment with kubernetes: calls kubectl without saying which context is meant.
void pinCluster(const Fields& fields, const char* key, const QString& script);
std::optional<VersionSpec> readVersion(Context& context, const YamlNode* node);
void readWindows(Context& context, const YamlNode* node, Environment& environment);
Environment readEnvironment(Context& context, const QString& name, const YamlNode& node, bool kindIsOwn);

/// Each environment of `environments:` with what its `like:` names already merged into it and its own kind, if it has
/// one, told apart from an inherited one.
struct MergedEnvironment
{
    QString name;
    YamlNode node;
    bool kindIsOwn = false;
};
std::vector<MergedEnvironment> mergeEnvironments(Context& context, const YamlNode& environments);

/// Reports every scalar that looks like a secret and takes its text out of the tree, so that no later message shows it.
void refuseSecrets(YamlNode& root, Faults& faults);

} // namespace Pilothouse::System
