// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail.h"

#include "base/canonical.h"
#include "base/log.h"
#include "store/query.h"

namespace Pilothouse::Audit {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

/// Null unless it is written exactly as an id is: whatever differs must not hash like the original.
Id exactId(const Row& row, const QString& column)
{
    const Id id = row.id(column);
    return id.toString() == row.text(column) ? id : Id();
}

Record recordOf(const Row& row)
{
    return {.seq = row.integer(u"seq"_s),
            .id = exactId(row, u"id"_s),
            .micros = row.integer(u"at"_s),
            .actor = row.text(u"actor"_s),
            .observer = exactId(row, u"observer"_s),
            .action = row.text(u"action"_s),
            .target = row.text(u"target"_s),
            .payload = row.text(u"payload"_s).toUtf8(),
            .previous = row.text(u"previous"_s),
            .hash = row.text(u"hash"_s)};
}

Result<std::optional<Anchor>> lastLink(QSqlDatabase& database)
{
    return Store::selectOne<Anchor>(
        database, u"SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1"_s, {}, [](const Row& row) {
            return Anchor{.seq = row.integer(u"seq"_s), .hash = row.text(u"hash"_s), .at = row.time(u"at"_s)};
        });
}

} // namespace

Trail::Trail(Store::Database& facts, Actor actor, const QString& anchorsFile, const Clock& clock, int anchorEvery)
    : m_facts(facts)
    , m_context(std::make_shared<Context>(Context{std::move(actor), AnchorFile(anchorsFile), clock, anchorEvery}))
{
}

std::vector<Store::Migration> Trail::migrations()
{
    return {{.room = u"audit"_s,
             .number = 1,
             .statements = {
                 u"CREATE TABLE audit(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, "
                 "actor TEXT NOT NULL, observer TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, "
                 "payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT"_s,
                 u"CREATE INDEX audit_by_target ON audit(target, seq)"_s,
                 u"CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit BEGIN "
                 "SELECT raise(ABORT, 'the audit trail is append-only'); END"_s,
                 u"CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN "
                 "SELECT raise(ABORT, 'the audit trail is append-only'); END"_s,
                 // Also keeps INSERT OR REPLACE from deleting without the trigger above.
                 u"CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit "
                 "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) BEGIN "
                 "SELECT raise(ABORT, 'the audit trail grows only at its end'); END"_s,
             }}};
}

Result<void> Trail::Pending::insert(QSqlDatabase& database)
{
    const Result<QByteArray> payload = canonicalJson(entry.payload);
    if (!payload)
        return fail(payload.error());
    const auto last = lastLink(database);
    if (!last)
        return fail(last.error());
    const QDateTime now = context->clock.now();
    record = {.seq = *last ? (*last)->seq + 1 : 1,
              .id = Id::make(now),
              .micros = toMicros(now),
              .actor = context->actor.login,
              .observer = context->actor.installation,
              .action = entry.action,
              .target = entry.target,
              .payload = *payload,
              .previous = *last ? (*last)->hash : genesis(),
              .hash = {}};
    const Result<QString> hash = hashOf(record);
    if (!hash)
        return fail(hash.error());
    record.hash = *hash;
    const auto added =
        Store::execute(database,
                       u"INSERT INTO audit(seq, id, at, actor, observer, action, target, payload, previous, "
                       "hash) VALUES(:seq, :id, :at, :actor, :observer, :action, :target, :payload, "
                       ":previous, :hash)"_s,
                       {{u"seq"_s, record.seq},
                        {u"id"_s, record.id},
                        {u"at"_s, record.micros},
                        {u"actor"_s, record.actor},
                        {u"observer"_s, record.observer},
                        {u"action"_s, record.action},
                        {u"target"_s, record.target},
                        {u"payload"_s, QString::fromUtf8(record.payload)},
                        {u"previous"_s, record.previous},
                        {u"hash"_s, record.hash}});
    return added ? Result<void>() : fail(added.error());
}

Result<void> Trail::Pending::anchor() const
{
    if (!entry.dangerous && record.seq % std::max(1, context->anchorEvery) != 0)
        return {};
    auto added = context->anchors.add({.seq = record.seq, .hash = record.hash, .at = record.at()});
    if (added || entry.dangerous)
        return added;
    // What was written stays written; the next anchor covers this entry as well.
    qCWarning(lcStore) << "audit entry" << record.seq << "is not anchored:" << added.error().detail;
    return {};
}

QFuture<Result<Record>> Trail::append(Entry entry)
{
    const auto state = std::make_shared<Pending>(Pending{m_context, std::move(entry), {}});
    return m_facts.write<Record>(
        [state](QSqlDatabase& database) -> Result<Record> {
            if (auto added = state->insert(database); !added)
                return fail(added.error());
            return state->record;
        },
        [state] { return state->anchor(); });
}

QFuture<Result<std::vector<Record>>> Trail::entries(const Filter& filter)
{
    return m_facts.read<std::vector<Record>>([filter](QSqlDatabase& database) {
        const bool room = filter.action.endsWith(u'.');
        return Store::select<Record>(
            database,
            u"SELECT * FROM audit WHERE (:action = '' OR action = :action OR (:room AND "
            "substr(action, 1, length(:action)) = :action)) AND (:target = '' OR target = :target) AND "
            "(:actor = '' OR actor = :actor) AND (:from IS NULL OR at >= :from) AND (:until IS NULL OR at < :until) "
            "AND "
            "(:before = 0 OR seq < :before) ORDER BY seq DESC LIMIT :limit"_s,
            {{u"action"_s, filter.action},
             {u"room"_s, room},
             {u"target"_s, filter.target},
             {u"actor"_s, filter.actor},
             {u"from"_s, filter.from},
             {u"until"_s, filter.until},
             {u"before"_s, filter.before},
             {u"limit"_s, filter.limit}},
            recordOf);
    });
}

QFuture<Result<std::vector<Record>>> Trail::unfinished()
{
    return m_facts.read<std::vector<Record>>([](QSqlDatabase& database) {
        // An act has an id; what a run began is known by its run. A payload that was tampered with is none of either.
        const auto key = [](const QString& link) {
            return u"CASE WHEN json_valid(%1.payload) THEN coalesce(json_extract(%1.payload, '$.id'), "
                   "json_extract(%1.payload, '$.run')) END"_s.arg(link);
        };
        return Store::select<Record>(
            database,
            u"SELECT * FROM audit AS begun WHERE begun.action LIKE '%.began' AND NOT EXISTS (SELECT 1 FROM audit AS "
            "ended WHERE ended.target = begun.target AND ended.seq > begun.seq AND ended.action = "
            "substr(begun.action, 1, length(begun.action) - 5) || 'ended' AND "_s +
                key(u"ended"_s) + u" = "_s + key(u"begun"_s) + u") ORDER BY begun.seq"_s,
            {}, recordOf);
    });
}

QFuture<Result<std::optional<Anchor>>> Trail::head() { return m_facts.read<std::optional<Anchor>>(lastLink); }

struct Trail::Walk
{
    Promise<VerifyReport> promise;
    std::vector<Anchor> elsewhere;
    std::optional<Verifier> verifier;
    qint64 seq = 0;
};

QFuture<Result<VerifyReport>> Trail::verify(std::vector<Anchor> elsewhere)
{
    const auto walk = std::make_shared<Walk>();
    walk->elsewhere = std::move(elsewhere);
    auto future = walk->promise.future();
    walkOn(m_facts, m_context, walk);
    return future;
}

void Trail::walkOn(Store::Database& facts, const std::shared_ptr<const Context>& context,
                   const std::shared_ptr<Walk>& walk)
{
    // Answers whether there may be more. The anchors are read first: entries that come later cannot contradict them.
    constexpr int piece = 2000;
    auto done = facts.read<bool>([walk, context](QSqlDatabase& database) -> Result<bool> {
        if (!walk->verifier) {
            Result<AnchorList> anchors = context->anchors.read();
            if (!anchors)
                return fail(anchors.error());
            anchors->anchors.insert(anchors->anchors.end(), walk->elsewhere.begin(), walk->elsewhere.end());
            walk->verifier.emplace(*anchors);
        }
        int n = 0;
        const auto read = Store::forEachRow(database, u"SELECT * FROM audit WHERE seq > :seq ORDER BY seq LIMIT :n"_s,
                                            {{u"seq"_s, walk->seq}, {u"n"_s, piece}}, [&](const Row& row) {
                                                const Record record = recordOf(row);
                                                walk->verifier->add(record);
                                                walk->seq = record.seq;
                                                ++n;
                                                return Result<void>();
                                            });
        return read ? Result<bool>(n == piece) : fail(read.error());
    });
    done.then(QtFuture::Launch::Sync, [&facts, context, walk](const Result<bool>& more) {
        if (!more)
            walk->promise.answer(fail(more.error()));
        else if (*more)
            walkOn(facts, context, walk);
        else
            walk->promise.answer(walk->verifier->finish());
    });
}

} // namespace Pilothouse::Audit
