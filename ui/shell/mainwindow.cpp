// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "environment/environmentpage.h"
#include "fleet/fleetpage.h"
#include "shell/commandpalette.h"
#include "shell/navigation.h"
#include "shell/notice.h"
#include "shell/topbar.h"
#include "shell/windowmenu.h"
#include "widgets/environmenttag.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {
// A page holds charts and tables; this many are kept as they were left, older ones are made again.
constexpr size_t keptPages = 12;
constexpr size_t keptPlaces = 50;
const QString environmentPlace = u"environment"_s;
const QString fleetPlace = u"fleet"_s;
const QString settingsPlace = u"settings"_s;
QString tabSetting(const EnvironmentKey& key) { return u"tabs/"_s + key.id(); }
} // namespace

MainWindow::MainWindow(WindowParts parts)
    : m_parts(std::move(parts))
{
    m_parts.pages.push_back({settingsPlace, tr("Settings"), [this](QWidget* parent) -> QWidget* {
                                 return new SettingsPage(m_parts.theme, m_parts.commands, m_parts.languages,
                                                         m_parts.settings, parent);
                             }});
    if (!m_parts.commands.find(u"go.palette"_s))
        addWindowCommands(m_parts.commands, m_parts.theme);
    m_parts.commands.loadShortcuts(m_parts.settings);
    build();
    connectParts();
    makeActions();
    refreshCounts();
    restore();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_navigationModel = new NavigationModel(m_parts.console, m_parts.clock, m_parts.pages, this);
    m_navigation = new Navigation(m_parts.theme, *m_navigationModel);
    m_top = new TopBar(m_parts.theme);
    m_notice = new Notice(m_parts.theme, m_parts.clock, *m_top, *m_top->searchButton());
    m_stack = new QStackedWidget;
    m_fleet = new FleetPage(m_parts.theme, m_parts.clock, m_parts.console);
    m_stack->addWidget(m_fleet);

    auto* line = new QFrame;
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_top);
    right->addWidget(m_stack, 1);
    auto* all = new QWidget;
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* rail = new QVBoxLayout;
    rail->setContentsMargins(0, 8, 0, 0);
    rail->addWidget(m_navigation);
    row->addLayout(rail);
    row->addWidget(line);
    row->addLayout(right, 1);
    setCentralWidget(all);
    setMinimumSize(900, 560);

    m_palette = new CommandPalette(m_parts.theme, m_parts.clock, m_parts.console, m_parts.commands, all);
    m_menu = new QMenu(this);
    connect(m_top->menuButton(), &QToolButton::clicked, this, &MainWindow::openMenu);
    connect(m_menu, &QMenu::aboutToShow, this, &MainWindow::fillMenu);
    if (const Command* add = m_parts.commands.find(u"system.add"_s))
        m_fleet->setAddCommand(add->id, add->text);
}

void MainWindow::connectParts()
{
    connect(m_navigation, &Navigation::environmentChosen, this,
            [this](const EnvironmentKey& key) { showEnvironment(key); });
    connect(m_navigation, &Navigation::pageChosen, this,
            [this](const QString& id) { id == fleetPlace ? showFleet() : showPage(id); });
    connect(m_fleet, &FleetPage::environmentChosen, this, [this](const EnvironmentKey& key) { showEnvironment(key); });
    connect(m_fleet, &Page::commandRequested, this, &MainWindow::runCommand);
    connect(m_top, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_top, &TopBar::crumbPressed, this, &MainWindow::pressCrumb);
    connect(m_top, &TopBar::countsPressed, this, &MainWindow::showFleet);
    connect(m_top, &TopBar::alertsPressed, this, [this] { showPage(u"alerts"_s); });
    connect(m_navigationModel, &NavigationModel::countsChanged, this, &MainWindow::refreshCounts);
    connect(m_palette, &CommandPalette::commandChosen, this, &MainWindow::runCommand);
    connect(m_palette, &CommandPalette::environmentChosen, this,
            [this](const EnvironmentKey& key) { showEnvironment(key); });
    connect(m_palette, &CommandPalette::procedureChosen, this,
            [this](const EnvironmentKey& key, const QString& procedure) {
                showEnvironment(key, u"runs"_s, u"plan:"_s + procedure);
            });
    connect(m_palette, &CommandPalette::refused, this, [this](const QString& reason) { tell(reason, Sign::Degraded); });
    // However they were chosen: by the page of settings or by the command.
    connect(&m_parts.theme, &Theme::changed, this,
            [this] { rememberScheme(m_parts.settings, m_parts.theme.scheme()); });
    connect(&m_parts.commands, &Commands::changed, this, &MainWindow::makeActions);
    connect(&m_parts.console, &Console::environmentsChanged, this, &MainWindow::dropGone);
}

void MainWindow::makeActions()
{
    for (QAction* action : std::as_const(m_shortcuts))
        action->deleteLater();
    m_shortcuts.clear();
    for (const Command& command : m_parts.commands.all()) {
        if (command.shortcut.isEmpty())
            continue;
        auto* action = new QAction(command.text, this);
        action->setShortcut(command.shortcut);
        connect(action, &QAction::triggered, this, [this, id = command.id] { runCommand(id); });
        addAction(action);
        m_shortcuts << action;
    }
    const Command* palette = m_parts.commands.find(u"go.palette"_s);
    m_top->setPaletteShortcut(palette ? palette->shortcut.toString(QKeySequence::NativeText) : QString());
}

void MainWindow::fillMenu()
{
    fillWindowMenu(*m_menu, m_parts.commands, m_parts.theme, context(), [this](const QString& id) { runCommand(id); });
}

CommandContext MainWindow::context() const
{
    CommandContext context{.window = const_cast<MainWindow*>(this)};
    if (m_place.page == environmentPlace) {
        context.environment = m_place.key;
        context.kind = m_parts.console.snapshot(m_place.key).kind;
    }
    return context;
}

void MainWindow::runCommand(const QString& id)
{
    const QString reason = m_parts.commands.refusal(id, context());
    if (!reason.isEmpty()) {
        tell(reason, Sign::Degraded);
        return;
    }
    m_parts.commands.run(id, context());
}

EnvironmentPage* MainWindow::pageOf(const EnvironmentKey& key)
{
    const auto at = std::ranges::find(m_environments, key, &std::pair<EnvironmentKey, EnvironmentPage*>::first);
    if (at != m_environments.end()) {
        std::rotate(at, at + 1, m_environments.end());
        return m_environments.back().second;
    }
    auto* page =
        new EnvironmentPage(m_parts.theme, m_parts.clock, m_parts.console, m_parts.settings, key, m_parts.tabs);
    page->showTab(m_parts.settings.value(tabSetting(key)).toString());
    connect(page, &Page::commandRequested, this, &MainWindow::runCommand);
    connect(page, &Page::locationChanged, this, &MainWindow::refreshFrame);
    connect(page, &EnvironmentPage::tabChanged, this, [this, page](const QString& tab) {
        m_parts.settings.setValue(tabSetting(page->key()), tab);
        if (m_place.page == environmentPlace && m_place.key == page->key())
            m_place.tab = tab;
    });
    m_stack->addWidget(page);
    m_environments.emplace_back(key, page);
    if (m_environments.size() > keptPages) {
        m_environments.front().second->deleteLater();
        m_environments.erase(m_environments.begin());
    }
    return page;
}

void MainWindow::show(QWidget* page, const Place& place)
{
    if (m_place == place && m_stack->currentWidget() == page)
        return;
    if (!m_place.page.isEmpty()) {
        m_before.push_back(m_place);
        if (m_before.size() > keptPlaces)
            m_before.erase(m_before.begin());
    }
    m_place = place;
    m_stack->setCurrentWidget(page);
    if (place.page == environmentPlace)
        m_navigation->showEnvironment(place.key);
    else
        m_navigation->showPage(place.page);
    refreshFrame();
}

void MainWindow::showFleet()
{
    show(m_fleet, {.page = fleetPlace});
    m_fleet->cards()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showEnvironment(const EnvironmentKey& key, const QString& tab, const QString& subject)
{
    if (!m_navigationModel->indexOf(key).isValid()) {
        tell(tr("There is no environment %1; look for it in the fleet.").arg(key.id()), Sign::Unknown);
        return;
    }
    EnvironmentPage* page = pageOf(key);
    if (!tab.isEmpty())
        page->showTab(tab, subject);
    show(page, {.page = environmentPlace, .key = key, .tab = page->currentTab()});
}

void MainWindow::showPage(const QString& id)
{
    const auto entry = std::ranges::find(m_parts.pages, id, &WindowPage::id);
    if (entry == m_parts.pages.end())
        return;
    QWidget*& page = m_pages[id];
    if (!page) {
        page = entry->make(m_stack);
        m_stack->addWidget(page);
    }
    show(page, {.page = id});
}

void MainWindow::goBack()
{
    if (EnvironmentPage* page = environmentPage(); page && page->location().size() > 1)
        return page->showTop();
    while (!m_before.empty()) {
        const Place back = m_before.back();
        m_before.pop_back();
        if (back == m_place)
            continue;
        const size_t left = m_before.size();
        if (back.page == environmentPlace)
            showEnvironment(back.key, back.tab);
        else if (back.page == fleetPlace)
            showFleet();
        else
            showPage(back.page);
        // Going back is not a place to come back to.
        m_before.resize(std::min(m_before.size(), left));
        return;
    }
}

void MainWindow::showWorst()
{
    if (const auto key = m_fleet->worst())
        showEnvironment(*key);
    else
        tell(tr("Every environment is healthy."), Sign::Healthy);
}

void MainWindow::switchFocus()
{
    const QWidget* focused = focusWidget();
    if (focused == m_navigation || m_navigation->isAncestorOf(focused))
        m_stack->currentWidget()->setFocus(Qt::TabFocusReason), focusNextPrevChild(true);
    else
        m_navigation->setFocus(Qt::TabFocusReason);
}

bool MainWindow::openLink(const QUrl& link)
{
    if (link.scheme() != u"pilothouse"_s)
        return false;
    const QStringList parts = link.path().split(u'/', Qt::SkipEmptyParts);
    const EnvironmentKey key{link.host(), parts.value(0)};
    if (!m_navigationModel->indexOf(key).isValid()) {
        tell(tr("The link leads to %1, which is not defined here.").arg(key.id()), Sign::Unknown);
        return false;
    }
    // A link comes from anywhere. Making a plan runs commands on hosts, with inputs that the link would choose.
    const QString subject = parts.value(2);
    const bool plans = subject.startsWith(u"plan:"_s);
    showEnvironment(key, parts.value(1), plans ? QString() : subject);
    if (plans)
        tell(tr("Links open what is there; they make no plans."), Sign::Degraded);
    return true;
}

void MainWindow::refreshFrame()
{
    std::vector<Crumb> crumbs;
    std::optional<System::EnvironmentKind> kind;
    QString title;
    if (const EnvironmentPage* page = environmentPage()) {
        const EnvironmentSnapshot snapshot = m_parts.console.snapshot(page->key());
        const QStringList inner = page->location();
        crumbs.push_back({snapshot.systemTitle.isEmpty() ? page->key().system : snapshot.systemTitle, false});
        crumbs.push_back({page->key().environment, !inner.isEmpty()});
        for (qsizetype i = 0; i < inner.size(); ++i)
            crumbs.push_back({inner.at(i), i + 1 < inner.size()});
        kind = snapshot.kind;
        title = tr("%1 [%2]", "environment and its kind in the title of the window")
                    .arg(page->key().id(), kindWord(snapshot.kind));
    } else if (m_place.page == fleetPlace) {
        crumbs.push_back({tr("Fleet"), false});
        title = tr("Fleet");
    } else {
        const auto entry = std::ranges::find(m_parts.pages, m_place.page, &WindowPage::id);
        title = entry == m_parts.pages.end() ? QString() : entry->title;
        crumbs.push_back({title, false});
    }
    m_top->setCrumbs(crumbs);
    m_top->setKind(kind);
    setWindowTitle(tr("%1 – Pilothouse").arg(title));
}

void MainWindow::pressCrumb(int index)
{
    EnvironmentPage* page = environmentPage();
    if (!page)
        return;
    if (index <= 1)
        page->showTab(u"overview"_s);
    else
        page->showTop();
}

void MainWindow::refreshCounts()
{
    m_top->setCounts(m_navigationModel->count(Sign::Down), m_navigationModel->count(Sign::Degraded));
}

void MainWindow::setAlerts(int open) { m_top->setAlerts(open); }

void MainWindow::dropGone()
{
    std::erase_if(m_environments, [this](const auto& each) {
        const bool gone = !m_navigationModel->indexOf(each.first).isValid();
        if (gone)
            each.second->deleteLater();
        return gone;
    });
    if (m_place.page == environmentPlace && !m_navigationModel->indexOf(m_place.key).isValid()) {
        tell(tr("%1 is no longer defined.").arg(m_place.key.id()), Sign::Unknown);
        showFleet();
    } else if (m_place.page == environmentPlace) {
        m_navigation->showEnvironment(m_place.key);
    } else {
        m_navigation->showPage(m_place.page);
    }
}

EnvironmentPage* MainWindow::environmentPage() const
{
    return m_place.page == environmentPlace ? qobject_cast<EnvironmentPage*>(m_stack->currentWidget()) : nullptr;
}

void MainWindow::openPalette() { m_palette->open(context()); }

void MainWindow::openMenu()
{
    const QWidget* button = m_top->menuButton();
    m_menu->popup(button->mapToGlobal(button->rect().bottomLeft()));
}

void MainWindow::tell(const QString& text, Sign sign) { m_notice->tell(text, sign); }

QString MainWindow::noticeText() const { return m_notice->text(); }

void MainWindow::restore()
{
    const QSettings& settings = m_parts.settings;
    // What is at the bottom must not lie below the screen; nobody knows yet how high the title bar will be.
    constexpr QSize frame(4, 40);
    if (!restoreGeometry(settings.value(u"window/geometry"_s).toByteArray()))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize() - frame));
    const QString page = settings.value(u"window/page"_s, fleetPlace).toString();
    const EnvironmentKey key{settings.value(u"window/system"_s).toString(),
                             settings.value(u"window/environment"_s).toString()};
    if (page == environmentPlace && m_navigationModel->indexOf(key).isValid())
        showEnvironment(key);
    else if (page == fleetPlace || page == environmentPlace || m_navigationModel->indexOfPage(page).isValid() == false)
        showFleet();
    else
        showPage(page);
}

void MainWindow::remember()
{
    QSettings& settings = m_parts.settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/page"_s, m_place.page);
    settings.setValue(u"window/system"_s, m_place.key.system);
    settings.setValue(u"window/environment"_s, m_place.key.environment);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    remember();
    QMainWindow::closeEvent(event);
}

} // namespace Pilothouse::Ui
