// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

namespace Pilothouse {

Q_LOGGING_CATEGORY(lcBase, "pilothouse.base", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSsh, "pilothouse.ssh", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "pilothouse.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRun, "pilothouse.run", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHealth, "pilothouse.health", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMetrics, "pilothouse.metrics", QtInfoMsg)
Q_LOGGING_CATEGORY(lcBackup, "pilothouse.backup", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSecrets, "pilothouse.secrets", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "pilothouse.ui", QtInfoMsg)

} // namespace Pilothouse
