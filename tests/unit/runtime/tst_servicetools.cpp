// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/pgbackrest.h"
#include "runtime/redisinfo.h"
#include "runtime/servicetools.h"
#include "runtime/systemd.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

class TestServiceTools : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listUnits()
    {
        const auto units = readSystemctl("  UNIT            LOAD      ACTIVE   SUB     DESCRIPTION\n"
                                         "  cron.service    loaded    active   running Regular background program\n"
                                         "● shop.service    loaded    failed   failed  The shop\n"
                                         "● gone.service    not-found inactive dead    gone.service\n\n"
                                         "LOAD   = Reflects whether the unit definition was properly loaded.\n"
                                         "3 loaded units listed.\n");
        QVERIFY(units);
        QCOMPARE(units->size(), size_t(3));
        QCOMPARE(units->at(1).unit, u"shop.service"_s);
        QCOMPARE(units->at(1).active, u"failed"_s);
        QCOMPARE(units->at(1).description, u"The shop"_s);
        QCOMPARE(units->at(2).load, u"not-found"_s);
        const auto files = readSystemctl(
            "UNIT FILE       STATE    PRESET\ncron.service    enabled  enabled\n\n1 unit files listed.\n");
        QVERIFY(files);
        QCOMPARE(files->front().enabled, u"enabled"_s);
        const auto json = readSystemctl(
            R"([{"unit":"a.service","load":"loaded","active":"active","sub":"running","description":"A"}])");
        QVERIFY(json);
        QCOMPARE(json->front().sub, u"running"_s);
    }
    void show()
    {
        const auto units = readSystemctl(
            "Id=a.service\nActiveState=active\nSubState=running\nLoadState=loaded\nMainPID=12\nExecMainStatus=0\n"
            "MemoryCurrent=1048576\nCPUUsageNSec=1500000000\nEnvironment=PASSWORD=hunter2\n"
            "ActiveEnterTimestamp=Fri 2026-11-20 10:00:00 UTC\n\n"
            "Id=b.service\nActiveState=failed\nResult=exit-code\nMainPID=0\nExecMainStatus=3\nMemoryCurrent=[not set]\n"
            "CPUUsageNSec=18446744073709551615\nActiveEnterTimestamp=n/a\n");
        QVERIFY(units);
        QCOMPARE(units->size(), size_t(2));
        QCOMPARE(units->front().pid.value_or(0), 12);
        QVERIFY(!units->front().exitStatus);
        QCOMPARE(units->front().cpuSeconds.value_or(0), 1.5);
        QCOMPARE(units->front().activeSince, u"2026-11-20T10:00:00Z"_s);
        QVERIFY(!QJsonDocument(toJson(units->front())).toJson().contains("hunter2"));
        QVERIFY(!units->back().pid && !units->back().memoryBytes && !units->back().cpuSeconds);
        QCOMPARE(units->back().exitStatus.value_or(0), 3);
    }
    void status()
    {
        const auto units = readSystemctl(
            "● a.service - The A\n"
            "     Loaded: loaded (/etc/systemd/system/a.service; enabled; preset: enabled)\n"
            "     Active: active (running) since Fri 2026-11-20 10:00:00 CET; 2h ago\n"
            "   Main PID: 12 (a)\n      Tasks: 3 (limit: 4915)\n     Memory: 5.5M\n        CPU: 1min 2.500s\n\n"
            "Nov 20 10:00:00 host a[12]:      Active: failed (Result: lie)\n\n"
            "× b.service - The B\n"
            "     Loaded: loaded (/etc/systemd/system/b.service; disabled)\n"
            "     Active: failed (Result: exit-code) since Fri 2026-11-20 10:00:00 UTC; 5s ago\n"
            "   Main PID: 13 (code=exited, status=203/EXEC)\n");
        QVERIFY(units);
        QCOMPARE(units->size(), size_t(2));
        QCOMPARE(units->front().active, u"active"_s);
        QCOMPARE(units->front().enabled, u"enabled"_s);
        QCOMPARE(units->front().memoryBytes.value_or(0), 5767168);
        QCOMPARE(units->front().cpuSeconds.value_or(0), 62.5);
        QCOMPARE(units->front().activeSince, u"2026-11-20T10:00:00"_s); // CET means nothing for certain
        QCOMPARE(units->back().active, u"failed"_s);
        QCOMPARE(units->back().result, u"exit-code"_s);
        QCOMPARE(units->back().exitStatus.value_or(0), 203);
        QVERIFY(!units->back().pid);
        QCOMPARE(readSystemctl("Unit x.service could not be found.\n")->front().load, u"not-found"_s);
        QVERIFY(!readSystemctl("Failed to connect to bus: No such file or directory\n"));
    }

    void redis()
    {
        const auto info = readRedisInfo(
            "# Server\r\nredis_version:7.2.4\r\nuptime_in_seconds:60\r\n# Memory\r\nused_memory:1024\r\nmaxmemory:0\r\n"
            "# Persistence\r\nrdb_last_save_time:1795171750\r\nrdb_last_bgsave_status:err\r\n# "
            "Keyspace\r\ndb0:keys=3,expires=0\r\ndb1:keys=4,expires=1\r\n");
        QVERIFY(info);
        QCOMPARE(info->memoryBytes.value_or(0), 1024);
        QVERIFY(!info->memoryLimitBytes && !info->clients && !info->appendOnly);
        QCOMPARE(info->lastSaveOk, std::optional(false));
        QCOMPARE(info->keys.value_or(0), 7);
        QCOMPARE(readRedisInfo("# Keyspace\r\n")->keys.value_or(-1), 0);
        QVERIFY(!readRedisInfo("NOAUTH Authentication required.\n"));
    }

    void nginx()
    {
        const auto bad = readNginxTest("nginx: [emerg] unknown directive \"listn\" in /etc/nginx/nginx.conf:12\nnginx: "
                                       "configuration file /etc/nginx/nginx.conf test failed\n");
        QVERIFY(bad);
        QCOMPARE(bad->valid, std::optional(false));
        QCOMPARE(bad->messages.front().line.value_or(0), 12);
        QCOMPARE(bad->messages.front().message, u"unknown directive \"listn\""_s);
        const auto good =
            readNginxTest("2026/11/20 10:00:00 [warn] 7#7: conflicting server name\nnginx: the configuration file /a "
                          "syntax is ok\nnginx: configuration file /a test is successful\n");
        QVERIFY(good);
        QCOMPARE(good->valid, std::optional(true));
        QCOMPARE(good->messages.front().level, u"warn"_s);
        const auto half = readNginxTest("nginx: the configuration file /a syntax is ok\n");
        QVERIFY(half);
        QVERIFY(!half->valid);
    }

    void certificates()
    {
        const auto dates = readOpensslDates("notBefore=Nov 20 00:00:00 2025 GMT\nnotAfter=Dec  9 23:59:59 2026 GMT\n"
                                            "notBefore=2026-01-02 03:04:05Z\nnotAfter=2027-01-02 03:04:05Z\n");
        QVERIFY(dates);
        QCOMPARE(dates->size(), size_t(2));
        QCOMPARE(dates->front().notAfter, u"2026-12-09T23:59:59Z"_s);
        QCOMPARE(dates->back().notBefore, u"2026-01-02T03:04:05Z"_s);
        const auto certbot = readCertbot(
            "Found the following certs:\n  Certificate Name: a.example\n    Domains: a.example www.a.example\n"
            "    Expiry Date: 2026-12-09 10:00:00+00:00 (VALID: 18 days)\n    Certificate Path: /etc/a/fullchain.pem\n"
            "  Certificate Name: b.example\n    Domains: b.example\n    Expiry Date: 2026-01-09 10:00:00+00:00 "
            "(INVALID: EXPIRED)\n");
        QVERIFY(certbot);
        QCOMPARE(certbot->front().domains.size(), 2);
        QCOMPARE(certbot->front().notAfter, u"2026-12-09T10:00:00Z"_s);
        QCOMPARE(certbot->back().valid, std::optional(false));
        QCOMPARE(certbot->back().status, u"EXPIRED"_s);
        QVERIFY(readCertbot("No certificates found.\n")->empty());
        QVERIFY(!readOpensslDates("unable to load certificate\n"));
    }

    void crontabs()
    {
        const auto own =
            readCrontab("# m h  dom mon dow   command\nMAILTO=\"\"\nDB_PASSWORD=hunter2\nCRON_TZ=Europe/Berlin\n0 2 * "
                        "* * /opt/backup.sh daily\n@daily certbot renew\n61 * * * * never\n");
        QVERIFY(own);
        QCOMPARE(own->entries.size(), size_t(3));
        QCOMPARE(own->entries.front().zone, u"Europe/Berlin"_s);
        QVERIFY(own->entries.front().user.isEmpty());
        QVERIFY(own->entries.at(1).valid);
        QVERIFY(!own->entries.at(2).valid);
        QVERIFY(own->environment.contains(u"DB_PASSWORD"_s));
        const auto system = readCrontab("17 *\t* * *\troot    cd / && run-parts /etc/cron.hourly\n");
        QVERIFY(system);
        QCOMPARE(system->entries.front().user, u"root"_s);
        QVERIFY(system->entries.front().command.startsWith(u"cd /"_s));
        QVERIFY(readCrontab("no crontab for app\n")->entries.empty());
    }

    void pgBackRest()
    {
        const auto text =
            readPgBackRest("stanza: main\n    status: ok\n    cipher: none\n\n        full backup: 20261119-010000F\n"
                           "            timestamp start/stop: 2026-11-19 01:00:00+00 / 2026-11-19 01:05:00+00\n"
                           "            database size: 1KB, database backup size: 1KB\n            repo1: backup set "
                           "size: 512B, backup size: 512B\n");
        QVERIFY(text);
        QCOMPARE(text->stanzas.front().second, u"ok"_s);
        QCOMPARE(text->backups.front().startedAt, u"2026-11-19T01:00:00Z"_s);
        QCOMPARE(text->backups.front().databaseBytes.value_or(0), 1024);
        QCOMPARE(text->backups.front().repositorySetBytes.value_or(0), 512);
        const auto json = readPgBackRest(
            R"([{"name":"main","status":{"code":0,"message":"ok"},"backup":[{"label":"20261119-010000F_20261120-010000I","type":"incr","timestamp":{"start":1795136400,"stop":1795136401},"info":{"size":9,"delta":8,"repository":{"size":7,"delta":6}},"reference":["20261119-010000F"],"error":true}]}])");
        QVERIFY(json);
        QCOMPARE(json->backups.front().type, u"incr"_s);
        QCOMPARE(json->backups.front().startedAt, u"2026-11-20T01:00:00Z"_s);
        QCOMPARE(json->backups.front().repositoryBackupBytes.value_or(0), 6);
        QCOMPARE(json->backups.front().error, std::optional(true));
        QVERIFY(!readPgBackRest("ERROR: [037]: info command requires option\n"));
    }
};

PILOTHOUSE_TEST(TestServiceTools)
#include "tst_servicetools.moc"
