// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/shape.h"

namespace Pilothouse::System {

// The shapes, each defined beside the reader that reads by it.
const Shape& backupShape();
const Shape& bodyLimitProbeShape();
const Shape& checklistShape();
const Shape& contactShape();
const Shape& copyShape();
const Shape& corsProbeShape();
const Shape& cronProbeShape();
const Shape& definitionShape();
const Shape& dnsProbeShape();
const Shape& drillShape();
const Shape& encryptionShape();
const Shape& environmentShape();
const Shape& externalProbeShape();
const Shape& fileShape();
const Shape& hostShape();
const Shape& inputShape();
const Shape& keepShape();
const Shape& keptShape();
const Shape& kubernetesShape();
const Shape& linkShape();
const Shape& logShape();
const Shape& mailShape();
const Shape& metricsShape();
const Shape& notifyShape();
const Shape& objectiveShape();
const Shape& pageShape();
const Shape& pageProbeShape();
const Shape& pagerdutyShape();
const Shape& postgresShape();
const Shape& probeShape();
const Shape& procedureShape();
const Shape& rateLimitProbeShape();
const Shape& redisShape();
const Shape& registryShape();
const Shape& releaseShape();
const Shape& requirementShape();
const Shape& resourcesShape();
const Shape& roleShape();
const Shape& scenarioProbeShape();
const Shape& scenarioStepShape();
const Shape& scheduleShape();
const Shape& secretShape();
const Shape& serviceShape();
const Shape& smtpProbeShape();
const Shape& stepShape();
const Shape& strategyShape();
const Shape& thresholdShape();
const Shape& tlsProbeShape();
const Shape& versionShape();
const Shape& watchShape();
const Shape& webhookShape();
const Shape& websocketProbeShape();
const Shape& windowShape();
const Shape& windowsShape();
const Shape& workerProbeShape();

} // namespace Pilothouse::System
