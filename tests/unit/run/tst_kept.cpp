// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/history.h"
#include "run/keepsteps.h"
#include "run/kept.h"
#include "run/segment.h"
#include "samples.h"
#include "support/testmain.h"
#include "system/definition.h"

#include <QJsonDocument>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What hosts keep, what may be brought back of it, and the steps that are put into plans.
class TestKept : public QObject
{
    Q_OBJECT

    static System::Environment environment()
    {
        const auto reading = System::readDefinition(uR"(apiVersion: pilothouse/v1
system: shop
environments:
  production:
    kind: staging
    hosts:
      app-1: { ssh: deploy@127.0.0.1, directory: /opt/shop, roles: [app, web] }
      app-2: { ssh: deploy@127.0.0.1, directory: /opt/shop, roles: [app] }
      hop: { ssh: deploy@127.0.0.1 }
    version: { on: app-1, read: git rev-parse HEAD }
    services:
      backend: { runtime: compose, on: app, file: a b.yml }
      frontend: { runtime: compose, on: web, file: compose.yml, unit: front }
    keep: { versions: 3, images: [backend, frontend], release: { on: web, data: [uploads, storage/app] } }
    procedures:
      deploy:
        inputs: { ref: { type: git-ref, default: main } }
        steps: [{ name: Build, on: app, run: make }]
        on-failure: rollback
      rollback:
        inputs: { version: { type: version } }
        steps:
          - { name: Images back, bring-back: images, strategy: all-at-once }
          - { name: Release back, bring-back: release }
)"_s.toUtf8(),
                                                    u"/tmp/shop.yaml"_s);
        if (!reading.definition)
            qFatal("%s", qPrintable(reading.faults.front().message));
        return *reading.definition->environment(u"production"_s);
    }
    static QString commit(QChar digit) { return {40, digit}; }
    /// `text`: a version a word, oldest first; with "!" behind it the frontend's tag is gone.
    static HostKept host(const QString& name, const QString& text, bool both = true)
    {
        QByteArray out;
        int order = 0;
        for (const QString& word : text.split(u' ', Qt::SkipEmptyParts)) {
            const bool gone = word.endsWith(u'!');
            const QByteArray version = commit(word.front()).toLatin1();
            out +=
                "kept " + version + ' ' + QByteArray::number(++order) + " 1700000000 run-" + version.left(1) + " -\n";
            out += "image " + version + " backend here sha256:1 1048576 shop_backend\n";
            if (both)
                out += "image " + version + " frontend " + (gone ? "gone" : "here") +
                       " sha256:2 1048576 shop_frontend\nrelease " + version + " here copy 2097152 /opt/shop.kept/x\n";
        }
        return keptFrom(name, out);
    }

private Q_SLOTS:
    void readsWhatAHostTells()
    {
        const HostKept kept = keptFrom(
            u"app-1"_s,
            "read abc1234 \nnow backend sha256:77 localhost:5000/a/b:latest\n"
            "kept v2 2 1700000100 run-2 v1\nimage v2 backend gone sha256:22 10 shop_backend\n"
            "release v2 here link 0 /srv/my releases/2\n"
            "kept v1 1 1700000000 - -\nimage v1 backend here sha256:11 2000 shop_backend\nrelease v1 here copy 500 /a\n"
            "kept v0 0 0 - -\nfolder copy 4096\nfree 8192\nerror web: \033[31mno engine\nerror later\n");
        QCOMPARE(kept.read, u"abc1234"_s);
        QCOMPARE(kept.versions.size(), size_t(3));
        QCOMPARE(kept.versions[0].version, u"v0"_s);
        QVERIFY(!kept.versions[0].since.isValid());
        QCOMPARE(kept.versions[1].bytes(), 2500);
        QVERIFY(kept.versions[1].before.isEmpty());
        QCOMPARE(kept.versions[2].before, u"v1"_s);
        QCOMPARE(kept.versions[2].release, u"/srv/my releases/2"_s);
        QVERIFY(kept.versions[2].link && kept.versions[2].releaseHere && !kept.versions[2].images.front().here);
        QCOMPARE(kept.running.front().name, u"localhost:5000/a/b:latest"_s);
        QCOMPARE(*kept.folderBytes, 4096);
        QCOMPARE(kept.freeBytes, 8192);
        QVERIFY(kept.error.startsWith(u"web:"_s) && !kept.error.contains(QChar(27)));
        QCOMPARE(keptFromJson(keptToJson(kept)), kept);
    }
    void whoKeepsWhat()
    {
        const auto shop = environment();
        QCOMPARE(keepingHosts(shop), (QStringList{u"app-1"_s, u"app-2"_s}));
        QCOMPARE(shareOf(shop, u"app-1"_s), (KeepShare{.images = {u"backend"_s, u"frontend"_s}, .release = true}));
        QCOMPARE(shareOf(shop, u"app-2"_s), (KeepShare{.images = {u"backend"_s}}));
        QVERIFY(shareOf(shop, u"hop"_s).isEmpty());
    }
    void whatCanBeBroughtBack_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("retained");
        QTest::newRow("newest first") << u"a b c"_s << u"a b c"_s << u"c b a"_s;
        QTest::newRow("what all have") << u"a b c"_s << u"b c"_s << u"c b"_s;
        QTest::newRow("whole") << u"a b! c"_s << u"a b c"_s << u"c a"_s;
        QTest::newRow("nothing in common") << u"a"_s << u"b"_s << u""_s;
        QTest::newRow("nothing there") << u"a b"_s << u""_s << u""_s;
    }
    void whatCanBeBroughtBack()
    {
        QFETCH(const QString, first);
        QFETCH(const QString, second);
        QFETCH(const QString, retained);
        const QStringList all = retainedOn(environment(), {host(u"app-1"_s, first), host(u"app-2"_s, second, false)},
                                           {u"app-1"_s, u"app-2"_s, u"hop"_s});
        QStringList letters;
        for (const QString& version : all)
            letters += version.left(1);
        QCOMPARE(letters.join(u' '), retained);
    }
    void saysWhatIsMissing()
    {
        const HostKept app = host(u"app-1"_s, u"a b!"_s);
        const KeepShare share = shareOf(environment(), u"app-1"_s);
        QVERIFY(missingOf(app, commit(u'a'), share).isEmpty());
        QCOMPARE(missingOf(app, commit(u'b'), share), QStringList{u"the image of frontend"_s});
        QCOMPARE(missingOf(app, commit(u'f'), share).size(), 3);
    }
    void namesMayBeShortened()
    {
        const QStringList retained{commit(u'a'), u"1.2.0"_s, u"aaaaaaa"_s + QString(33, u'b')};
        QCOMPARE(fullVersion(retained, commit(u'a')), commit(u'a'));
        QCOMPARE(fullVersion(retained, u"v1.2.0"_s), u"1.2.0"_s);
        QCOMPARE(fullVersion(retained, u"aaaaaaaa"_s), commit(u'a'));
        QVERIFY(fullVersion(retained, u"aaaaaaa"_s).isEmpty()); // two have it
        QVERIFY(fullVersion(retained, u"aaaa"_s).isEmpty());
        QVERIFY(fullVersion(retained, {}).isEmpty());
    }
    void theWayBack()
    {
        std::vector<HostKept> hosts{host(u"app-1"_s, u"a b c d"_s)};
        const QStringList all{commit(u'd'), commit(u'c'), commit(u'b'), commit(u'a')};
        QCOMPARE(wayBackFrom(hosts, all, commit(u'd')), commit(u'c'));
        // It came when b ran: c was given up.
        hosts.front().versions[3].before = commit(u'b');
        QCOMPARE(wayBackFrom(hosts, all, commit(u'd')), commit(u'b'));
        QCOMPARE(wayBackFrom(hosts, {commit(u'd'), commit(u'a')}, commit(u'd')), commit(u'a'));
        QVERIFY(wayBackFrom(hosts, all, commit(u'a')).isEmpty());
        QCOMPARE(wayBackFrom(hosts, all, commit(u'e')), commit(u'd'));
        QVERIFY(wayBackFrom({}, {}, commit(u'e')).isEmpty());
    }
    void words()
    {
        QCOMPARE(keptWords(commit(u'a'), {host(u"app-1"_s, u"a"_s), host(u"app-2"_s, u"b"_s)}),
                 u"aaaaaaa kept on app-1 (2 image(s), its release, 4.0 MiB)"_s);
        QCOMPARE(keptWords(u"1.0"_s, {}), u"1.0 is kept nowhere"_s);
        QVERIFY(canBeKept(commit(u'a')) && canBeKept(u"v1.2.0-rc_1"_s));
        for (const QString& bad :
             {u""_s, u".x"_s, u"-x"_s, u"a b"_s, u"a/b"_s, u"1+2"_s, u"a\nact prune"_s, QString(101, u'a')})
            QVERIFY2(!canBeKept(bad), qPrintable(bad));
    }
    void stepsAroundADeploy()
    {
        const auto shop = environment();
        Plan plan = samplePlan();
        plan.failureSteps = {{.step = {.id = u"back"_s,
                                       .name = u"Images back"_s,
                                       .action = System::StepAction::BringBack,
                                       .argument = u"images"_s},
                              .hosts = {u"app-1"_s, u"app-2"_s}}};
        plan.proof = {.kind = PlannedProof::Kind::Answer, .target = commit(u'b')};
        plan.runningOn[u"app-2"_s] = commit(u'd');
        addKeepSteps(shop, *shop.procedure(u"deploy"_s), plan);
        QCOMPARE(plan.steps.size(), size_t(6));
        const PlannedStep& keep = plan.steps.front();
        QCOMPARE(keep.step.name, u"Keep ccccccc"_s);
        QVERIFY(keep.step.builtIn == System::BuiltIn::Keep && keep.step.action == System::StepAction::Run);
        QCOMPARE(keep.hosts, (QStringList{u"app-1"_s, u"app-2"_s}));
        QCOMPARE(keep.step.standardInput,
                 u"act keep\nversions 3\nhost app-1\ndirectory /opt/shop\nrelease\ndata uploads\ndata storage/app\n"
                 "image compose backend backend a b.yml\nimage compose frontend front compose.yml\nversion %1\n"
                 "host app-2\ndirectory /opt/shop\nimage compose backend backend a b.yml\nversion %2\nend\n"_s.arg(
                     commit(u'c'), commit(u'd')));
        const PlannedStep& retain = plan.steps.back();
        QVERIFY(retain.step.builtIn == System::BuiltIn::Retain);
        QVERIFY(retain.step.standardInput.contains(
            u"version %1\nread git rev-parse HEAD\nbefore %2\n"_s.arg(commit(u'b'), commit(u'c'))));
        QVERIFY(retain.step.standardInput.contains(u"protect "_s + commit(u'd')));
        // What fails goes back to what each host ran.
        const System::Step& back = plan.failureSteps.front().step;
        QVERIFY(back.builtIn == System::BuiltIn::BringBack && back.action == System::StepAction::Run);
        QVERIFY(back.standardInput.startsWith(u"act back-images\n"_s));
        QVERIFY(back.standardInput.contains(u"a b.yml\nversion %1\nend"_s.arg(commit(u'd'))));
        QVERIFY(back.argument.startsWith(u"#!/bin/sh\n"_s));
        // Journals keep all of it.
        plan.kept = {host(u"app-1"_s, u"a b"_s)};
        plan.hash = planHash(plan).value();
        const auto again = planFromJson(QJsonDocument::fromJson(QJsonDocument(planToJson(plan)).toJson()).object());
        QVERIFY2(again, qPrintable(again ? QString() : again.error().message));
        QCOMPARE(*again, plan);
    }
    void theSegmentsOfThem()
    {
        const auto shop = environment();
        Plan plan = samplePlan({u"app-1"_s});
        plan.proof = {.kind = PlannedProof::Kind::Answer, .target = commit(u'b')};
        const auto before = mainStages(plan);
        addKeepSteps(shop, *shop.procedure(u"deploy"_s), plan);
        const auto stages = mainStages(plan);
        QCOMPARE(stages.size(), before.size() + 1);
        QCOMPARE(stages.front().segments.front().steps.front().key, keepStepId());
        QCOMPARE(stages.front().segments.front().name, before.front().segments.front().name);
        QCOMPARE(stages.front().segments.front().holds, before.front().segments.front().holds);
        QVERIFY(stages.back().afterProof);
        const Segment& last = stages.back().segments.front();
        QCOMPARE(last.steps.size(), size_t(1));
        QVERIFY(!last.hasFailureSteps() && !last.holds && last.final);
        QCOMPARE(std::ranges::count_if(stages, &Stage::afterProof), 1);
    }
    void noStepsWhereNothingIsBrought_data()
    {
        QTest::addColumn<PlannedProof::Kind>("kind");
        QTest::addColumn<QString>("running");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("more");
        QTest::newRow("no version") << PlannedProof::Kind::NotNeeded << commit(u'c') << u""_s << 0;
        QTest::newRow("nothing can be named") << PlannedProof::Kind::Answer << u""_s << commit(u'b') << 0;
        QTest::newRow("a name that is none") << PlannedProof::Kind::Answer << u"a\nact prune"_s << commit(u'b') << 0;
        QTest::newRow("no proof") << PlannedProof::Kind::None << commit(u'c') << commit(u'b') << 1;
        QTest::newRow("with one") << PlannedProof::Kind::Image << commit(u'c') << commit(u'b') << 2;
    }
    void noStepsWhereNothingIsBrought()
    {
        QFETCH(const PlannedProof::Kind, kind);
        QFETCH(const QString, running);
        QFETCH(const QString, target);
        QFETCH(const int, more);
        const auto shop = environment();
        Plan plan = samplePlan();
        const size_t before = plan.steps.size();
        plan.running = running;
        plan.proof = {.kind = kind, .target = target};
        addKeepSteps(shop, *shop.procedure(u"deploy"_s), plan);
        QCOMPARE(plan.steps.size(), before + size_t(more));
    }
    void whatWasAppliedInBetween_data()
    {
        QTest::addColumn<QString>("runs");
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("applied");
        QTest::addColumn<bool>("known");
        // Newest first, each "BEFORE>BROUGHT", "!" after it for a migration; "c" runs now.
        QTest::newRow("the version before") << u"b>c a>b!"_s << u"b"_s << 0 << true;
        QTest::newRow("two back, past a migration") << u"b>c a>b!"_s << u"a"_s << 1 << true;
        QTest::newRow("past one that failed and stayed") << u"d>c b>! a>b"_s << u"b"_s << 1 << true;
        QTest::newRow("it ran with what that one left") << u"b>c b>! a>b"_s << u"b"_s << 0 << true;
        QTest::newRow("a migration of its own") << u"c>! b>c"_s << u"b"_s << 1 << true;
        QTest::newRow("it ran again meanwhile") << u"a>c b>a a>b!"_s << u"a"_s << 0 << true;
        QTest::newRow("before the first that is known") << u"b>c"_s << u"a"_s << 0 << false;
        QTest::newRow("others deployed") << u"a>b"_s << u"a"_s << 0 << false;
        QTest::newRow("others deployed in between") << u"d>c a>b"_s << u"a"_s << 0 << false;
        QTest::newRow("a journal is gone") << u"b>c ? a>b"_s << u"a"_s << 0 << false;
        QTest::newRow("none is known") << u""_s << u"a"_s << 0 << false;
        QTest::newRow("what runs") << u"b>c!"_s << u"c"_s << 0 << true;
    }
    void whatWasAppliedInBetween()
    {
        QFETCH(const QString, runs);
        QFETCH(const QString, target);
        QFETCH(const int, applied);
        QFETCH(const bool, known);
        QStringList left = runs.split(u' ', Qt::SkipEmptyParts);
        const auto name = [](const QString& letter) { return letter.isEmpty() ? QString() : commit(letter.front()); };
        const Between between = runsBetween(name(target), commit(u'c'), [&]() -> std::optional<PastRun> {
            if (left.isEmpty())
                return {};
            QString word = left.takeFirst();
            if (word == u"?"_s)
                return PastRun{.readable = false};
            PastRun run{.changed = true};
            if (word.endsWith(u'!')) {
                run.irreversible = {u"Migrate"_s};
                word.chop(1);
            }
            run.running = name(word.section(u'>', 0, 0));
            run.brought = name(word.section(u'>', 1));
            return run;
        });
        QCOMPARE(int(between.applied.size()), applied);
        QCOMPARE(between.known, known);
    }
};

PILOTHOUSE_TEST(TestKept)
#include "tst_kept.moc"
