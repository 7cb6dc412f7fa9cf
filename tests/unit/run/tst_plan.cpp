// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"
#include "support/testmain.h"

#include <QJsonDocument>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

class PlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromJson()
    {
        Plan plan = samplePlan();
        plan.steps[2].pending = 3;
        plan.steps[2].step.reversible = false;
        plan.steps[1].step.secrets = {u"TOKEN"_s};
        plan.hosts[0].variables[u"PM2_HOME"_s] = u"/opt/pm2"_s;
        plan.hosts[0].jump = {u"bastion"_s};
        plan.commits = {{.hash = u"b"_s, .subject = u"Release \"x\" \u2713"_s, .author = u"Anna"_s}};
        plan.probesBefore = {
            {.question = {.system = u"shop"_s, .environment = u"production"_s, .kind = u"probe"_s, .subject = u"api"_s},
             .evidence = {.verdict = Verdict::Fails,
                          .statement = SafeText::fromUntrusted(u"503"_s),
                          .observedAt = plan.madeAt,
                          .goodFor = std::chrono::seconds(30),
                          .source = u"probe api"_s,
                          .artefacts = {u"x"_s}}}};
        plan.room = {{.host = u"app-1"_s, .freeBytes = 123456789012, .freeInodes = 4}};
        plan.warnings = {u"w"_s};
        plan.readOnly = true;
        plan.hash = planHash(plan).value();
        const QByteArray bytes = QJsonDocument(planToJson(plan)).toJson();
        const auto back = planFromJson(QJsonDocument::fromJson(bytes).object());
        QVERIFY(back);
        QCOMPARE(planToJson(*back), planToJson(plan));
        QVERIFY(*back == plan);
        QCOMPARE(back->redBefore(), QStringList{u"api"_s});
    }
    void keepsWhetherTheUsualPortWasWrittenDown()
    {
        for (const bool said : {false, true}) {
            Plan plan = samplePlan();
            plan.hosts[0].port = 22;
            plan.hosts[0].usualPortSaid = said;
            plan.hash = *planHash(plan);
            const auto back = planFromJson(planToJson(plan));
            QVERIFY(back);
            QVERIFY(*back == plan);
            QCOMPARE(back->hosts[0].usualPortSaid, said);
        }
    }
    void keepsHowItsHostsAreLoggedInTo()
    {
        Plan plan = samplePlan();
        plan.hosts[0].login = {u"key"_s, u"password"_s};
        plan.hosts[0].identity = {u"/etc/pilothouse/keys/deploy"_s};
        plan.hosts[0].passphrase = u"KEY_PASSPHRASE"_s;
        plan.hosts[0].password = u"OPS_PASSWORD"_s;
        plan.hash = planHash(plan).value();
        const auto back = planFromJson(planToJson(plan));
        QVERIFY(back);
        QVERIFY(back->hosts == plan.hosts);
    }
    void refusesAnEditedPlan()
    {
        QJsonObject json = planToJson(samplePlan());
        json[u"running"_s] = u"somewhere else"_s;
        QCOMPARE(planFromJson(json).error().kind, ErrorKind::Invalid);
    }
    void hashesWhatMatters()
    {
        const Plan plan = samplePlan();
        Plan other = plan;
        other.madeAt = plan.madeAt.addSecs(60);
        other.room = {{.host = u"app-1"_s}};
        other.commits = {{}};
        QCOMPARE(*planHash(other), plan.hash);
        QVERIFY(planDifferences(plan, other).isEmpty());

        other.inputs[u"ref"_s] = QString(40, u'd');
        QVERIFY(*planHash(other) != plan.hash);
        QCOMPARE(planDifferences(plan, other).size(), 1);
        QVERIFY(planDifferences(plan, other).first().contains(u"ref"_s));
        other = plan;
        other.running = u"e"_s;
        QVERIFY(planDifferences(plan, other).first().contains(u"another version"_s));
        other = plan;
        other.definition = u"x"_s;
        QVERIFY(planDifferences(plan, other).first().contains(u"definition"_s));
        other = plan;
        other.steps[2].pending = 2;
        QVERIFY(planDifferences(plan, other).first().contains(u"migrate"_s));
        other = plan;
        other.hosts[0].address = u"127.0.0.2"_s;
        QCOMPARE(planDifferences(plan, other).size(), 1);
    }
    void unmetRequirementsAge()
    {
        Plan plan = samplePlan();
        plan.requirements = {
            {.question = {.system = u"shop"_s, .environment = u"production"_s, .kind = u"backup"_s, .subject = u"db"_s},
             .evidence = {.verdict = Verdict::Holds, .observedAt = plan.madeAt, .goodFor = std::chrono::minutes(5)}}};
        QVERIFY(plan.unmet(plan.madeAt.addSecs(60)).empty());
        QCOMPARE(plan.unmet(plan.madeAt.addSecs(600)).size(), size_t(1));
    }
};

PILOTHOUSE_TEST(PlanTest)
#include "tst_plan.moc"
