// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/measurement.h"

#include <QByteArray>
#include <QJsonObject>

namespace Pilothouse::Health {

/// How a health document is understood when no condition tells: an overall verdict, components by name, uptime, version
/// and memory where the document has them.
struct HealthBody
{
    HealthVerdict verdict = HealthVerdict::Unknown;
    std::map<QString, HealthVerdict> components = {};
    std::optional<double> uptimeSeconds = {};
    QString version = {};
    std::optional<double> memoryPercent = {};
    bool isJson = false;

    bool operator==(const HealthBody&) const = default;
};

/// Reads a body that came with `status`. An overall word that says "ok" beside a component that is down is Degraded:
/// the worst component counts unless the service itself said worse. A server error is Down whatever the body says.
HealthBody readHealthBody(const QByteArray& body, int status);

/// The stable document of `pilothousectl inspect health`.
QJsonObject inspectHealth(const HealthBody& body);

} // namespace Pilothouse::Health
