// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/monitor.h"

#include <QRandomGenerator>

namespace Pilothouse::Health {

struct Monitor::Watched
{
    QString system;
    std::shared_ptr<const System::Environment> environment;
    ProbeState state;
    std::unique_ptr<Timer> timer = {};
    quint64 look = 0; ///< the one under way; 0 for none
};

Monitor::Monitor(Prober& prober, History* history, Clock& clock)
    : m_prober(prober)
    , m_history(history)
    , m_clock(clock)
    , m_mailbox(this)
{
    qRegisterMetaType<ProbeState>();
    moveToThread(prober.thread().context()->thread());
}

Monitor::~Monitor()
{
    m_mailbox.close();
    // Timers belong to the prober's thread and are dropped there, with whatever was posted to this object before.
    m_prober.thread().runAndWait([this] {
        m_watched.clear();
        moveToThread(nullptr);
    });
}

void Monitor::watch(const System::Definition& definition)
{
    m_mailbox.post([this, definition] {
        for (const System::Environment& environment : definition.environments) {
            auto& list = m_watched[{definition.system, environment.name}];
            list.clear();
            const auto shared = std::make_shared<const System::Environment>(environment);
            for (const System::ProbeSpec& probe : environment.probes) {
                if (!probe.isWatched())
                    continue;
                list.push_back(std::make_unique<Watched>(Watched{definition.system, shared, ProbeState(probe)}));
                Watched& watched = *list.back();
                remember({definition.system, environment.name}, probe.name);
                // A person waits for the first picture: within two seconds, however long the interval is.
                const auto spread = std::min<std::chrono::milliseconds>(probe.every, std::chrono::seconds(2));
                schedule(watched,
                         std::chrono::milliseconds(QRandomGenerator::global()->bounded(qint64(spread.count()) + 1)));
            }
        }
    });
}

void Monitor::remember(const Key& key, const QString& probe)
{
    if (!m_history)
        return;
    whenAnswered(m_history->looks(key.first, key.second, probe, int(ProbeState::kept)), m_mailbox.slot(),
                 [this, key, probe](const Result<std::vector<Measurement>>& looks) {
                     for (const auto& watched : m_watched[key]) {
                         if (looks && watched->state.spec().name == probe)
                             watched->state.remember(*looks);
                     }
                 });
}

void Monitor::lookNow(const QString& system, const QString& environment)
{
    m_mailbox.post([this, system, environment] {
        for (const auto& watched : m_watched[{system, environment}])
            look(*watched);
    });
}

QFuture<Result<std::vector<ProbeState>>> Monitor::states(const QString& system, const QString& environment)
{
    const Promise<std::vector<ProbeState>> promise;
    m_mailbox.post([this, promise, system, environment] {
        std::vector<ProbeState> states;
        for (const auto& watched : m_watched[{system, environment}])
            states.push_back(watched->state);
        promise.answer(std::move(states));
    });
    return promise.future();
}

void Monitor::schedule(Watched& watched, std::chrono::milliseconds delay)
{
    watched.timer = m_clock.after(this, delay, [this, &watched] { look(watched); });
}

void Monitor::look(Watched& watched)
{
    if (watched.look != 0)
        return;
    const quint64 number = watched.look = ++m_lastLook;
    const Key key{watched.system, watched.environment->name};
    whenAnswered(m_prober.measure(watched.system, watched.environment, watched.state.spec()), m_mailbox.slot(),
                 [this, key, number](const Result<Measurement>& measured) {
                     // The definition may have been loaded anew meanwhile, and the probe be another one of the same
                     // name.
                     for (const auto& candidate : m_watched[key]) {
                         if (candidate->look != number)
                             continue;
                         candidate->look = 0;
                         if (measured) {
                             candidate->state.take(*measured);
                             if (m_history)
                                 m_history->record(key.first, key.second, *measured);
                             Q_EMIT looked(key.first, key.second, candidate->state);
                         }
                         const auto every = candidate->state.spec().every;
                         const qint64 tenth = every.count() / 10;
                         schedule(*candidate,
                                  every + std::chrono::milliseconds(
                                              tenth > 0 ? QRandomGenerator::global()->bounded(2 * tenth) - tenth : 0));
                     }
                 });
}

} // namespace Pilothouse::Health
