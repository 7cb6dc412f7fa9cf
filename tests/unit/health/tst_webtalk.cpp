// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/externalprobe.h"
#include "health/fileprobe.h"
#include "health/judge.h"
#include "health/scenarioprobe.h"
#include "health/workerprobe.h"
#include "support/testmain.h"

#include <QJsonObject>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

System::Condition condition(const QString& text) { return System::Condition::parse(text).value(); }

/// "verdict: reason" of what was seen.
QString judged(const System::ProbeSpec& probe, const Result<System::Observation>& seen)
{
    const Measurement out = judge(probe, seen, QDateTime(), 1ms);
    return healthVerdictName(out.verdict) + u": "_s + out.reason;
}

WebAnswer answer(int status, const QByteArray& body = {}, std::map<QString, QString> headers = {})
{
    WebAnswer out{.status = status, .headers = std::move(headers), .body = body};
    out.took = 2ms;
    return out;
}

} // namespace

/// What probes of more than one request say and conclude, and what those of a host make of its words; no network.
class TestWebTalk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aScenarioCarriesWhatItCaptured()
    {
        const auto talk = scenarioTalk(signUp(), {{u"PASSWORD"_s, Secret("hun\"ter/2")}}, u"u1"_s);
        auto move = talk->begin();
        QCOMPARE(move.ask.size(), size_t(1));
        QCOMPARE(move.ask[0].method, QByteArray("POST"));
        const QByteArray sent = "{\"email\":\"probe+u1@example.com\",\"password\":\"hun\\\"ter/2\"}";
        QCOMPARE(move.ask[0].body, sent);
        QCOMPARE(move.ask[0].headers.at(u"Content-Type"_s), u"application/json"_s);
        move = talk->heard(move.ask[0],
                           answer(201, R"({"id":7,"token":"tok en&1"})",
                                  {{u"set-cookie"_s, u"sid=abcdefgh; HttpOnly\nold=x; Max-Age=0"_s}}),
                           5ms);
        QCOMPARE(move.ask.size(), size_t(1));
        QCOMPARE(move.ask[0].url.toString(QUrl::FullyEncoded), u"https://example.com/users/7?t=tok%20en%261"_s);
        QCOMPARE(move.ask[0].headers.at(u"Authorization"_s), u"Bearer tok en&1"_s);
        QCOMPARE(move.ask[0].headers.at(u"Cookie"_s), u"sid=abcdefgh"_s);
        move = talk->heard(move.ask[0], answer(200, R"({"role":"probe"})"), 9ms);
        move = talk->heard(move.ask[0], answer(404), 12ms);
        QVERIFY(move.over && *move.over);
        QCOMPARE((*move.over)->rows, std::optional<qint64>(3));
        QCOMPARE(judged(signUp(), *move.over), u"up: 3 step(s) in 12 ms"_s);
    }
    void aScenarioSaysWhichStepFailedAndNoSecret()
    {
        const auto talk = scenarioTalk(signUp(), {{u"PASSWORD"_s, Secret("hunter2hunter2")}}, u"u1"_s);
        auto move = talk->begin();
        move = talk->heard(move.ask[0], answer(201, R"({"id":7,"token":"secret-token"})"), 5ms);
        move = talk->heard(move.ask[0], answer(200, R"({"role":"hunter2hunter2 secret-token"})"), 9ms);
        QVERIFY(move.over && !*move.over);
        const QString said = judged(signUp(), *move.over) + move.over->error().detail;
        QVERIFY2(said.startsWith(u"down: step 2 (me): 200 in 2 ms: role is "), qPrintable(said));
        QVERIFY2(!said.contains(u"hunter2"_s) && !said.contains(u"secret-token"_s), qPrintable(said));
        QCOMPARE(talk->pending(), u"step 2 (me)"_s);
    }
    void whatIsNotThereCannotBeCaptured()
    {
        const auto talk = scenarioTalk(signUp(), {}, u"u1"_s);
        auto move = talk->begin();
        QVERIFY(move.ask[0].body.contains("${secret:PASSWORD}")); // nobody has it: sent as it stands, and refused there
        move = talk->heard(move.ask[0], answer(201, R"({"id":7})"), 5ms);
        QCOMPARE(judged(signUp(), *move.over), u"down: step 1 (register): [BODY].token is not there"_s);
        QCOMPARE(scenarioSecrets(signUp()), QStringList{u"PASSWORD"_s});
    }
    void servicesOfOthersOnlyDegrade_data()
    {
        QTest::addColumn<int>("check");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QString>("said");
        const QByteArray good = R"({"status":{"indicator":"none","description":"All Systems Operational"}})";
        const QByteArray bad = R"({"status":{"indicator":"major","description":"Partial Outage"}})";
        QTest::newRow("all is well") << 200 << good
                                     << u"up: it says itself: All Systems Operational, the key is accepted"_s;
        QTest::newRow("it says so itself")
            << 200 << bad
            << u"degraded: it says itself: Partial Outage, the key is accepted: it says itself: Partial Outage"_s;
        QTest::newRow("key refused")
            << 401 << good
            << u"degraded: it says itself: All Systems Operational, the key is not accepted (401): the key is not accepted (401)"_s;
        QTest::newRow("broken")
            << 500 << good
            << u"degraded: it says itself: All Systems Operational, its answer to the key is 500: its answer to the key is 500"_s;
        QTest::newRow("no status") << 200 << QByteArray("<html>")
                                   << u"up: its status cannot be read, the key is accepted"_s;
        QTest::newRow("nothing known") << 429 << QByteArray("<html>")
                                       << u"unknown: its status cannot be read, asked too often to tell (429)"_s;
    }
    void servicesOfOthersOnlyDegrade()
    {
        QFETCH(int, check);
        QFETCH(QByteArray, status);
        QFETCH(QString, said);
        System::ProbeOptions options{.status = u"https://status.example.com/"_s,
                                     .check = u"https://api.example.com/x"_s};
        System::ProbeSpec probe{.name = u"others"_s, .kind = System::ProbeKind::External, .target = u"others"_s};
        probe.options = System::SharedOptions(options);
        const auto talk = externalTalk(probe, Secret("key-1234"));
        const auto move = talk->begin();
        QCOMPARE(move.ask.size(), size_t(2));
        QVERIFY(!move.ask[0].headers.contains(u"Authorization"_s));
        QCOMPARE(move.ask[1].headers.at(u"Authorization"_s), u"Bearer key-1234"_s);
        QCOMPARE(move.ask[1].method, QByteArray("GET"));
        QVERIFY(!talk->heard(move.ask[0], answer(200, status), 3ms).over);
        const auto end = talk->heard(move.ask[1], answer(check), 5ms);
        QCOMPARE(judged(probe, *end.over), said);
    }
    void aServiceThatIsAwayIsDegraded()
    {
        System::ProbeSpec probe{.name = u"others"_s, .kind = System::ProbeKind::External};
        QCOMPARE(judged(probe, fail(ErrorKind::Timeout, u"late"_s)), u"degraded: late"_s);
        QCOMPARE(judged(probe, fail(ErrorKind::NotFound, u"no key"_s)), u"unknown: no key"_s);
    }
    void queuesAreJudged()
    {
        System::ProbeSpec probe{.name = u"mails"_s, .kind = System::ProbeKind::Worker, .via = u"app"_s};
        probe.options = System::SharedOptions({.within = 15min, .queue = u"mails"_s, .prefix = u"bull"_s, .most = 10});
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(1'700'000'600'000);
        QCOMPARE(judged(probe, readWorker(probe, "3\n0\n1\n5\n1\n2\n77\n1700000000000\n", now)),
                 u"up: 4 waiting, the last one done 10 m ago, 2 failed"_s);
        QCOMPARE(judged(probe, readWorker(probe, "30\n0\n1\n5\n1\n0\n77\n1700000000000\n", now)),
                 u"degraded: 31 waiting, the last one done 10 m ago: 31 jobs wait, and 10 may"_s);
        QCOMPARE(judged(probe, readWorker(probe, "1\n0\n0\n0\n0\n0\n77\n1699990000000\n", now)),
                 u"degraded: 1 waiting, the last one done 2 h 56 m ago: the last job was done 2 h 56 m ago"_s);
        // Nothing to do is no fault, however long ago the last one was.
        QCOMPARE(judged(probe, readWorker(probe, "0\n0\n0\n0\n0\n0\n", now)), u"up: 0 waiting"_s);
        QCOMPARE(judged(probe, readWorker(probe, "NOAUTH Authentication required.\n", now)),
                 u"down: NOAUTH Authentication required."_s);
        probe.conditions = {condition(u"[DEPTH] < 3"_s), condition(u"[AGE] < 1h"_s)};
        QCOMPARE(judged(probe, readWorker(probe, "3\n0\n0\n5\n1\n2\n77\n1700000000000\n", now)),
                 u"down: 3 waiting, the last one done 10 m ago, 2 failed: depth is 3, wanted < 3"_s);
        probe.conditions.clear();
        probe.options = System::SharedOptions({.within = 15min, .type = u"postgres"_s});
        QCOMPARE(judged(probe, readWorker(probe, QByteArray("2|1200.5\0", 9), now)),
                 u"degraded: 2 waiting, the last one done 20 m ago: the last job was done 20 m ago"_s);
        QVERIFY(judged(probe, readWorker(probe, "many", now)).startsWith(u"unknown"_s));
    }
    void filesAreJudged()
    {
        System::Environment environment;
        System::BackupSpec backup{
            .name = u"database"_s, .on = u"app"_s, .directory = u"/b"_s, .pattern = u"x_{YYYYMMDD}.gz"_s};
        backup.rpo = 26h;
        environment.backups = {backup};
        System::ProbeSpec disk{.name = u"disk"_s, .kind = System::ProbeKind::Disk, .via = u"app"_s, .path = u"/var"_s};
        const QByteArray head =
            "pilothouse\nFilesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a 1000000 %1 %2 %3% /var\n"
            "Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/a 1000 %4 1 %5% /var\n";
        const auto df = [&](const char* used, const char* inodes) {
            QByteArray text = head;
            text.replace("%1", "1")
                .replace("%2", "1048576")
                .replace("%3", used)
                .replace("%4", "1")
                .replace("%5", inodes);
            return judged(disk, readFileState(environment, disk, {.exitStatus = 0, .output = text}, {}));
        };
        QCOMPARE(df("42", "3"), u"up: 42 % used, 1.0 GiB free"_s);
        QCOMPARE(df("81", "3"), u"degraded: 81 % used, 1.0 GiB free: 81 % of /var is used"_s);
        QCOMPARE(df("96", "3"), u"down: 96 % of /var is used"_s);
        QCOMPARE(df("42", "97"), u"down: 97 % of the inodes of /var are used"_s);
        disk.conditions = {condition(u"[USED_PERCENT] < 80"_s)};
        QCOMPARE(df("81", "3"), u"down: 81 % used, 1.0 GiB free: used percent is 81, wanted < 80"_s);
        QVERIFY(judged(disk, readFileState(environment, disk, {.exitStatus = 0, .output = "noise"}, {}))
                    .startsWith(u"unknown"_s));

        System::ProbeSpec cron{.name = u"nightly"_s, .kind = System::ProbeKind::Cron, .via = u"app"_s};
        cron.options = System::SharedOptions({.within = 1h, .file = u"/var/log/done"_s});
        const auto age = [&](const QByteArray& text, int status = 0) {
            return judged(cron, readFileState(environment, cron, {.exitStatus = status, .output = text}, {}));
        };
        QCOMPARE(age("pilothouse\n1000\n700\n"), u"up: last success 5 m ago"_s);
        QCOMPARE(age("pilothouse\n10000\n700\n"), u"degraded: last success 2 h 35 m ago: more than 1 h"_s);
        QCOMPARE(age({}, 3), u"down: there is no /var/log/done on app"_s);
        QVERIFY(age({}, 4).startsWith(u"unknown"_s));

        System::ProbeSpec fresh{.name = u"fresh"_s, .kind = System::ProbeKind::Backup, .target = u"database"_s};
        const auto resolved = resolvedFileProbe(environment, fresh);
        QVERIFY(resolved && resolved->via == u"app" && resolved->path == u"/b");
        const QDateTime now(QDate(2026, 3, 3), QTime(1, 0), Qt::UTC);
        const auto listed = [&](const QByteArray& text) {
            return judged(fresh, readFileState(environment, *resolved, {.exitStatus = 0, .output = text}, now));
        };
        QCOMPARE(listed(QByteArray("pilothouse\0"
                                   "2048 1 x_20260302.gz\0"
                                   "0 1 x_20260303.gz\0"
                                   "9 1 other\0",
                                   61)),
                 u"up: the newest is 25 h old and has 2.0 KiB"_s);
        QCOMPARE(listed(QByteArray("pilothouse\0"
                                   "2048 1 x_20260301.gz\0",
                                   32)),
                 u"degraded: the newest is 2 d old and has 2.0 KiB: more than 26 h may be lost"_s);
        QCOMPARE(listed(QByteArray("pilothouse\0", 11)), u"down: there is no backup in /b"_s);
    }

private:
    static System::ProbeSpec signUp()
    {
        System::ScenarioStep first{.name = u"register"_s, .method = u"POST"_s, .url = u"https://example.com/users"_s};
        first.json =
            QJsonObject{{u"email"_s, u"probe+${unique}@example.com"_s}, {u"password"_s, u"${secret:PASSWORD}"_s}};
        first.capture = {{u"id"_s, u"[BODY].id"_s}, {u"token"_s, u"[BODY].token"_s}};
        first.conditions = {condition(u"[STATUS] == 201"_s)};
        System::ScenarioStep second{.name = u"me"_s, .url = u"https://example.com/users/${id}?t=${token}"_s};
        second.headers = {{u"Authorization"_s, u"Bearer ${token}"_s}};
        second.conditions = {condition(u"[STATUS] == 200"_s), condition(u"[BODY].role == probe"_s)};
        System::ScenarioStep third{.name = u"nowhere"_s, .url = u"https://example.com/nowhere"_s};
        third.conditions = {condition(u"[STATUS] == 404"_s)};
        System::ProbeSpec probe{.name = u"sign-up"_s, .kind = System::ProbeKind::Scenario};
        probe.options = System::SharedOptions({.steps = {first, second, third}});
        return probe;
    }
};

PILOTHOUSE_TEST(TestWebTalk)
#include "tst_webtalk.moc"
