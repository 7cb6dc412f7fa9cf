// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "health/webtalk.h"
#include "system/probespec.h"

#include <QStringList>

namespace Pilothouse::Health {

using Secrets = std::map<QString, Secret>;

/// The secrets that the steps of a scenario name.
QStringList scenarioSecrets(const System::ProbeSpec& probe);

/// A text of a scenario with its `${…}` filled in. Secrets are among the values.
QString filledIn(const QString& text, const std::map<QString, QString>& values);

/// Requests one after the other with the cookies of their own server; what a step captures later ones use. Ends at the
/// first step that does not answer as it should and names it, with what was wrong. Redirects are answers like any
/// other. [ROWS] are the steps that went well, [OUTPUT] tells of each, [STATUS] is the last one's. What is said is
/// without the secrets, and without what was captured.
std::unique_ptr<WebTalk> scenarioTalk(const System::ProbeSpec& probe, const Secrets& secrets, const QString& unique);

} // namespace Pilothouse::Health
