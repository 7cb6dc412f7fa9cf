// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/hostshell.h"

namespace Pilothouse::Run {

/// The version that an environment says it runs now, by the command of its definition; empty where that has none or
/// tells nothing. One short command on one host, which changes nothing. Any thread; `shells` must outlive the answer.
QFuture<Result<QString>> readRunning(HostShells& shells, const System::Environment& environment);

} // namespace Pilothouse::Run
