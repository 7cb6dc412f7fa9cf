// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/judge.h"
#include "health/lookprobe.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

namespace {

QByteArray section(const QByteArray& look, const QByteArray& said, int status = 0)
{
    return "pilothouse look " + look + '\n' + said + "\npilothouse looked " + look + ' ' + QByteArray::number(status) +
           '\n';
}

const QByteArray twoWorkers =
    R"([{"name":"web","pid":7,"pm_id":0,"pm2_env":{"status":"online","unstable_restarts":0}},)"
    R"({"name":"web","pid":8,"pm_id":1,"pm2_env":{"status":"online","unstable_restarts":0}},)"
    R"({"name":"mailer","pid":0,"pm_id":2,"pm2_env":{"status":"errored","unstable_restarts":3}}])";

} // namespace

class LookProbeTest : public QObject
{
    Q_OBJECT

    /// The verdict's word and its reason.
    static QString seen(System::ProbeKind kind, const QString& target, const QByteArray& output,
                        const QStringList& conditions = {})
    {
        System::ProbeSpec probe{.name = u"p"_s, .kind = kind, .target = target, .via = u"app"_s};
        for (const QString& condition : conditions)
            probe.conditions.push_back(System::Condition::parse(condition).value());
        const QDateTime at(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC);
        const Measurement out = judge(probe, readLook(probe, output), at, {});
        return healthVerdictName(out.verdict) + u": "_s + out.reason;
    }
    static QString pm2(const QString& name, const QByteArray& sections, const QStringList& conditions = {})
    {
        return seen(System::ProbeKind::Pm2, name, sections + "pilothouse end\n", conditions);
    }
    static QString cron(const QString& command, const QByteArray& sections)
    {
        return seen(System::ProbeKind::Cron, command, sections + "pilothouse end\n");
    }
    static QString cluster(const QString& name, const QByteArray& said, const QStringList& conditions = {},
                           int status = 0)
    {
        return seen(System::ProbeKind::Kubernetes, name, section("kubernetes", said, status) + "pilothouse end\n",
                    conditions);
    }

    static QString unit(const QString& name, const QByteArray& sections, const QStringList& conditions = {})
    {
        return seen(System::ProbeKind::Systemd, name, sections + "pilothouse end\n", conditions);
    }
    static QString container(const QByteArray& lines, int status = 0, const QStringList& conditions = {})
    {
        return seen(System::ProbeKind::Container, u"shop_web_1"_s,
                    section("containers", lines, status) + "pilothouse end\n", conditions);
    }

private Q_SLOTS:
    void deployments()
    {
        const QByteArray said =
            "deployment\tapi\t3\t2\t\t"
            R"({"observedGeneration":3,"replicas":2,"updatedReplicas":2,"availableReplicas":2})"
            "\ndeployment\tweb\t3\t2\t\t"
            R"({"observedGeneration":3,"replicas":3,"updatedReplicas":1,"availableReplicas":2})"
            "\ndeployment\tmailer\t1\t1\t\t"
            R"({"observedGeneration":1,"replicas":1,"updatedReplicas":1})"
            "\npod\tmailer-5c-x\tnode1\t\tReplicaSet\tmailer-5c\t"
            R"({"phase":"Pending","containerStatuses":[{"name":"mailer","image":"mailer:9","state":{"waiting":{)"
            R"("reason":"ErrImagePull"}}}]})"
            "\ndeployment\tnight\t1\t0\t\t"
            R"({"observedGeneration":1})"
            "\n";
        QCOMPARE(cluster(u"api"_s, said), u"up: 2 of 2 available"_s);
        QCOMPARE(cluster(u"web"_s, said), u"down: 1 of 2 are of the newest revision"_s);
        QCOMPARE(cluster(u"mailer"_s, said),
                 u"down: 0 of 1 available; mailer-5c-x cannot get its image mailer:9 (ErrImagePull)."_s);
        QCOMPARE(cluster(u"night"_s, said), u"down: night is scaled to none"_s);
        QCOMPARE(cluster(u"nothing"_s, said), u"down: there is no deployment nothing"_s);
        QCOMPARE(cluster(u"web"_s, said, {u"[ROWS] >= 2"_s}), u"up: 2 of 2 available"_s);
        QVERIFY(cluster(u"web"_s, said, {u"[CONNECTED] == true"_s}).startsWith(u"down: "_s));
    }
    void aClusterThatDoesNotAnswerIsUnknown()
    {
        QVERIFY(cluster(u"api"_s, "error: context \"production\" does not exist", {}, 1).startsWith(u"unknown: "_s));
        QVERIFY(cluster(u"api"_s, "kubectl is not installed", {}, 127).startsWith(u"unknown: "_s));
    }
    void theClusterIsNamed()
    {
        const System::Environment environment{
            .name = u"production"_s,
            .hosts = {
                {.name = u"ops"_s, .variables = {{u"KUBE_CONTEXT"_s, u"shop"_s}, {u"KUBE_NAMESPACE"_s, u"live"_s}}}}};
        const System::ProbeSpec probe{
            .name = u"p"_s, .kind = System::ProbeKind::Kubernetes, .target = u"api"_s, .via = u"ops"_s};
        QCOMPARE(lookCommand(environment, probe).input,
                 QByteArray("look kubernetes\ncontext shop\nnamespace live\nend\n"));
    }
    void units()
    {
        const auto shown = [](const QByteArray& state, const QByteArray& result, const QByteArray& load = "loaded") {
            return section("systemd", "degraded") +
                   section("systemd-units",
                           "Id=other.service\nLoadState=loaded\nActiveState=failed\nSubState=failed\n\n"
                           "MainPID=5\nResult=" +
                               result + "\nId=redis.service\nLoadState=" + load + "\nActiveState=" + state +
                               "\nSubState=" + (state == "active" ? "running" : "dead") + '\n');
        };
        QCOMPARE(unit(u"redis"_s, shown("active", "success")), u"up: active (running)"_s);
        QCOMPARE(unit(u"redis.service"_s, shown("inactive", "success")), u"down: redis.service is inactive (dead)"_s);
        QCOMPARE(unit(u"redis"_s, shown("failed", "oom-kill")), u"down: redis is failed (oom-kill)"_s);
        QCOMPARE(unit(u"redis"_s, shown("inactive", "success", "not-found")), u"down: systemd knows no unit redis"_s);
        QVERIFY(unit(u"redis"_s, shown("inactive", "success"), {u"[CONNECTED] == true"_s}).startsWith(u"down: "_s));
        QVERIFY(unit(u"nginx"_s, shown("active", "success")).startsWith(u"unknown: "_s));
        QCOMPARE(unit(u"redis"_s, section("systemd", "offline", 1)), u"unknown: systemd does not run app"_s);
        QVERIFY(unit(u"redis"_s, section("systemd", "systemctl is not installed", 127)).startsWith(u"unknown: "_s));
    }
    void containers()
    {
        QCOMPARE(container("/shop_db_1\texited\t1\tfalse\t0\t\n/shop_web_1\trunning\t0\tfalse\t0\t\n"),
                 u"up: running"_s);
        QCOMPARE(container("/shop_web_1\trunning\t0\tfalse\t0\thealthy\n"), u"up: running, healthy"_s);
        QCOMPARE(container("/shop_web_1\trunning\t0\tfalse\t0\tunhealthy\n"),
                 u"down: shop_web_1 is running, unhealthy"_s);
        QCOMPARE(container("/shop_web_1\trunning\t0\tfalse\t0\tstarting\n"),
                 u"unknown: shop_web_1 has not said yet whether it is well"_s);
        QCOMPARE(container("/shop_web_1\texited\t137\ttrue\t0\t\n"), u"down: shop_web_1 is exited"_s);
        QVERIFY(
            container("/shop_web_1\texited\t0\tfalse\t0\t\n", 0, {u"[CONNECTED] == true"_s}).startsWith(u"down: "_s));
        QCOMPARE(container("/shop_db_1\trunning\t0\tfalse\t0\t\n"), u"down: there is no container named shop_web_1"_s);
        QCOMPARE(container("Cannot connect to the Docker daemon", 1),
                 u"down: the Docker engine of app does not answer"_s);
        QVERIFY(container("docker is not installed", 127).startsWith(u"unknown: "_s));
    }
    void workers()
    {
        const QByteArray output = section("pm2", twoWorkers);
        QCOMPARE(pm2(u"web"_s, output), u"up: 2 of 2 online"_s);
        QCOMPARE(pm2(u"mailer"_s, output), u"down: mailer crashes again and again"_s);
        QCOMPARE(pm2(u"api"_s, output), u"down: PM2 keeps no process named api"_s);
        QCOMPARE(pm2(u"web"_s, output, {u"[ROWS] >= 2"_s}), u"up: 2 of 2 online"_s);
        QVERIFY(pm2(u"web"_s, output, {u"[ROWS] >= 3"_s}).startsWith(u"down: "_s));
        QVERIFY(pm2(u"mailer"_s, output, {u"[CONNECTED] == true"_s}).startsWith(u"down: "_s));
    }
    void withoutDaemon()
    {
        QCOMPARE(pm2(u"web"_s, section("pm2", "no daemon of PM2 runs for deploy", 1)),
                 u"down: PM2 does not run on app"_s);
    }
    void whatCannotBeAskedIsUnknown()
    {
        QVERIFY(pm2(u"web"_s, section("pm2", "pm2 or node is not installed", 127)).startsWith(u"unknown: "_s));
        QVERIFY(pm2(u"web"_s, section("pm2", "", 3)).startsWith(u"unknown: "_s));
        QVERIFY(pm2(u"web"_s, {}).startsWith(u"unknown: "_s));
        // Cut off before its end.
        QVERIFY(seen(System::ProbeKind::Pm2, u"web"_s, section("pm2", twoWorkers)).startsWith(u"unknown: "_s));
    }
    void lines()
    {
        const QByteArray runs = section("cron-daemon", "cron");
        const QByteArray table = section("cron", "# 0 1 * * * /opt/backup.sh\n0 2 * * * /opt/backup.sh >>log\n");
        QCOMPARE(cron(u"/opt/backup.sh"_s, table + runs), u"up: 0 2 * * *"_s);
        QCOMPARE(cron(u"/opt/other.sh"_s, table + runs), u"down: no line of the crontab names /opt/other.sh"_s);
        QCOMPARE(cron(u"/opt/backup.sh"_s, table + section("cron-daemon", "")), u"down: no cron runs on app"_s);
        QCOMPARE(cron(u"/opt/backup.sh"_s, section("cron", "no crontab for deploy", 1) + runs),
                 u"down: there is no crontab on app"_s);
        QVERIFY(cron(u"/opt/backup.sh"_s, table).startsWith(u"unknown: "_s));
    }
};

PILOTHOUSE_TEST(LookProbeTest)
#include "tst_lookprobe.moc"
