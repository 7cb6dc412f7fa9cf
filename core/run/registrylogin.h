// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Run {

/// Looks the registries of the step up, and has their passwords come with its secrets.
void takeRegistries(const System::Environment& environment, PlannedStep& planned);

/// The variable that tells resources/remote/registry-login.sh where to log in to: its name, and its value.
QString registriesVariable();
QString registryLines(const std::vector<System::Registry>& registries);
/// The script, logged in to them while it runs; itself where there are none.
QString withLogin(const std::vector<System::Registry>& registries, const QString& script);
/// The one that an image belongs to by its name; null where it wants no login.
const System::Registry* registryOf(const System::Environment& environment, const QString& image);

} // namespace Pilothouse::Run
