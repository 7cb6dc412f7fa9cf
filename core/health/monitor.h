// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/history.h"
#include "health/prober.h"
#include "health/probestate.h"

#include <QObject>

namespace Pilothouse::Health {

/// Keeps looking at every probe of the environments it was given: each at its own interval, the first looks spread over
/// the interval (jitter of ten per cent afterwards) so that no host meets a thundering herd; never two looks at one
/// probe at once. Lives on the prober's thread; watch(), unwatch() and states() may be called from any thread.
class Monitor : public QObject
{
    Q_OBJECT
public:
    /// `history` may be null (nothing is remembered over a restart then).
    Monitor(Prober& prober, History* history, Clock& clock);
    ~Monitor() override;

    void watch(const System::Definition& definition);
    /// Looks at all probes of an environment now, as a person who presses "check now" expects.
    void lookNow(const QString& system, const QString& environment);
    /// A copy of what is known, by probe in the order of the definition.
    QFuture<Result<std::vector<ProbeState>>> states(const QString& system, const QString& environment);

Q_SIGNALS:
    /// After each look, on the monitor's thread.
    void looked(const QString& system, const QString& environment, const Pilothouse::Health::ProbeState& state);

private:
    struct Watched;
    using Key = std::pair<QString, QString>;

    void schedule(Watched& watched, std::chrono::milliseconds delay);
    void look(Watched& watched);
    void remember(const Key& key, const QString& probe);

    Prober& m_prober;
    History* m_history;
    Clock& m_clock;
    std::map<Key, std::vector<std::unique_ptr<Watched>>> m_watched;
    quint64 m_lastLook = 0;
    Mailbox m_mailbox;
};

} // namespace Pilothouse::Health
