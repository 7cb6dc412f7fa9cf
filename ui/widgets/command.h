// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/snapshot.h"

#include <QKeySequence>

#include <functional>

class QWidget;

namespace Pilothouse::Ui {

/// Where a command acts: it belongs to a window and, if that shows one, to an environment. Never to the application.
struct CommandContext
{
    std::optional<EnvironmentKey> environment = {};
    System::EnvironmentKind kind = System::EnvironmentKind::Development; ///< of that environment
    QWidget* window = nullptr;
};

enum class CommandScope { Window, Environment };
enum class CommandMenu { None, File, View, Environment, Go, Help };

/// One row of the table behind menus, palette, shortcuts and buttons.
struct Command
{
    QString id;   ///< "run.deploy": stable, also the key of a configured shortcut
    QString text; ///< "&Deploy…", translated
    QString icon = {};
    QKeySequence shortcut = {};
    CommandScope scope = CommandScope::Window;
    CommandMenu menu = CommandMenu::None;
    /// Other words by which the palette finds it, translated.
    QString keywords = {};
    /// Why it cannot be done there now; empty if it can. None: it always can.
    std::function<QString(const CommandContext&)> refusal = {};
    std::function<void(const CommandContext&)> run = {};
};

} // namespace Pilothouse::Ui
