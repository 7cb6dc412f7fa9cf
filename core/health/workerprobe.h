// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "health/webtalk.h"
#include "ssh/command.h"
#include "system/environment.h"

#include <QDateTime>

namespace Pilothouse::Health {

/// How a queue stands: how many wait, when the last job was done, how many failed. [DEPTH], [AGE] and [FAILED]. More or
/// longer than the definition says is a weakness: work is late, and not lost.
System::Observation queueSeen(const System::ProbeSpec& probe, std::optional<qint64> depth,
                              std::optional<std::chrono::milliseconds> age, std::optional<qint64> failed);

/// Asks a host for a queue of BullMQ (its lists and sets in Redis) or for a row of PostgreSQL.
Ssh::Command workerCommand(const System::Environment& environment, const System::ProbeSpec& probe,
                           const Secret& password);
/// What that printed. `now`: against which the time of the last job is held.
Result<System::Observation> readWorker(const System::ProbeSpec& probe, const QByteArray& output, const QDateTime& now);

/// Asks an address that tells as JSON or in Prometheus' text format.
std::unique_ptr<WebTalk> workerTalk(const System::ProbeSpec& probe, const QDateTime& now);

/// The value of a metric with exactly that name and labels; none when there is none or it is no number.
std::optional<double> metricValue(const QByteArray& text, const QString& name);

} // namespace Pilothouse::Health
