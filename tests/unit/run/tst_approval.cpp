// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "run/approvestep.h"
#include "run/planwork.h"
#include "run/runs.h"
#include "run/signedapproval.h"
#include "samples.h"
#include "store/query.h"
#include "support/manualclock.h"
#include "support/testmain.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Id runId = Id::make(QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC));

/// The sample plan with an approval in front of its verification, which anna's run has reached.
Plan askingPlan(System::Approver by = System::Approver::Anyone, const QStringList& signers = {})
{
    Plan plan = samplePlan({u"app-1"_s});
    PlannedStep ask{.step = {.id = u"ask"_s,
                             .name = u"Release"_s,
                             .action = System::StepAction::Approve,
                             .by = by,
                             .argument = u"the numbers of staging"_s,
                             .within = 1h},
                    .signers = signers};
    plan.steps.insert(plan.steps.end() - 1, ask);
    plan.hash = planHash(plan).value();
    return plan;
}

RunRecord waitingRecord(const Plan& plan, const QDateTime& since)
{
    RunRecord record;
    record.info.id = runId;
    (void)record.apply(
        {.kind = u"plan"_s, .at = since, .data = {{u"plan"_s, planToJson(plan)}, {u"actor"_s, u"anna"_s}}});
    (void)record.apply({.kind = u"state"_s, .at = since, .data = {{u"state"_s, u"running"_s}}});
    (void)record.apply({.kind = u"intent"_s, .at = since, .data = {{u"act"_s, u"step"_s}, {u"step"_s, u"ask"_s}}});
    return record;
}

/// A store with its trail, for whoever is at the desk.
struct Place
{
    explicit Place(const QString& login)
        : facts(Store::Database::Kind::Facts, folder.filePath(u"facts.db"_s), schema(), clock)
        , trail(facts, {.login = login, .installation = Id::make(clock.now())}, folder.filePath(u"anchors"_s), clock)
        , approvals(facts, trail, clock)
        , step(approvals, clock)
    {
    }
    static std::vector<Store::Migration> schema()
    {
        auto all = Audit::Trail::migrations();
        std::ranges::move(Runs::migrations(), std::back_inserter(all));
        return all;
    }
    ApprovalAsked asked(const Plan& plan) const
    {
        return *askedBy(waitingRecord(plan, clock.now()), u"ask"_s, clock.now());
    }
    Result<Approval> decide(const ApprovalAsked& asked, const Approval& given)
    {
        return await(approvals.decide(asked, given), {}, 30s);
    }
    QStringList audited()
    {
        QStringList actions;
        const auto entries = await(trail.entries({}), {}, 30s);
        for (const Audit::Record& record : entries.value())
            actions += record.action;
        return actions;
    }
    QFuture<Result<StepOutcome>> carryOut(const Plan& plan, bool resumed = false)
    {
        return step.carryOut({.run = runId,
                              .key = u"ask"_s,
                              .plan = std::make_shared<const Plan>(plan),
                              .step = plan.steps.at(plan.steps.size() - 2).step,
                              .resumed = resumed,
                              .begun = begun,
                              .startedBy = u"anna"_s,
                              .stop = stop.get_token(),
                              .progress = [this](const QString& line) { said.ring([&] { lines += line; }); },
                              .waits = [this](const QString& text) { said.ring([&] { waits = text; }); }});
    }

    QTemporaryDir folder;
    ManualClock clock;
    QDateTime begun = clock.now();
    Store::Database facts;
    Audit::Trail trail;
    Approvals approvals;
    std::stop_source stop;
    Bell said;
    QStringList lines;
    QString waits;
    ApproveStep step;
};

/// Keys and a list of who may sign.
struct Keys
{
    Keys()
    {
        for (const QString& name : {u"bert"_s, u"anna"_s, u"mallory"_s})
            keygen({u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-C"_s, name, u"-f"_s, file(name)});
        for (const QString& name : {u"bert"_s, u"anna"_s}) {
            QFile key(file(name) + u".pub"_s);
            if (key.open(QIODevice::ReadOnly))
                signers += u"%1@example.com %2"_s.arg(name, QString::fromUtf8(key.readAll()).trimmed());
        }
    }
    QString file(const QString& name) const { return folder.filePath(name); }
    static QByteArray keygen(const QStringList& arguments, const QByteArray& input = {})
    {
        QProcess process;
        process.start(u"ssh-keygen"_s, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("ssh-keygen: %s", process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    QTemporaryDir folder;
    QStringList signers;
};

} // namespace

/// Somebody's word on a step: what is asked, what counts, what is kept, and what a signature proves.
class ApprovalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksFromTheFirstStart()
    {
        const QDateTime since(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        RunRecord record = waitingRecord(askingPlan(System::Approver::Other, {u"bert key"_s}), since);
        // Another console goes on with it: no new time begins.
        QVERIFY(record.apply(
            {.kind = u"intent"_s, .at = since.addSecs(600), .data = {{u"act"_s, u"step"_s}, {u"step"_s, u"ask"_s}}}));
        const auto asked = approvalsAsked(record);
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked.front().until, since.addSecs(3600));
        QCOMPARE(asked.front().startedBy, u"anna"_s);
        QCOMPARE(asked.front().text, u"the numbers of staging"_s);
        QCOMPARE(asked.front().signers, QStringList{u"bert key"_s});
        QCOMPARE(askedFromJson(askedToJson(asked.front())).value(), asked.front());
        QVERIFY(!askedFromJson({}));

        QVERIFY(
            record.apply({.kind = u"console"_s, .at = since, .data = {{u"step"_s, u"ask"_s}, {u"result"_s, u"ok"_s}}}));
        QVERIFY(approvalsAsked(record).empty());
    }
    void isPartOfThePlan()
    {
        const Plan anyone = askingPlan();
        const Plan other = askingPlan(System::Approver::Other);
        const Plan signedBy = askingPlan(System::Approver::Anyone, {u"bert key"_s});
        QVERIFY(anyone.hash != other.hash);
        QVERIFY(anyone.hash != signedBy.hash);
        for (const Plan& plan : {anyone, other, signedBy})
            QCOMPARE(planFromJson(planToJson(plan)).value(), plan);
    }
    void takesTheSignersIntoThePlan()
    {
        const QTemporaryDir folder;
        const System::Procedure procedure{.name = u"deploy"_s,
                                          .steps = {{.id = u"ask"_s,
                                                     .name = u"Ask"_s,
                                                     .action = System::StepAction::Approve,
                                                     .argument = u"x"_s,
                                                     .signers = folder.filePath(u"allowed"_s)}}};
        std::vector<PlannedStep> steps;
        const auto missing = PlanWork::addSteps({}, procedure, steps);
        QVERIFY(!missing);
        QVERIFY2(missing.error().message.contains(u"allowed"_s), qPrintable(missing.error().message));
        QFile file(folder.filePath(u"allowed"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# nobody yet\n\n");
        QVERIFY(file.flush());
        QCOMPARE(PlanWork::addSteps({}, procedure, steps).error().kind, ErrorKind::Invalid);
        file.write("bert ssh-ed25519 AAAA\n");
        QVERIFY(file.flush());
        QVERIFY(PlanWork::addSteps({}, procedure, steps));
        QCOMPARE(steps.front().signers, QStringList{u"bert ssh-ed25519 AAAA"_s});
        QVERIFY(steps.front().step.signers.isEmpty());
    }
    void knowsPeopleByTheirNames()
    {
        for (const QString& name : {u"anna"_s, u"Anna"_s, u"anna@example.com"_s, u"anna as root"_s, u"bert,anna@x"_s})
            QVERIFY2(isSamePerson(name, u"anna"_s), qPrintable(name));
        for (const QString& name : {u"bert"_s, u"annabel"_s, u"bert@anna"_s, QString()})
            QVERIFY2(!isSamePerson(name, u"anna"_s), qPrintable(name));
    }
    void judges_data()
    {
        QTest::addColumn<bool>("other");
        QTest::addColumn<bool>("signers");
        QTest::addColumn<bool>("yes");
        QTest::addColumn<QString>("by");
        QTest::addColumn<bool>("verified");
        QTest::addColumn<int>("afterSeconds");
        QTest::addColumn<bool>("counts");
        const QString anna = u"anna as root"_s;
        const QString bert = u"bert"_s;
        QTest::newRow("anyone, oneself") << false << false << true << anna << false << 60 << true;
        QTest::newRow("other, oneself") << true << false << true << anna << false << 60 << false;
        QTest::newRow("other, another") << true << false << true << bert << false << 60 << true;
        QTest::newRow("other, oneself says no") << true << false << false << anna << false << 60 << true;
        QTest::newRow("signers, claimed") << false << true << true << bert << false << 60 << false;
        QTest::newRow("signers, verified") << false << true << true << bert << true << 60 << true;
        QTest::newRow("signers, claimed no") << false << true << false << bert << false << 60 << true;
        QTest::newRow("other, oneself with a key") << true << true << true << anna << true << 60 << false;
        QTest::newRow("at the end") << false << false << true << bert << false << 3600 << true;
        QTest::newRow("too late") << false << false << true << bert << false << 3601 << false;
        QTest::newRow("a late no") << false << false << false << bert << false << 3601 << false;
    }
    void judges()
    {
        QFETCH(bool, other);
        QFETCH(bool, signers);
        QFETCH(bool, yes);
        QFETCH(QString, by);
        QFETCH(bool, verified);
        QFETCH(int, afterSeconds);
        QFETCH(bool, counts);
        const QDateTime since(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const Plan plan = askingPlan(other ? System::Approver::Other : System::Approver::Anyone,
                                     signers ? QStringList{u"a key"_s} : QStringList());
        const auto asked = approvalsAsked(waitingRecord(plan, since)).at(0);
        Approval approval{.run = runId,
                          .step = u"ask"_s,
                          .plan = plan.hash,
                          .decision = yes ? Decision::Approved : Decision::Declined,
                          .by = by,
                          .verified = verified,
                          .at = since.addSecs(afterSeconds)};
        const auto judged = judge(asked, approval);
        QCOMPARE(judged.has_value(), counts);
        if (!judged)
            QCOMPARE(judged.error().kind, ErrorKind::Refused);
        approval.plan = QString(64, u'0');
        QCOMPARE(judge(asked, approval).error().kind, ErrorKind::Invalid);
    }
    void keepsTheFirstDecisionWithItsEntry()
    {
        Place place(u"bert"_s);
        const Plan plan = askingPlan(System::Approver::Other);
        const auto asked = place.asked(plan);
        const auto done =
            place.decide(asked, {.decision = Decision::Approved, .by = u"the boss"_s, .reason = u"fine"_s});
        QVERIFY2(done, qPrintable(done ? QString() : done.error().message + done.error().detail));
        QCOMPARE(done->by, u"bert"_s); // whatever name was given
        QVERIFY(!done->verified);
        QCOMPARE(approvalWords(*done), u"Approved by bert (claimed, not signed): fine"_s);
        QCOMPARE(await(place.approvals.find(runId, u"ask"_s), {}, 30s).value(), std::optional(*done));
        QCOMPARE(await(place.approvals.of(runId), {}, 30s)->size(), size_t(1));
        QCOMPARE(place.decide(asked, {.decision = Decision::Declined}).error().kind, ErrorKind::Conflict);
        QCOMPARE(place.audited(), QStringList{u"run.approved"_s});
    }
    void refusesWithoutATrace()
    {
        Place place(u"anna"_s);
        const auto asked = place.asked(askingPlan(System::Approver::Other));
        const auto own = place.decide(asked, {.decision = Decision::Approved});
        QCOMPARE(own.error().kind, ErrorKind::Refused);
        QVERIFY2(own.error().message.contains(u"somebody else"_s), qPrintable(own.error().message));
        place.clock.advance(2h);
        QCOMPARE(place.decide(asked, {.decision = Decision::Declined}).error().kind, ErrorKind::Refused);
        QVERIFY(place.audited().isEmpty());
        QVERIFY(!await(place.approvals.find(runId, u"ask"_s), {}, 30s)->has_value());
    }
    void waitsForADecision()
    {
        Place place(u"bert"_s);
        const Plan plan = askingPlan(System::Approver::Other);
        const auto outcome = place.carryOut(plan);
        QTRY_VERIFY(place.said.wait({}, 100ms, [&] { return !place.lines.isEmpty(); }));
        QVERIFY(!outcome.isFinished());
        QVERIFY2(place.waits.startsWith(u"Waits for an approval until 2026-11-20 04:00:00 UTC: the numbers"_s),
                 qPrintable(place.waits));
        QVERIFY2(place.lines.first().contains(u"somebody other than anna, until 2026-11-20 04:00:00 UTC"_s),
                 qPrintable(place.lines.first()));
        QVERIFY(place.decide(place.asked(plan), {.decision = Decision::Approved, .reason = u"looks good"_s}));
        const auto ended = await(outcome, {}, 30s);
        QVERIFY(ended && ended->succeeded);
        QCOMPARE(ended->statement, u"Approved by bert (claimed, not signed): looks good"_s);
        QVERIFY(place.lines.last().contains(ended->statement));
    }
    void failsWithTheReason()
    {
        Place place(u"anna"_s);
        const Plan plan = askingPlan(System::Approver::Other);
        QVERIFY(place.decide(place.asked(plan), {.decision = Decision::Declined, .reason = u"errors rise"_s}));
        const auto ended = await(place.carryOut(plan), {}, 30s);
        QVERIFY(ended && !ended->succeeded);
        QCOMPARE(ended->statement, u"Declined by anna (claimed, not signed): errors rise"_s);
    }
    void expiresAtItsFirstDeadline()
    {
        Place place(u"bert"_s);
        const Plan plan = askingPlan();
        place.clock.advance(30min); // another console had begun it
        const auto outcome = place.carryOut(plan, true);
        QTRY_VERIFY(place.said.wait({}, 100ms, [&] { return !place.lines.isEmpty(); }));
        QVERIFY(place.lines.first().contains(u"until 2026-11-20 04:00:00 UTC as before"_s));
        place.clock.advance(30min + 5s);
        const auto ended = await(outcome, {}, 30s);
        QVERIFY(ended && !ended->succeeded);
        QVERIFY2(ended->statement.startsWith(u"Nobody approved it within 1 h"_s), qPrintable(ended->statement));
    }
    void countsWhatWasGivenInTimeAfterTheDeadline()
    {
        Place place(u"bert"_s);
        const Plan plan = askingPlan();
        QVERIFY(place.decide(place.asked(plan), {.decision = Decision::Approved}));
        place.clock.advance(5h); // nobody drove meanwhile
        const auto ended = await(place.carryOut(plan, true), {}, 30s);
        QVERIFY(ended && ended->succeeded);
    }
    void endsWithItsRun()
    {
        Place place(u"bert"_s);
        const auto outcome = place.carryOut(askingPlan());
        QTRY_VERIFY(place.said.wait({}, 100ms, [&] { return !place.lines.isEmpty(); }));
        place.stop.request_stop();
        QCOMPARE(await(outcome, {}, 30s).error().kind, ErrorKind::Cancelled);
    }
    void believesSignaturesOnly()
    {
        const Keys keys;
        Place place(u"carol"_s);
        const Plan plan = askingPlan(System::Approver::Other, keys.signers);
        const auto asked = place.asked(plan);
        QCOMPARE(place.decide(asked, {.decision = Decision::Approved}).error().kind, ErrorKind::Refused);

        const auto own =
            signApproval(asked, Decision::Approved, {}, place.clock.now(), keys.file(u"anna"_s), false, {});
        QCOMPARE(own.error().kind, ErrorKind::Refused);
        const auto given =
            signApproval(asked, Decision::Approved, u"seen"_s, place.clock.now(), keys.file(u"bert"_s), false, {});
        QVERIFY2(given, qPrintable(given ? QString() : given.error().message + given.error().detail));
        QCOMPARE(given->by, u"bert@example.com"_s);
        QVERIFY(place.decide(asked, *given));
        const auto ended = await(place.carryOut(plan), {}, 30s);
        QVERIFY(ended && ended->succeeded);
        QCOMPARE(ended->statement, u"Approved by bert@example.com (verified by a signature): seen"_s);
    }
    void doesNotBelieveTheStore()
    {
        const Keys keys;
        Place place(u"carol"_s);
        const Plan plan = askingPlan(System::Approver::Anyone, keys.signers);
        const auto asked = place.asked(plan);
        const auto no = signApproval(asked, Decision::Declined, {}, place.clock.now(), keys.file(u"bert"_s), false, {});
        QVERIFY(no && place.decide(asked, *no));
        // Somebody with the file and no scruples makes a yes of it.
        QVERIFY(await(place.facts.write<void>([](QSqlDatabase& database) -> Result<void> {
            const auto done = Store::execute(database, u"UPDATE approvals SET decision = 'approved'"_s);
            return done ? Result<void>() : Result<void>(fail(done.error()));
        }),
                      {}, 30s));
        const auto ended = await(place.carryOut(plan), {}, 30s);
        QVERIFY(ended && !ended->succeeded);
        QVERIFY2(ended->statement.contains(u"does not count"_s), qPrintable(ended->statement));
    }
    void bindsASignatureToItsRunAndPlan()
    {
        const Keys keys;
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const auto asked = approvalsAsked(waitingRecord(askingPlan(System::Approver::Anyone, keys.signers), now)).at(0);
        const auto given = signApproval(asked, Decision::Approved, {}, now, keys.file(u"bert"_s), false, {});
        QVERIFY(given);
        QVERIFY(readSigned(asked, given->document, given->signature, {}));
        const auto refused = [&](ApprovalAsked other) {
            const auto read = readSigned(other, given->document, given->signature, {});
            return !read && read.error().kind == ErrorKind::Invalid;
        };
        ApprovalAsked other = asked;
        other.run = Id::make(now);
        QVERIFY(refused(other));
        other = asked;
        other.step = u"again"_s;
        QVERIFY(refused(other));
        other = asked;
        other.target = u"shop/staging"_s;
        QVERIFY(refused(other));
        other = asked;
        other.plan = QString(64, u'0');
        QVERIFY(refused(other));
    }
    void findsWhatWasTamperedWith()
    {
        const Keys keys;
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const auto asked = approvalsAsked(waitingRecord(askingPlan(System::Approver::Anyone, keys.signers), now)).at(0);
        const auto no = signApproval(asked, Decision::Declined, u"no"_s, now, keys.file(u"bert"_s), false, {});
        QVERIFY(no);
        const QByteArray changed = QByteArray(no->document).replace("\"declined\"", "\"approved\"");
        QVERIFY(changed != no->document);
        QCOMPARE(readSigned(asked, changed, no->signature, {}).error().kind, ErrorKind::Refused);
        // The same members in another order, or twice, are not what was signed.
        QCOMPARE(readSigned(asked, ' ' + no->document, no->signature, {}).error().kind, ErrorKind::Invalid);
        QCOMPARE(readSigned(asked, no->document, "-----BEGIN SSH SIGNATURE-----\n", {}).error().kind,
                 ErrorKind::Refused);
        // A key that is not on the list, and a signature for something else.
        const auto stranger = signApproval(asked, Decision::Approved, {}, now, keys.file(u"mallory"_s), false, {});
        QCOMPARE(stranger.error().kind, ErrorKind::Refused);
        QVERIFY2(stranger.error().message.contains(u"list of signers"_s), qPrintable(stranger.error().message));
        const QByteArray forFiles =
            Keys::keygen({u"-Y"_s, u"sign"_s, u"-n"_s, u"file"_s, u"-f"_s, keys.file(u"bert"_s)}, no->document);
        QCOMPARE(readSigned(asked, no->document, forFiles, {}).error().kind, ErrorKind::Refused);
        ApprovalAsked open = asked;
        open.signers.clear();
        QCOMPARE(readSigned(open, no->document, no->signature, {}).error().kind, ErrorKind::Refused);
        open.signers = {u"*@example.com "_s + asked.signers.first().section(u' ', 1)};
        QCOMPARE(readSigned(open, no->document, no->signature, {}).error().kind, ErrorKind::Invalid);
        const QString gone = keys.file(u"nobody"_s);
        const auto noKey = signApproval(asked, Decision::Approved, {}, now, gone, false, {});
        QCOMPARE(noKey.error().kind, ErrorKind::NotFound);
        QVERIFY(noKey.error().message.contains(gone));
    }
    void refusesAnExpiredSigner()
    {
        const Keys keys;
        const QDateTime now(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        QString old = keys.signers.first();
        old.insert(old.indexOf(u' '), u" valid-before=\"20200101\""_s);
        const auto asked = approvalsAsked(waitingRecord(askingPlan(System::Approver::Anyone, {old}), now)).at(0);
        const auto given = signApproval(asked, Decision::Approved, {}, now, keys.file(u"bert"_s), false, {});
        QCOMPARE(given.error().kind, ErrorKind::Refused);
    }
};

PILOTHOUSE_TEST(ApprovalTest)
#include "tst_approval.moc"
