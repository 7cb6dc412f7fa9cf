// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secretsource.h"
#include "base/thread.h"
#include "health/measurement.h"
#include "health/route.h"
#include "health/scenarioprobe.h"
#include "health/trust.h"
#include "ssh/pool.h"
#include "system/definition.h"

#include <functional>

class QNetworkAccessManager;
class QSslConfiguration;

namespace Pilothouse::Health {

class CurlLoop;

/// Where a host of an environment is reached.
using EndpointOf = std::function<Result<Ssh::Endpoint>(const System::Environment&, const System::Host&)>;

/// Takes one look at one probe, whatever its kind, on an I/O thread of its own. Every look answers within the probe's
/// timeout (plus what connecting through other hosts takes). Thread-safe.
class Prober
{
public:
    Prober(Ssh::Pool& pool, SecretSource& secrets, Clock& clock, EndpointOf endpointOf);
    ~Prober();
    Prober(const Prober&) = delete;
    Prober& operator=(const Prober&) = delete;

    /// `system` is the name of the definition, for secret references. Always answers with a Measurement; a look that
    /// could not be taken is one with verdict Unknown and its reason.
    QFuture<Result<Measurement>> measure(const QString& system, const System::Environment& environment,
                                         const System::ProbeSpec& probe);
    /// The same for whoever looks again and again: nothing of an environment with a thousand probes is copied.
    QFuture<Result<Measurement>> measure(const QString& system, std::shared_ptr<const System::Environment> environment,
                                         const System::ProbeSpec& probe);

    /// The thread on which looks run; monitors live there too.
    const EventThread& thread() const { return m_thread; }

private:
    QFuture<Result<System::Observation>> look(const QString& system, const System::Environment& environment,
                                              const System::ProbeSpec& probe);
    QFuture<Result<System::Observation>> lookFromHere(const QString& system, const System::Environment& environment,
                                                      const System::ProbeSpec& probe);
    QFuture<Result<System::Observation>> lookWith(const System::ProbeSpec& probe, const QSslConfiguration& tls,
                                                  const Router& router, const Secrets& secrets);
    QFuture<Result<Secrets>> secretsOf(const QString& system, const System::Environment& environment,
                                       const QStringList& names);
    /// A burst that was sent a moment ago is not sent again: what came of it is still true.
    std::optional<QFuture<Result<System::Observation>>> recentBurst(const QString& key, const System::ProbeSpec& probe);
    QFuture<Result<System::Observation>> lookOnHost(const QString& system, const System::Environment& environment,
                                                    const System::ProbeSpec& probe);

    Ssh::Pool& m_pool;
    SecretSource& m_secrets;
    Clock& m_clock;
    EndpointOf m_endpointOf;
    Trust m_trust; ///< used on m_thread
    EventThread m_thread;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< lives on m_thread
    std::unique_ptr<CurlLoop> m_curl;                 ///< likewise
    struct Burst
    {
        std::chrono::milliseconds at{0};
        QFuture<Result<System::Observation>> result = {};
    };
    std::map<QString, Burst> m_bursts; ///< m_thread only
};

} // namespace Pilothouse::Health
