// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "run/approval.h"
#include "widgets/snapshot.h"

#include <QObject>

namespace Pilothouse::Ui {

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
    /// notFollowed() when there is no such run.
    virtual void follow(const Id& run) = 0;
    virtual Id followed() const = 0;
    virtual void cancel(const Id& run) = 0;
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
    void grew(const Pilothouse::Id& run, const QString& stepKey, const QString& host, const QByteArray& bytes);
    void decided(const Pilothouse::Id& run, const Pilothouse::Result<Pilothouse::Run::Approval>& approval);
    void noted(const Pilothouse::Id& run, const QString& text);
};

} // namespace Pilothouse::Ui
