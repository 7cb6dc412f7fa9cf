// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "run/hostshell.h"
#include "run/plan.h"
#include "run/request.h"
#include "run/workers.h"

namespace Pilothouse::Run {

/// Who has an environment locked on one host.
struct LockInfo
{
    QString host;
    bool locked = false;
    QString run = {};            ///< of the run, or the id that lock() gave
    QString holder = {};         ///< for people: who, what, since when
    bool dead = false;           ///< its run is gone: the host was started anew or lost the run's supervisor
    std::chrono::seconds age{0}; ///< of the last sign of life

    bool operator==(const LockInfo&) const = default;
};

/// The lock request of a run or a person for one host: in the host's directory, or named in its state folder.
Request lockRequest(QByteArrayView verb, const QString& run, const QString& system, const QString& environment,
                    const System::Host& host);
/// Reads `locked RUN held|dead AGE HOLDER`, `unlocked`.
LockInfo lockFromAnswer(const QString& host, const QByteArrayList& lines);
/// Why a lock could not be taken, in words that say what to do; and that its holder has another version of the
/// definition than `definition`, the SHA-256 of the one here.
Error lockedError(const LockInfo& lock, const QString& definition = {});

/// Locks that people hold on the hosts of an environment, so that nobody deploys: taken on all hosts or none, in a
/// fixed order, each act in the audit trail. Thread-safe; no call blocks.
class Locks
{
public:
    /// `owner` as other operators read it: "anna@laptop". Everything must outlive it.
    Locks(HostShells& shells, Audit::Trail& trail, Clock& clock, QString owner);

    /// Every host that runs something. Unreachable hosts are an error.
    QFuture<Result<std::vector<LockInfo>>> show(const QString& system, const System::Environment& environment);
    /// Refused when one is locked by somebody else; answers the id that holds them. `definition` is the SHA-256 of the
    /// one here: `note` is told, on another thread, where a host was last changed with another one.
    QFuture<Result<Id>> lock(const QString& system, const System::Environment& environment, const QString& message,
                             const QString& definition = {}, const std::function<void(const QString&)>& note = {});
    /// Takes away every lock, whoever holds it: a person decided. Answers what was taken away.
    QFuture<Result<std::vector<LockInfo>>> unlock(const QString& system, const System::Environment& environment);

private:
    Result<std::vector<LockInfo>> look(const QString& system, const System::Environment& environment,
                                       const std::stop_token& stop);
    Result<QByteArrayList> ask(const System::Environment& environment, const System::Host& host, const Request& request,
                               const std::stop_token& stop);
    Result<void> remember(const QString& action, const QString& target, const QJsonObject& payload,
                          const std::stop_token& stop);

    HostShells& m_shells;
    Audit::Trail& m_trail;
    Clock& m_clock;
    QString m_owner;
    Workers m_workers;
};

} // namespace Pilothouse::Run
