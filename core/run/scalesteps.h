// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace Pilothouse::Run {

/// What resources/remote/scale.sh is told: `act`, and the containers' services of the environment on these hosts.
QString scaleSpec(const System::Environment& environment, const QStringList& hosts, const QStringList& act);

/// Puts the script in the place of a scale step.
void takeScale(const System::Environment& environment, PlannedStep& planned);

/// The variable with which a later `up` keeps what was scaled, as "--scale backend=3".
QString scaleVariable();

/// What a host tells: the options for scaleVariable(), and the seconds that Docker gives each service to end.
struct ContainerFacts
{
    QString scale = {};
    std::map<QString, int> stops = {};

    bool operator==(const ContainerFacts&) const = default;
};
ContainerFacts containerFactsFrom(const QByteArray& output);

/// The script has Compose start services, and does not say how many of each: it would go back to one.
bool losesScale(const QString& script);

} // namespace Pilothouse::Run
