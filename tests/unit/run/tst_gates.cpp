// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "run/approvals.h"
#include "run/gates.h"
#include "run/index.h"
#include "run/reviews.h"
#include "run/runs.h"
#include "samples.h"
#include "store/query.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);

Asked unmet(const QString& kind, const QString& subject, const QString& statement, Verdict verdict = Verdict::Fails)
{
    return {.question = {u"shop"_s, u"production"_s, kind, subject, {}},
            .evidence = {
                .verdict = verdict, .statement = SafeText::fromUntrusted(statement), .observedAt = now, .goodFor = 1h}};
}

Plan bound(std::vector<Asked> requirements, const QString& reason = u"payments fail"_s)
{
    Plan plan = samplePlan();
    plan.requirements = std::move(requirements);
    plan.binding = Binding{.incident = u"0199"_s, .title = u"Payments fail"_s, .reason = reason};
    plan.binding->passed = passedBy(plan, now);
    plan.hash = planHash(plan).value_or(QString());
    return plan;
}

/// A plan that needs somebody else's word.
Plan guarded()
{
    Plan plan = samplePlan();
    plan.approval = PlanApproval{};
    plan.hash = planHash(plan).value_or(QString());
    return plan;
}

Approval word(const Plan& plan, const QString& by, const QDateTime& at, Decision decision = Decision::Approved)
{
    return {.id = Id::make(at), .plan = plan.hash, .decision = decision, .by = by, .at = at};
}

struct Place
{
    explicit Place(const QString& login, const QString& file = {})
        : facts(Store::Database::Kind::Facts, file.isEmpty() ? folder.filePath(u"facts.db"_s) : file, schema(), clock)
        , trail(facts, {.login = login, .installation = Id::make(clock.now())}, folder.filePath(u"anchors"_s), clock)
        , index(facts, trail)
        , reviews(facts, trail, clock)
        , approvals(facts, trail, clock)
    {
    }
    ~Place() { facts.close(); }
    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        std::ranges::move(Runs::migrations(), std::back_inserter(all));
        return all;
    }
    Id ran(const Plan& plan, RunState state = RunState::Succeeded)
    {
        RunRecord record;
        record.info.id = Id::make(clock.now());
        const auto applied = record.apply(
            {.kind = u"plan"_s, .at = clock.now(), .data = {{u"plan"_s, planToJson(plan)}, {u"actor"_s, u"anna"_s}}});
        if (!applied || !await(index.begin(record), {}, 30s))
            return {};
        record.info.state = state;
        if (!await(index.put(record), {}, 30s))
            return {};
        return record.info.id;
    }
    RunInfo listed(const Id& id)
    {
        const auto all = await(index.list({}), {}, 30s).value_or(std::vector<RunInfo>());
        const auto it = std::ranges::find(all, id, &RunInfo::id);
        return it == all.end() ? RunInfo{} : *it;
    }

    QTemporaryDir folder;
    ManualClock clock;
    Store::Database facts;
    Audit::Trail trail;
    RunIndex index;
    Reviews reviews;
    Approvals approvals;
};

} // namespace

class GatesUnitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesGatesAndNothingElse()
    {
        const Plan plan =
            bound({unmet(u"backup"_s, u"db"_s, u"none"_s), unmet(u"freeze"_s, {}, u"frozen"_s),
                   unmet(u"destroys"_s, u"seed"_s, u"step seed would run db:seed"_s),
                   unmet(u"unheard-of"_s, u"x"_s, u"no"_s), unmet(u"probe"_s, u"api"_s, u"green"_s, Verdict::Holds)});
        QCOMPARE(plan.binding->passed,
                 (std::vector<PassedGate>{{u"backup db"_s, u"none"_s}, {u"freeze"_s, u"frozen"_s}}));
        const auto refused = checkGates(plan, plan, now);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(refused.error().message.contains(u"db:seed"_s));
        QVERIFY(refused.error().message.contains(u"unheard-of x: no"_s));
        QVERIFY(!refused.error().message.contains(u"backup"_s));
        const Plan fine = bound({unmet(u"backup"_s, u"db"_s, u"none"_s)});
        QVERIFY(checkGates(fine, fine, now));
        QVERIFY(fine.isBypass());
    }
    void withoutAReasonNothingIsPassed()
    {
        const Plan plan = bound({unmet(u"backup"_s, u"db"_s, u"none"_s)}, {});
        QVERIFY(!plan.isBypass());
        QCOMPARE(checkGates(plan, plan, now).error().kind, ErrorKind::Refused);
    }
    void nothingIsPassedThatWasNotSeen()
    {
        const Plan seen = bound({unmet(u"backup"_s, u"db"_s, u"5 h old"_s)});
        const Plan older = bound({unmet(u"backup"_s, u"db"_s, u"6 h old"_s)});
        QVERIFY(checkGates(seen, older, now));
        const Plan more = bound({unmet(u"backup"_s, u"db"_s, u"5 h old"_s), unmet(u"freeze"_s, {}, u"frozen"_s)});
        const auto conflict = checkGates(seen, more, now);
        QCOMPARE(conflict.error().kind, ErrorKind::Conflict);
        QVERIFY(conflict.error().message.contains(u"freeze: frozen"_s));
    }
    void theBindingTravelsAndBelongsToTheHash()
    {
        const Plan plan = bound({unmet(u"backup"_s, u"db"_s, u"none"_s)});
        const auto again = planFromJson(planToJson(plan));
        QVERIFY(again);
        QCOMPARE(*again, plan);
        Plan other = plan;
        other.binding->reason = u"another"_s;
        QVERIFY(planHash(other).value() != plan.hash);
        other = plan;
        other.binding.reset();
        QCOMPARE(planHash(other).value(), samplePlan().hash);
        other = plan;
        other.binding->passed.clear();
        QCOMPARE(planHash(other).value(), plan.hash);

        Plan guardedPlan = guarded();
        guardedPlan.approval->signers = {u"bert ssh-ed25519 AAAA"_s};
        QVERIFY(planHash(guardedPlan).value() != guardedPlan.hash);
        guardedPlan.hash = planHash(guardedPlan).value();
        QCOMPARE(planFromJson(planToJson(guardedPlan)).value(), guardedPlan);
    }
    void somebodyElseHasToApproveExactlyThisPlan()
    {
        const Plan plan = guarded();
        const auto ask = [&](const std::vector<Approval>& known, const QDateTime& when = now) {
            return approvalEvidence(plan, known, u"anna"_s, when, {});
        };
        const auto fails = [&](const std::vector<Approval>& known, const QString& words, const QDateTime& when = now) {
            const Evidence evidence = ask(known, when);
            return evidence.verdict == Verdict::Fails && evidence.statement.text().contains(words)
                       ? QString()
                       : evidence.statement.text() + u" / "_s + verdictName(evidence.verdict);
        };
        QCOMPARE(fails({}, u"nobody approved this plan"_s), QString());
        // It says how.
        QCOMPARE(fails({}, u"approve --plan %1 shop/production deploy --set ref=origin/main"_s.arg(plan.hash.left(12))),
                 QString());
        QCOMPARE(fails({word(plan, u"anna@laptop"_s, now)}, u"only anna@laptop approved it"_s), QString());
        Plan stale = plan;
        stale.hash = QString(64, u'f');
        QCOMPARE(fails({word(stale, u"bert"_s, now)}, u"bert approved another plan (ffffffffffff)"_s), QString());
        QCOMPARE(ask({word(plan, u"bert"_s, now.addSecs(-60))}).verdict, Verdict::Holds);
        QCOMPARE(ask({word(plan, u"anna"_s, now), word(plan, u"bert"_s, now)}).verdict, Verdict::Holds);
        // It expires, and is believed no longer than that.
        const Approval old = word(plan, u"bert"_s, now.addSecs(-23 * 3600 - 3540));
        QCOMPARE(ask({old}).goodFor, std::chrono::milliseconds(1min));
        QCOMPARE(fails({old}, u"bert approved it at"_s, now.addSecs(61)), QString());
        // A no stands until the same person says yes.
        const Approval no = word(plan, u"carl"_s, now, Decision::Declined);
        QCOMPARE(fails({no, word(plan, u"bert"_s, now)}, u"Declined by carl"_s), QString());
        QCOMPARE(ask({word(plan, u"carl"_s, now), no}).verdict, Verdict::Holds);
    }
    void aPlanThatGoesOnTakesTheWordOnTheFirst()
    {
        Plan plan = guarded();
        const Approval given = word(plan, u"bert"_s, now);
        plan.earlier = {u"0199"_s};
        plan.approval->plan = given.plan;
        plan.hash = planHash(plan).value();
        QVERIFY(plan.hash != given.plan);
        QCOMPARE(approvalEvidence(plan, {given}, u"anna"_s, now, {}).verdict, Verdict::Holds);
    }
    void wordsOnPlansAreKept()
    {
        Place place(u"bert"_s);
        const Plan plan = guarded();
        const auto asked = askedBy(plan, {}, place.clock.now());
        QVERIFY(asked);
        const auto json = askedFromJson(askedToJson(*asked));
        QVERIFY2(json.has_value(), qPrintable(json ? QString() : json.error().message));
        QCOMPARE(*json, *asked);
        const auto given =
            await(place.approvals.decidePlan(*asked, {.decision = Decision::Approved, .reason = u"fine"_s}), {}, 30s);
        QVERIFY2(given.has_value(), qPrintable(given ? QString() : given.error().message + given.error().detail));
        QCOMPARE(given->by, u"bert"_s);
        const auto known = await(place.approvals.ofPlans(u"shop/production"_s, u"deploy"_s), {}, 30s);
        QVERIFY(known);
        QCOMPARE(known->size(), size_t(1));
        QCOMPARE(approvalEvidence(plan, *known, u"anna"_s, place.clock.now(), {}).verdict, Verdict::Holds);
        QCOMPARE(approvalEvidence(plan, *known, u"bert"_s, place.clock.now(), {}).verdict, Verdict::Fails);
        QCOMPARE(await(place.trail.entries({}), {}, 30s)->front().action, u"run.approved"_s);
        auto late = *asked;
        late.until = place.clock.now().addSecs(-1);
        QCOMPARE(await(place.approvals.decidePlan(late, {.decision = Decision::Approved}), {}, 30s).error().kind,
                 ErrorKind::Refused);
    }
    void aBypassStaysUnreviewedUntilSomebodyElseLooked()
    {
        Place place(u"bert"_s);
        const Plan plan = bound({unmet(u"backup"_s, u"db"_s, u"none"_s)});
        const Id open = place.ran(plan, RunState::Running);
        const Id done = place.ran(plan);
        const Id plain = place.ran(samplePlan());
        QVERIFY(!open.isNull() && !done.isNull() && !plain.isNull());
        QVERIFY(place.listed(done).isUnreviewed());
        QCOMPARE(place.listed(done).bypass->gates, QStringList{u"backup db: none"_s});
        QVERIFY(!place.listed(plain).bypass);
        const auto review = [&](const Id& id, const QString& comment, const QString& as = {}) {
            return await(place.reviews.review(id, comment, as), {}, 30s);
        };
        QCOMPARE(review(done, u" "_s).error().kind, ErrorKind::Invalid);
        QCOMPARE(review(open, u"fine"_s).error().kind, ErrorKind::Refused);
        QCOMPARE(review(plain, u"fine"_s).error().kind, ErrorKind::Refused);
        QCOMPARE(review(done, u"fine"_s, u"anna@home"_s).error().kind, ErrorKind::Refused);
        QCOMPARE(review(Id::make(place.clock.now()), u"fine"_s).error().kind, ErrorKind::NotFound);
        const auto reviewed = review(done, u"it had to be"_s);
        QVERIFY2(reviewed.has_value(), qPrintable(reviewed ? QString() : reviewed.error().detail));
        QCOMPARE(review(done, u"again"_s).error().kind, ErrorKind::Conflict);
        const RunInfo info = place.listed(done);
        QVERIFY(info.bypass && !info.isUnreviewed());
        QCOMPARE(info.bypass->reviewedBy, u"bert"_s);
        QCOMPARE(info.bypass->comment, u"it had to be"_s);
        const auto left = await(place.index.list({.unreviewedOnly = true}), {}, 30s);
        QVERIFY(left);
        QCOMPARE(left->size(), size_t(1));
        QCOMPARE(left->front().id, open);
        const auto trail = await(place.trail.entries({.action = u"run.reviewed"_s}), {}, 30s);
        QVERIFY(trail && trail->size() == 1);
        QCOMPARE(trail->front().target, u"shop/production"_s);
        const auto began = await(place.trail.entries({.action = u"run.began"_s, .limit = 3}), {}, 30s);
        QVERIFY(began && began->at(1).payload.contains("backup db: none"));
        // Whoever writes it down for somebody else is named too.
        const Id other = place.ran(plan);
        const auto lent = review(other, u"fine"_s, u"carl"_s);
        QVERIFY(lent);
        QCOMPARE(lent->writtenBy, u"bert"_s);
        QVERIFY(bypassWords(*lent).contains(u"carl (claimed, written down by bert)"_s));
    }
};

PILOTHOUSE_TEST(GatesUnitTest)
#include "tst_gates.moc"
