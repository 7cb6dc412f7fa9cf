// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/anchors.h"
#include "audit/record.h"
#include "audit/verify.h"
#include "base/clock.h"
#include "store/database.h"

#include <optional>

namespace Pilothouse::Audit {

/// Which entries to show; newest first.
struct Filter
{
    QString action = {};  ///< exact, or with a trailing dot all of a room: "run."
    QString target = {};  ///< exact
    QString actor = {};   ///< exact
    QDateTime from = {};  ///< inclusive
    QDateTime until = {}; ///< exclusive
    qint64 before = 0;    ///< only entries before this number, for paging; 0 for all
    int limit = 200;
};

/// The append-only record of who did what, a hash chain in the `facts` database. An entry stands in the same
/// transaction as the work it tells of: neither is there without the other. After the commit the new head goes to the
/// anchors file outside of the database (every `anchorEvery` entries, and each dangerous act at once). Any thread;
/// answers as Store::Database does, on its thread.
///
/// Errors: those of the store; Invalid for a payload that is not canonical; Failed for a dangerous act whose anchor
/// could not be written: the entry stands, the act must not begin.
class Trail
{
public:
    /// The store and the clock must outlive the Trail; work in flight goes on without it.
    Trail(Store::Database& facts, Actor actor, const QString& anchorsFile, const Clock& clock, int anchorEvery = 1);

    /// The room's schema for the list of migrations.
    static std::vector<Store::Migration> migrations();

    /// Does `work` and appends the entry in one transaction. `work` may fill in the entry's target and payload.
    template <typename T> QFuture<Result<T>> write(Entry entry, std::function<Result<T>(QSqlDatabase&, Entry&)> work)
    {
        const auto state = std::make_shared<Pending>(Pending{m_context, std::move(entry), {}});
        return m_facts.write<T>(
            [state, work = std::move(work)](QSqlDatabase& database) -> Result<T> {
                Result<T> result = work(database, state->entry);
                if (!result)
                    return result;
                if (auto added = state->insert(database); !added)
                    return fail(added.error());
                return result;
            },
            [state] { return state->anchor(); });
    }
    template <typename T> QFuture<Result<T>> write(Entry entry, std::function<Result<T>(QSqlDatabase&)> work)
    {
        return write<T>(std::move(entry),
                        std::function<Result<T>(QSqlDatabase&, Entry&)>(
                            [work = std::move(work)](QSqlDatabase& database, Entry&) { return work(database); }));
    }
    /// An entry alone.
    QFuture<Result<Record>> append(Entry entry);

    QFuture<Result<std::vector<Record>>> entries(const Filter& filter);
    /// The links that tell of a beginning ("exec.began") to which no link tells the end ("exec.ended"), oldest first:
    /// what goes on now, and what was interrupted before it could tell.
    QFuture<Result<std::vector<Record>>> unfinished();
    /// The last link, to be signed, printed or kept elsewhere; nothing in an empty trail.
    QFuture<Result<std::optional<Anchor>>> head();
    /// Walks the whole chain, in pieces between which the store does other work. `elsewhere`: anchors that were kept in
    /// another place.
    QFuture<Result<VerifyReport>> verify(std::vector<Anchor> elsewhere = {});

    const Actor& actor() const { return m_context->actor; }

private:
    struct Context
    {
        Actor actor;
        AnchorFile anchors;
        const Clock& clock;
        int anchorEvery;
    };
    /// An entry on its way; used on the store's thread.
    struct Pending
    {
        std::shared_ptr<const Context> context;
        Entry entry;
        Record record;

        Result<void> insert(QSqlDatabase& database);
        Result<void> anchor() const;
    };
    struct Walk;
    static void walkOn(Store::Database& facts, const std::shared_ptr<const Context>& context,
                       const std::shared_ptr<Walk>& walk);

    Store::Database& m_facts;
    std::shared_ptr<const Context> m_context;
};

} // namespace Pilothouse::Audit
