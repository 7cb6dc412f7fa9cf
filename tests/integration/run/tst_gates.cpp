// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Says of everything of its kind what a test wants it to say.
class Says final : public EvidenceSource
{
public:
    Says(QString kind, Verdict verdict, QString statement, QStringList artefacts = {})
        : m_kind(std::move(kind))
        , m_artefacts(std::move(artefacts))
        , verdict(verdict)
        , statement(std::move(statement))
    {
    }
    QString kind() const override { return m_kind; }
    QFuture<Result<Evidence>> ask(const Question&) override
    {
        return answered<Evidence>(Evidence{.verdict = verdict,
                                           .statement = SafeText::fromUntrusted(statement),
                                           .observedAt = QDateTime::currentDateTimeUtc(),
                                           .goodFor = 1h,
                                           .artefacts = m_artefacts});
    }

private:
    QString m_kind;
    QStringList m_artefacts;

public:
    std::atomic<Verdict> verdict;
    QString statement;
};

} // namespace

/// What keeps a run from starting, and what does not, in production on a real sshd.
class GatesTest : public QObject
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

    /// `procedures` are written behind those of the shop, `environment` before its hosts.
    static std::unique_ptr<Scene> open(const QString& procedures, const QString& environment = {})
    {
        auto scene = std::make_unique<Scene>();
        const QString state = scene->folder.filePath(u"state"_s);
        scene->server =
            std::make_unique<SshServer>(SshServer::Options{.configuration = {u"SetEnv XDG_STATE_HOME="_s + state}});
        if (!scene->server->isRunning())
            qFatal("no sshd: %s", qPrintable(scene->server->error()));
        const Ssh::Endpoint end = scene->server->endpoint();
        const QString hosts =
            u"      app-1: { ssh: %1@%2:%3, directory: DIRECTORY, roles: [app] }"_s.arg(end.user, end.address)
                .arg(end.port);
        scene->floor = std::make_unique<ShopFloor>(scene->folder.path(), hosts, procedures);
        Shop& shop = scene->floor->shop;
        shop.yaml.replace(u"    kind: staging\n"_s, u"    kind: production\n"_s + environment);
        shop.knownHosts = scene->server->knownHostsFile();
        shop.keyFile = scene->server->keyFile();
        scene->desk = std::make_unique<Desk>(shop);
        return scene;
    }

    static Result<Plan> planFor(const Scene& scene, const QString& procedure, const QString& incident,
                                const QString& reason)
    {
        return await(scene.desk->runs->plan({.definition = scene.desk->definition,
                                             .environment = u"production"_s,
                                             .procedure = procedure,
                                             .incident = incident,
                                             .bypass = reason}),
                     {}, 60s);
    }
    static QString said(const Asked& asked) { return asked.evidence.statement.text(); }
    static Result<Id> start(const Scene& scene, const Plan& plan)
    {
        return scene.desk->start(plan, {.confirmed = u"shop/production"_s});
    }

private Q_SLOTS:
    void whatDestroysDataIsAllowedByNameOnly()
    {
        const auto scene = open(uR"(
      fill:
        steps:
          - { name: Look, on: app, run: 'echo db:seed > looked' }
          - { name: Seed, on: app, run: 'touch seeded # npm\n: && npm run db:seed || :', pending: 'touch counted; dropdb a' }
      wipe:
        steps:
          - { name: Empty, on: app, run: 'touch wiped || redis-cli FLUSHALL', destroys: the cache is rebuilt }
      careless:
        steps: [{ name: Look, on: app, run: ls }]
        on-failure: fill
)"_s);
        const auto plan = scene->desk->plan(u"fill"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message + plan.error().detail));
        QCOMPARE(plan->requirements.size(), size_t(1));
        QVERIFY2(said(plan->requirements.front()).contains(u"pending: of step Seed (seed) would run dropdb"_s),
                 qPrintable(said(plan->requirements.front())));
        QVERIFY(!QFile::exists(scene->floor->shop.directory + u"/counted"_s));
        const auto refused = start(*scene, *plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(!QFile::exists(scene->floor->shop.directory + u"/looked"_s));

        // The way back is looked at before it is needed.
        const auto careless = scene->desk->plan(u"careless"_s);
        QVERIFY(careless);
        QCOMPARE(careless->unmet(scene->desk->clock.now()).size(), size_t(1));

        const auto allowed = scene->desk->plan(u"wipe"_s);
        QVERIFY(allowed);
        QVERIFY(allowed->requirements.empty());
        const auto id = start(*scene, *allowed);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto record = scene->desk->waitFor(*id);
        QVERIFY(record);
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(record->plan.steps.front().step.destroys, u"the cache is rebuilt"_s);
    }
    void aFreezeHoldsUpTheWayForwardOnly()
    {
        const auto scene = open(uR"(
      restart:
        way: care
        steps: [{ name: Restart, on: app, run: touch restarted }]
      look:
        steps: [{ name: Look, on: app, run: ls, read-only: true }]
)"_s,
                                u"    windows: { freeze: [{ title: Always, cron: '0 * * * *', for: 1h }] }\n"_s);
        const auto plan = scene->desk->plan(u"deploy"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message + plan.error().detail));
        QCOMPARE(plan->unmet(scene->desk->clock.now()).size(), size_t(1));
        const auto refused = start(*scene, *plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"frozen without an end in sight (Always)"_s),
                 qPrintable(refused.error().message));
        QCOMPARE(scene->floor->running(), u"1.0.0"_s);

        for (const QString& name : {u"restart"_s, u"look"_s}) {
            const auto care = scene->desk->plan(name);
            QVERIFY(care);
            QVERIFY(care->requirements.empty());
            const auto id = start(*scene, *care);
            QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
            const auto record = scene->desk->waitFor(*id);
            QVERIFY(record);
            QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        }
        const auto back = scene->desk->plan(u"rollback"_s, {{u"previous"_s, scene->floor->first}});
        QVERIFY2(back, qPrintable(back ? QString() : back.error().message));
        QVERIFY(back->requirements.empty());
        const auto id = start(*scene, *back);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message));
        QVERIFY(scene->desk->waitFor(*id));
    }
    void aMaintenanceWindowIsAGate_data()
    {
        QTest::addColumn<QString>("cron");
        QTest::addColumn<QString>("statement");
        QTest::newRow("open") << u"0 * * * *"_s << u"open without an end in sight"_s;
        QTest::newRow("closed") << u"0 0 29 2 *"_s << u"closed; the next opens 2"_s;
        QTest::newRow("never") << u"0 0 30 2 *"_s << u"none of the definition opens"_s;
    }
    void aMaintenanceWindowIsAGate()
    {
        QFETCH(QString, cron);
        QFETCH(QString, statement);
        const auto scene = open(uR"(
      patch:
        requires: [{ window: maintenance }]
        steps: [{ name: Patch, on: app, run: touch patched }]
)"_s,
                                u"    windows: { maintenance: [{ cron: '%1', for: 1h }] }\n"_s.arg(cron));
        const auto plan = scene->desk->plan(u"patch"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message + plan.error().detail));
        QCOMPARE(plan->requirements.size(), size_t(1));
        QVERIFY2(said(plan->requirements.front()).contains(statement), qPrintable(said(plan->requirements.front())));
        const bool open = statement.startsWith(u"open"_s);
        QCOMPARE(plan->unmet(scene->desk->clock.now()).empty(), open);
        const auto id = start(*scene, *plan);
        QCOMPARE(id.has_value(), open);
        if (open)
            QVERIFY(scene->desk->waitFor(*id));
        else
            QVERIFY(id.error().message.contains(statement));
    }
    void anOpenIncidentLetsAMissingBackupPass()
    {
        const auto scene = open(uR"(
      release:
        requires: [{ probe: api }]
        steps:
          - { name: One, on: app, run: echo one >> released }
          - { name: Two, on: app, run: test -e may && echo two >> released }
)"_s);
        Says backup(u"probe"_s, Verdict::Fails, u"the newest backup is 3 d old"_s);
        Says incident(u"incident"_s, Verdict::Holds, u"open"_s, {u"0199-the-incident"_s, u"Payments fail"_s});
        scene->desk->evidence.add(backup);
        scene->desk->evidence.add(incident);
        const QString released = scene->floor->shop.directory + u"/released"_s;
        const auto bare = scene->desk->plan(u"release"_s);
        QVERIFY2(bare, qPrintable(bare ? QString() : bare.error().message));
        QCOMPARE(start(*scene, *bare).error().kind, ErrorKind::Refused);
        QCOMPARE(planFor(*scene, u"release"_s, {}, u"the fix"_s).error().kind, ErrorKind::Refused);

        const auto plan = planFor(*scene, u"release"_s, u"0199"_s, u"the fix"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        QVERIFY(plan->isBypass());
        QCOMPARE(plan->binding->incident, u"0199-the-incident"_s);
        QCOMPARE(plan->binding->passed.front().missing, u"the newest backup is 3 d old"_s);
        QVERIFY(plan->hash != bare->hash);
        // Production is still confirmed by typing it, and a lock is no gate.
        QCOMPARE(scene->desk->start(*plan).error().kind, ErrorKind::Refused);
        const auto& environment = *scene->desk->definition.environment(u"production"_s);
        const auto locked = await(scene->desk->locks->lock(u"shop"_s, environment, u"hands off"_s), {}, 60s);
        QVERIFY2(locked, qPrintable(locked ? QString() : locked.error().message));
        const auto refused = start(*scene, *plan);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY(refused.error().message.contains(u"is locked"_s));
        QVERIFY(await(scene->desk->locks->unlock(u"shop"_s, environment), {}, 60s));
        QVERIFY(!QFile::exists(released));

        const auto id = start(*scene, *plan);
        QVERIFY2(id, qPrintable(id ? QString() : id.error().message + id.error().detail));
        const auto failed = scene->desk->waitFor(*id);
        QVERIFY(failed);
        QVERIFY(failed->resumable);
        QVERIFY(failed->info.isUnreviewed());
        // What its host keeps of it says so as well, for a console that never saw it.
        const auto recalled = await(scene->desk->runs->recall(*id, environment, u"shop"_s), {}, 60s);
        QVERIFY2(recalled, qPrintable(recalled ? QString() : recalled.error().message));
        QCOMPARE(recalled->plan.binding, failed->plan.binding);
        QCOMPARE(*recalled->plan.binding, *plan->binding);

        // Going on keeps what it was bound to, and is refused once that is closed.
        incident.verdict = Verdict::Fails;
        QCOMPARE(await(scene->desk->runs->planResume(*id, scene->desk->definition), {}, 60s).error().kind,
                 ErrorKind::Refused);
        incident.verdict = Verdict::Holds;
        QFile may(scene->floor->shop.directory + u"/may"_s);
        QVERIFY(may.open(QIODevice::WriteOnly));
        const auto again = await(scene->desk->runs->planResume(*id, scene->desk->definition), {}, 60s);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().message));
        QVERIFY(again->isBypass());
        QCOMPARE(again->binding->reason, u"the fix"_s);
        const auto second = start(*scene, *again);
        QVERIFY2(second, qPrintable(second ? QString() : second.error().message + second.error().detail));
        const auto done = scene->desk->waitFor(*second);
        QVERIFY(done);
        QCOMPARE(runStateName(done->info.state), u"succeeded"_s);
        QVERIFY(done->info.isUnreviewed());
        const auto rows = await(scene->desk->runs->list({.unreviewedOnly = true}), {}, 60s);
        QVERIFY(rows);
        QVERIFY(std::ranges::find(*rows, *second, &RunInfo::id) != rows->end());
    }
    void elsewhereNothingIsDenied()
    {
        const auto scene = open(uR"(
      fill:
        steps: [{ name: Seed, on: app, run: 'true || npm run db:seed' }]
)"_s);
        scene->desk.reset();
        scene->floor->shop.yaml.replace(u"kind: production"_s, u"kind: staging"_s);
        scene->desk = std::make_unique<Desk>(scene->floor->shop);
        const auto plan = scene->desk->plan(u"fill"_s);
        QVERIFY(plan);
        QVERIFY(plan->requirements.empty());
    }
};

PILOTHOUSE_TEST(GatesTest)
#include "tst_gates.moc"
