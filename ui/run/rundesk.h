// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "run/approval.h"
#include "run/bypasspanel.h"
#include "widgets/snapshot.h"

#include <QObject>

#include <optional>

namespace Pilothouse::Ui {

/// What the hosts of an environment keep of runs that this computer's store does not know.
struct HostRuns
{
    std::vector<Run::RunInfo> runs = {}; ///< newest first
    int older = 0;                       ///< that were not looked at
    QStringList unasked = {};            ///< hosts that could not be asked
    QStringList damaged = {};            ///< hosts that keep something that cannot be read

    bool operator==(const HostRuns&) const = default;
};

/// Who drives a run that is only watched here.
struct RunSight
{
    Id run;
    QString target = {};
    QString driver = {};
    std::optional<std::chrono::seconds> silence = {}; ///< since that console's last sign of life
    bool driven = false;                              ///< it still shows itself
    bool open = false;                                ///< there is something left to drive
    bool typed = false;                               ///< whoever takes it over types the target
    QStringList unasked = {};                         ///< hosts that could not be asked

    bool operator==(const RunSight&) const = default;
};

/// Port: what the pages of runs ask for. Whoever implements it answers by signal, on the window's thread, with values.
class RunDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Answered by listed() or notListed().
    virtual void list(const EnvironmentKey& key) = 0;
    /// The procedures that a person may start here.
    virtual std::vector<System::Procedure> procedures(const EnvironmentKey& key) const = 0;
    /// Resolves everything and changes nothing; answered, never before this returns, by planned() with the number that
    /// it returns: making a plan takes a while, and meanwhile somebody may ask for another one.
    virtual quint64 plan(const EnvironmentKey& key, const QString& procedure,
                         const std::map<QString, QString>& inputs) = 0;
    /// The plan of a run that goes on with a failed one at the step that failed; answered like plan().
    virtual quint64 planResume(const Id& run) = 0;
    /// The plan as plain sh for a person; empty when its definition is gone.
    virtual QString script(const Run::Plan& plan) const = 0;
    /// Starts what was planned, with what was typed as confirmation; answered by started().
    virtual void apply(const Run::Plan& plan, const QString& typed) = 0;
    /// Tells the run's state and output from the beginning, by changed() and grew(), until another is followed;
    /// notFollowed() when there is no such run. One that is not known here is looked for on the hosts of `key` and only
    /// watched; seen() says so, and who drives it.
    virtual void follow(const EnvironmentKey& key, const Id& run) = 0;
    virtual Id followed() const = 0;
    virtual void cancel(const Id& run) = 0;
    /// Asks the hosts for the runs that are not known here; answered by foundOnHosts().
    virtual void lookOnHosts(const EnvironmentKey& key) = 0;
    /// Goes on from here with the run that is watched, with what was typed as confirmation, or ends it; answered by
    /// tookOver().
    virtual void takeOver(const Id& run, const QString& typed, bool cancel) = 0;
    /// The open incidents of the environment; answered by incidentsListed().
    virtual void listIncidents(const EnvironmentKey& key) = 0;
    /// Like plan(), of a run that is bound to an incident and passes what guards it.
    virtual quint64 planBound(const EnvironmentKey& key, const QString& procedure,
                              const std::map<QString, QString>& inputs, const QString& incident,
                              const QString& reason) = 0;
    /// Writes a word on a whole plan down, signed with that key if there is one; answered by planDecided().
    virtual void decidePlan(const Run::Plan& plan, Run::Decision decision, const QString& reason,
                            const QString& keyFile) = 0;
    /// Whoever works here, as plans are asked for.
    virtual QString person() const = 0;
    /// Writes down that somebody looked at a run that passed gates; answered by reviewed().
    virtual void review(const Id& run, const QString& comment, const QString& as) = 0;
    /// Writes a decision down, signed with that key if there is one; answered by decided().
    virtual void decide(const Run::ApprovalAsked& asked, Run::Decision decision, const QString& reason,
                        const QString& keyFile) = 0;

Q_SIGNALS:
    void listed(const Pilothouse::Ui::EnvironmentKey& key, const std::vector<Pilothouse::Run::RunInfo>& runs);
    void notListed(const Pilothouse::Ui::EnvironmentKey& key, const Pilothouse::Error& error);
    /// A run of the environment began or ended, whoever drives it.
    void runsChanged(const Pilothouse::Ui::EnvironmentKey& key);
    void planned(quint64 request, const Pilothouse::Result<Pilothouse::Run::Plan>& plan);
    void started(const Pilothouse::Ui::EnvironmentKey& key, const Pilothouse::Result<Pilothouse::Id>& run);
    void notFollowed(const Pilothouse::Id& run, const Pilothouse::Error& error);
    void changed(const Pilothouse::Run::RunRecord& record);
    void seen(const Pilothouse::Ui::RunSight& sight);
    void foundOnHosts(const Pilothouse::Ui::EnvironmentKey& key,
                      const Pilothouse::Result<Pilothouse::Ui::HostRuns>& found);
    /// `error` where it was not.
    void tookOver(const Pilothouse::Id& run, const std::optional<Pilothouse::Error>& error);
    void grew(const Pilothouse::Id& run, const QString& stepKey, const QString& host, const QByteArray& bytes);
    void decided(const Pilothouse::Id& run, const Pilothouse::Result<Pilothouse::Run::Approval>& approval);
    void planDecided(const QString& hash, const Pilothouse::Result<Pilothouse::Run::Approval>& approval);
    void incidentsListed(const Pilothouse::Ui::EnvironmentKey& key,
                         const std::vector<Pilothouse::Ui::IncidentChoice>& incidents);
    void reviewed(const Pilothouse::Id& run, const Pilothouse::Result<Pilothouse::Run::Bypass>& review);
    void noted(const Pilothouse::Id& run, const QString& text);
};

} // namespace Pilothouse::Ui
