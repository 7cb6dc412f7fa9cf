// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/liveconsole.h"
#include "app/window/livedesk.h"
#include "app/window/livehosts.h"
#include "app/window/liveincidents.h"
#include "app/window/livemaintenance.h"
#include "shell/commands.h"
#include "widgets/page.h"

namespace Pilothouse {

/// Everything that the pages of the window stand on; outlives them.
struct PageGround
{
    const Ui::Theme& theme;
    Services& services;
    LiveConsole& console;
    LiveDesk& desk;
    LiveIncidents& incidents;
    LiveMaintenance& maintenance;
};

/// The tabs of an environment beside its overview, in order: runs, backups, checklists, incidents, maintenance.
std::vector<Ui::EnvironmentTab> environmentTabs(PageGround ground);

/// Opens a tab of an environment and a subject in it, in the window that the command came from.
using OpenTab =
    std::function<void(QWidget* window, const Ui::EnvironmentKey& key, const QString& tab, const QString& subject)>;

/// Adds what can be done about connections: open a terminal, reconnect, disconnect, try refused logins again.
void addHostCommands(Ui::Commands& commands, LiveHosts& hosts);
/// Adds the commands of the rooms to the table: deploy, roll back, restart, check now, back up, restore.
void addRoomCommands(Ui::Commands& commands, LiveConsole& console, const OpenTab& open);

} // namespace Pilothouse
