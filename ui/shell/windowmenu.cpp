// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/windowmenu.h"

#include "environment/environmentpage.h"
#include "shell/about.h"
#include "shell/mainwindow.h"
#include "widgets/environmenttag.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QWidgetAction>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;

namespace {

QString menuTitle(CommandMenu menu)
{
    switch (menu) {
    case CommandMenu::None:
        return {};
    case CommandMenu::File:
        return MainWindow::tr("&File");
    case CommandMenu::View:
        return MainWindow::tr("&View");
    case CommandMenu::Environment:
        return MainWindow::tr("&Environment");
    case CommandMenu::Go:
        return MainWindow::tr("&Go");
    case CommandMenu::Help:
        return MainWindow::tr("&Help");
    }
    return {};
}

/// What the menu acts on: the mark of the environment's kind and its name.
void addMark(QMenu& menu, const Theme& theme, const CommandContext& context)
{
    auto* mark = new QWidget;
    auto* row = new QHBoxLayout(mark);
    row->setContentsMargins(8, 6, 12, 6);
    row->addWidget(new EnvironmentTag(theme, context.kind));
    row->addWidget(new TextLabel(theme, context.environment->id(), TextStyle::Mono, Role::Muted));
    row->addStretch(1);
    auto* action = new QWidgetAction(&menu);
    action->setDefaultWidget(mark);
    action->setEnabled(false);
    menu.addAction(action);
    menu.addSeparator();
}

/// Adds a command whose handler acts on the window it was given in.
void add(Commands& commands, Command command, std::function<void(MainWindow&)> work)
{
    command.run = [work = std::move(work)](const CommandContext& context) {
        if (auto* window = qobject_cast<MainWindow*>(context.window))
            work(*window);
    };
    commands.add(std::move(command));
}

} // namespace

void fillWindowMenu(QMenu& menu, const Commands& commands, const Theme& theme, const CommandContext& context,
                    const std::function<void(const QString& id)>& run)
{
    menu.clear();
    // clear() leaves the menus within: without this each opening would add five more.
    qDeleteAll(menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    for (const CommandMenu part :
         {CommandMenu::File, CommandMenu::Environment, CommandMenu::Go, CommandMenu::View, CommandMenu::Help}) {
        QMenu* sub = nullptr;
        for (const Command& command : commands.all()) {
            if (command.menu != part)
                continue;
            if (!sub) {
                sub = menu.addMenu(menuTitle(part));
                sub->setToolTipsVisible(true);
                if (part == CommandMenu::Environment && context.environment) {
                    addMark(*sub, theme, context);
                }
            }
            const QString reason = commands.refusal(command.id, context);
            QAction* action =
                sub->addAction(theme.icon(command.icon.isEmpty() ? u"run"_s : command.icon), command.text);
            action->setIconVisibleInMenu(!command.icon.isEmpty());
            action->setEnabled(reason.isEmpty());
            action->setToolTip(reason);
            // The window's own action owns the shortcut; here it is only shown.
            if (!command.shortcut.isEmpty())
                action->setText(command.text + u'\t' + command.shortcut.toString(QKeySequence::NativeText));
            QObject::connect(action, &QAction::triggered, &menu, [run, id = command.id] { run(id); });
        }
    }
}

void addWindowCommands(Commands& commands, Theme& theme)
{
    add(commands,
        {.id = u"go.palette"_s,
         .text = MainWindow::tr("&Search or run a command…"),
         .icon = u"search"_s,
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_K),
         .menu = CommandMenu::Go},
        [](MainWindow& window) { window.openPalette(); });
    add(commands,
        {.id = u"go.fleet"_s,
         .text = MainWindow::tr("&Fleet"),
         .icon = u"fleet"_s,
         .shortcut = QKeySequence(Qt::ALT | Qt::Key_Home),
         .menu = CommandMenu::Go,
         .keywords = MainWindow::tr("home all environments")},
        [](MainWindow& window) { window.showFleet(); });
    add(commands,
        {.id = u"go.back"_s,
         .text = MainWindow::tr("&Back"),
         .icon = u"back"_s,
         .shortcut = QKeySequence(QKeySequence::Back),
         .menu = CommandMenu::Go},
        [](MainWindow& window) { window.goBack(); });
    add(commands,
        {.id = u"go.worst"_s,
         .text = MainWindow::tr("&What is worst off"),
         .icon = u"incident"_s,
         .shortcut = QKeySequence(Qt::Key_F8),
         .menu = CommandMenu::Go,
         .keywords = MainWindow::tr("down incident broken alarm")},
        [](MainWindow& window) { window.showWorst(); });
    add(commands,
        {.id = u"go.nexttab"_s,
         .text = MainWindow::tr("&Next tab"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_PageDown),
         .menu = CommandMenu::Go},
        [](MainWindow& window) {
            if (window.environmentPage())
                window.environmentPage()->moveTab(1);
        });
    add(commands,
        {.id = u"go.previoustab"_s,
         .text = MainWindow::tr("&Previous tab"),
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_PageUp),
         .menu = CommandMenu::Go},
        [](MainWindow& window) {
            if (window.environmentPage())
                window.environmentPage()->moveTab(-1);
        });
    add(commands,
        {.id = u"go.focus"_s,
         .text = MainWindow::tr("Between &rail and page"),
         .shortcut = QKeySequence(Qt::Key_F6),
         .menu = CommandMenu::Go},
        [](MainWindow& window) { window.switchFocus(); });
    add(commands,
        {.id = u"go.settings"_s,
         .text = MainWindow::tr("S&ettings"),
         .icon = u"settings"_s,
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Comma),
         .menu = CommandMenu::Go,
         .keywords = MainWindow::tr("preferences options shortcuts language")},
        [](MainWindow& window) { window.showPage(u"settings"_s); });
    add(commands,
        {.id = u"view.menu"_s,
         .text = MainWindow::tr("Open the &menu"),
         .icon = u"menu"_s,
         .shortcut = QKeySequence(Qt::Key_F10)},
        [](MainWindow& window) { window.openMenu(); });
    commands.add({.id = u"view.scheme"_s,
                  .text = MainWindow::tr("Light or dark &colours"),
                  .icon = u"theme"_s,
                  .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                  .menu = CommandMenu::View,
                  .keywords = MainWindow::tr("theme scheme night"),
                  .run = [&theme](const CommandContext&) {
                      theme.setScheme(theme.isDark() ? ColourScheme::Light : ColourScheme::Dark);
                  }});
    add(commands,
        {.id = u"file.close"_s,
         .text = MainWindow::tr("&Close the window"),
         .icon = u"close"_s,
         .shortcut = QKeySequence(Qt::CTRL | Qt::Key_W),
         .menu = CommandMenu::File},
        [](MainWindow& window) { window.close(); });
    commands.add({.id = u"file.quit"_s,
                  .text = MainWindow::tr("&Quit"),
                  .icon = u"quit"_s,
                  .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Q),
                  .menu = CommandMenu::File,
                  .run = [](const CommandContext&) { QApplication::closeAllWindows(); }});
    add(commands,
        {.id = u"help.about"_s,
         .text = MainWindow::tr("&About Pilothouse"),
         .icon = u"about"_s,
         .menu = CommandMenu::Help},
        [&theme](MainWindow& window) { (new AboutDialog(theme, &window))->open(); });
}

} // namespace Pilothouse::Ui
