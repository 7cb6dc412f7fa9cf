// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/pods.h"

namespace Pilothouse::Runtime {

/// One pod from its object in the API: its status, readiness and why it is not ready follow from its containers and
/// conditions in the way kubectl shows them.
Pod readPod(const QJsonObject& object);

} // namespace Pilothouse::Runtime
