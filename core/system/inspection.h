// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/definition.h"

#include <QJsonObject>

namespace Pilothouse::System {

/// How a definition was read, as `inspect definition --json` prints it: {valid, errors: [{line, column, message}],
/// environments: [name], procedures: [name, each once]}. The names are empty when there are errors. Any thread.
QJsonObject inspectDefinition(const Reading& reading);

} // namespace Pilothouse::System
