// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

#include <QJsonArray>

/// The JSON of a plan's parts, for its hash and its journal. Whole numbers only, so that it is canonical.
namespace Pilothouse::Run::PlanJson {

QJsonObject fromMap(const std::map<QString, QString>& map);
std::map<QString, QString> toMap(const QJsonObject& json);
QJsonArray fromHosts(const std::vector<System::Host>& hosts);
std::vector<System::Host> toHosts(const QJsonArray& json);
QJsonArray fromSteps(const std::vector<PlannedStep>& steps);
std::vector<PlannedStep> toSteps(const QJsonArray& json);
QJsonObject fromEvidence(const Evidence& evidence);
Evidence toEvidence(const QJsonObject& json);

} // namespace Pilothouse::Run::PlanJson
