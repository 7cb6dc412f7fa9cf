// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "killing.h"
#include "run/sight.h"
#include "support/testmain.h"

#include <QDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The console that drove a deploy is gone for good, with its machine: another one that has nothing but the definition
/// and the run's name sees it, follows it and brings it to its end.
class ElsewhereTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KillingFloor> m_killing;

    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read) ") + path.toUtf8();
    }
    static const System::Environment& production(const Desk& desk)
    {
        return *desk.definition.environment(u"production"_s);
    }
    static Result<Recalled> recallFrom(Desk& desk, const Id& run)
    {
        return await(desk.runs->recall(run, production(desk), desk.definition.system), {}, 60s);
    }
    /// Starts a deploy on one machine, which is lost at this point; answers the run.
    Result<Id> loseOne(const ShopFloor& floor, const QString& ref, const QString& point)
    {
        const auto first = m_killing->console({u"start"_s, ref}, {u"KILL_AT="_s + point});
        if (!first.killed)
            return fail(ErrorKind::Failed, first.output + first.errors);
        const QStringList journals = QDir(floor.shop.data + u"/runs"_s).entryList({u"*.journal"_s}, QDir::Files);
        const auto run = Id::fromString(journals.value(0).chopped(int(qstrlen(".journal"))));
        // The machine is gone with all that it knew.
        if (!QDir(floor.shop.data).removeRecursively())
            return fail(ErrorKind::Failed, u"the data of the first console stays"_s);
        return run;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_killing = std::make_unique<KillingFloor>();
        QVERIFY2(m_killing->server->isRunning(), qPrintable(m_killing->server->error()));
    }

    void anotherMachineBringsItToItsEnd_data()
    {
        QTest::addColumn<QString>("ref");
        QTest::addColumn<QString>("point");
        QTest::addColumn<KillingFloor::Deploy>("deploy");
        using Deploy = KillingFloor::Deploy;
        QTest::newRow("one segment") << u"good"_s << u"started:2"_s << Deploy::InOneSegment;
        QTest::newRow("two hosts") << u"good"_s << u"mkdir:2"_s << Deploy::OnTwoHosts;
        QTest::newRow("verification fails") << u"broken"_s << u"status-renamed:2"_s << Deploy::InOneSegment;
        QTest::newRow("on the way back") << u"broken"_s << u"in-rollback"_s << Deploy::InOneSegment;
    }

    void anotherMachineBringsItToItsEnd()
    {
        QFETCH(const QString, ref);
        QFETCH(const QString, point);
        QFETCH(const KillingFloor::Deploy, deploy);
        const auto floor = m_killing->newShop(120, deploy);
        const auto run = loseOne(*floor, ref, point);
        QVERIFY2(run, run ? "" : qPrintable(run.error().message));
        Shop shop = floor->shop;
        shop.data += u"-elsewhere"_s;
        Desk desk(shop);
        QCOMPARE(await(desk.runs->find(*run), {}, 30s).error().kind, ErrorKind::NotFound);

        auto recalled = recallFrom(desk, *run);
        QVERIFY2(recalled, recalled ? "" : qPrintable(recalled.error().message + recalled.error().detail));
        QCOMPARE(recalled->plan.procedure, u"deploy"_s);
        QCOMPARE(recalled->actor, u"tester"_s);
        QVERIFY(!recalled->locked.isEmpty());
        // While the first console may still be there nobody else drives.
        if (recalled->silence && *recalled->silence < 10s)
            QCOMPARE(await(desk.runs->takeOver(*recalled, desk.definition), {}, 60s).error().kind, ErrorKind::Conflict);
        QVERIFY(
            QTest::qWaitFor([&] { return (recalled = recallFrom(desk, *run)) && *recalled->silence >= 20s; }, 90000));

        const auto taken = await(desk.runs->takeOver(*recalled, desk.definition), {}, 60s);
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().message + taken.error().detail));
        const auto record = desk.waitFor(*run, 120s);
        QVERIFY2(record, record ? "" : qPrintable(record.error().message));
        QVERIFY2(record->info.state == (ref == u"good"_s ? RunState::Succeeded : RunState::Failed),
                 contents(desk.runs->journalFile(*run)).constData());
        QCOMPARE(floor->running(), ref == u"good"_s ? u"1.1.0"_s : u"1.0.0"_s);
        QStringList witnessed = floor->witnessed();
        QVERIFY2(witnessed.removeDuplicates() == 0, qPrintable(witnessed.join(u'\n')));
        // The same bytes as on the hosts.
        int compared = 0;
        const QString runFolder = m_killing->state + u"/pilothouse/runs/"_s + run->toString();
        for (const StepProgress& step : record->steps) {
            for (const QString& segment : QDir(runFolder).entryList({u"*-"_s + step.host}, QDir::Dirs)) {
                const QString there = u"%1/%2/steps/%3/output"_s.arg(runFolder, segment, step.key);
                if (step.host.isEmpty() || !QFile::exists(there))
                    continue;
                QCOMPARE(contents(desk.runs->outputFile(*run, step.key, step.host)), contents(there));
                ++compared;
            }
        }
        QCOMPARE(compared, witnessed.size());
        QVERIFY(!QFile::exists(floor->shop.directory + u"/.pilothouse-lock"_s));
        // What is over is only looked at.
        recalled = recallFrom(desk, *run);
        QVERIFY(recalled && recalled->locked.isEmpty());
        Shop third = floor->shop;
        third.data += u"-third"_s;
        Desk late(third);
        QCOMPARE(await(late.runs->takeOver(*recalled, late.definition), {}, 60s).error().kind, ErrorKind::Refused);
    }

    /// With nothing but the definition: which runs there are, and how far.
    void anotherMachineLooksOnTheHosts()
    {
        const auto floor = m_killing->newShop();
        Desk driving(floor->shop);
        Shop shop = floor->shop;
        shop.data += u"-elsewhere"_s;
        Desk desk(shop);
        const auto look = [&](Desk& from) {
            return await(from.runs->lookOnHosts(production(from), from.definition.system), {}, 60s);
        };
        const auto first = driving.deploy(u"good"_s);
        QVERIFY2(first, first ? "" : qPrintable(first.error().message));
        QVERIFY(driving.waitFor(*first));
        const auto plan = driving.plan(u"rollback"_s);
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
        const auto second = driving.start(*plan);
        QVERIFY2(second, second ? "" : qPrintable(second.error().message));
        QVERIFY(driving.waitFor(*second));
        const auto kept = look(desk);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().message + kept.error().detail));
        QVERIFY(kept->unasked.isEmpty() && kept->damaged.isEmpty());
        std::vector<Id> ids;
        for (const Recalled& recalled : kept->runs)
            ids.push_back(recalled.run);
        // Other tests left theirs on the same host, but not in this shop's environment.
        QVERIFY(std::ranges::find(ids, *first) != ids.end());
        QVERIFY(std::ranges::find(ids, *second) < std::ranges::find(ids, *first));
        const Recalled& known = *std::ranges::find(kept->runs, *first, &Recalled::run);
        QCOMPARE(infoOf(known).procedure, u"deploy"_s);
        QCOMPARE(infoOf(known).actor, u"tester"_s);
        // Its probes and its proof are known to the console that drove it.
        QCOMPARE(infoOf(known).state, RunState::Unknown);
        QVERIFY(!infoOf(known).ended.isValid() && !infoOf(known).summary.isEmpty());
        // The same as it is recalled alone, and as a record its steps have ended at a time that nobody here knows.
        const auto alone = recallFrom(desk, *first);
        QVERIFY(alone);
        QCOMPARE(known.segments, alone->segments);
        const auto sight = Sight::of(known, desk.clock.now());
        QVERIFY(sight);
        const StepProgress* build = sight->record().step(u"build"_s, u"app-1"_s);
        QVERIFY(build && build->state == StepState::Succeeded && !build->ended.isValid());
        // Who started them knows them and is told of others only.
        const auto own = look(driving);
        QVERIFY(own);
        QVERIFY(std::ranges::none_of(own->runs, [&](const Recalled& run) { return run.run == *first; }));
    }

    /// Somebody else drives it: all of it is seen from here, and nothing is disturbed.
    void anotherMachineWatches()
    {
        const auto floor = m_killing->newShop();
        Desk driving(floor->shop);
        const auto run = driving.deploy(u"good"_s);
        QVERIFY2(run, run ? "" : qPrintable(run.error().message));
        Shop shop = floor->shop;
        shop.data += u"-elsewhere"_s;
        Desk desk(shop);
        Result<Recalled> recalled = fail(ErrorKind::NotFound, QString());
        QVERIFY(QTest::qWaitFor([&] { return bool(recalled = recallFrom(desk, *run)); }, 30000));
        const auto spectator = desk.runs->spectate(*recalled, production(desk), 1 << 20);
        auto sight = Sight::of(*recalled, desk.clock.now());
        QVERIFY(sight);
        std::map<QString, QByteArray> seen;
        QStringList ended;
        for (;;) {
            const auto news = spectator->next({});
            QVERIFY2(news, news ? "" : qPrintable(news.error().message + news.error().detail));
            if (news->empty())
                break;
            for (const auto& each : *news)
                sight->take(each, desk.clock.now());
            sight->standAs(spectator->recalled());
            for (const auto& [host, segment, event] : *news) {
                if (event.kind == FollowEvent::Kind::Data)
                    seen[event.step] += event.data;
                if (event.kind == FollowEvent::Kind::Status)
                    ended += event.step + u": "_s + event.text;
            }
        }
        QCOMPARE(ended, (QStringList{u"pull: exit 0"_s, u"build: exit 0"_s, u"migrate: exit 0"_s}));
        const auto record = driving.waitFor(*run);
        QVERIFY(record && record->info.state == RunState::Succeeded);
        sight->standAs(spectator->recalled());
        QCOMPARE(sight->record().plan.hash, record->plan.hash);
        for (const StepProgress& step : record->steps) {
            const StepProgress* watched = sight->record().step(step.key, step.host);
            QVERIFY2(watched && (step.host.isEmpty() || watched->state == step.state), qPrintable(step.key));
        }
        for (const auto& [step, bytes] : seen)
            QCOMPARE(bytes, contents(driving.runs->outputFile(*run, step, u"app-1"_s)));
        QVERIFY(seen[u"build"_s].contains("line 39 of the build"));
        QVERIFY(QDir(shop.data + u"/runs"_s).entryList(QDir::Files).isEmpty());
    }

    void aHostPutsNoWordsIntoAnothersMouth()
    {
        const auto floor = m_killing->newShop();
        Desk desk(floor->shop);
        const auto plan = desk.plan(u"deploy"_s, {{u"ref"_s, u"good"_s}});
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
        QVERIFY(checkAgainst(desk.definition, *plan));
        Plan forged = *plan;
        forged.steps.back().step.argument += u"; true"_s;
        QCOMPARE(checkAgainst(desk.definition, forged).error().kind, ErrorKind::Conflict);
        forged = *plan;
        forged.failureSteps.front().step.argument = u"true"_s;
        QCOMPARE(checkAgainst(desk.definition, forged).error().kind, ErrorKind::Conflict);
        forged = *plan;
        forged.hosts.front().address = u"127.0.0.99"_s;
        QCOMPARE(checkAgainst(desk.definition, forged).error().kind, ErrorKind::Conflict);
        forged = *plan;
        forged.proof.read = u"touch /tmp/x"_s;
        QCOMPARE(checkAgainst(desk.definition, forged).error().kind, ErrorKind::Conflict);
        forged = *plan;
        forged.readOnly = true; // would need no lock
        QCOMPARE(checkAgainst(desk.definition, forged).error().kind, ErrorKind::Conflict);
        forged = *plan;
        forged.confirm = System::Confirmation::Click;
        QCOMPARE(checkAgainst(desk.definition, forged).error().kind, ErrorKind::Conflict);
        QCOMPARE(recallFrom(desk, Id::make(desk.clock.now())).error().kind, ErrorKind::NotFound);
    }
};

PILOTHOUSE_TEST(ElsewhereTest)
#include "tst_elsewhere.moc"
