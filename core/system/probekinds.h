// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/probespec.h"

#include <span>

namespace Pilothouse::System {

/// What the key of a probe's kind holds.
enum class ProbeTarget { WebAddress, HostPort, HostName, Server, Script, Name, Mapping };

struct ProbeKindRow
{
    ProbeKind kind;
    QLatin1StringView word;
    ProbeTarget target;
    QStringList measures; ///< placeholders that its conditions may use; empty: any
    bool onHost = false;  ///< only a host can carry it out, so it needs via:
};

/// The kinds of probes in the order of ProbeKind.
std::span<const ProbeKindRow> probeKinds();

} // namespace Pilothouse::System
