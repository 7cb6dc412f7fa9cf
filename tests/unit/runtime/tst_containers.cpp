// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/containers.h"
#include "runtime/dockerstats.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

class TestContainers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void status_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<qint64>("exitCode"); // -1: none
        QTest::addColumn<QString>("health");
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char* text, const QString& state, qint64 exit, const QString& health,
                            qint64 seconds) { QTest::newRow(text) << state << exit << health << seconds; };
        row("Up 2 hours (healthy)", u"running"_s, -1, u"healthy"_s, 7200);
        row("Up About a minute (health: starting)", u"running"_s, -1, u"starting"_s, 60);
        row("Up Less than a second", u"running"_s, -1, {}, 0);
        row("Up 3 days (Paused)", u"paused"_s, -1, {}, 259200);
        row("Exited (137) 3 weeks ago", u"exited"_s, 137, {}, 1814400);
        row("Restarting (1) 5 seconds ago", u"restarting"_s, 1, {}, 5);
        row("Exit 2", u"exited"_s, 2, {}, -1);
        row("Created", u"created"_s, -1, {}, -1);
        row("running (unhealthy)", u"running"_s, -1, u"unhealthy"_s, -1);
        row("exited (0)", u"exited"_s, 0, {}, -1);
        row("Removal In Progress", u"removing"_s, -1, {}, -1);
        row("something new", {}, -1, {}, -1);
    }
    void status()
    {
        ContainerState container;
        readContainerStatus(QString::fromUtf8(QTest::currentDataTag()), container);
        QTEST(container.state, "state");
        QTEST(container.exitCode.value_or(-1), "exitCode");
        QTEST(container.health, "health");
        QTEST(container.forSeconds.value_or(-1), "seconds");
    }

    void ports()
    {
        const auto ports = readContainerPorts(
            u"0.0.0.0:8080->80/tcp, [::]:8080->80/tcp, 53/udp, 127.0.0.1:9000-9002->9000-9002/tcp"_s);
        QCOMPARE(ports.size(), size_t(3));
        QCOMPARE(ports[0].published.value_or(0), 8080);
        QCOMPARE(ports[0].addresses, QStringList({u"0.0.0.0"_s, u"::"_s}));
        QVERIFY(!ports[1].published);
        QCOMPARE(ports[1].protocol, u"udp"_s);
        QCOMPARE(ports[2].count, 3);
    }

    void jsonOfEveryShape_data()
    {
        QTest::addColumn<QByteArray>("output");
        const QByteArray web =
            R"({"ID":"1","Name":"p-web-1","Service":"web","State":"running","Health":"healthy","ExitCode":0,"Publishers":[{"URL":"0.0.0.0","TargetPort":80,"PublishedPort":81,"Protocol":"tcp"},{"URL":"::","TargetPort":80,"PublishedPort":81,"Protocol":"tcp"}]})";
        const QByteArray job =
            R"({"ID":"2","Name":"p-job-1","Service":"job","State":"exited","Health":"","ExitCode":3,"Publishers":null})";
        QTest::newRow("array") << "[" + web + "," + job + "]";
        QTest::newRow("lines") << web + "\r\n" + job + "\r\n";
        QTest::newRow("printed") << QByteArray(web).replace(",\"", ",\n  \"") + "\n" + job;
        QTest::newRow("behind a warning") << "time=\"2026\" level=warning msg=\"[x] {y}\"\n" + web + "\n" + job;
    }
    void jsonOfEveryShape()
    {
        QFETCH(QByteArray, output);
        const auto all = readContainers(output);
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(2));
        QCOMPARE(all->front().health, u"healthy"_s);
        QVERIFY(!all->front().exitCode); // it runs
        QCOMPARE(all->front().ports.size(), size_t(1));
        QCOMPARE(all->back().exitCode.value_or(-1), 3);
        QVERIFY(all->back().health.isEmpty());
    }
    void emptyArray()
    {
        const auto all = readContainers("[]");
        QVERIFY(all);
        QVERIFY(all->empty());
    }
    void cutJsonIsNoAnswer() { QVERIFY(!readContainers(R"([{"Name":"a","State":"running")")); }

    void oldTable()
    {
        const auto all = readContainers("  Name             Command               State              Ports       \n"
                                        "------------------------------------------------------------------------\n"
                                        "p_app_1    node server.js --port 80   Up (healthy)   0.0.0.0:80->80/tcp,\n"
                                        "                                                     :::80->80/tcp      \n"
                                        "p_cron_1   crond -f                   Exit 1                            \n");
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(2));
        QCOMPARE(all->front().name, u"p_app_1"_s);
        QCOMPARE(all->front().health, u"healthy"_s);
        QCOMPARE(all->front().ports.size(), size_t(1));
        QCOMPARE(all->front().ports.front().addresses.size(), 2);
        QCOMPARE(all->back().exitCode.value_or(-1), 1);
    }
    void dockerPsTable()
    {
        const auto all = readContainers("CONTAINER ID   IMAGE          COMMAND                  CREATED      STATUS    "
                                        "              PORTS     NAMES\n"
                                        "0a1b2c3d4e5f   redis:7        \"docker-entrypoint.s…\"   2 days ago   Up 2 "
                                        "days (unhealthy)   6379/tcp  cache\n"
                                        "1a1b2c3d4e5f   job:1          \"/run\"                   2 days ago   Exited "
                                        "(0) 2 days ago             job\n");
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(2));
        QCOMPARE(all->front().id, u"0a1b2c3d4e5f"_s);
        QCOMPARE(all->front().health, u"unhealthy"_s);
        QCOMPARE(all->back().name, u"job"_s);
        QCOMPARE(all->back().exitCode.value_or(-1), 0);
    }
    void nothingElseIsRead()
    {
        QVERIFY(!readContainers("permission denied while trying to connect"));
        QVERIFY(!readContainers(""));
    }

    void statsOfATable()
    {
        const auto all = readDockerStats(
            "\x1b[2J\x1b[HCONTAINER ID   NAME    CPU %     MEM USAGE / LIMIT     MEM %     NET I/O           BLOCK I/O "
            "  PIDS\n"
            "aaa            old     1.00%     1MiB / 2MiB           50.00%    0B / 0B           0B / 0B     1\n"
            "\x1b[2J\x1b[HCONTAINER ID   NAME    CPU %     MEM USAGE / LIMIT     MEM %     NET I/O           BLOCK I/O "
            "  PIDS\n"
            "bbb            api     212.50%   1.5GiB / 2GiB         75.00%    1.5kB / 2MB       0B / 4kB    12\n"
            "ccc            gone    --        -- / --               --        --                --          --\n");
        QVERIFY(all);
        QCOMPARE(all->size(), size_t(2));
        const ContainerUsage& api = all->front();
        QCOMPARE(api.name, u"api"_s);
        QCOMPARE(api.cpuPercent.value_or(0), 212.5);
        QCOMPARE(api.memoryBytes.value_or(0), 1610612736);
        QCOMPARE(api.netReceivedBytes.value_or(0), 1500);
        QCOMPARE(api.netSentBytes.value_or(0), 2'000'000);
        QCOMPARE(api.processes.value_or(0), 12);
        QVERIFY(!all->back().running);
        QVERIFY(!all->back().memoryBytes && !all->back().cpuPercent && !all->back().processes);
    }
    void statsOfPodman()
    {
        const auto all = readDockerStats(
            R"([{"id":"1","name":"db","cpu_percent":"0.50%","mem_usage":"12.5MB / 4GB","mem_percent":"0.31%","net_io":"-- / --","block_io":"-- / --","pids":"7"}])");
        QVERIFY(all);
        QCOMPARE(all->front().memoryBytes.value_or(0), 12'500'000);
        QVERIFY(!all->front().netSentBytes);
        QCOMPARE(all->front().processes.value_or(0), 7);
    }
    void theWordJson()
    {
        const auto all = readDockerStats("json\njson\n");
        QVERIFY(!all);
        QCOMPARE(all.error().kind, ErrorKind::Invalid);
    }
};

PILOTHOUSE_TEST(TestContainers)
#include "tst_containers.moc"
