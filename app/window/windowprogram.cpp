// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowprogram.h"

#include "alert/alertspage.h"
#include "app/window/windowparts.h"
#include "base/safetext.h"
#include "base/translate.h"
#include "fleet/fleetpage.h"
#include "settings/hostspage.h"
#include "settings/hosttext.h"
#include "widgets/timetext.h"

#include <QApplication>
#include <QSysInfo>

namespace Pilothouse {

using namespace Qt::StringLiterals;

WindowProgram::WindowProgram(Services& services, Ui::Theme& theme, QSettings& settings)
    : m_services(services)
    , m_watching(services, translate("Window", "the window on %1").arg(QSysInfo::machineHostName()))
    , m_console(services, m_watching.monitor(), m_watching.sampler(), m_watching.series())
    , m_desk(services)
    , m_hosts(services)
    , m_incidents(services)
    , m_maintenance(services)
    , m_alerts(services, m_watching.watchman(), m_console)
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
    QObject::connect(&m_alerts, &LiveAlerts::came, &m_window, [this](const Alert::Record& alert) { tellAlert(alert); });
    QObject::connect(&m_alerts, &LiveAlerts::changed, &m_window,
                     [this] { m_window.setAlerts(int(m_alerts.open().size())); });
    QObject::connect(&m_alerts, &LiveAlerts::gapsChanged, &m_window, [this] {
        const auto gaps = m_alerts.gaps();
        m_window.fleetPage()->setUnwatched(gaps.empty()
                                               ? QString()
                                               : translate("Window", "nobody watched from %1 to %2")
                                                     .arg(Ui::shortTime(gaps.back().from, m_services.clock().now()),
                                                          Ui::shortTime(gaps.back().until, m_services.clock().now())));
    });
    m_watching.start(services.definitions().all(), true);
    services.runs().adoptOpenRuns();
    services.keeper().keepOn();
}

WindowProgram::~WindowProgram() = default;

/// Who looks at the window sees it; everybody else is told by the desktop.
void WindowProgram::tellEnd(const Run::RunRecord& record)
{
    if (m_window.isActiveWindow())
        return;
    const bool good = record.info.state == Run::RunState::Succeeded && !record.info.found;
    QApplication::alert(&m_window);
    m_desktop.tell(
        translate("Window", "%1 of %2/%3: %4")
            .arg(record.info.procedure, record.info.system, record.info.environment, Run::outcomeWord(record.info)),
        SafeText::oneLine(record.info.summary, 300).text(), !good);
}

/// Where the definition wants the desktop told, and nobody has it yet.
void WindowProgram::tellAlert(const Alert::Record& alert)
{
    const auto place = m_services.definitions().find(alert.system, alert.environment);
    if (!place || alert.isAcknowledged() || alert.isSnoozed(m_services.clock().now()))
        return;
    const bool wanted = std::ranges::any_of(place->environment.notify, [&](const System::NotifyTarget& target) {
        const auto lowest = Notify::severityFromName(target.from);
        return target.channel == u"desktop" && target.alerts && lowest && alert.severity() >= *lowest;
    });
    if (!wanted)
        return;
    QApplication::alert(&m_window);
    m_desktop.tell(alert.target(), titleOf(alert), alert.severity() == Notify::Severity::Critical);
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
    m_commands.add({.id = u"go.alerts"_s,
                    .text = translate("Window", "&Alerts"),
                    .icon = u"alert"_s,
                    .shortcut = QKeySequence(u"Ctrl+Shift+A"_s),
                    .menu = Ui::CommandMenu::Go,
                    .keywords = translate("Window", "alarm wrong acknowledge snooze who watches"),
                    .run = [](const Ui::CommandContext& context) {
                        if (auto* main = qobject_cast<Ui::MainWindow*>(context.window))
                            main->showPage(u"alerts"_s);
                    }});
    return {.theme = theme,
            .clock = services.clock(),
            .console = m_console,
            .commands = m_commands,
            .settings = settings,
            .tabs = environmentTabs({theme, services, m_console, m_desk, m_incidents, m_maintenance}),
            .pages = {{u"alerts"_s, translate("Window", "Alerts"),
                       [this, &theme, &services](QWidget* parent) -> QWidget* {
                           auto* page = new Ui::AlertsPage(theme, services.clock(), m_alerts, parent);
                           QObject::connect(page, &Ui::AlertsPage::environmentRequested, &m_window,
                                            [this](const Ui::EnvironmentKey& key) { m_window.showEnvironment(key); });
                           return page;
                       }},
                      {u"hosts"_s, translate("Window", "Hosts"),
                       [this, &theme, &services](QWidget* parent) -> QWidget* {
                           return new Ui::HostsPage(theme, services.clock(), m_hosts, parent);
                       }}},
            .languages = {{u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}}};
}

} // namespace Pilothouse
