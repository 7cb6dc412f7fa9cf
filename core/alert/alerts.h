// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alert/decide.h"
#include "alert/watch.h"
#include "audit/trail.h"
#include "store/database.h"

namespace Pilothouse::Alert {

/// Which alerts to list: the open ones first, then newest first.
struct Filter
{
    QString target = {}; ///< SYSTEM/ENVIRONMENT; empty: all
    bool openOnly = false;
    QDateTime endedSince = {}; ///< of those that ended, only what ended later; invalid: all
    int limit = 500;
};

/// How long a program that watches may be silent before another one takes over.
inline constexpr std::chrono::seconds watchLease{45};

/// The alerts of this installation, in the `facts` database, and who watches. What an alert becomes and who is told of
/// it stand in one transaction; beginning and end have an entry in the audit trail, so an incident's timeline has them.
/// Any thread; answers as Store::Database does.
class Alerts
{
public:
    /// Everything must outlive it.
    Alerts(Store::Database& facts, Audit::Trail& trail, Clock& clock);

    static std::vector<Store::Migration> migrations();

    QFuture<Result<std::vector<Record>>> list(const Filter& filter = {});
    /// By its id or the beginning of it, four characters at least. NotFound; Conflict when it is that of several.
    QFuture<Result<Record>> find(const QString& id);

    /// Somebody has it: nobody is reminded of it any more, and whoever was told of it is told that. Refused when it is
    /// over. `environment` says which channels there are.
    QFuture<Result<Record>> acknowledge(const System::Environment& environment, const Id& alert,
                                        const QString& comment);
    /// Quiet until then, after which it is told of again if it is still open. Invalid for a time that is over or more
    /// than 30 days ahead; Refused when the alert is over.
    QFuture<Result<Record>> snooze(const System::Environment& environment, const Id& alert, const QDateTime& until,
                                   const QString& comment);
    /// Takes an acknowledgement or a snooze back.
    QFuture<Result<Record>> reopen(const System::Environment& environment, const Id& alert);

    /// Writes down what was decided, and the messages. Conflict when somebody changed the alert meanwhile: decide anew.
    QFuture<Result<void>> apply(const System::Environment& environment, const Change& change);

    /// Says that `holder` watches (again). Of all programs on one store one is answered `mine`; the others get who it
    /// is, and take over once it was silent for `watchLease`. `id` is of this program.
    QFuture<Result<Watch>> hold(const Id& id, const QString& holder);
    /// No longer watching: the next one need not wait.
    QFuture<Result<void>> release(const Id& id);
    /// Who watched since then, oldest first; what lies between two is a time in which nobody did.
    QFuture<Result<std::vector<Watch>>> watches(const QDateTime& since);

private:
    using Edit = std::function<Result<void>(Record&)>;
    QFuture<Result<Record>> edit(const System::Environment& environment, const Id& alert, const QString& action,
                                 Edit change);

    Store::Database& m_facts;
    Audit::Trail& m_trail;
    Clock& m_clock;
};

} // namespace Pilothouse::Alert
