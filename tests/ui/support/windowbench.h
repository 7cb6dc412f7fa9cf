// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/mainwindow.h"
#include "shell/windowmenu.h"
#include "support/sampleconsole.h"

#include <QSettings>
#include <QTemporaryDir>

namespace Pilothouse::Test {

/// Everything a window needs, made of test values, in the order in which it must be destroyed. Header only: the support
/// library itself links no page.
struct WindowBench
{
    explicit WindowBench(Ui::ColourScheme scheme)
        : theme(scheme)
        , settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
    {
        theme.install(*qApp);
        Ui::addWindowCommands(commands, theme);
        const auto act = [this](const QString& id, const QString& text, const QString& icon) {
            commands.add({.id = id,
                          .text = text,
                          .icon = icon,
                          .scope = Ui::CommandScope::Environment,
                          .menu = Ui::CommandMenu::Environment,
                          .run = [this, id](const Ui::CommandContext& context) {
                              ran << id + u' ' + context.environment->id();
                          }});
        };
        act(QStringLiteral("run.deploy"), QStringLiteral("&Deploy…"), QStringLiteral("deploy"));
        act(QStringLiteral("run.rollback"), QStringLiteral("&Roll Back…"), QStringLiteral("rollback"));
        act(QStringLiteral("backup.create"), QStringLiteral("&Back Up"), QStringLiteral("backup"));
        act(QStringLiteral("backup.restore"), QStringLiteral("R&estore…"), QStringLiteral("restore"));
    }

    Ui::WindowParts parts(std::vector<Ui::EnvironmentTab> tabs = {})
    {
        return {.theme = theme,
                .clock = clock,
                .console = console,
                .commands = commands,
                .settings = settings,
                .tabs = std::move(tabs),
                .languages = {{QStringLiteral("en"), QStringLiteral("English")},
                              {QStringLiteral("de"), QStringLiteral("Deutsch")}}};
    }

    QTemporaryDir folder;
    ManualClock clock{sampleTime()};
    Ui::Theme theme;
    QSettings settings;
    Ui::Commands commands;
    SampleConsole console{clock};
    QStringList ran;
};

} // namespace Pilothouse::Test
