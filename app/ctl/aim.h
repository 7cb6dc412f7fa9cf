// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// What the TARGET of a call names: the environment with its definition, and the part that narrows it.
struct Aim
{
    Target target;
    Definitions::Place place;

    const System::Environment& environment() const { return place.environment; }
    QString toString() const { return target.toString(); }
};

/// The environment that the first word names.
Result<Aim> aimOf(Call& call);
/// The hosts that the target narrows to, all without a part; never empty.
Result<std::vector<const System::Host*>> hostsOf(const Aim& aim);

} // namespace Pilothouse::Ctl
