// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "metrics/samplereader.h"
#include "metrics/serieslog.h"
#include "ssh/pool.h"
#include "system/definition.h"

#include <QObject>

#include <deque>
#include <functional>

namespace Pilothouse::Metrics {

/// Where a host of an environment is reached.
using EndpointOf = std::function<Result<Ssh::Endpoint>(const System::Environment&, const System::Host&)>;

/// What is known about one host: the samples of the last hour, oldest first, and why there are none when there are
/// none.
struct HostMetrics
{
    QString host;
    std::vector<Sample> samples = {};
    std::optional<Error> error = {};
};

/// One long-lived remote stream for each watched host. A stream that ends is started again after a pause that grows
/// from 5 s to 2 min (with jitter); the gap stays a gap. Lives on an I/O thread of its own; all public functions may be
/// called from any thread.
class Sampler : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds interval{5};
    static constexpr size_t kept = 720; ///< an hour

    /// `log` may be null (nothing is remembered over a restart then).
    Sampler(Ssh::Pool& pool, SeriesLog* log, Clock& clock, EndpointOf endpointOf);
    ~Sampler() override;

    void watch(const System::Definition& definition);
    QFuture<Result<std::vector<HostMetrics>>> hosts(const QString& system, const QString& environment);

Q_SIGNALS:
    void sampled(const QString& system, const QString& environment, const QString& host,
                 const Pilothouse::Metrics::Sample& sample);
    /// The stream of a host ended or did not begin; it is started again.
    void lost(const QString& system, const QString& environment, const QString& host, const Pilothouse::Error& error);

private:
    struct Stream;
    using Key = std::pair<QString, QString>;

    void start(Stream& stream);
    void ended(Stream& stream, const Error& why);
    void take(Stream& stream, const QByteArray& bytes);

    Ssh::Pool& m_pool;
    SeriesLog* m_log;
    Clock& m_clock;
    EndpointOf m_endpointOf;
    QByteArray m_script;
    std::map<Key, std::vector<std::shared_ptr<Stream>>> m_streams;
    EventThread m_thread;
    Mailbox m_mailbox; ///< to this object; closed first
};

/// Samples a host for a second, for whoever asks once.
QFuture<Result<Sample>> sampleOnce(Ssh::Pool& pool, const Ssh::Endpoint& endpoint,
                                   const System::Environment& environment, const System::Host& host);

} // namespace Pilothouse::Metrics
