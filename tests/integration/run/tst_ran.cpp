// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "desk.h"
#include "run/ran.h"
#include "support/manualclock.h"
#include "support/sshserver.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Whether one environment ran what is to come to another, asked while the clock goes on.
class RanGateTest : public QObject
{
    Q_OBJECT

private:
    /// One application; `production` asks that `trial`, which is the same place, ran the commit.
    struct Scene
    {
        QTemporaryDir folder;
        std::unique_ptr<SshServer> server;
        std::unique_ptr<ShopFloor> floor;
        std::unique_ptr<Desk> desk;
        ManualClock clock;
        std::unique_ptr<RanSource> source;

        ~Scene()
        {
            desk->runs.reset(); // whose workers may ask
            source.reset();
        }
        Result<Plan> plan(const QString& environment, const QString& ref) const
        {
            return await(desk->runs->plan({.definition = desk->definition,
                                           .environment = environment,
                                           .procedure = u"deploy"_s,
                                           .inputs = {{u"ref"_s, ref}}}),
                         {}, 60s);
        }
        RunRecord deployToTrial(const QString& ref) const
        {
            const auto made = plan(u"trial"_s, ref);
            if (!made || !made->requirements.empty()) // what it inherits asks nothing of itself
                qFatal("%s", made ? "trial has requirements" : qPrintable(made.error().message));
            const auto id = desk->start(*made);
            if (!id)
                qFatal("%s", qPrintable(id.error().message));
            const auto record = desk->waitFor(*id);
            if (!record)
                qFatal("%s", qPrintable(record.error().message));
            return *record;
        }
        /// What production is told of this commit, so long from now.
        Evidence asked(const QString& commit, std::chrono::hours later)
        {
            clock.setNow(QDateTime::currentDateTimeUtc().addSecs(std::chrono::seconds(later).count()));
            const auto made = plan(u"production"_s, commit);
            if (!made || made->requirements.size() != 1)
                qFatal("%s", made ? "not one requirement" : qPrintable(made.error().message));
            return made->requirements.front().evidence;
        }
    };

    static std::unique_ptr<Scene> open(bool proves = true)
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
        shop.yaml.replace(u"environments:\n"_s, u"environments:\n  trial: { like: production, kind: staging }\n"_s);
        shop.yaml.replace(u"      deploy:\n"_s, u"      deploy:\n        requires: [{ ran: trial, for: 24h }]\n"_s);
        if (!proves)
            shop.yaml.replace(u", probe: api, equals: \"[BODY].commit\" }"_s, u" }"_s);
        shop.knownHosts = scene->server->knownHostsFile();
        shop.keyFile = scene->server->keyFile();
        scene->desk = std::make_unique<Desk>(shop);
        Desk& desk = *scene->desk;
        scene->source =
            std::make_unique<RanSource>(*desk.facts, *desk.trail, *desk.shells, desk.evidence, scene->clock,
                                        shop.data + u"/runs"_s, [&desk](const QString&, const QString& name) {
                                            const auto* found = desk.definition.environment(name);
                                            return found ? std::optional(*found) : std::nullopt;
                                        });
        desk.evidence.add(*scene->source);
        return scene;
    }
    static QString said(const Evidence& evidence) { return evidence.statement.text(); }

private Q_SLOTS:
    void askedForSoLong()
    {
        const auto scene = open();
        const QString good = scene->floor->good;
        const Evidence never = scene->asked(good, 0h);
        QCOMPARE(never.verdict, Verdict::Fails);
        QCOMPARE(said(never), u"trial never ran %1, as far as this computer knows"_s.arg(good.left(7)));

        QCOMPARE(runStateName(scene->deployToTrial(good).info.state), u"succeeded"_s); // given in full
        const Evidence soon = scene->asked(good, 5h);
        QCOMPARE(soon.verdict, Verdict::Fails);
        QCOMPARE(said(soon), u"trial has run %1 for 5 h of 24 h"_s.arg(good.left(7)));
        const auto plan = scene->plan(u"production"_s, good);
        QVERIFY(plan);
        const auto refused = scene->desk->start(*plan);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"trial has run %1 for 5 h of 24 h"_s.arg(good.left(7))),
                 qPrintable(refused.error().message));

        const Evidence later = scene->asked(good, 25h);
        QVERIFY2(later.verdict == Verdict::Holds, qPrintable(said(later)));
        QCOMPARE(later.artefacts.size(), 1);
        QCOMPARE(scene->asked(scene->floor->first, 25h).verdict, Verdict::Fails); // another commit

        // Somebody deploys by hand.
        QFile live(scene->floor->shop.directory + u"/commit"_s);
        QVERIFY(live.open(QIODevice::WriteOnly | QIODevice::Truncate));
        live.write(scene->floor->first.toUtf8());
        live.close();
        const Evidence other = scene->asked(good, 25h);
        QCOMPARE(other.verdict, Verdict::Fails);
        QVERIFY2(said(other).startsWith(u"trial runs %1 now"_s.arg(scene->floor->first.left(7))),
                 qPrintable(said(other)));
        // Nobody answers.
        QVERIFY(live.remove());
        scene->floor->git(scene->floor->shop.directory, {u"checkout"_s, u"-q"_s, scene->floor->first});
        QCOMPARE(scene->asked(good, 25h).verdict, Verdict::Fails);
    }
    void aNumberIsNoCommit()
    {
        const auto scene = open();
        QCOMPARE(runStateName(scene->deployToTrial(scene->floor->good).info.state), u"succeeded"_s);
        for (System::Environment& environment : scene->desk->definition.environments) {
            environment.version->probe.clear();
            environment.version->read = u"cat version"_s;
        }
        const Evidence asked = scene->asked(scene->floor->good, 25h);
        QCOMPARE(asked.verdict, Verdict::Unknown);
    }
    void withoutProofItDoesNotCount()
    {
        const auto scene = open(false);
        const QString good = scene->floor->good;
        QCOMPARE(runStateName(scene->deployToTrial(good).info.state), u"unproven"_s);
        const Evidence asked = scene->asked(good, 25h);
        QCOMPARE(asked.verdict, Verdict::Fails);
        QVERIFY2(said(asked).startsWith(u"trial ran %1 unproven"_s.arg(good.left(7))), qPrintable(said(asked)));
    }
    void withoutItsRecordItIsUnknown()
    {
        const auto scene = open();
        const QString good = scene->floor->good;
        const RunRecord record = scene->deployToTrial(good);
        QVERIFY(QFile::rename(scene->desk->runs->journalFile(record.info.id), scene->folder.filePath(u"gone"_s)));
        const Evidence asked = scene->asked(good, 25h);
        QCOMPARE(asked.verdict, Verdict::Unknown);
        QVERIFY2(said(asked).contains(record.info.id.toString()), qPrintable(said(asked)));
    }
    void whatFailedThereDidNotRun()
    {
        const auto scene = open();
        const QString broken = scene->floor->broken;
        QCOMPARE(runStateName(scene->deployToTrial(broken).info.state), u"failed"_s);
        const Evidence asked = scene->asked(broken, 25h);
        QCOMPARE(asked.verdict, Verdict::Fails);
        QVERIFY2(said(asked).contains(u"no run that brought it there succeeded"_s), qPrintable(said(asked)));
    }
};

PILOTHOUSE_TEST(RanGateTest)
#include "tst_ran.moc"
