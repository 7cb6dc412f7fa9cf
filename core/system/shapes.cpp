// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/shapes.h"

namespace Pilothouse::System {

std::vector<const Shape*> allShapes()
{
    return {&backupShape(),    &checklistShape(),  &contactShape(),     &copyShape(),       &definitionShape(),
            &drillShape(),     &encryptionShape(), &environmentShape(), &fileShape(),       &hostShape(),
            &inputShape(),     &keepShape(),       &keptShape(),        &kubernetesShape(), &linkShape(),
            &logShape(),       &mailShape(),       &notifyShape(),      &objectiveShape(),  &pageShape(),
            &pagerdutyShape(), &postgresShape(),   &probeShape(),       &procedureShape(),  &redisShape(),
            &registryShape(),  &releaseShape(),    &requirementShape(), &resourcesShape(),  &roleShape(),
            &scheduleShape(),  &secretShape(),     &serviceShape(),     &stepShape(),       &strategyShape(),
            &thresholdShape(), &versionShape(),    &watchShape(),       &webhookShape(),    &windowShape(),
            &windowsShape()};
}

} // namespace Pilothouse::System
