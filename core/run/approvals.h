// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail.h"
#include "run/approval.h"
#include "run/bell.h"
#include "store/database.h"

#include <atomic>

namespace Pilothouse::Run {

/// What people decided on the steps that wait for them, in the `facts` database: one decision a step, which stands,
/// written in one transaction with its entry in the audit trail. Any thread; answers as Store::Database does.
class Approvals
{
public:
    /// Everything must outlive it.
    Approvals(Store::Database& facts, Audit::Trail& trail, Clock& clock);

    static std::vector<Store::Migration> migrations();

    /// Writes a decision down. `given` names the decision and its reason; who is the login of this store, as a claim,
    /// unless `given` was verified. Refused and Invalid as judge() has them, Conflict when somebody was first.
    QFuture<Result<Approval>> decide(const ApprovalAsked& asked, Approval given);
    QFuture<Result<std::optional<Approval>>> find(const Id& run, const QString& step);
    QFuture<Result<std::vector<Approval>>> of(const Id& run);

    /// A word on a whole plan, before it starts. Everybody may say something, again too; what counts is decided when
    /// the plan is looked at. Refused and Invalid as judge() has them.
    QFuture<Result<Approval>> decidePlan(const ApprovalAsked& asked, Approval given);
    /// What was said about plans of this procedure, newest first; the latest hundred.
    QFuture<Result<std::vector<Approval>>> ofPlans(const QString& target, const QString& procedure);

    /// How often something was decided in this program: taken before a look, and handed to wait() after it.
    quint64 changes() const { return m_news->changes; }
    /// Until something was decided here, a stop or the delay; other programs are not noticed. On a worker thread.
    void wait(quint64 seen, std::chrono::milliseconds delay, const std::stop_token& stop, const std::stop_token& other);

private:
    /// Fills in what everybody who decides has in common: who, and for what.
    void complete(Approval& given, const ApprovalAsked& asked) const;

    struct News
    {
        Bell bell;
        std::atomic<quint64> changes = 0;
    };

    Store::Database& m_facts;
    Audit::Trail& m_trail;
    Clock& m_clock;
    std::shared_ptr<News> m_news = std::make_shared<News>();
};

} // namespace Pilothouse::Run
