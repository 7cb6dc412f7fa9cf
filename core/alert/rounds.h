// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/signal.h"
#include "base/thread.h"
#include "evidence/source.h"
#include "health/history.h"
#include "system/definition.h"

#include <functional>

namespace Pilothouse::Alert {

/// Signals of what has to be asked for, as they are before anybody asked: objectives, and backups with an RPO.
std::vector<Signal> askedSignals(const System::Environment& environment);

/// Asks every five minutes how the objectives of the definitions stand, and whether every backup with an RPO has one
/// that is young enough. Objectives that are missed are warnings; a backup that is too old is as severe as its
/// environment. Thread-safe; works on a worker thread of its own, which may wait for hosts.
class Rounds
{
public:
    using Tell = std::function<void(const QString& system, const QString& environment, const Signal& signal)>;

    /// Everything must outlive it. `tell` is called on the worker thread, for each thing that was asked.
    Rounds(Health::History& history, const EvidenceSources& sources, Clock& clock, Tell tell);
    ~Rounds();
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    void watch(const System::Definition& definition);
    /// One round now; answers how many things were asked.
    QFuture<Result<int>> round();
    void keepOn();

private:
    void again();
    int roundNow();
    Signal objective(const System::Environment& environment, const System::Objective& objective);
    Signal backup(const System::Environment& environment, const System::BackupSpec& backup);
    /// Keeps since when it has been so.
    void tell(const System::Environment& environment, Signal signal);

    Health::History& m_history;
    const EvidenceSources& m_sources;
    Clock& m_clock;
    Tell m_tell;
    std::map<QString, std::vector<System::Environment>> m_environments; ///< by system
    std::map<QString, Signal> m_last;                                   ///< by target and subject
    std::stop_source m_stop;
    EventThread m_thread;
    std::unique_ptr<Timer> m_timer; ///< lives on m_thread
};

} // namespace Pilothouse::Alert
