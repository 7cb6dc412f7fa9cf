// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/commands.h"
#include "shell/settingspage.h"
#include "widgets/console.h"
#include "widgets/page.h"

#include <QMainWindow>

class QSettings;
class QStackedWidget;
class QUrl;

namespace Pilothouse::Ui {

class CommandPalette;
class EnvironmentPage;
class FleetPage;
class Navigation;
class NavigationModel;
class Notice;
class TopBar;

/// What a window is made of. Everything is owned by who makes the window and outlives it.
struct WindowParts
{
    Theme& theme;
    Clock& clock;
    Console& console;
    Commands& commands;
    QSettings& settings;
    std::vector<EnvironmentTab> tabs = {};
    std::vector<WindowPage> pages = {};
    std::vector<Language> languages = {};
};

/// Where a window is.
struct Place
{
    QString page; ///< "fleet", "settings", an id of WindowPage; "environment" with a key
    EnvironmentKey key = {};
    QString tab = {};

    bool operator==(const Place&) const = default;
};

/// A window: rail, top bar, pages. It only composes and carries requests between them; what is shown comes from the
/// Console, what is done from the Commands, to which the first window adds those that every window has. There may be
/// several; each has its own place.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowParts parts);
    ~MainWindow() override;

    void showFleet();
    void showEnvironment(const EnvironmentKey& key, const QString& tab = {}, const QString& subject = {});
    /// "settings" or the id of a WindowPage.
    void showPage(const QString& id);
    void goBack();
    /// The environment that is worst off, as the fleet orders them.
    void showWorst();
    /// Focus goes from the rail to the page and back.
    void switchFocus();
    const Place& place() const { return m_place; }
    /// pilothouse://SYSTEM/ENVIRONMENT[/TAB[/SUBJECT]]: opens and never runs anything. False if it leads nowhere.
    bool openLink(const QUrl& link);

    CommandContext context() const;
    void openPalette();
    void openMenu();
    void tell(const QString& text, Sign sign = Sign::Healthy);
    /// How many alerts are open; pressing the number opens the page "alerts".
    void setAlerts(int open);

    EnvironmentPage* environmentPage() const;
    FleetPage* fleetPage() const { return m_fleet; }
    QString noticeText() const;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void connectParts();
    void makeActions();
    void fillMenu();
    void runCommand(const QString& id);
    EnvironmentPage* pageOf(const EnvironmentKey& key);
    void show(QWidget* page, const Place& place);
    void refreshFrame();
    void refreshCounts();
    void pressCrumb(int index);
    void dropGone();
    void restore();
    void remember();

    WindowParts m_parts;
    Place m_place;
    std::vector<Place> m_before;
    NavigationModel* m_navigationModel;
    Navigation* m_navigation;
    TopBar* m_top;
    Notice* m_notice;
    QStackedWidget* m_stack;
    FleetPage* m_fleet;
    CommandPalette* m_palette;
    QMenu* m_menu;
    std::map<QString, QWidget*> m_pages;
    std::vector<std::pair<EnvironmentKey, EnvironmentPage*>> m_environments; ///< most recently shown last
    QList<QAction*> m_shortcuts;
};

} // namespace Pilothouse::Ui
