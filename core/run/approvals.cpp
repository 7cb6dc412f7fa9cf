// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/approvals.h"

#include "base/canonical.h"
#include "store/query.h"

#include <QCoreApplication>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using Store::Row;

namespace {

const QString selectAll =
    u"SELECT id, run, step, plan_hash, decision, decided_by, verified, reason, at, document, signature FROM approvals "_s;

Result<Approval> readApproval(const Row& row)
{
    const auto decision = decisionFromName(row.text(u"decision"_s));
    if (!decision)
        return fail(decision.error());
    return Approval{.id = row.id(u"id"_s),
                    .run = row.id(u"run"_s),
                    .step = row.text(u"step"_s),
                    .plan = row.text(u"plan_hash"_s),
                    .decision = *decision,
                    .by = row.text(u"decided_by"_s),
                    .verified = row.boolean(u"verified"_s),
                    .reason = row.text(u"reason"_s),
                    .at = row.time(u"at"_s),
                    .document = row.bytes(u"document"_s),
                    .signature = row.bytes(u"signature"_s)};
}

Result<std::optional<Approval>> readOne(QSqlDatabase& database, const Id& run, const QString& step)
{
    return Store::selectOne<Approval>(database, selectAll + u"WHERE run = :run AND step = :step"_s,
                                      {{u"run"_s, run}, {u"step"_s, step}}, readApproval);
}

Result<void> insert(QSqlDatabase& database, const Approval& approval)
{
    const auto done = Store::execute(
        database,
        u"INSERT INTO approvals (id, run, step, plan_hash, decision, decided_by, verified, reason, at, document, "
        u"signature) "
        "VALUES (:id, :run, :step, :hash, :decision, :by, :verified, :reason, :at, :document, :signature)"_s,
        {{u"id"_s, approval.id},
         {u"run"_s, approval.run},
         {u"step"_s, approval.step},
         {u"hash"_s, approval.plan},
         {u"decision"_s, decisionName(approval.decision)},
         {u"by"_s, approval.by},
         {u"verified"_s, approval.verified ? 1 : 0},
         {u"reason"_s, approval.reason},
         {u"at"_s, approval.at},
         {u"document"_s, approval.document},
         {u"signature"_s, approval.signature}});
    return done ? Result<void>() : Result<void>(fail(done.error()));
}

Audit::Entry entryOf(const ApprovalAsked& asked, const Approval& given)
{
    QJsonObject payload{{u"plan"_s, given.plan},
                        {u"procedure"_s, asked.procedure},
                        {u"by"_s, given.by},
                        {u"verified"_s, given.verified},
                        {u"reason"_s, given.reason}};
    if (!given.run.isNull()) {
        payload[u"run"_s] = given.run.toString();
        payload[u"step"_s] = given.step;
    }
    if (given.verified) {
        payload[u"document"_s] = sha256Hex(given.document);
        payload[u"signature"_s] = sha256Hex(given.signature);
    }
    const bool yes = given.decision == Decision::Approved;
    return {.action = yes ? u"run.approved"_s : u"run.declined"_s,
            .target = asked.target,
            .payload = payload,
            .dangerous = yes};
}

} // namespace

Approvals::Approvals(Store::Database& facts, Audit::Trail& trail, Clock& clock)
    : m_facts(facts)
    , m_trail(trail)
    , m_clock(clock)
{
}

std::vector<Store::Migration> Approvals::migrations()
{
    return {
        {.room = u"run"_s,
         .number = 2,
         .statements =
             {u"CREATE TABLE approvals (id TEXT PRIMARY KEY NOT NULL, run TEXT NOT NULL, step TEXT NOT NULL, "
              "plan_hash TEXT NOT NULL, decision TEXT NOT NULL, decided_by TEXT NOT NULL, verified INTEGER NOT NULL, "
              "reason TEXT NOT NULL, at INTEGER NOT NULL, document BLOB NOT NULL, signature BLOB NOT NULL) "
              "WITHOUT ROWID"_s,
              u"CREATE UNIQUE INDEX approvals_of_step ON approvals (run, step)"_s}},
        {.room = u"run"_s,
         .number = 3,
         .statements = {
             u"CREATE TABLE plan_approvals (id TEXT PRIMARY KEY NOT NULL, target TEXT NOT NULL, procedure TEXT NOT "
             "NULL, plan_hash TEXT NOT NULL, decision TEXT NOT NULL, decided_by TEXT NOT NULL, verified INTEGER NOT "
             "NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, document BLOB NOT NULL, signature BLOB NOT NULL) "
             "WITHOUT ROWID"_s,
             u"CREATE INDEX approvals_of_plans ON plan_approvals (target, procedure, at)"_s}}};
}

void Approvals::complete(Approval& given, const ApprovalAsked& asked) const
{
    given.id = Id::make(m_clock.now());
    given.run = asked.run;
    given.step = asked.step;
    given.plan = asked.plan;
    if (!given.verified)
        given.by = m_trail.actor().login;
}

QFuture<Result<Approval>> Approvals::decidePlan(const ApprovalAsked& asked, Approval given)
{
    complete(given, asked);
    Audit::Entry entry = entryOf(asked, given);
    const auto work = [given, asked, &clock = m_clock](QSqlDatabase& database) mutable -> Result<Approval> {
        given.at = clock.now();
        if (auto counts = judge(asked, given); !counts)
            return fail(counts.error());
        const auto done = Store::execute(
            database,
            u"INSERT INTO plan_approvals (id, target, procedure, plan_hash, decision, decided_by, verified, reason, "
            u"at, document, signature) VALUES (:id, :target, :procedure, :hash, :decision, :by, :verified, :reason, "
            u":at, "
            ":document, :signature)"_s,
            {{u"id"_s, given.id},
             {u"target"_s, asked.target},
             {u"procedure"_s, asked.procedure},
             {u"hash"_s, given.plan},
             {u"decision"_s, decisionName(given.decision)},
             {u"by"_s, given.by},
             {u"verified"_s, given.verified ? 1 : 0},
             {u"reason"_s, given.reason},
             {u"at"_s, given.at},
             {u"document"_s, given.document},
             {u"signature"_s, given.signature}});
        return done ? Result<Approval>(given) : Result<Approval>(fail(done.error()));
    };
    return m_trail.write<Approval>(std::move(entry), std::function<Result<Approval>(QSqlDatabase&)>(work));
}

QFuture<Result<std::vector<Approval>>> Approvals::ofPlans(const QString& target, const QString& procedure)
{
    return m_facts.read<std::vector<Approval>>([target, procedure](QSqlDatabase& database) {
        return Store::select<Approval>(
            database,
            u"SELECT id, NULL AS run, '' AS step, plan_hash, decision, decided_by, verified, reason, at, document, "
            "signature FROM plan_approvals WHERE target = :target AND procedure = :procedure ORDER BY at DESC, id DESC "
            "LIMIT 100"_s,
            {{u"target"_s, target}, {u"procedure"_s, procedure}}, readApproval);
    });
}

QFuture<Result<Approval>> Approvals::decide(const ApprovalAsked& asked, Approval given)
{
    complete(given, asked);
    Audit::Entry entry = entryOf(asked, given);
    const auto work = [given, asked, &clock = m_clock](QSqlDatabase& database) mutable -> Result<Approval> {
        // When it is written, not when it was asked for: the store may have been busy, and the step may be over by now.
        given.at = clock.now();
        if (auto counts = judge(asked, given); !counts)
            return fail(counts.error());
        const auto known = readOne(database, given.run, given.step);
        if (!known)
            return fail(known.error());
        if (*known)
            return fail(ErrorKind::Conflict,
                        QCoreApplication::translate("Run", "That was decided already: %1").arg(approvalWords(**known)));
        if (auto written = insert(database, given); !written)
            return fail(written.error());
        return given;
    };
    return m_trail.write<Approval>(std::move(entry), std::function<Result<Approval>(QSqlDatabase&)>(work))
        .then(QtFuture::Launch::Sync, [news = m_news](Result<Approval> done) {
            if (done)
                news->bell.ring([&] { ++news->changes; });
            return done;
        });
}

QFuture<Result<std::optional<Approval>>> Approvals::find(const Id& run, const QString& step)
{
    return m_facts.read<std::optional<Approval>>(
        [run, step](QSqlDatabase& database) { return readOne(database, run, step); });
}

QFuture<Result<std::vector<Approval>>> Approvals::of(const Id& run)
{
    return m_facts.read<std::vector<Approval>>([run](QSqlDatabase& database) {
        return Store::select<Approval>(database, selectAll + u"WHERE run = :run ORDER BY at"_s, {{u"run"_s, run}},
                                       readApproval);
    });
}

void Approvals::wait(quint64 seen, std::chrono::milliseconds delay, const std::stop_token& stop,
                     const std::stop_token& other)
{
    const std::stop_callback wake(other, [this] { m_news->bell.ring(); });
    m_news->bell.wait(stop, delay, [&] { return m_news->changes != seen || other.stop_requested(); });
}

} // namespace Pilothouse::Run
