// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Run {

bool inContainer(System::Runtime runtime);

/// Id of the last of these steps on the host that reads as if it started the service anew; else the first one there
/// that runs a script; empty without any. What only goes into a running container, or migrates, starts nothing.
QString startingStep(const std::vector<PlannedStep>& steps, const QString& host, const System::Service& service);

} // namespace Pilothouse::Run
