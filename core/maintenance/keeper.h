// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread.h"
#include "maintenance/due.h"
#include "maintenance/windows.h"
#include "notify/courier.h"
#include "run/hostshell.h"
#include "run/runs.h"

#include <functional>

namespace Pilothouse::Maintenance {

/// What was done about maintenance in one go.
struct Kept
{
    int announced = 0;
    int started = 0;
    int ended = 0;
    int sent = 0;              ///< tries to deliver messages, of whatever room
    QStringList problems = {}; ///< what could not be done, for people

    bool operator==(const Kept&) const = default;
};

/// Does what due() says, on a worker thread of its own: announces occurrences, puts pages up and takes them down,
/// reports ends, has messages delivered. Of several programs on one store each thing is done by one. Thread-safe.
class Keeper
{
public:
    using Environments = std::function<std::vector<System::Environment>()>;

    /// Everything must outlive it. `environments` are all that are defined now; called on the worker thread.
    Keeper(Windows& windows, Notify::Courier& courier, Run::Runs& runs, Run::HostShells& shells, Clock& clock,
           Environments environments);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// Everything that is due now. `hostsOf` is the environment ("shop/production") whose hosts may be asked; those of
    /// others are left to whoever is at work there. Empty: all.
    QFuture<Result<Kept>> keep(QString hostsOf = {});
    /// The same every half minute, until it goes.
    void keepOn(QString hostsOf = {});

    /// At once: Refused before its time, when nobody was told, or when it is over.
    QFuture<Result<Window>> start(System::Environment environment, Id window);
    /// At once, also before its time; Refused while a run goes on there, unless `anyway`.
    QFuture<Result<Window>> end(System::Environment environment, Id window, bool anyway);

private:
    Kept keepNow(const QString& hostsOf);
    void keepEnvironment(const System::Environment& environment, bool mayAskHosts, Kept& kept);
    Result<Window> startNow(const System::Environment& environment, const Id& id);
    Result<Window> endNow(const System::Environment& environment, const Id& id, bool byPerson, bool anyway);
    Result<Window> endClaimed(const System::Environment& environment, const Window& window, bool byPerson, bool anyway);
    Result<Window> claimed(const Id& id, const std::function<Result<Window>(const Window&)>& work);
    void again(const QString& hostsOf);

    Windows& m_windows;
    Notify::Courier& m_courier;
    Run::Runs& m_runs;
    Run::HostShells& m_shells;
    Clock& m_clock;
    Environments m_environments;
    std::stop_source m_stop;
    EventThread m_thread;
    std::unique_ptr<Timer> m_timer; ///< lives on m_thread
};

} // namespace Pilothouse::Maintenance
