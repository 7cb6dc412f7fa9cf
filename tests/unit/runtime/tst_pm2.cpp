// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pm2.h"
#include "runtime/toolkinds.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

namespace {

const QByteArray processes =
    R"([{"pid":4711,"name":"api","pm2_env":{"SECRET_KEY":"hunter2","env":{"DB":"hunter2"},"status":"online","restart_time":3,"unstable_restarts":0,"exec_mode":"cluster_mode","pm_uptime":1795171750144,"namespace":"default","version":"N/A","watch":false,"args":["--token=hunter2"]},"pm_id":0,"monit":{"memory":1048576,"cpu":1.5}},)"
    R"({"pid":0,"name":"job","pm2_env":{"status":"stopped","restart_time":0,"exit_code":9,"pm_uptime":1795171750144},"pm_id":1,"monit":{"memory":0,"cpu":0}}])";

} // namespace

class TestPm2 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jlist()
    {
        const auto all =
            readPm2Jlist("\x1b[32m[PM2] \x1b[39mSpawning PM2 daemon\n[PM2][WARN] {old}\n" + processes + "\n");
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(2));
        const Pm2Process& api = all->front();
        QCOMPARE(api.name, u"api"_s);
        QCOMPARE(api.mode, u"cluster"_s);
        QCOMPARE(api.pid.value_or(0), 4711);
        QCOMPARE(api.cpuPercent.value_or(0), 1.5);
        QCOMPARE(api.startedAt, u"2026-11-20T10:49:10Z"_s);
        QVERIFY(api.version.isEmpty());
        const Pm2Process& job = all->back();
        QVERIFY(!job.pid && !job.memoryBytes && !job.cpuPercent && job.startedAt.isEmpty());
        QCOMPARE(job.exitCode.value_or(0), 9);
    }
    void keepsNothingOfTheEnvironment()
    {
        for (const ToolKind& kind : toolKinds()) {
            const auto read = kind.read(processes);
            if (!kind.name.startsWith(u"pm2"_s))
                continue;
            QVERIFY(read);
            QVERIFY(!QJsonDocument(*read).toJson().contains("hunter2"));
        }
        const auto cut = findToolKind(u"pm2-jlist"_s)->read(processes.first(processes.size() - 9));
        QVERIFY(!cut);
        QVERIFY(!(cut.error().message + cut.error().detail).contains(u"hunter2"_s));
    }
    void noProcesses()
    {
        const auto all = readPm2Jlist("banner\n[]");
        QVERIFY(all);
        QVERIFY(all->empty());
    }
    void table()
    {
        const auto all = readPm2Table(
            "│ App name │ id │ mode │ pid │ status  │ restart │ uptime │ cpu │ mem       │ user │ watching │\n"
            "│ api      │ 0  │ fork │ 12  │ online  │ 4       │ 3D     │ 0%  │ 1.5 MB    │ root │ disabled │\n"
            "│ job      │ 1  │ fork │ 0   │ \x1b[31m\x1b[1… │ 0 │ 0      │ 0%  │ 0 B       │ root │ enabled  │\n"
            "Module\n"
            "│ id │ module        │ version │ pid │ status │ ↺ │ cpu │ mem │ user │\n"
            "│ 7  │ pm2-logrotate │ 2.7.0   │ 9   │ online │ 0 │ 0%  │ 1mb │ root │\n");
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(2));
        QCOMPARE(all->front().upSeconds.value_or(0), 259200);
        QCOMPARE(all->front().memoryBytes.value_or(0), 1572864);
        QCOMPARE(all->front().restarts.value_or(0), 4);
        QVERIFY(all->back().status.isEmpty());
        QVERIFY(!all->back().pid);
        QVERIFY(all->back().watching.value_or(false));
    }
    void nothingElseIsRead()
    {
        QVERIFY(!readPm2Jlist("sh: pm2: not found\n"));
        QVERIFY(!readPm2Table("sh: pm2: not found\n"));
    }
};

PILOTHOUSE_TEST(TestPm2)
#include "tst_pm2.moc"
