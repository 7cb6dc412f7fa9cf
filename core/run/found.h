// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"

#include <QJsonObject>

namespace Pilothouse::Run {

/// As the journal and the store keep it; nothing where nothing was found.
QJsonObject foundJson(const Found& found);
std::optional<Found> foundIn(const QJsonObject& json);

/// The step looks at what runs; what it found is in its output.
bool isLook(const Plan& plan, const QString& key);

} // namespace Pilothouse::Run
