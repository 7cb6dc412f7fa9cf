// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// The option for scripts: what would be typed.
Option confirmOption();

/// A line typed by the person at the terminal, asked for with `question` on standard error. Cancelled when the call is
/// stopped, Refused where nobody can be asked (--no-input, or input and errors are no terminal).
Result<QString> askLine(Call& call, const QString& question);

/// What --confirm says; without it, what a person types at the terminal after `question`. Empty where nobody can be
/// asked.
Result<QString> typedConfirmation(Call& call, const QString& question);

/// Before production is touched: the target was typed, or passed with --confirm. `what` is what would happen, as a
/// sentence ("This runs a command on 3 hosts."). Refused otherwise; at once for what is not production.
Result<void> confirmed(Call& call, const System::Environment& environment, const Target& target, const QString& what);

} // namespace Pilothouse::Ctl
