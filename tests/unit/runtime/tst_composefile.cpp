// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/composefile.h"
#include "runtime/composeparts.h"
#include "support/corpus.h"
#include "support/testmain.h"

#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

class TestComposeFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interpolates_data()
    {
        QTest::addColumn<QString>("result"); // empty: not allowed
        QTest::addColumn<QString>("unresolved");
        const auto row = [](const char* text, const QString& result, const QString& unresolved = {}) {
            QTest::newRow(text) << result << unresolved;
        };
        row("plain", u"plain"_s);
        row("$SET/${SET}", u"value/value"_s);
        row("a$$b $$$$", u"a$b $$"_s);
        row("${EMPTY:-x}${EMPTY-y}.", u"x."_s);
        row("${NONE-y}${NONE:-}.", u"y."_s);
        row("${SET:+on}${EMPTY:+on}${EMPTY+on}${NONE+on}.", u"onon."_s);
        row("${NONE:-${OTHER:-${SET}}}", u"value"_s);
        row("${NONE:-{\"a\":1}}", u"{\"a\":1}"_s);
        row("x${NONE}y", u"x${NONE}y"_s, u"NONE"_s);
        row("${EMPTY:?say it}${NONE?}", u"${EMPTY:?say it}${NONE?}"_s, u"EMPTY,NONE"_s);
        row("${NONE:-${OTHER}}", u"${OTHER}"_s, u"OTHER"_s);
        row("${", {});
        row("${1A}", {});
        row("${A/b}", {});
        row("$(id) $3 end$", u"$(id) $3 end$"_s);
    }
    void interpolates()
    {
        QFETCH(QString, result);
        Interpolation interpolation({{u"SET"_s, u"value"_s}, {u"EMPTY"_s, QString()}});
        const auto got = interpolation.resolve(QString::fromUtf8(QTest::currentDataTag()), 1);
        QCOMPARE(got.value_or(QString()), result);
        QTEST(interpolation.unresolved().join(u','), "unresolved");
    }

    void ports_data()
    {
        QTest::addColumn<qint64>("target"); // -1: unknown
        QTest::addColumn<qint64>("published");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("protocol");
        const auto row = [](const char* text, qint64 target, qint64 published, qint64 count, const QString& address,
                            const QString& protocol) {
            QTest::newRow(text) << target << published << count << address << protocol;
        };
        row("80", 80, -1, 1, {}, u"tcp"_s);
        row("8080:80", 80, 8080, 1, {}, u"tcp"_s);
        row("127.0.0.1:5432:5432", 5432, 5432, 1, u"127.0.0.1"_s, u"tcp"_s);
        row("[::1]:53:53/udp", 53, 53, 1, u"::1"_s, u"udp"_s);
        row("127.0.0.1::80", 80, -1, 1, u"127.0.0.1"_s, u"tcp"_s);
        row("9000-9002:9000-9002", 9000, 9000, 3, {}, u"tcp"_s);
        row("3000-3005", 3000, -1, 6, {}, u"tcp"_s);
        row("${PORT:?which}:80", 80, -1, 1, {}, u"tcp"_s);
        row("99999:80", 80, -1, 1, {}, u"tcp"_s);
        row("nonsense", -1, -1, 1, {}, u"tcp"_s);
    }
    void ports()
    {
        const ComposePort port = readComposePort(QString::fromUtf8(QTest::currentDataTag()));
        QTEST(port.target.value_or(-1), "target");
        QTEST(port.published.value_or(-1), "published");
        QTEST(port.count, "count");
        QTEST(port.address, "address");
        QTEST(port.protocol, "protocol");
    }

    void readsAService()
    {
        const ComposeFile file =
            ComposeFile::read("\xef\xbb\xbfservices:\r\n"
                              "  api.one:\r\n"
                              "    image: ${REGISTRY:-docker.io}/api:${TAG}\r\n"
                              "    build: { context: ., dockerfile: Dockerfile.prod }\r\n"
                              "    ports:\r\n"
                              "      - \"80:8080\"\r\n"
                              "      - { target: 443, published: \"8443\", protocol: tcp, host_ip: 127.0.0.1 }\r\n"
                              "    environment: [ PASSWORD=hunter2, PASSED ]\r\n"
                              "    depends_on:\r\n"
                              "      db: { condition: service_healthy }\r\n"
                              "    healthcheck: { test: [CMD, curl, localhost], interval: 1m30s, retries: 3 }\r\n"
                              "    deploy: { replicas: 2, resources: { limits: { cpus: '0.5', memory: 512M }, "
                              "reservations: { memory: 1g } } }\r\n"
                              "  db:\r\n"
                              "    image: postgres:15\r\n"
                              "    mem_limit: 1gb\r\n"
                              "    cpus: 2\r\n"
                              "    ports:\r\n",
                              {{u"TAG"_s, u"7"_s}});
        QVERIFY(file.readable && file.errors.empty());
        QCOMPARE(file.services.size(), size_t(2));
        const ComposeService* api = file.service(u"api.one"_s);
        QVERIFY(api);
        QCOMPARE(api->image, u"docker.io/api:7"_s);
        QCOMPARE(api->build->dockerfile, u"Dockerfile.prod"_s);
        QCOMPARE(api->ports.size(), size_t(2));
        QCOMPARE(api->ports.back().published.value_or(0), 8443);
        QCOMPARE(api->environment, QStringList({u"PASSWORD"_s, u"PASSED"_s}));
        QCOMPARE(api->dependsOn.front().second, u"service_healthy"_s);
        QCOMPARE(api->healthcheck->intervalSeconds.value_or(0), 90.0);
        QVERIFY(!api->healthcheck->timeoutSeconds);
        QCOMPARE(api->limits.cpu.value_or(0), 0.5);
        QCOMPARE(api->limits.memoryBytes.value_or(0), 512LL * 1024 * 1024);
        QCOMPARE(api->reservations.memoryBytes.value_or(0), 1024LL * 1024 * 1024);
        QCOMPARE(api->replicas.value_or(0), 2);
        const ComposeService* db = file.service(u"db"_s);
        QCOMPARE(db->limits.cpu.value_or(0), 2.0);
        QCOMPARE(db->limits.memoryBytes.value_or(0), 1024LL * 1024 * 1024);
        QVERIFY(db->ports.empty() && !db->healthcheck);
        QVERIFY(file.unresolved.isEmpty());
        QVERIFY(!QJsonDocument(inspectCompose(file)).toJson().contains("hunter2"));
    }
    void knowsWhatCannotBeScaled()
    {
        const ComposeFile file = ComposeFile::read(
            "services:\n  web: { image: a, ports: ['3001:80'], stop_grace_period: 1m30s }\n"
            "  range: { image: a, ports: ['3101-3103:80'] }\n  free: { image: a, ports: ['80', '0:81'] }\n"
            "  named: { image: a, container_name: only-one }\n  long: { image: a, ports: [{ target: 80, published: "
            "3201 }] }\n");
        const auto obstacle = [&](const char* name, qint64 count) {
            return obstacleToScale(*file.service(QString::fromLatin1(name)), count);
        };
        QCOMPARE(obstacle("web", 2), u"ports: 3001:80"_s);
        QCOMPARE(obstacle("range", 3), QString());
        QCOMPARE(obstacle("range", 4), u"ports: 3101-3103:80"_s);
        QCOMPARE(obstacle("free", 9), QString());
        QCOMPARE(obstacle("named", 2), u"container_name: only-one"_s);
        QVERIFY(obstacle("long", 2).startsWith(u"ports: "));
        QCOMPARE(file.service(u"web"_s)->stopSeconds.value_or(0), 90.0);
        const QJsonArray services = inspectCompose(file)[u"services"_s].toArray();
        QCOMPARE(services[0][u"stopSeconds"_s].toDouble(), 90.0);
        QCOMPARE(services[1][u"stopSeconds"_s].toDouble(), 10.0); // Compose's own
        QCOMPARE(services[3][u"onlyOnce"_s].toString(), u"container_name: only-one"_s);
        QVERIFY(services[2][u"onlyOnce"_s].isNull());
    }
    void mergesAndTags()
    {
        const ComposeFile file = ComposeFile::read(
            "x-a: &a\n  image: one\n  restart: always\nx-b: &b { image: two, scale: 3 }\n"
            "services:\n  s:\n    <<: [*a, *b]\n    build: .\n    ports: !reset []\n"
            "  t:\n    <<: *b\n    image: own\n    healthcheck: !reset null\n    profiles: !override [p]\n"
            "  u: { extends: t, ports: ['1:1'] }\n  v:\n    extends: { service: s, file: other.yml }\n");
        QVERIFY2(file.errors.empty(), file.errors.empty() ? "" : qPrintable(file.errors.front().message));
        QCOMPARE(file.services.at(0).image, u"one"_s);
        QCOMPARE(file.services.at(0).replicas.value_or(0), 3);
        QVERIFY(file.services.at(0).ports.empty());
        QCOMPARE(file.services.at(1).image, u"own"_s);
        QVERIFY(!file.services.at(1).healthcheck);
        QCOMPARE(file.services.at(1).profiles, QStringList{u"p"_s});
        QCOMPARE(file.services.at(2).image, u"own"_s);
        QCOMPARE(file.services.at(2).ports.size(), size_t(1));
        QVERIFY(file.services.at(3).image.isEmpty());
        QCOMPARE(file.services.at(3).extends, u"s in other.yml"_s);
    }
    void firstVersion()
    {
        const ComposeFile file = ComposeFile::read("web:\n  build: .\n  links: [db]\ndb:\n  image: postgres\n");
        QVERIFY(file.readable);
        QCOMPARE(file.services.size(), size_t(2));
    }
    void override()
    {
        const ComposeFile file = ComposeFile::read("version: '3'\nservices:\n  web:\n  db: { ports: ['1'] }\n");
        QVERIFY(file.readable);
        QVERIFY(file.services.front().image.isEmpty());
        QVERIFY(ComposeFile::read("volumes: { data: }\n").readable);
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("template") << QByteArray("services:\n  a:\n{%- if x %}\n    image: b\n{% endif %}\n") << 3;
        QTest::newRow("list") << QByteArray("- a\n") << 1;
        QTest::newRow("other") << QByteArray("apiVersion: v1\nkind: Pod\n") << 1;
        QTest::newRow("tab") << QByteArray("services:\n\ta: {}\n") << 2;
        QTest::newRow("empty") << QByteArray() << 1;
        QTest::newRow("bomb") << QByteArray(
                                     "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
                                     "[*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                                     "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n")
                              << 5;
        QTest::newRow("itself") << QByteArray("services: &a\n  web: *a\n") << 2;
        QTest::newRow("dollar") << QByteArray("services:\n  a:\n    image: b${\n") << 3;
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        const ComposeFile file = ComposeFile::read(text);
        QVERIFY(!file.errors.empty());
        QTEST(file.errors.front().line, "line");
        QVERIFY(file.errors.front().column >= 1);
    }

    void corpus_data()
    {
        QTest::addColumn<QHash<QByteArray, QByteArray>>("expected");
        QTest::newRow("none") << QHash<QByteArray, QByteArray>();
        if (Corpus::isThere(u"compose"_s)) {
            for (const auto& row : Corpus::expectations(u"compose"_s))
                QTest::newRow(row.value("file").constData()) << row;
        }
    }
    void corpus()
    {
        using Row = QHash<QByteArray, QByteArray>;
        QFETCH(Row, expected);
        if (!Corpus::isThere(u"compose"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
        if (expected.isEmpty())
            return;
        const ComposeFile file =
            ComposeFile::read(Corpus::contents(u"compose/"_s + QString::fromUtf8(expected.value("file"))));
        if (expected.value("pyyaml") != "ok") {
            QVERIFY(!file.errors.empty() && !file.readable);
            return;
        }
        QVERIFY2(file.errors.empty(), file.errors.empty() ? "" : qPrintable(file.errors.front().message));
        QByteArrayList names;
        int checks = 0;
        int ports = 0;
        int profiles = 0;
        for (const ComposeService& service : file.services) {
            names << service.name.toUtf8();
            checks += service.healthcheck ? 1 : 0;
            ports += service.ports.empty() ? 0 : 1;
            profiles += service.profiles.isEmpty() ? 0 : 1;
        }
        QCOMPARE(names.join(','), expected.value("names"));
        QCOMPARE(checks, expected.value("with_healthcheck").toInt());
        QCOMPARE(ports, expected.value("with_ports").toInt());
        QCOMPARE(profiles, expected.value("with_profiles").toInt());
        const auto required = std::ranges::count(file.variables, true, &Variable::required);
        QCOMPARE(int(required), expected.value("required_vars").toInt());
        QVERIFY(int(file.variables.size()) <= expected.value("distinct_vars").toInt());
    }
};

PILOTHOUSE_TEST(TestComposeFile)
#include "tst_composefile.moc"
