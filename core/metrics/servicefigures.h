// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "metrics/metric.h"

#include <QByteArray>

#include <map>

namespace Pilothouse::Metrics {

/// What PostgreSQL, Redis and access logs are asked, and what follows from the answers. Counters become rates between
/// two answers of the same server. No class here talks to anybody.

/// What psql carries out, in any supported version; the answer is for readPostgres().
QByteArray postgresQuestion();

/// Counters of the answer before, by name; kept by whoever asks again.
using ServiceCounters = std::map<QString, double>;

struct ServiceAnswer
{
    std::vector<Figure> figures = {};
    /// The slowest statements by mean, where pg_stat_statements is there: milliseconds and text without its constants.
    std::vector<std::pair<double, QString>> slowest = {};
};

/// "connections", "connections-STATE", "size" (bytes), "cache-hit" (%), "lag" (seconds behind its primary, or of its
/// slowest replica), "query" (ms, the mean of the slowest statement). `output` has a NUL behind each row, as
/// Runtime::psql() has it.
ServiceAnswer readPostgres(const QByteArray& output, ServiceCounters& counters);

/// From INFO: "memory-bytes", "memory-limit" (% of maxmemory), "clients", "hit-rate" (%), "evictions" (a second).
ServiceAnswer readRedis(const QByteArray& output, double seconds, ServiceCounters& counters);

/// What resources/remote/accesslog.sh says: "requests" (a second), "responses-2xx" … (a second), "errors" (% of 5xx),
/// "latency", "latency-p95" (ms). Without requests there is no share of errors and no latency: a gap. `at` is where the
/// log ended, for the next time.
ServiceAnswer readAccessLog(const QByteArray& output, double seconds, QByteArray& at);

} // namespace Pilothouse::Metrics
