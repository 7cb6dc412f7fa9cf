// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translate.h"
#include "system/readers.h"
#include "system/shapes.h"

#include <QDir>

#include <array>

namespace Pilothouse::System {

using namespace Qt::StringLiterals;

const Shape& environmentShape()
{
    static const Shape shape{
        "environment"_L1, {{"like"_L1},     {"without"_L1},    {"kind"_L1},       {"values"_L1},     {"ca"_L1},
                           {"version"_L1},  {"keep"_L1},       {"login"_L1},      {"registries"_L1}, {"hosts"_L1},
                           {"services"_L1}, {"probes"_L1},     {"objectives"_L1}, {"thresholds"_L1}, {"notify"_L1},
                           {"watch"_L1},    {"windows"_L1},    {"logs"_L1},       {"backups"_L1},    {"secrets"_L1},
                           {"files"_L1},    {"procedures"_L1}, {"checklists"_L1}, {"kubernetes"_L1}, {"metrics"_L1}}};
    return shape;
}

namespace {

constexpr std::array<Word<EnvironmentKind>, 3> kinds{{{"production"_L1, EnvironmentKind::Production},
                                                      {"staging"_L1, EnvironmentKind::Staging},
                                                      {"development"_L1, EnvironmentKind::Development}}};

/// The kind that a name says; none for names that say nothing.
std::optional<EnvironmentKind> kindOf(const QString& name)
{
    static constexpr std::array<Word<EnvironmentKind>, 9> names{{{"production"_L1, EnvironmentKind::Production},
                                                                 {"prod"_L1, EnvironmentKind::Production},
                                                                 {"live"_L1, EnvironmentKind::Production},
                                                                 {"staging"_L1, EnvironmentKind::Staging},
                                                                 {"stage"_L1, EnvironmentKind::Staging},
                                                                 {"qa"_L1, EnvironmentKind::Staging},
                                                                 {"development"_L1, EnvironmentKind::Development},
                                                                 {"dev"_L1, EnvironmentKind::Development},
                                                                 {"local"_L1, EnvironmentKind::Development}}};
    const auto it = std::ranges::find_if(names, [&](const auto& word) { return name == word.text; });
    return it == names.end() ? std::nullopt : std::optional(it->value);
}

/// Its own kind:, else the one its name says, else an inherited one, else production: the guarded one.
EnvironmentKind readKind(const Fields& fields, const QString& name, bool kindIsOwn)
{
    const auto said = kindOf(name);
    if (said && !kindIsOwn)
        return *said;
    return fields.word<EnvironmentKind>("kind", kinds, EnvironmentKind::Production);
}

} // namespace

Environment readEnvironment(Context& context, const QString& name, const YamlNode& node, bool kindIsOwn)
{
    const Fields fields(context, node, environmentShape());
    Environment environment{.name = name};
    environment.kind = readKind(fields, name, kindIsOwn);
    environment.values = fields.texts("values", isName);
    context.values = environment.values;
    if (const QString file = fields.line("ca"); !file.isEmpty())
        environment.certificateAuthority = QDir::cleanPath(QDir(context.folder).absoluteFilePath(file));
    context.cluster = readCluster(context, fields.node("kubernetes"));
    environment.version = readVersion(context, fields.node("version"));
    environment.registries = readRegistries(context, fields.node("registries"));
    environment.hosts = readHosts(context, fields.node("hosts"), readLogin(fields));
    environment.services = readServices(context, fields.node("services"));
    environment.keep = readKeep(context, fields.node("keep"), environment);
    environment.probes = readProbes(context, fields.node("probes"));
    // Where the burst is not allowed by name, the probe has only declared the limit.
    std::erase_if(environment.probes, [&name](const ProbeSpec& probe) {
        return probe.kind == ProbeKind::RateLimit && !probe.options->allow.contains(name);
    });
    environment.objectives = readObjectives(context, fields.node("objectives"));
    environment.thresholds = readThresholds(context, fields.node("thresholds"));
    environment.metrics = readMetrics(context, fields.node("metrics"));
    environment.notify = readNotify(context, fields.node("notify"));
    environment.deadMan = readWatch(context, fields.node("watch"));
    readWindows(context, fields.node("windows"), environment);
    environment.logs = readLogs(context, fields.node("logs"));
    environment.backups = readBackups(context, fields.node("backups"));
    environment.secrets = readSecrets(context, fields.node("secrets"));
    environment.files = readFiles(context, fields.node("files"));
    environment.procedures = readProcedures(context, fields.node("procedures"));
    environment.checklists = readChecklists(context, fields.node("checklists"));
    for (Procedure& procedure : environment.procedures) {
        // What staging inherits from production asks nothing of staging itself.
        std::erase_if(procedure.requirements,
                      [&name](const Requirement& each) { return each.kind == u"ran" && each.subject == name; });
        if (environment.kind == EnvironmentKind::Production && !procedure.readOnly)
            procedure.confirm = Confirmation::Typed;
    }
    context.references.check(environment, context.faults);
    context.references = {};
    return environment;
}

} // namespace Pilothouse::System
