// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/alerts.h"
#include "alert/deadman.h"
#include "alert/hostwatch.h"
#include "alert/thresholdwatch.h"
#include "base/thread.h"
#include "health/probestate.h"
#include "maintenance/windows.h"
#include "metrics/sample.h"
#include "notify/courier.h"
#include "system/definition.h"

#include <QObject>

namespace Pilothouse::Alert {

struct WatchmanOptions
{
    QString holder; ///< who this is, for people: "pilothousectl watch on console-1"
    Policy policy = {};
    std::chrono::milliseconds interval{std::chrono::seconds(5)};
};

/// Turns what is seen into alerts: collects the signals of every environment it was given, decides every few seconds,
/// writes down what follows and has people told. Of all programs on one store only one does so at a time; the others
/// collect, and take over when it is gone. Thread-safe; works on a worker thread of its own.
class Watchman : public QObject
{
    Q_OBJECT
public:
    /// Everything must outlive it.
    Watchman(Alerts& alerts, Maintenance::Windows& windows, Notify::Courier& courier, SecretSource& secrets,
             Clock& clock, WatchmanOptions options);
    ~Watchman() override;

    void watch(const System::Definition& definition);
    void take(const QString& system, const QString& environment, const Health::ProbeState& state);
    void take(const QString& system, const QString& environment, const QString& host, const Metrics::Sample& sample);
    /// What a database or an access log came to; `part` as in the names of series.
    void take(const QString& system, const QString& environment, const QString& part,
              const std::vector<Metrics::Figure>& figures);
    /// The stream of measurements of a host ended or did not begin.
    void lost(const QString& system, const QString& environment, const QString& host, const Error& error);
    /// Any other thing that is watched: a backup's age, an objective.
    void take(const QString& system, const QString& environment, const Signal& signal);
    /// Decides now; answers how many alerts changed. Nothing is decided while another program watches.
    QFuture<Result<int>> round();
    /// The same every interval, until it goes.
    void keepOn();

Q_SIGNALS:
    /// After something about alerts of an environment was written down; on the worker thread.
    void changed(const QString& system, const QString& environment);
    /// Who watches, each time that is another one; on the worker thread.
    void held(const Pilothouse::Alert::Watch& watch);

private:
    struct Place
    {
        System::Environment environment;
        HostWatch hosts;
        ThresholdWatch thresholds;
        std::map<QString, Signal> others = {};
        std::optional<std::chrono::milliseconds> pinged = {};
    };
    using Key = std::pair<QString, QString>;

    Place* place(const QString& system, const QString& environment);
    Result<int> roundNow();
    Result<bool> holdNow();
    void sayThatSomebodyWatches(Place& place);
    Result<int> decideFor(Place& place, std::vector<Record> alerts);
    void again();

    Alerts& m_alerts;
    Maintenance::Windows& m_windows;
    Notify::Courier& m_courier;
    Clock& m_clock;
    WatchmanOptions m_options;
    DeadMan m_deadMan;
    const Id m_program;
    std::map<Key, Place> m_places;
    Watch m_watch = {};
    std::chrono::milliseconds m_heldAt{0};
    bool m_told = false; ///< that the store cannot be used
    std::stop_source m_stop;
    EventThread m_thread;
    std::unique_ptr<Timer> m_timer; ///< lives on m_thread
};

} // namespace Pilothouse::Alert
