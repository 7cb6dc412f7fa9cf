// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"
#include "metrics/sampler.h"
#include "metrics/servicefigures.h"

namespace Pilothouse::Metrics {

/// What a service of an environment said last.
struct ServiceMetrics
{
    QString part; ///< the probe, or the log's host and file
    QDateTime at = {};
    ServiceAnswer answer = {};
    std::optional<Error> error = {};
};

/// Asks the databases and access logs that definitions name, once a minute each: PostgreSQL and Redis of probes that
/// are asked from a host, and files of `logs:` whose names say that they are access logs. Passwords go to standard
/// input. Figures become series under the probe's name, and under the host's for logs. An I/O thread of its own; all
/// public functions from any thread.
class ServiceSampler : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds interval{60};

    /// `log` may be null.
    ServiceSampler(Ssh::Pool& pool, SecretSource& secrets, SeriesLog* log, Clock& clock, EndpointOf endpointOf,
                   std::chrono::milliseconds every = interval);
    ~ServiceSampler() override;

    void watch(const System::Definition& definition);
    QFuture<Result<std::vector<ServiceMetrics>>> services(const QString& system, const QString& environment);

Q_SIGNALS:
    /// `part` as in the names of series.
    void measured(const QString& system, const QString& environment, const QString& part,
                  const std::vector<Pilothouse::Metrics::Figure>& figures);

private:
    struct Task;
    using Key = std::pair<QString, QString>;

    void begin(const std::shared_ptr<Task>& task);
    void ask(const std::shared_ptr<Task>& task, const Secret& password);
    void take(const std::shared_ptr<Task>& task, const Result<Ssh::Finished>& finished);
    void again(const std::shared_ptr<Task>& task);

    Ssh::Pool& m_pool;
    SecretSource& m_secrets;
    SeriesLog* m_log;
    Clock& m_clock;
    EndpointOf m_endpointOf;
    std::chrono::milliseconds m_every;
    std::map<Key, std::vector<std::shared_ptr<Task>>> m_tasks;
    EventThread m_thread;
    Mailbox m_mailbox; ///< to this object; closed first
};

} // namespace Pilothouse::Metrics
