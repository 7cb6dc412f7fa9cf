// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowprogram.h"

#include "app/window/windowparts.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "settings/hostspage.h"
#include "settings/hosttext.h"

#include <QApplication>

namespace Pilothouse {

using namespace Qt::StringLiterals;

WindowProgram::WindowProgram(Services& services, Ui::Theme& theme, QSettings& settings)
    : m_series(services.cache())
    , m_monitor(services.prober(), &services.history(), services.clock())
    , m_sampler(services.pool(), &m_series, services.clock(), services.endpoints().function())
    , m_console(services, m_monitor, m_sampler, m_series)
    , m_desk(services)
    , m_hosts(services)
    , m_incidents(services)
    , m_maintenance(services)
    , m_desktop(QDBusConnection::sessionBus())
    , m_window(parts(services, theme, settings))
{
    QObject::connect(&m_desk, &LiveDesk::runEnded, &m_console, &LiveConsole::takeEnded);
    QObject::connect(&m_desk, &LiveDesk::runsChanged, &m_console, &LiveConsole::refresh);
    QObject::connect(&m_maintenance, &LiveMaintenance::changed, &m_console, &LiveConsole::refreshMaintenance);
    QObject::connect(&m_hosts, &LiveHosts::keyRefused, &m_window, [this](const Ui::HostOffer& offer) {
        m_window.tell(
            translate("Window", "%1 in %2 was not connected to: %3. Look at it under Hosts.")
                .arg(offer.offer.endpoint.name, offer.environment.id(), Ui::refusalText(offer.offer.error.code)),
            Ui::Sign::Down);
    });
    QObject::connect(&m_hosts, &LiveHosts::noTerminal, &m_window,
                     [this](const QString& why) { m_window.tell(why, Ui::Sign::Down); });
    QObject::connect(&m_desk, &LiveDesk::runEnded, &m_window,
                     [this](const Run::RunRecord& record) { tellEnd(record); });
    for (const System::Definition& definition : services.definitions().all()) {
        m_monitor.watch(definition);
        m_sampler.watch(definition);
    }
    services.runs().adoptOpenRuns();
    services.keeper().keepOn();
}

WindowProgram::~WindowProgram() = default;

/// Who looks at the window sees it; everybody else is told by the desktop.
void WindowProgram::tellEnd(const Run::RunRecord& record)
{
    if (m_window.isActiveWindow())
        return;
    const bool good = record.info.state == Run::RunState::Succeeded;
    QApplication::alert(&m_window);
    m_desktop.tell(translate("Window", "%1 of %2/%3: %4")
                       .arg(record.info.procedure, record.info.system, record.info.environment,
                            Run::runStateWord(record.info.state)),
                   SafeText::oneLine(record.info.summary, 300).text(), !good);
}

Ui::WindowParts WindowProgram::parts(Services& services, Ui::Theme& theme, QSettings& settings)
{
    // The window makes its actions of the commands that are there when it is made.
    addRoomCommands(m_commands, m_console,
                    [](QWidget* window, const Ui::EnvironmentKey& key, const QString& tab, const QString& subject) {
                        if (auto* main = qobject_cast<Ui::MainWindow*>(window))
                            main->showEnvironment(key, tab, subject);
                    });
    addHostCommands(m_commands, m_hosts);
    return {.theme = theme,
            .clock = services.clock(),
            .console = m_console,
            .commands = m_commands,
            .settings = settings,
            .tabs = environmentTabs({theme, services, m_console, m_desk, m_incidents, m_maintenance}),
            .pages = {{u"hosts"_s, translate("Window", "Hosts"),
                       [this, &theme, &services](QWidget* parent) -> QWidget* {
                           return new Ui::HostsPage(theme, services.clock(), m_hosts, parent);
                       }}},
            .languages = {{u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}}};
}

} // namespace Pilothouse
