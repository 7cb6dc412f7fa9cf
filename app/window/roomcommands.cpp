// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowparts.h"
#include "backup/procedures.h"
#include "base/translate.h"

#include <QMenu>

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

std::vector<Ui::HostLine> hostsOf(const LiveHosts& hosts, const std::function<bool(const Ui::HostLine&)>& isMeant)
{
    auto lines = hosts.hosts();
    std::erase_if(lines, std::not_fn(isMeant));
    return lines;
}

/// The same as the buttons of the page of hosts, for all the hosts that are meant.
Command hostCommand(Command command, const LiveHosts& hosts,
                    std::function<bool(const CommandContext&, const Ui::HostLine&)> isMeant, const QString& none,
                    std::function<void(const Ui::HostLine&)> act)
{
    const auto meant = [&hosts, isMeant = std::move(isMeant)](const CommandContext& context) {
        return hostsOf(hosts, [&](const Ui::HostLine& host) { return isMeant(context, host); });
    };
    command.refusal = [meant, none](const CommandContext& context) {
        return meant(context).empty() ? none : QString();
    };
    command.run = [meant, act = std::move(act)](const CommandContext& context) {
        for (const Ui::HostLine& host : meant(context))
            act(host);
    };
    return command;
}

} // namespace

void addHostCommands(Ui::Commands& commands, LiveHosts& hosts)
{
    const auto isHere = [](const CommandContext& context, const Ui::HostLine& host) {
        return context.environment == host.environment && host.noWay.isEmpty();
    };
    Command terminal{.id = u"hosts.terminal"_s,
                     .text = translate("Window", "Open &terminal here"),
                     .shortcut = QKeySequence(u"Ctrl+Shift+T"_s),
                     .scope = Ui::CommandScope::Environment,
                     .menu = Ui::CommandMenu::Environment,
                     .keywords = translate("Window", "shell SSH console")};
    const auto here = [&hosts, isHere](const CommandContext& context) {
        return hostsOf(hosts, [&](const Ui::HostLine& host) { return isHere(context, host); });
    };
    terminal.refusal = [here](const CommandContext& context) {
        return here(context).empty() ? translate("Window", "it has no host that is reached over SSH") : QString();
    };
    terminal.run = [&hosts, here](const CommandContext& context) {
        const auto lines = here(context);
        if (lines.size() == 1)
            return hosts.openTerminal(lines.front());
        auto* menu = new QMenu(context.window);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const Ui::HostLine& host : lines)
            menu->addAction(host.link.endpoint.name, menu, [&hosts, host] { hosts.openTerminal(host); });
        menu->popup(context.window->mapToGlobal(context.window->rect().center()));
    };
    commands.add(terminal);
    commands.add(hostCommand({.id = u"hosts.reconnect"_s,
                              .text = translate("Window", "Reconnect to the hosts"),
                              .scope = Ui::CommandScope::Environment,
                              .keywords = translate("Window", "connection SSH")},
                             hosts, isHere, translate("Window", "it has no host that is reached over SSH"),
                             [&hosts](const Ui::HostLine& host) { hosts.reconnect(host); }));
    commands.add(hostCommand(
        {.id = u"hosts.disconnect"_s,
         .text = translate("Window", "Disconnect from the hosts"),
         .scope = Ui::CommandScope::Environment,
         .keywords = translate("Window", "connection SSH")},
        hosts,
        [isHere](const CommandContext& context, const Ui::HostLine& host) {
            return isHere(context, host) && host.isUnderWay();
        },
        translate("Window", "none of its hosts is connected"),
        [&hosts](const Ui::HostLine& host) { hosts.endConnection(host); }));
    commands.add(hostCommand(
        {.id = u"hosts.retry"_s,
         .text = translate("Window", "Try refused logins again"),
         .keywords = translate("Window", "connection SSH password passphrase")},
        hosts,
        [](const CommandContext&, const Ui::HostLine& host) {
            return host.link.phase == Ssh::ConnectionState::Phase::Refused;
        },
        translate("Window", "no login was refused"), [&hosts](const Ui::HostLine& host) { hosts.reconnect(host); }));
}

void addRoomCommands(Ui::Commands& commands, LiveConsole& console, const OpenTab& open)
{
    for (const ProcedureCommand& what :
         {ProcedureCommand{u"run.deploy"_s, u"deploy"_s, translate("Window", "&Deploy\u2026"), u"deploy"_s,
                           QKeySequence(u"Ctrl+D"_s)},
          ProcedureCommand{u"run.rollback"_s, u"rollback"_s, translate("Window", "Roll &back\u2026"), u"rollback"_s,
                           QKeySequence(u"Ctrl+Shift+D"_s)},
          ProcedureCommand{u"run.restart"_s, u"restart"_s, translate("Window", "R&estart\u2026"), u"run"_s, {}}})
        commands.add(planCommand(what, console, open));

    Command check{.id = u"health.check"_s,
                  .text = translate("Window", "Check &now"),
                  .shortcut = QKeySequence(u"F5"_s),
                  .scope = Ui::CommandScope::Environment,
                  .menu = Ui::CommandMenu::Environment,
                  .keywords = translate("Window", "probe refresh reload status")};
    check.run = [&console](const CommandContext& context) { console.checkNow(*context.environment); };
    commands.add(check);

    Command incidents{.id = u"incident.open"_s,
                      .text = translate("Window", "&Incidents\u2026"),
                      .shortcut = QKeySequence(u"Ctrl+I"_s),
                      .scope = Ui::CommandScope::Environment,
                      .menu = Ui::CommandMenu::Environment,
                      .keywords = translate("Window", "alarm outage note timeline post-mortem")};
    incidents.refusal = [&console](const CommandContext& context) {
        return context.environment && console.state(*context.environment)
                   ? QString()
                   : translate("Window", "choose an environment first");
    };
    incidents.run = [open](const CommandContext& context) {
        open(context.window, *context.environment, u"incidents"_s, {});
    };
    commands.add(incidents);

    Command maintenance{.id = u"maintenance.open"_s,
                        .text = translate("Window", "&Maintenance\u2026"),
                        .shortcut = QKeySequence(u"Ctrl+M"_s),
                        .scope = Ui::CommandScope::Environment,
                        .menu = Ui::CommandMenu::Environment,
                        .keywords = translate("Window", "window announce freeze page downtime")};
    maintenance.refusal = incidents.refusal;
    maintenance.run = [open](const CommandContext& context) {
        open(context.window, *context.environment, u"maintenance"_s, {});
    };
    commands.add(maintenance);

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
