// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "run/run.h"
#include "store/database.h"

namespace Pilothouse::Run {

/// That somebody looked at a run that passed gates, in the `facts` database: one review a run, which stands, written in
/// one transaction with its entry in the audit trail. Any thread; answers as Store::Database does.
class Reviews
{
public:
    /// Everything must outlive it.
    Reviews(Store::Database& facts, Audit::Trail& trail, const Clock& clock);

    static std::vector<Store::Migration> migrations();

    /// `as`: whose review it is, as a claim; empty: the login of this store, which is kept besides. NotFound for a run
    /// that is not known here, Refused for one that passed nothing, goes on, or was started by the same person, Invalid
    /// without a comment, Conflict when somebody was first.
    QFuture<Result<Bypass>> review(const Id& run, const QString& comment, const QString& as = {});
    /// What the run passed and who reviewed it; nothing where it passed nothing.
    QFuture<Result<std::optional<Bypass>>> find(const Id& run);

private:
    Store::Database& m_facts;
    Audit::Trail& m_trail;
    const Clock& m_clock;
};

} // namespace Pilothouse::Run
