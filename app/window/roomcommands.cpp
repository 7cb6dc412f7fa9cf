// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowparts.h"
#include "backup/procedures.h"
#include "base/translate.h"

namespace Pilothouse {

using Ui::Command;
using Ui::CommandContext;
using namespace Qt::StringLiterals;

namespace {

struct ProcedureCommand
{
    QString id;
    QString procedure;
    QString text;
    QString icon;
    QKeySequence shortcut;
};

Command planCommand(const ProcedureCommand& what, const LiveConsole& console, const OpenTab& open)
{
    Command command{.id = what.id,
                    .text = what.text,
                    .icon = what.icon,
                    .shortcut = what.shortcut,
                    .scope = Ui::CommandScope::Environment,
                    .menu = Ui::CommandMenu::Environment};
    command.refusal = [&console, procedure = what.procedure](const CommandContext& context) -> QString {
        const EnvironmentState* state = context.environment ? console.state(*context.environment) : nullptr;
        if (!state)
            return translate("Window", "choose an environment first");
        return state->environment.procedure(procedure)
                   ? QString()
                   : translate("Window", "the definition has no procedure \"%1\"").arg(procedure);
    };
    command.run = [open, procedure = what.procedure](const CommandContext& context) {
        open(context.window, *context.environment, u"runs"_s, u"plan:"_s + procedure);
    };
    return command;
}

QString noBackup(const LiveConsole& console, const CommandContext& context)
{
    const EnvironmentState* state = context.environment ? console.state(*context.environment) : nullptr;
    if (!state)
        return translate("Window", "choose an environment first");
    return state->environment.backups.empty() ? translate("Window", "the definition has no backups") : QString();
}

} // namespace

void addRoomCommands(Ui::Commands& commands, const LiveConsole& console, const OpenTab& open)
{
    for (const ProcedureCommand& what :
         {ProcedureCommand{u"run.deploy"_s, u"deploy"_s, translate("Window", "&Deploy\u2026"), u"deploy"_s,
                           QKeySequence(u"Ctrl+D"_s)},
          ProcedureCommand{u"run.rollback"_s, u"rollback"_s, translate("Window", "Roll &back\u2026"), u"rollback"_s,
                           QKeySequence(u"Ctrl+Shift+D"_s)},
          ProcedureCommand{u"run.restart"_s, u"restart"_s, translate("Window", "R&estart\u2026"), u"run"_s, {}}})
        commands.add(planCommand(what, console, open));

    Command create{.id = u"backup.create"_s,
                   .text = translate("Window", "Back &up\u2026"),
                   .icon = u"backup"_s,
                   .scope = Ui::CommandScope::Environment,
                   .menu = Ui::CommandMenu::Environment};
    create.refusal = [&console](const CommandContext& context) { return noBackup(console, context); };
    create.run = [&console, open](const CommandContext& context) {
        // Of several a person chooses which.
        const auto& backups = console.state(*context.environment)->environment.backups;
        if (backups.size() > 1)
            open(context.window, *context.environment, u"backups"_s, {});
        else
            open(context.window, *context.environment, u"runs"_s,
                 u"plan:"_s + Backup::createProcedureName(backups.front().name));
    };
    commands.add(create);

    Command restore{.id = u"backup.restore"_s,
                    .text = translate("Window", "Re&store\u2026"),
                    .icon = u"restore"_s,
                    .scope = Ui::CommandScope::Environment,
                    .menu = Ui::CommandMenu::Environment};
    restore.refusal = create.refusal;
    restore.run = [&console, open](const CommandContext& context) {
        // What is restored is chosen on the page of backups; the newest that was read to its end is proposed.
        const auto& catalogues = console.state(*context.environment)->catalogues;
        const Backup::Entry* newest =
            catalogues.empty() ? nullptr : catalogues.begin()->second.newest(Backup::Rung::Complete);
        open(context.window, *context.environment, u"backups"_s, newest ? newest->name : QString());
    };
    commands.add(restore);
}

} // namespace Pilothouse
