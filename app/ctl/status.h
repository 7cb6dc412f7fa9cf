// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// The sign of a verdict: its shape says it without colour.
QString mark(Health::HealthVerdict verdict);
/// One look at one probe, in its stable form.
QJsonObject toJson(const Health::Measurement& measurement);
/// The environments that the words of a call name, each with the probes they narrow it to; all without a word. NotFound
/// when nothing is defined.
Result<std::vector<Definitions::Place>> places(Call& call);

} // namespace Pilothouse::Ctl
