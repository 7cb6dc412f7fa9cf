// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/secretsource.h"
#include "base/thread.h"
#include "metrics/series.h"
#include "system/environment.h"

class QNetworkAccessManager;

namespace Pilothouse::Metrics {

/// One series of an answer.
struct RangeSeries
{
    QString part; ///< what it is of: the value of the definition's label
    std::vector<Point> points;

    bool operator==(const RangeSeries&) const = default;
};

/// Reads the answer to a range query. Values that are NaN or infinite, and steps that are missing, are gaps. Invalid
/// for anything but Prometheus's matrix or its own error.
Result<std::vector<RangeSeries>> readRange(const QByteArray& body, const QString& label);

/// Asks the Prometheus that a definition names, with range queries over HTTP: one total deadline, at most 16 MiB, no
/// redirect (the login would go with it). Unreachable when it did not answer: then nothing is known, and nobody draws
/// zero for it. An I/O thread of its own; call from any.
class Prometheus
{
public:
    static constexpr qint64 answerCap = 16 * 1024 * 1024;
    static constexpr std::chrono::seconds deadline{15};

    Prometheus(SecretSource& secrets, Clock& clock, std::chrono::milliseconds limit = deadline);
    ~Prometheus();
    Prometheus(const Prometheus&) = delete;
    Prometheus& operator=(const Prometheus&) = delete;

    /// The metric as the definition's query has it, in at most `points` steps. Where a step is longer than a minute its
    /// mean, least and most are asked for, so that no peak is lost. NotFound for a metric without a query.
    QFuture<Result<std::vector<RangeSeries>>> range(const QString& system, const System::Environment& environment,
                                                    const QString& metric, const QDateTime& from, const QDateTime& to,
                                                    int points);

private:
    struct Asked;
    void login(const std::shared_ptr<Asked>& asked);
    void ask(const std::shared_ptr<Asked>& asked, size_t which);

    SecretSource& m_secrets;
    Clock& m_clock;
    std::chrono::milliseconds m_limit;
    EventThread m_thread;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< lives on m_thread
};

} // namespace Pilothouse::Metrics
