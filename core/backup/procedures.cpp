// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/procedures.h"

#include "base/translate.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

static void initBackupScripts() { Q_INIT_RESOURCE(backup_remote); }

namespace Pilothouse::Backup {

using System::BackupSpec;
using System::Environment;
using System::Input;
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

QString script(const QString& call)
{
    return remoteScript(u"verify-backup.sh"_s) + remoteScript(u"backup-steps.sh"_s) + call + u'\n';
}

QString globOf(const QString& pattern)
{
    static const QRegularExpression token(u"\\{[^}]*\\}"_s);
    return QString(pattern).replace(token, u"*"_s);
}

Input fixed(const QString& name, const QString& value) { return {.name = name, .defaultValue = value}; }

std::vector<Input> inputsOf(const Environment& environment, const BackupSpec& spec)
{
    std::vector<Input> inputs{fixed(u"backup_directory"_s, spec.directory),
                              fixed(u"backup_glob"_s, globOf(spec.pattern)), fixed(u"backup_create"_s, spec.create),
                              fixed(u"backup_restore"_s, spec.restore)};
    const System::ProbeSpec* live = environment.probe(spec.database);
    inputs.push_back(fixed(u"rows_host"_s, live && !live->target.isEmpty() ? live->target : u"localhost"_s));
    inputs.push_back(fixed(u"rows_port"_s, QString::number(live && live->port ? live->port : 5432)));
    inputs.push_back(fixed(u"rows_user"_s, live ? live->user : QString()));
    inputs.push_back(fixed(u"rows_database"_s, live ? live->database : QString()));
    inputs.push_back(fixed(u"rows_secret"_s, live ? live->password : QString()));
    return inputs;
}

Step createStep(const BackupSpec& spec, const QString& id, const QString& name)
{
    return {.id = id,
            .name = name,
            .argument = script(u"create_backup"_s),
            .on = {spec.on},
            .timeout = std::chrono::hours(2)};
}

Procedure createProcedure(const Environment& environment, const BackupSpec& spec)
{
    return {.name = createProcedureName(spec.name),
            .title = translate("Backup", "Back up %1").arg(spec.name),
            .confirm = System::Confirmation::Click,
            .inputs = inputsOf(environment, spec),
            .steps = {createStep(spec, u"create"_s, translate("Backup", "Create and verify"))}};
}

Procedure restoreProcedure(const Environment& environment, const BackupSpec& spec)
{
    Procedure out{.name = restoreProcedureName(spec.name),
                  .title = translate("Backup", "Restore %1").arg(spec.name),
                  .confirm = System::Confirmation::Typed,
                  .inputs = inputsOf(environment, spec)};
    out.inputs.push_back({.name = u"BACKUP"_s, .type = System::InputType::Backup});
    const System::ProbeSpec* live = environment.probe(spec.database);
    const QStringList secrets = live && !live->password.isEmpty() ? QStringList{live->password} : QStringList();
    const auto step = [&spec, &secrets](const QString& id, const QString& name, const QString& call) {
        return Step{.id = id,
                    .name = name,
                    .argument = script(call),
                    .on = {spec.on},
                    .secrets = secrets,
                    .timeout = std::chrono::hours(4)};
    };
    out.steps.push_back(step(u"read"_s, translate("Backup", "Read the backup to its end"),
                             u"report_backup \"$backup_directory/$BACKUP\""_s));
    out.steps.push_back(step(u"rows-before"_s, translate("Backup", "Count rows now"), u"count_rows before"_s));
    out.steps.push_back(createStep(spec, u"safety"_s, translate("Backup", "Safety dump, read to its end")));
    out.steps.push_back(step(u"restore"_s, translate("Backup", "Restore"), u"restore_backup"_s));
    out.steps.push_back(step(u"rows-after"_s, translate("Backup", "Count rows again"), u"count_rows after"_s));
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

} // namespace

QString createProcedureName(const QString& backup) { return u"backup-"_s + backup; }

QString restoreProcedureName(const QString& backup) { return u"restore-"_s + backup; }

Environment withBackupProcedures(Environment environment)
{
    for (Procedure& procedure : environment.procedures) {
        for (Step& step : procedure.steps) {
            const BackupSpec* spec =
                step.action == System::StepAction::Backup ? environment.backup(step.argument) : nullptr;
            if (!spec)
                continue;
            for (const Input& input : inputsOf(environment, *spec)) {
                if (std::ranges::find(procedure.inputs, input.name, &Input::name) == procedure.inputs.end())
                    procedure.inputs.push_back(input);
            }
            step = createStep(*spec, step.id, step.name);
        }
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
