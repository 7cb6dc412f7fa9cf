// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watching.h"

namespace Pilothouse {

Watching::Watching(Services& services, const QString& holder)
    : m_series(services.cache(), services.clock())
    , m_watchman(services.alerts(), services.windows(), services.courier(), services.secrets(), services.clock(),
                 {.holder = holder})
    , m_monitor(services.prober(), &services.history(), services.clock())
    , m_sampler(services.pool(), &m_series, services.clock(), services.endpoints().function())
    , m_servicesSampler(services.pool(), services.secrets(), &m_series, services.clock(),
                        services.endpoints().function())
    , m_rounds(services.history(), services.sources(), services.clock(),
               [this](const QString& system, const QString& environment, const Alert::Signal& signal) {
                   m_watchman.take(system, environment, signal);
               })
{
    // The watchman takes everything on any thread and works on its own.
    QObject::connect(
        &m_monitor, &Health::Monitor::looked, &m_watchman,
        [this](const QString& system, const QString& environment, const Health::ProbeState& state) {
            m_watchman.take(system, environment, state);
        },
        Qt::DirectConnection);
    QObject::connect(
        &m_sampler, &Metrics::Sampler::sampled, &m_watchman,
        [this](const QString& system, const QString& environment, const QString& host, const Metrics::Sample& sample) {
            m_watchman.take(system, environment, host, sample);
        },
        Qt::DirectConnection);
    QObject::connect(
        &m_servicesSampler, &Metrics::ServiceSampler::measured, &m_watchman,
        [this](const QString& system, const QString& environment, const QString& part,
               const std::vector<Metrics::Figure>& figures) { m_watchman.take(system, environment, part, figures); },
        Qt::DirectConnection);
    QObject::connect(
        &m_sampler, &Metrics::Sampler::lost, &m_watchman,
        [this](const QString& system, const QString& environment, const QString& host, const Error& error) {
            m_watchman.lost(system, environment, host, error);
        },
        Qt::DirectConnection);
}

Watching::~Watching() = default;

void Watching::start(const std::vector<System::Definition>& definitions, bool alerts)
{
    for (const System::Definition& definition : definitions) {
        m_watchman.watch(definition);
        m_monitor.watch(definition);
        m_sampler.watch(definition);
        m_servicesSampler.watch(definition);
        m_rounds.watch(definition);
    }
    if (!alerts)
        return;
    m_watchman.keepOn();
    m_rounds.keepOn();
}

} // namespace Pilothouse
