// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// The overview of all commands, or the page of one.
QString helpText(const std::vector<Command>& commands);
QString helpText(const Command& command);
/// The same as data, from which manual pages and shell completions are made.
QJsonObject helpJson(const std::vector<Command>& commands);
/// Options that every command understands.
std::vector<Option> globalOptions();

} // namespace Pilothouse::Ctl
