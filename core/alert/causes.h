// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "system/environment.h"

#include <map>

namespace Pilothouse::Alert {

/// What explains what in an environment: from a subject ("probe:api") to those whose failing would make it fail. A
/// probe needs the host it asks through and that of its service, the probes of the services its own comes after
/// (`after:`), and those it names itself (`needs:`); a host needs the hosts on the way to it. A service on several
/// hosts needs none of them. Without cycles: what would close one is left out.
using Causes = std::map<QString, QStringList>;

Causes causesOf(const System::Environment& environment);

QString probeSubject(const QString& probe);
QString hostSubject(const QString& host);

} // namespace Pilothouse::Alert
