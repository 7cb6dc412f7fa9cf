// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/planjson.h"
#include "run/registrylogin.h"
#include "run/scalesteps.h"
#include "run/segment.h"
#include "samples.h"
#include "support/testmain.h"

#include <QJsonDocument>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// Steps that log in to registries, and those that scale.
class TestImages : public QObject
{
    Q_OBJECT

private:
    static System::Environment environment()
    {
        System::Environment out{.name = u"production"_s};
        out.registries = {{.name = u"ghcr"_s, .address = u"ghcr.io"_s, .user = u"bot"_s, .password = u"TOKEN"_s},
                          {.name = u"own"_s,
                           .address = u"registry.lab:5000"_s,
                           .user = u"shop"_s,
                           .password = u"REGISTRY_PASSWORD"_s}};
        for (const QString& name : {u"build"_s, u"app-1"_s})
            out.hosts.push_back(plannedHost(name));
        out.services = {
            {.name = u"web"_s, .runtime = System::Runtime::Compose, .on = {u"app-1"_s}, .file = u"compose.yml"_s},
            {.name = u"jobs"_s,
             .runtime = System::Runtime::Compose,
             .on = {u"app-1"_s},
             .file = u"compose.yml"_s,
             .unit = u"worker.jobs"_s},
            {.name = u"cache"_s, .runtime = System::Runtime::Docker, .on = {u"app-1"_s}},
            {.name = u"cron"_s, .runtime = System::Runtime::Systemd, .on = {u"app-1"_s}}};
        return out;
    }

private Q_SLOTS:
    void passwordsComeAsSecrets()
    {
        PlannedStep planned = plannedStep(u"push"_s, {u"build"_s});
        planned.step.registries = {u"own"_s};
        takeRegistries(environment(), planned);
        QCOMPARE(planned.step.secrets, QStringList{u"REGISTRY_PASSWORD"_s});
        QCOMPARE(planned.registries.size(), size_t(1));

        Plan plan = samplePlan({u"build"_s});
        plan.steps = {planned};
        const Segment segment{
            .name = u"1-build"_s, .host = u"build"_s, .steps = {{.key = u"push"_s, .planned = planned}}};
        QCOMPARE(secretsOf(segment), QStringList{u"REGISTRY_PASSWORD"_s});
        const auto command =
            launchRequest(plan, u"run-1"_s, segment, {{u"REGISTRY_PASSWORD"_s, Secret("hidden value")}}, {}, {}, {})
                .command();
        QVERIFY(command);
        const QByteArray sent = command->secretInput.bytes().toByteArray();
        QVERIFY(sent.contains("registry.lab:5000 shop REGISTRY_PASSWORD"));
        QVERIFY(sent.contains("--password-stdin"));
        // Behind the login, in brackets.
        QVERIFY(sent.indexOf("\n(\necho push\n)\n") > sent.indexOf("--password-stdin"));
        QCOMPARE(sent.count("hidden value"), 1);

        // Whoever finds the run on a host has all of it but the password.
        const QByteArray json = QJsonDocument(planToJson(plan)).toJson();
        QVERIFY(!json.contains("hidden value") && json.contains("registry.lab:5000"));
        const auto again = PlanJson::toSteps(PlanJson::fromSteps(plan.steps));
        QCOMPARE(again, plan.steps);
    }
    void aStepWithoutRegistriesIsAsItWas()
    {
        PlannedStep planned = plannedStep(u"pull"_s, {u"build"_s});
        takeRegistries(environment(), planned);
        QVERIFY(planned.registries.empty() && planned.step.secrets.isEmpty());
        QCOMPARE(withLogin(planned.registries, u"ls"_s), u"ls"_s);
        QVERIFY(!QJsonDocument(PlanJson::fromSteps({planned})).toJson().contains("registries"));
    }
    void anImageBelongsToARegistry()
    {
        const System::Environment all = environment();
        QCOMPARE(registryOf(all, u"registry.lab:5000/shop/web:1"_s)->name, u"own"_s);
        QCOMPARE(registryOf(all, u"ghcr.io/shop/web:1"_s)->name, u"ghcr"_s);
        QVERIFY(!registryOf(all, u"registry.lab/shop/web:1"_s));
        QVERIFY(!registryOf(all, u"ghcr.io.example.com/web:1"_s));
    }
    void scalesByAScript()
    {
        PlannedStep planned = plannedStep(u"scale"_s, {u"app-1"_s});
        planned.step.builtIn = System::BuiltIn::Scale;
        planned.step.argument = u"$service 3"_s;
        takeScale(environment(), planned);
        QCOMPARE(planned.step.standardInput, u"act scale\nservice $service\ninstances 3\ncompose web web compose.yml\n"
                                             "compose jobs worker.jobs compose.yml\ndocker cache cache\nend\n"_s);
        QVERIFY(planned.step.argument.startsWith("#!/bin/sh"_L1));
        QVERIFY(!scaleSpec(environment(), {u"build"_s}, {u"act tell"_s}).contains("compose"_L1));
        const auto again = PlanJson::toSteps(PlanJson::fromSteps({planned}));
        QCOMPARE(again.front(), planned);
    }
    void readsWhatAHostTells()
    {
        const ContainerFacts facts =
            containerFactsFrom("scaled web 3\nscaled worker.jobs 2\nscaled a;b 4\nscaled $(id) 2\nscaled web many\n"
                               "stops web 10\nstops cache x\nnoise\n");
        QCOMPARE(facts.scale, u"--scale web=3 --scale worker.jobs=2"_s);
        QCOMPARE(facts.stops, (std::map<QString, int>{{u"web"_s, 10}}));
        QCOMPARE(containerFactsFrom({}), ContainerFacts{});
    }
    void scaledServicesStayScaled()
    {
        Plan plan = samplePlan({u"app-1"_s});
        const auto hash = planHash(plan);
        plan.scale[u"app-1"_s] = u"--scale web=3"_s;
        QVERIFY2(planHash(plan) != hash, "another count is another plan");
        plan.hash = planHash(plan).value();
        QCOMPARE(planFromJson(planToJson(plan)).value().scale, plan.scale);
        const Segment segment{
            .name = u"1-app-1"_s, .host = u"app-1"_s, .steps = {{.key = u"up"_s, .planned = plan.steps.front()}}};
        const auto command = launchRequest(plan, u"run-1"_s, segment, {}, {}, {}, {}).command();
        QVERIFY(command);
        QVERIFY(command->input.contains("env PILOTHOUSE_SCALE 1\n--scale web=3\n"));
    }
    void knowsWhatGoesBackToOne_data()
    {
        QTest::addColumn<bool>("loses");
        QTest::newRow("docker-compose -f a.yml up -d --build") << true;
        QTest::newRow("docker compose -f a.yml \\\n up -d") << true;
        QTest::newRow("cd x && docker compose up -d") << true;
        QTest::newRow("docker compose up -d $PILOTHOUSE_SCALE") << false;
        QTest::newRow("docker compose up -d --scale web=3") << false;
        QTest::newRow("docker compose up -d --no-recreate web") << false;
        QTest::newRow("docker compose restart web; echo up") << false;
        QTest::newRow("docker compose ps") << false;
        QTest::newRow("./deploy.sh up") << false;
    }
    void knowsWhatGoesBackToOne() { QTEST(losesScale(QString::fromUtf8(QTest::currentDataTag())), "loses"); }
};

PILOTHOUSE_TEST(TestImages)
#include "tst_images.moc"
