// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/commands.h"

class QMenu;

namespace Pilothouse::Ui {

class Theme;

/// Fills the menu of a window from the table, as things stand now: what is refused is disabled and says why, and the
/// part that acts on an environment begins with its mark.
void fillWindowMenu(QMenu& menu, const Commands& commands, const Theme& theme, const CommandContext& context,
                    const std::function<void(const QString& id)>& run);

/// The commands that every window has: fleet, palette, back, colours, menu, about, close, quit.
void addWindowCommands(Commands& commands, Theme& theme);

} // namespace Pilothouse::Ui
