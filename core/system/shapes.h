// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/shape.h"

namespace Pilothouse::System {

// The shapes, each defined beside the reader that reads by it.
const Shape& backupShape();
const Shape& checklistShape();
const Shape& contactShape();
const Shape& copyShape();
const Shape& definitionShape();
const Shape& drillShape();
const Shape& encryptionShape();
const Shape& environmentShape();
const Shape& fileShape();
const Shape& hostShape();
const Shape& inputShape();
const Shape& keepShape();
const Shape& keptShape();
const Shape& kubernetesShape();
const Shape& linkShape();
const Shape& logShape();
const Shape& mailShape();
const Shape& notifyShape();
const Shape& objectiveShape();
const Shape& pageShape();
const Shape& pagerdutyShape();
const Shape& postgresShape();
const Shape& probeShape();
const Shape& procedureShape();
const Shape& redisShape();
const Shape& registryShape();
const Shape& releaseShape();
const Shape& requirementShape();
const Shape& resourcesShape();
const Shape& roleShape();
const Shape& scheduleShape();
const Shape& secretShape();
const Shape& serviceShape();
const Shape& stepShape();
const Shape& strategyShape();
const Shape& thresholdShape();
const Shape& versionShape();
const Shape& watchShape();
const Shape& webhookShape();
const Shape& windowShape();
const Shape& windowsShape();

} // namespace Pilothouse::System
