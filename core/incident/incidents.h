// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "incident/timeline.h"
#include "store/database.h"

namespace Pilothouse::Incident {

/// Which incidents to list: the open ones first, then newest first.
struct Filter
{
    QString target = {}; ///< SYSTEM/ENVIRONMENT; empty: all
    bool openOnly = false;
    int limit = 200;
};

/// The record of bad nights, in the `facts` database. Every change stands in one transaction with its entry in the
/// audit trail; who changes an incident says which version was seen, so that of two people the second is told
/// (Conflict). Any thread; answers as Store::Database does.
class Incidents
{
public:
    /// Everything must outlive it.
    Incidents(Store::Database& facts, Audit::Trail& trail, const Clock& clock);

    static std::vector<Store::Migration> migrations();

    /// Who opens it and when are filled in here; whoever opens it leads where no commander is named. Invalid as check()
    /// has it.
    QFuture<Result<Record>> open(Record incident);
    /// Of an open or a closed one: what was found out afterwards belongs to it. Invalid when there is no text or more
    /// than 64 KiB of it.
    QFuture<Result<Note>> note(const Id& incident, const QString& text);
    /// Title, severity and commander. Conflict when it is not `incident.version` any more, Refused when it is closed.
    QFuture<Result<Record>> change(const Record& incident);
    /// `version`: which one was seen. Errors as change() has them; Invalid without a resolution.
    QFuture<Result<Record>> close(const Id& incident, int version, const QString& resolution);

    QFuture<Result<std::vector<Record>>> list(const Filter& filter = {});
    /// By its id or the beginning of it, four characters at least. NotFound; Conflict when it is that of several.
    QFuture<Result<Record>> find(const QString& id);
    QFuture<Result<Timeline>> timeline(const Id& incident);

private:
    Store::Database& m_facts;
    Audit::Trail& m_trail;
    const Clock& m_clock;
};

} // namespace Pilothouse::Incident
