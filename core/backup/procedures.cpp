// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/procedures.h"

#include "base/shell.h"
#include "base/translate.h"
#include "runtime/clientcommand.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

static void initBackupScripts() { Q_INIT_RESOURCE(backup_remote); }

namespace Pilothouse::Backup {

using System::BackupSpec;
using System::Environment;
using System::Procedure;
using System::Step;
using namespace Qt::StringLiterals;

namespace {

QString remoteScript(const QString& name)
{
    initBackupScripts();
    QFile file(u":/remote/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A shell pattern that matches no more names than it has to: a stray file must not count as the newest backup.
QString globOf(const QString& pattern)
{
    static const QRegularExpression token(u"\\{([^}]*)\\}"_s);
    QString glob;
    qsizetype at = 0;
    for (auto it = token.globalMatch(pattern); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        glob += QStringView(pattern).sliced(at, match.capturedStart() - at);
        glob += match.captured(1) == u"*" ? u"*"_s : u"[0-9]"_s.repeated(match.capturedLength(1));
        at = match.capturedEnd();
    }
    return glob + pattern.sliced(at);
}

/// What the scripts know about one backup. It stands in the script and not in inputs: a procedure may make several
/// backups, and nobody can set it to something else. Commands of the definition are known where they are carried out:
/// whoever reads a step sees what it can do.
QString valuesOf(const Environment& environment, const BackupSpec& spec, const QString& call)
{
    const bool creates = call == u"create_backup" || call == u"safety_backup";
    const System::ProbeSpec* live = environment.probe(spec.database);
    const auto container = live ? Runtime::containerOf(environment, *live) : std::nullopt;
    const std::initializer_list<std::pair<QString, QString>> values{
        {u"backup_directory"_s, spec.directory},
        {u"backup_glob"_s, globOf(spec.pattern)},
        {u"backup_exact"_s, spec.pattern.contains(u"SS}") ? u"yes"_s : QString()},
        {u"backup_create"_s, creates ? spec.create : QString()},
        {u"backup_restore"_s, call == u"restore_backup" ? spec.restore : QString()},
        {u"rows_host"_s, live && !live->target.isEmpty() ? live->target : u"localhost"_s},
        {u"rows_port"_s, QString::number(live && live->port ? live->port : 5432)},
        {u"rows_user"_s, live ? live->user : QString()},
        {u"rows_database"_s, live ? live->database : QString()},
        {u"rows_secret"_s, live ? live->password : QString()},
        {u"rows_container"_s, container ? container->name : QString()},
        {u"rows_folder"_s, container ? container->directory : QString()}};
    QString out;
    for (const auto& [name, value] : values)
        out += name + u'=' + shellQuote(value) + u'\n';
    return out;
}

QString script(const Environment& environment, const BackupSpec& spec, const QString& call)
{
    return remoteScript(u"verify-backup.sh"_s) + remoteScript(u"backup-steps.sh"_s) +
           valuesOf(environment, spec, call) + call + u'\n';
}

Step hostStep(const Environment& environment, const BackupSpec& spec, const QString& id, const QString& name,
              const QString& call)
{
    return {.id = id,
            .name = name,
            .argument = script(environment, spec, call),
            .on = {spec.on},
            .timeout = std::chrono::hours(2),
            .destroys = call == u"count_rows before" || call == u"count_rows after" || call == u"read_backup"
                            ? QString()
                            : spec.destroys};
}

Procedure createProcedure(const Environment& environment, const BackupSpec& spec)
{
    return {.name = createProcedureName(spec.name),
            .title = translate("Backup", "Back up %1").arg(spec.name),
            .way = System::Way::Care,
            .confirm = System::Confirmation::Click,
            .steps = {hostStep(environment, spec, u"create"_s, translate("Backup", "Create and verify"),
                               u"create_backup"_s)}};
}

/// From reading the chosen file to counting what it brought.
std::vector<Step> restoreSteps(const Environment& environment, const BackupSpec& spec)
{
    std::vector<Step> steps;
    const System::ProbeSpec* live = environment.probe(spec.database);
    const bool countable = live && !live->database.isEmpty();
    const auto add = [&](const QString& id, const QString& name, const QString& call) {
        Step step = hostStep(environment, spec, id, name, call);
        step.timeout = std::chrono::hours(4);
        if (live && !live->password.isEmpty())
            step.secrets = {live->password};
        if (call == u"restore_backup")
            step.destroys = translate("Backup", "a restore replaces the data");
        steps.push_back(std::move(step));
    };
    add(u"read"_s, translate("Backup", "Read the backup to its end"), u"read_backup"_s);
    // A step that counts nothing would only look like a proof.
    if (countable)
        add(u"rows-before"_s, translate("Backup", "Count rows now"), u"count_rows before"_s);
    steps.push_back(hostStep(environment, spec, u"safety"_s, translate("Backup", "Safety dump, read to its end"),
                             u"safety_backup"_s));
    add(u"restore"_s, translate("Backup", "Restore"), u"restore_backup"_s);
    if (countable)
        add(u"rows-after"_s, translate("Backup", "Count rows again"), u"count_rows after"_s);
    return steps;
}

Procedure restoreProcedure(const Environment& environment, const BackupSpec& spec)
{
    Procedure out{.name = restoreProcedureName(spec.name),
                  .title = translate("Backup", "Restore %1").arg(spec.name),
                  .way = System::Way::Back,
                  .confirm = System::Confirmation::Typed,
                  .inputs = {{.name = u"BACKUP"_s, .type = System::InputType::Backup}},
                  .steps = restoreSteps(environment, spec)};
    QStringList probes;
    for (const System::ProbeSpec& probe : environment.probes) {
        if (probe.kind == System::ProbeKind::Http && probe.via.isEmpty())
            probes << probe.name;
    }
    if (!probes.isEmpty())
        out.steps.push_back({.id = u"verify"_s,
                             .name = translate("Backup", "Verify"),
                             .action = System::StepAction::Probes,
                             .probes = probes,
                             .within = std::chrono::minutes(2)});
    return out;
}

/// A `restore:` step of a procedure becomes what the restore of that backup does on the host. What it restores is asked
/// for, and ids stay unique in the procedure.
void putRestores(const Environment& environment, Procedure& procedure)
{
    std::vector<Step> steps;
    for (Step& step : procedure.steps) {
        const BackupSpec* spec =
            step.action == System::StepAction::Restore ? environment.backup(step.argument) : nullptr;
        if (!spec || spec->restore.isEmpty()) {
            steps.push_back(std::move(step));
            continue;
        }
        for (Step& part : restoreSteps(environment, *spec)) {
            part.id = step.id + u'-' + part.id;
            if (step.timeout != Step{}.timeout)
                part.timeout = step.timeout;
            steps.push_back(std::move(part));
        }
        if (std::ranges::find(procedure.inputs, u"BACKUP"_s, &System::Input::name) == procedure.inputs.end())
            procedure.inputs.push_back({.name = u"BACKUP"_s, .type = System::InputType::Backup});
    }
    procedure.steps = std::move(steps);
}

} // namespace

QString createProcedureName(const QString& backup) { return u"backup-"_s + backup; }

QString restoreProcedureName(const QString& backup) { return u"restore-"_s + backup; }

bool makesBackup(const Environment& environment, const BackupSpec& spec, const Step& step)
{
    return step.action == System::StepAction::Run && step.on == QStringList{spec.on} &&
           step.argument == script(environment, spec, u"create_backup"_s);
}

Environment withBackupProcedures(Environment environment)
{
    for (Procedure& procedure : environment.procedures) {
        for (Step& step : procedure.steps) {
            const BackupSpec* spec =
                step.action == System::StepAction::Backup ? environment.backup(step.argument) : nullptr;
            if (!spec)
                continue;
            step.action = System::StepAction::Run;
            step.argument = script(environment, *spec, u"create_backup"_s);
            step.on = {spec->on};
            if (step.destroys.isEmpty())
                step.destroys = spec->destroys;
            if (step.timeout == Step{}.timeout)
                step.timeout = std::chrono::hours(2);
        }
        putRestores(environment, procedure);
    }
    for (const BackupSpec& spec : environment.backups) {
        if (!spec.create.isEmpty() && !environment.procedure(createProcedureName(spec.name)))
            environment.procedures.push_back(createProcedure(environment, spec));
        if (!spec.restore.isEmpty() && !environment.procedure(restoreProcedureName(spec.name)))
            environment.procedures.push_back(restoreProcedure(environment, spec));
    }
    return environment;
}

} // namespace Pilothouse::Backup
