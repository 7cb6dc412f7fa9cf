// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/watching.h"
#include "app/window/desktopnotice.h"
#include "app/window/livealerts.h"
#include "app/window/liveconsole.h"
#include "app/window/livedesk.h"
#include "app/window/livehosts.h"
#include "app/window/liveincidents.h"
#include "app/window/livemaintenance.h"
#include "shell/mainwindow.h"

namespace Pilothouse {

/// The window and everything that feeds it, over services that outlive it: probes are watched, hosts are measured and
/// open runs are adopted as soon as it is made. Built in the order in which the parts stand on each other and taken
/// down in reverse: the window, then what feeds it. Composition only. Window's thread.
class WindowProgram
{
public:
    WindowProgram(Services& services, Ui::Theme& theme, QSettings& settings);
    ~WindowProgram();
    WindowProgram(const WindowProgram&) = delete;
    WindowProgram& operator=(const WindowProgram&) = delete;

    Ui::MainWindow& window() { return m_window; }
    LiveConsole& console() { return m_console; }
    Ui::Commands& commands() { return m_commands; }
    LiveHosts& hosts() { return m_hosts; }

private:
    void tellEnd(const Run::RunRecord& record);
    void tellAlert(const Alert::Record& alert);
    Ui::WindowParts parts(Services& services, Ui::Theme& theme, QSettings& settings);

    Services& m_services;
    Watching m_watching;
    LiveConsole m_console;
    LiveDesk m_desk;
    LiveHosts m_hosts;
    LiveIncidents m_incidents;
    LiveMaintenance m_maintenance;
    LiveAlerts m_alerts;
    Ui::Commands m_commands;
    DesktopNotice m_desktop;
    Ui::MainWindow m_window;
};

} // namespace Pilothouse
