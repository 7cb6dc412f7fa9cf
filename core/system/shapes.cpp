// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/shapes.h"

namespace Pilothouse::System {

std::vector<const Shape*> allShapes()
{
    return {
        &backupShape(),      &bodyLimitProbeShape(), &checklistShape(),     &contactShape(),       &copyShape(),
        &corsProbeShape(),   &cronProbeShape(),      &definitionShape(),    &dnsProbeShape(),      &drillShape(),
        &encryptionShape(),  &environmentShape(),    &externalProbeShape(), &fileShape(),          &hostShape(),
        &inputShape(),       &keepShape(),           &keptShape(),          &kubernetesShape(),    &linkShape(),
        &logShape(),         &mailShape(),           &metricsShape(),       &notifyShape(),        &objectiveShape(),
        &pageShape(),        &pageProbeShape(),      &pagerdutyShape(),     &postgresShape(),      &probeShape(),
        &procedureShape(),   &rateLimitProbeShape(), &redisShape(),         &registryShape(),      &releaseShape(),
        &requirementShape(), &resourcesShape(),      &roleShape(),          &scenarioProbeShape(), &scenarioStepShape(),
        &scheduleShape(),    &secretShape(),         &serviceShape(),       &smtpProbeShape(),     &stepShape(),
        &strategyShape(),    &thresholdShape(),      &tlsProbeShape(),      &versionShape(),       &watchShape(),
        &webhookShape(),     &websocketProbeShape(), &windowShape(),        &windowsShape(),       &workerProbeShape()};
}

} // namespace Pilothouse::System
