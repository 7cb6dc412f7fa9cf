// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "run/signedapproval.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Deploys that wait for somebody's word, on a real sshd: on a yes they go on, on a no and after their time they go
/// back.
class ApprovalsTest : public QObject
{
    Q_OBJECT

private:
    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;
    };

    /// `terms` of the approval that stands in front of Migrate.
    static std::unique_ptr<Scene> open(const QString& terms, bool wayBack = true)
    {
        auto scene = std::make_unique<Scene>();
        const QString state = scene->folder.filePath(u"state"_s);
        scene->server =
            std::make_unique<SshServer>(SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME="_s + state}});
        if (!scene->server->isRunning())
            qFatal("no sshd: %s", qPrintable(scene->server->error()));
        const Ssh::Endpoint end = scene->server->endpoint();
        scene->floor = std::make_unique<ShopFloor>(
            scene->folder.path(),
            u"      app-1: { ssh: %1@%2:%3, directory: DIRECTORY, roles: [app] }"_s.arg(end.user, end.address)
                .arg(end.port));
        Shop& shop = scene->floor->shop;
        shop.yaml.replace(u"          - name: Migrate\n"_s,
                          u"          - { name: Ask, approve: the build%1 }\n          - name: Migrate\n"_s.arg(terms));
        if (!wayBack)
            shop.yaml.remove(u"        on-failure: rollback\n"_s).remove(u"        when-console-lost: rollback\n"_s);
        shop.knownHosts = scene->server->knownHostsFile();
        shop.keyFile = scene->server->keyFile();
        scene->desk = std::make_unique<Desk>(shop);
        return scene;
    }
    /// Until the run waits for its approval.
    static Result<ApprovalAsked> waiting(const Scene& scene, const Id& run)
    {
        Bell bell;
        bool asks = false;
        const auto watching = scene.desk->runs->attach(run, [&](const Event& event) {
            if (event.kind == Event::Kind::State && event.text.startsWith(u"Waits for an approval"_s))
                bell.ring([&] { asks = true; });
        });
        if (!bell.wait({}, 60s, [&] { return asks; }))
            return fail(ErrorKind::Timeout, u"it does not ask"_s);
        const auto record = scene.desk->record(run);
        if (!record)
            return fail(record.error());
        const auto asked = approvalsAsked(*record);
        return asked.empty() ? Result<ApprovalAsked>(fail(ErrorKind::NotFound, u"nothing is asked"_s)) : asked.front();
    }
    static Result<Approval> decide(const Scene& scene, const ApprovalAsked& asked, const Approval& given)
    {
        return await(scene.desk->approvals->decide(asked, given), {}, 30s);
    }
    static QString statementOf(const RunRecord& record) { return record.step(u"ask"_s, {})->statement; }

private Q_SLOTS:
    void goesOnWithAYes()
    {
        const auto scene = open({});
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto asked = waiting(*scene, *id);
        QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message));
        QCOMPARE(scene->floor->witnessed().size(), 2); // and nothing more until somebody says so
        QVERIFY(decide(*scene, *asked, {.decision = Decision::Approved, .reason = u"fine"_s}));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(statementOf(*record), u"Approved by tester (claimed, not signed): fine"_s);
        QCOMPARE(scene->floor->running(), u"1.1.0"_s);
        QFile output(scene->desk->runs->outputFile(*id, u"ask"_s, {}));
        QVERIFY(output.open(QIODevice::ReadOnly));
        const QString said = QString::fromUtf8(output.readAll());
        QVERIFY2(said.contains(u"Who may approve: anyone, until "_s + utcWords(asked->until)), qPrintable(said));
        QVERIFY2(said.contains(u"Approved by tester"_s), qPrintable(said));
    }
    void goesBackWithANo()
    {
        const auto scene = open(u", by: other"_s);
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        const auto asked = waiting(*scene, *id);
        QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message));
        const auto own = decide(*scene, *asked, {.decision = Decision::Approved});
        QCOMPARE(own.error().kind, ErrorKind::Refused);
        QVERIFY(decide(*scene, *asked, {.decision = Decision::Declined, .reason = u"errors rise"_s}));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"failed"_s);
        QCOMPARE(statementOf(*record), u"Declined by tester (claimed, not signed): errors rise"_s);
        QVERIFY2(record->info.summary.startsWith(u"Ask failed; rolled back to"_s), qPrintable(record->info.summary));
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
    }
    void goesBackAfterItsTime()
    {
        const auto scene = open(u", within: 1s"_s);
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"failed"_s);
        QVERIFY2(statementOf(*record).startsWith(u"Nobody approved it within 1 s, until "_s),
                 qPrintable(statementOf(*record)));
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);
    }
    /// Without a way back it stays where it was, and can be gone on with: then it is asked anew.
    void asksAnewWhenItIsGoneOnWith()
    {
        const auto scene = open(u", within: 1s"_s, false);
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
        const auto failed = scene->desk->waitFor(*id);
        QVERIFY2(failed, qPrintable(failed ? QString() : failed.error().message));
        QVERIFY(failed->resumable);
        const auto plan = await(scene->desk->runs->planResume(*id, scene->desk->definition), {}, 60s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QCOMPARE(plan->steps.front().step.id, u"ask"_s);
    }
    void takesASignedDecision()
    {
        const auto scene = open(u", by: other, signers: allowed_signers"_s);
        // The key that logs in signs as well; only its list is new.
        const QString key = scene->desk->shop.keyFile;
        QFile half(key + u".pub"_s);
        QVERIFY(half.open(QIODevice::ReadOnly));
        QFile list(scene->desk->shop.data + u"/allowed_signers"_s);
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("bert@example.com " + half.readAll());
        list.close();
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto asked = waiting(*scene, *id);
        QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message));
        const auto given =
            signApproval(*asked, Decision::Approved, u"seen"_s, scene->desk->clock.now(), key, false, {});
        QVERIFY2(given, qPrintable(given ? QString() : given.error().message + given.error().detail));
        QVERIFY(decide(*scene, *asked, *given));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(statementOf(*record), u"Approved by bert@example.com (verified by a signature): seen"_s);
    }
    void endsWhenItIsCancelled()
    {
        const auto scene = open({});
        const auto id = scene->desk->deploy(u"good"_s);
        QVERIFY(id);
        QVERIFY(waiting(*scene, *id));
        QVERIFY(await(scene->desk->runs->cancel(*id), {}, 30s));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY2(record, qPrintable(record ? QString() : record.error().message));
        QCOMPARE(runStateName(record->info.state), u"cancelled"_s);
        QVERIFY(approvalsAsked(*record).empty());
    }
};

PILOTHOUSE_TEST(ApprovalsTest)
#include "tst_approvals.moc"
