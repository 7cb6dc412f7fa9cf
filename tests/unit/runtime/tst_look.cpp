// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/look.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

namespace {

QByteArray section(const QByteArray& look, const QByteArray& said, int status = 0)
{
    return "pilothouse look " + look + '\n' + said + "\npilothouse looked " + look.split(' ').first() + ' ' +
           QByteArray::number(status) + '\n';
}

QByteArray process(const QByteArray& name, int id, const QByteArray& status, int unstable = 0)
{
    return R"({"name":")" + name + R"(","pid":7,"pm_id":)" + QByteArray::number(id) +
           R"(,"monit":{"memory":1,"cpu":0},"pm2_env":{"status":")" + status +
           R"(","restart_time":16,"unstable_restarts":)" + QByteArray::number(unstable) + "}}";
}

} // namespace

class TestLook : public QObject
{
    Q_OBJECT

    const QDateTime m_now{QDate(2026, 11, 20), QTime(3, 0), Qt::UTC};

    Looks read(const QByteArray& sections) const { return readLooks(sections + "pilothouse end\n", m_now); }
    /// "critical /backup" for each finding.
    QStringList found(const QByteArray& sections) const
    {
        QStringList all;
        for (const Finding& each : read(sections).findings)
            all += (severityName(each.severity) + u' ' + each.subject).trimmed();
        return all;
    }

private Q_SLOTS:
    void silenceIsNoHealth()
    {
        QCOMPARE(readLooks({}, m_now).findings.size(), size_t(1));
        QCOMPARE(readLooks({}, m_now).findings.front().severity, Severity::Unknown);
        const Looks cut =
            readLooks("pilothouse look disk\nFilesystem 1024-blocks Used Available Capacity Mounted on\n", m_now);
        QCOMPARE(cut.findings.size(), size_t(2));
        QVERIFY(cut.looked.isEmpty());
    }
    void whatCannotBeAskedIsUnknown()
    {
        QCOMPARE(found(section("disk", "df is not installed", 127)), QStringList{u"unknown"_s});
        QCOMPARE(found(section("disk", "no table")), QStringList{u"unknown"_s});
        QCOMPARE(found(section("tea", "nothing is known of this", 2)), QStringList{u"unknown"_s});
    }
    void disks()
    {
        const QByteArray head = "Filesystem Type 1024-blocks Used Available Capacity Mounted on\n";
        const QByteArray rows = head +
                                "/dev/vda ext4 1000 500 500 50% /\n/dev/vdb ext4 1000 850 150 85% /var/log files\n"
                                "tmpfs tmpfs 1000 970 30 97% /backup\n/dev/loop0 squashfs 10 10 0 100% /snap/x\n";
        QCOMPARE(found(section("disk", rows)), (QStringList{u"warning /var/log files"_s, u"critical /backup"_s}));
        QCOMPARE(found("pilothouse limit disk 40 99\n" + section("disk", rows)),
                 (QStringList{u"warning /"_s, u"warning /var/log files"_s, u"warning /backup"_s}));
        const QByteArray inodes = "Filesystem Type Inodes IUsed IFree IUse% Mounted on\n/dev/vda ext4 100 99 1 99% /\n";
        QCOMPARE(found(section("inodes", inodes)), QStringList{u"critical /"_s});
    }
    void unitsOfSystemd()
    {
        const auto unit = [](const QByteArray& name, const QByteArray& active, const QByteArray& sub,
                             const QByteArray& result = "success", const QByteArray& load = "loaded",
                             int restarts = 0) {
            return "MainPID=0\nResult=" + result + "\nNRestarts=" + QByteArray::number(restarts) +
                   "\nExecMainStatus=1\nId=" + name + "\nLoadState=" + load + "\nActiveState=" + active +
                   "\nSubState=" + sub + "\nUnitFileState=enabled\n\n";
        };
        QVERIFY(found(section("systemd", "running") + section("systemd-units", "")).isEmpty());
        // What failed is told unit by unit, and each once.
        QVERIFY(found(section("systemd", "degraded")).isEmpty());
        QCOMPARE(found(section("systemd", "offline", 1)), QStringList{u"unknown"_s});
        QCOMPARE(found(section("systemd", "maintenance")), QStringList{u"critical"_s});
        QCOMPARE(found(section("systemd", "systemctl is not installed", 127)), QStringList{u"unknown"_s});
        QCOMPARE(found(section("systemd-units", unit("a.service", "active", "running") +
                                                    unit("b.service", "failed", "failed", "exit-code") +
                                                    unit("b.service", "failed", "failed", "exit-code") +
                                                    unit("c.service", "activating", "auto-restart", "exit-code") +
                                                    unit("d.service", "inactive", "dead", "success", "not-found") +
                                                    unit("e.service", "inactive", "dead") +
                                                    unit("f.service", "active", "running", "success", "loaded", 7) +
                                                    unit("g.service", "failed", "failed", "oom-kill"))),
                 (QStringList{u"critical b.service"_s, u"critical c.service"_s, u"critical d.service"_s,
                              u"critical e.service"_s, u"warning f.service"_s, u"critical g.service"_s}));
        QVERIFY(read(section("systemd-units", unit("g.service", "failed", "failed", "oom-kill")))
                    .findings.front()
                    .text.contains(u"more memory than it may"_s));
        QCOMPARE(found(section("systemd-units", "Failed to connect to bus", 1)), QStringList{u"unknown"_s});
        QCOMPARE(found(section("systemd-units", "no table of units")), QStringList{u"unknown"_s});
    }
    void redis()
    {
        const QByteArray good = "# Server\nredis_version:7.0.15\nloading:0\nused_memory:1000\nmaxmemory:0\n"
                                "maxmemory_policy:noeviction\nrdb_last_bgsave_status:ok\n";
        QVERIFY(found(section("redis", good)).isEmpty());
        QCOMPARE(found(section("redis", "Could not connect to Redis at 127.0.0.1:6379: Connection refused", 1)),
                 QStringList{u"critical"_s});
        QCOMPARE(found(section("redis", "NOAUTH Authentication required.")), QStringList{u"unknown"_s});
        QCOMPARE(found(section("redis", "redis-cli is not installed", 127)), QStringList{u"unknown"_s});
        QCOMPARE(found(section("redis", "what is this")), QStringList{u"unknown"_s});
        QCOMPARE(found(section("redis", QByteArray(good).replace("status:ok", "status:err"))),
                 QStringList{u"critical"_s});
        const QByteArray full = QByteArray(good).replace("maxmemory:0", "maxmemory:1050");
        QCOMPARE(found(section("redis", full)), QStringList{u"critical"_s});
        QCOMPARE(found(section("redis", QByteArray(full).replace("noeviction", "allkeys-lru"))),
                 QStringList{u"warning"_s});
    }
    void memory()
    {
        const QByteArray head = "       total used free shared buff/cache available\n";
        QVERIFY(found(section("memory", head + "Mem: 1000 900 50 1 50 500\nSwap: 0 0 0\n")).isEmpty());
        QCOMPARE(found(section("memory", head + "Mem: 1000 900 50 1 50 20\nSwap: 0 0 0\n")),
                 QStringList{u"critical"_s});
    }
    void processesOfPm2()
    {
        const QByteArray good = '[' + process("web", 0, "online") + ',' + process("web", 1, "online") + ']';
        const QByteArray names = R"([{"name":"web","pm_id":0},{"name":"web","pm_id":1}])";
        QVERIFY(found(section("pm2", good) + section("pm2-saved", names) + section("pm2-startup", "cron")).isEmpty());
        // Many restarts are what reloads leave; those that were unstable are crashes.
        QCOMPARE(found(section("pm2", '[' + process("web", 0, "online", 3) + ']')), QStringList{u"critical web"_s});
        QCOMPARE(found(section("pm2", '[' + process("mailer", 0, "errored") + ']')), QStringList{u"critical mailer"_s});
        QCOMPARE(found(section("pm2", '[' + process("web", 0, "stopped") + ']')), QStringList{u"critical web"_s});
        QCOMPARE(found(section("pm2", "[]")), QStringList{u"critical"_s});
        QCOMPARE(found(section("pm2", "no daemon of PM2 runs for deploy", 1)), QStringList{u"critical"_s});
        QCOMPARE(found(section("pm2", good) + section("pm2-saved", R"([{"name":"web","pm_id":0}])")),
                 QStringList{u"warning web"_s});
        QCOMPARE(found(section("pm2", good) + section("pm2-saved", "nothing is saved", 1)), QStringList{u"warning"_s});
        QCOMPARE(found(section("pm2-startup", "none")), QStringList{u"warning"_s});
    }
    void databases()
    {
        QVERIFY(found(section("postgres", "/run/postgresql:5432 - accepting connections")).isEmpty());
        QCOMPARE(found(section("postgres", "/run/postgresql:5432 - no response", 2)), QStringList{u"critical"_s});
        QCOMPARE(found(section("postgres", "/run/postgresql:5432 - rejecting connections", 1)),
                 QStringList{u"critical"_s});
        QCOMPARE(found(section("postgres", "no attempt", 3)), QStringList{u"unknown"_s});
    }
    void settingsOfNginx()
    {
        const QByteArray good = "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n"
                                "nginx: configuration file /etc/nginx/nginx.conf test is successful\n";
        QVERIFY(found(section("nginx", good)).isEmpty());
        const QByteArray bad = "nginx: [emerg] unknown directive \"lisen\" in /etc/nginx/sites-enabled/x:3\n"
                               "nginx: configuration file /etc/nginx/nginx.conf test failed\n";
        QCOMPARE(found(section("nginx", bad, 1)), QStringList{u"critical /etc/nginx/sites-enabled/x"_s});
    }
    void certificates()
    {
        const auto dated = [](const QByteArray& end) {
            return section("certificates /tls/full chain.pem",
                           "subject=CN = shop\nnotBefore=Jan  1 00:00:00 2026 GMT\nnotAfter=" + end + " GMT\n");
        };
        QVERIFY(found(dated("Jan  9 12:00:00 2027")).isEmpty());
        QCOMPARE(found(dated("Nov 25 12:00:00 2026")), QStringList{u"warning /tls/full chain.pem"_s});
        QCOMPARE(found(dated("Nov 10 03:00:00 2026")), QStringList{u"critical /tls/full chain.pem"_s});
        QVERIFY(read(dated("Nov 10 03:00:00 2026")).findings.front().text.contains(u"expired 10 d ago"_s));
        QCOMPARE(found(section("certificates /tls/a", "Could not open file", 1)), QStringList{u"unknown /tls/a"_s});
    }
    void containers()
    {
        const auto of = [this](const char* line, int status = 0) { return found(section("containers", line, status)); };
        QVERIFY(of("/shop_web_1\trunning\t0\tfalse\t0\thealthy\n/shop_db_1\trunning\t0\tfalse\t2\t").isEmpty());
        QVERIFY(of("").isEmpty());
        QCOMPARE(of("/a\texited\t137\ttrue\t0\t"), QStringList{u"critical a"_s});
        QCOMPARE(of("/a\trestarting\t1\tfalse\t9\t"), QStringList{u"critical a"_s});
        QCOMPARE(of("/a\texited\t1\tfalse\t0\t\n/b\texited\t0\tfalse\t0\t"),
                 (QStringList{u"critical a"_s, u"warning b"_s}));
        QCOMPARE(of("/a\trunning\t0\tfalse\t0\tunhealthy"), QStringList{u"critical a"_s});
        QCOMPARE(of("/a\tpaused\t0\tfalse\t0\t"), QStringList{u"warning a"_s});
        QCOMPARE(of("/a\trunning\t0\tfalse\t3\t"), QStringList{u"warning a"_s});
        // Between two crashes it runs for a moment; what has run for a while has got over it.
        const QByteArray often = "/a\trunning\t0\tfalse\t4\t\t10\t\t2026-11-21T22:00:00.123456789Z\t";
        QCOMPARE(of((often + "2026-11-21T22:00:05Z").constData()), QStringList{u"critical a"_s});
        QCOMPARE(of((often + "2026-11-21T22:01:05Z").constData()), QStringList{u"warning a"_s});
        QCOMPARE(of((often + "no time").constData()), QStringList{u"warning a"_s});
        QCOMPARE(of("Cannot connect to the Docker daemon", 1), QStringList{u"critical"_s});
        QCOMPARE(of("something else"), QStringList{u"unknown"_s});
        // Less time to end than it may take; ten seconds where nobody said another time.
        const QByteArray limits = "pilothouse limit stops:web 30 30\npilothouse limit stops:alone 15 15\n";
        const auto stops = [&](const char* line) { return found(limits + section("containers", line)); };
        QCOMPARE(stops("/shop_web_1\trunning\t0\tfalse\t0\thealthy\t<nil>\tweb"), QStringList{u"warning shop_web_1"_s});
        QCOMPARE(stops("/shop_web_1\trunning\t0\tfalse\t0\thealthy\t29\tweb"), QStringList{u"warning shop_web_1"_s});
        QVERIFY(stops("/shop_web_1\trunning\t0\tfalse\t0\thealthy\t30\tweb").isEmpty());
        QVERIFY(stops("/shop_db_1\trunning\t0\tfalse\t0\t\t<nil>\tdb").isEmpty());
        QCOMPARE(stops("/alone\trunning\t0\tfalse\t0\t\t<nil>\t"), QStringList{u"warning alone"_s});
        QVERIFY(stops("/alone\trunning\t0\tfalse\t0\t\t20\t<no value>").isEmpty());
    }
    void linesOfCron()
    {
        QVERIFY(
            found(section("cron", "0 2 * * * /opt/backup.sh\n@reboot pm2 resurrect\n") + section("cron-daemon", "cron"))
                .isEmpty());
        QVERIFY(found(section("cron", "no crontab for deploy", 1)).isEmpty());
        QCOMPARE(found(section("cron", "0 2 * * * /opt/a\n61 2 * * * /opt/b\n")), QStringList{u"warning 2"_s});
        QCOMPARE(found(section("cron-daemon", "")), QStringList{u"critical"_s});
    }
};

PILOTHOUSE_TEST(TestLook)
#include "tst_look.moc"
