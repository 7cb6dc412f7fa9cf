// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/sshserver.h"

#include <QJsonObject>
#include <QStandardPaths>
#include <QUdpSocket>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString program(const QString& name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/sbin"_s}) : found;
}

QString source(const QString& path) { return QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u'/' + path; }

} // namespace

/// Probes of what is no website against the servers themselves: OpenSSL, dnsmasq, a mail server, a WebSocket server,
/// Redis and a small application; from here and through a host by its sshd.
class TestPeers : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    KnownSecrets m_secrets;
    std::unique_ptr<SshServer> m_ssh;
    std::unique_ptr<Ssh::Pool> m_pool;
    std::unique_ptr<Prober> m_prober;
    System::Environment m_environment{.name = u"staging"_s};

    static System::ProbeSpec probe(System::ProbeKind kind, const QString& target, System::ProbeOptions options = {})
    {
        System::ProbeSpec out{.name = u"it"_s, .kind = kind, .target = target};
        out.options = System::SharedOptions(std::move(options));
        return out;
    }
    QString look(const System::ProbeSpec& probe, Measurement* out = nullptr)
    {
        return looked(*m_prober, m_environment, probe, out);
    }
    static QString local(quint16 port) { return u"127.0.0.1:%1"_s.arg(port); }
    QStringList opensslServer(quint16 port, const QStringList& more) const
    {
        return QStringList{u"s_server"_s, u"-quiet"_s,
                           u"-accept"_s,  local(port),
                           u"-cert"_s,    m_folder.filePath(u"here.pem"_s),
                           u"-key"_s,     m_folder.filePath(u"here.key"_s)} +
               more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(makeCertificates(m_folder.path()));
        m_environment.certificateAuthority = m_folder.filePath(u"root.pem"_s);
        m_environment.hosts = {{.name = u"app"_s}};
        m_ssh = std::make_unique<SshServer>();
        QVERIFY2(m_ssh->isRunning(), qPrintable(m_ssh->error()));
        m_pool = std::make_unique<Ssh::Pool>(
            Ssh::Pool::Options{.knownHostsFiles = {m_ssh->knownHostsFile()},
                               .identity = {.agent = false, .keyFiles = {m_ssh->keyFile()}}},
            m_clock);
        m_prober = std::make_unique<Prober>(*m_pool, m_secrets, m_clock,
                                            [this](const System::Environment&, const System::Host&) {
                                                return Result<Ssh::Endpoint>(m_ssh->endpoint());
                                            });
    }
    void oldProtocols_data()
    {
        QTest::addColumn<QStringList>("server");
        QTest::addColumn<QString>("minimum");
        QTest::addColumn<QString>("said");
        const QStringList old{u"-cipher"_s, u"ALL@SECLEVEL=0"_s};
        QTest::newRow("1.2 and 1.3") << QStringList() << u"1.2"_s << u"up: certificate good for "_s;
        QTest::newRow("1.2 is too old") << QStringList() << u"1.3"_s << u": it still accepts TLS 1.2"_s;
        QTest::newRow("1.3 only") << QStringList{u"-tls1_3"_s} << u"1.3"_s << u"up: certificate good for "_s;
        QTest::newRow("1.1 as well") << QStringList{u"-min_protocol"_s, u"TLSv1.1"_s} + old << u"1.2"_s
                                     << u": it still accepts TLS 1.1"_s;
        QTest::newRow("1.0 as well") << QStringList{u"-min_protocol"_s, u"TLSv1"_s} + old << u"1.2"_s
                                     << u": it still accepts TLS 1.1"_s;
        QTest::newRow("1.0 and not 1.1") << QStringList{u"-min_protocol"_s, u"TLSv1"_s, u"-no_tls1_1"_s} + old
                                         << u"1.2"_s << u": it still accepts TLS 1.0"_s;
        QTest::newRow("not looked at") << QStringList{u"-min_protocol"_s, u"TLSv1"_s} + old << QString()
                                       << u"up: certificate good for "_s;
    }
    void oldProtocols()
    {
        QFETCH(QStringList, server);
        QFETCH(QString, minimum);
        QFETCH(QString, said);
        Server openssl;
        quint16 port = freePort();
        QVERIFY2(openssl.start(u"openssl"_s, opensslServer(port, server), port), openssl.said().constData());
        for (const QString& via : {QString(), u"app"_s}) {
            System::ProbeSpec tls = probe(System::ProbeKind::Tls, local(port), {.minimum = minimum});
            tls.via = via;
            const QString seen = look(tls);
            QVERIFY2(said.startsWith(u':') ? seen.startsWith(u"degraded: certificate good for ") && seen.endsWith(said)
                                           : seen.startsWith(said),
                     qPrintable(seen));
        }
    }
    void throughAHost()
    {
        Server openssl;
        quint16 port = freePort();
        QVERIFY(openssl.start(u"openssl"_s, opensslServer(port, {u"-www"_s}), port));
        System::ProbeSpec tcp = probe(System::ProbeKind::Tcp, local(port));
        tcp.via = u"app"_s;
        QVERIFY(look(tcp).startsWith(u"up: connected in "));
        const quint16 nobody = freePort();
        tcp.target = local(nobody);
        QCOMPARE(look(tcp), u"down: 127.0.0.1:%1 refuses connections from app"_s.arg(nobody));
        // The name counts that is asked for, also where the port leads elsewhere.
        System::ProbeSpec tls =
            probe(System::ProbeKind::Tls, u"localhost:%1"_s.arg(port), {.serverName = u"here.example"_s});
        tls.via = u"app"_s;
        QVERIFY2(look(tls).startsWith(u"up: certificate good for "), qPrintable(look(tls)));
        tls.options = System::SharedOptions({.serverName = u"elsewhere.example"_s});
        QCOMPARE(look(tls), u"down: the certificate is not for elsewhere.example"_s);
        tls.target = local(nobody);
        QCOMPARE(look(tls), u"down: 127.0.0.1:%1 refuses connections from app"_s.arg(nobody));
    }
    void aHostThatForbidsItIsNoFault()
    {
        SshServer strict({.configuration = {u"AllowTcpForwarding no"_s}});
        QVERIFY(strict.isRunning());
        Ssh::Pool pool({.knownHostsFiles = {strict.knownHostsFile()},
                        .identity = {.agent = false, .keyFiles = {strict.keyFile()}}},
                       m_clock);
        Prober prober(pool, m_secrets, m_clock, [&](const System::Environment&, const System::Host&) {
            return Result<Ssh::Endpoint>(strict.endpoint());
        });
        System::ProbeSpec tcp = probe(System::ProbeKind::Tcp, u"127.0.0.1:1"_s);
        tcp.via = u"app"_s;
        QCOMPARE(looked(prober, m_environment, tcp), u"unknown: app does not connect to 127.0.0.1:1"_s);
    }
    void names()
    {
        const QString dnsmasq = program(u"dnsmasq"_s);
        if (dnsmasq.isEmpty())
            QSKIP("dnsmasq is not installed");
        Server server;
        quint16 port = freePort();
        QVERIFY2(
            server.start(dnsmasq,
                         {u"--no-daemon"_s, u"--conf-file=/dev/null"_s, u"--no-resolv"_s, u"--no-hosts"_s,
                          u"--listen-address=127.0.0.1"_s, u"--bind-interfaces"_s, u"--pid-file="_s, u"--user="_s,
                          u"--port=%1"_s.arg(port), u"--local=/example/"_s,
                          u"--host-record=api.example,192.0.2.7,2001:db8::7"_s, u"--mx-host=example,mail.example,10"_s,
                          u"--txt-record=example,v=spf1 -all"_s, u"--cname=www.example,api.example"_s},
                         port),
            server.said().constData());
        const auto ask = [&](const QString& name, const QString& type, const QString& via = {}) {
            System::ProbeSpec dns = probe(System::ProbeKind::Dns, name, {.type = type, .resolver = local(port)});
            dns.via = via;
            return look(dns);
        };
        QCOMPARE(ask(u"api.example"_s, u"A"_s), u"up: 192.0.2.7"_s);
        QCOMPARE(ask(u"api.example"_s, u"A"_s, u"app"_s), u"up: 192.0.2.7"_s);
        QCOMPARE(ask(u"www.example"_s, u"A"_s), u"up: 192.0.2.7"_s);
        QCOMPARE(ask(u"api.example"_s, u"AAAA"_s), u"up: 2001:db8::7"_s);
        QCOMPARE(ask(u"example"_s, u"MX"_s), u"up: 10 mail.example"_s);
        QCOMPARE(ask(u"example"_s, u"TXT"_s), u"up: v=spf1 -all"_s);
        QCOMPARE(ask(u"nowhere.example"_s, u"A"_s), u"down: NXDOMAIN for nowhere.example"_s);
        QCOMPARE(ask(u"api.example"_s, u"MX"_s), u"down: there is no MX record of api.example"_s);
        System::ProbeSpec gone = probe(System::ProbeKind::Dns, u"nowhere.example"_s, {.resolver = local(port)});
        gone.conditions = {condition(u"[DNS_RCODE] == NXDOMAIN"_s)};
        QVERIFY(look(gone).startsWith(u"up: "));
        gone.target = u"api.example"_s;
        gone.conditions = {condition(u"[IP] == 192.0.2.8"_s)};
        QCOMPARE(look(gone), u"down: 192.0.2.7: ip is 192.0.2.7, wanted 192.0.2.8"_s);
    }
    void aResolverThatSaysNothing()
    {
        QUdpSocket mute;
        QVERIFY(mute.bind(QHostAddress::LocalHost, 0));
        System::ProbeSpec dns = probe(System::ProbeKind::Dns, u"api.example"_s, {.resolver = local(mute.localPort())});
        dns.timeout = 600ms;
        QCOMPARE(look(dns), u"down: the resolver 127.0.0.1 did not answer within 600 ms"_s);
        // Asked twice: one lost datagram is nobody's failure.
        int questions = 0;
        while (mute.hasPendingDatagrams()) {
            mute.readDatagram(nullptr, 0);
            ++questions;
        }
        QCOMPARE(questions, 2);
    }
    void mailServers()
    {
        if (QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, u"import aiosmtpd"_s}) != 0)
            QSKIP("python3-aiosmtpd is not installed");
        const QStringList plain{source(u"tests/support/mail/smtpd.py"_s), m_folder.path()};
        const QStringList tls = plain + QStringList{u"--certificate"_s, m_folder.filePath(u"here.pem"_s), u"--key"_s,
                                                    m_folder.filePath(u"here.key"_s)};
        Server starting;
        quint16 port = 0;
        QVERIFY2(starting.start(u"/usr/bin/python3"_s, tls, port), starting.said().constData());
        System::ProbeSpec mail = probe(System::ProbeKind::Smtp, local(port));
        Measurement seen;
        QVERIFY2(look(mail, &seen).contains(u"certificate good for "_s) && seen.verdict == HealthVerdict::Up,
                 qPrintable(seen.reason));
        mail.conditions = {condition(u"[CERTIFICATE_EXPIRATION] > 720h"_s)};
        QVERIFY(look(mail).startsWith(u"degraded: "));
        mail.conditions.clear();
        mail.via = u"app"_s;
        QVERIFY(look(mail).startsWith(u"up: ready in "));
        mail.via.clear();
        System::Environment strangers = m_environment;
        strangers.certificateAuthority.clear();
        QVERIFY(looked(*m_prober, strangers, mail).startsWith(u"down: the certificate's authority is not trusted"));
        Server bare;
        quint16 other = 0;
        QVERIFY(bare.start(u"/usr/bin/python3"_s, plain, other));
        QCOMPARE(look(probe(System::ProbeKind::Smtp, local(other))),
                 u"down: it does not offer encryption (STARTTLS)"_s);
        QVERIFY(
            look(probe(System::ProbeKind::Smtp, local(other), {.encryption = u"none"_s})).startsWith(u"up: ready in "));
        Server implicit;
        quint16 third = 0;
        QVERIFY(implicit.start(u"/usr/bin/python3"_s, tls + QStringList{u"--implicit"_s}, third));
        QVERIFY(
            look(probe(System::ProbeKind::Smtp, local(third), {.encryption = u"tls"_s})).startsWith(u"up: ready in "));
        // Nothing of it was a mail.
        QCOMPARE(QDir(m_folder.path()).entryList({u"*.eml"_s}).size(), 0);
    }
    void webSockets()
    {
        if (QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, u"import websockets"_s}) != 0)
            QSKIP("python3-websockets is not installed");
        const QStringList script{source(u"tests/integration/health/echo.py"_s)};
        Server plain;
        Server secure;
        quint16 open = 0;
        quint16 encrypted = 0;
        QVERIFY2(plain.start(u"/usr/bin/python3"_s, script, open), plain.said().constData());
        QVERIFY(secure.start(u"/usr/bin/python3"_s,
                             script + QStringList{m_folder.filePath(u"here.pem"_s), m_folder.filePath(u"here.key"_s)},
                             encrypted));
        const auto kind = System::ProbeKind::WebSocket;
        const QString ws = u"ws://127.0.0.1:%1"_s.arg(open);
        const QString wss = u"wss://127.0.0.1:%1/"_s.arg(encrypted);
        QVERIFY(look(probe(kind, ws)).startsWith(u"up: open, a ping came back in "));
        Measurement seen;
        QVERIFY2(look(probe(kind, wss, {.send = u"hello"_s, .answer = u"HEL*"_s}), &seen)
                     .startsWith(u"up: open, answered in "),
                 qPrintable(seen.reason));
        QCOMPARE(seen.seen.output, std::optional(u"HELLO"_s));
        QVERIFY(seen.seen.certificateExpiration > 24h);
        System::ProbeSpec via = probe(kind, wss);
        via.via = u"app"_s;
        QVERIFY(look(via).startsWith(u"up: open, "));
        System::ProbeSpec mute = probe(kind, ws + u"/mute"_s, {.send = u"hello"_s});
        mute.timeout = 700ms;
        QCOMPARE(look(mute), u"down: it is open, and the message was not answered as wanted within 700 ms"_s);
        const QString closed = look(probe(kind, ws + u"/closes"_s, {.send = u"hello"_s}));
        QCOMPARE(closed, u"down: it was closed at once (1013)"_s);
        System::Environment strangers = m_environment;
        strangers.certificateAuthority.clear();
        QVERIFY(looked(*m_prober, strangers, probe(kind, wss))
                    .startsWith(u"down: the certificate's authority is not trusted"));
    }
    void queues()
    {
        const QString redis = program(u"redis-server"_s);
        if (redis.isEmpty() || program(u"redis-cli"_s).isEmpty())
            QSKIP("redis is not installed");
        Server server;
        quint16 port = freePort();
        QVERIFY2(server.start(redis,
                              {u"--port"_s, QString::number(port), u"--bind"_s, u"127.0.0.1"_s, u"--save"_s, QString(),
                               u"--requirepass"_s, u"canary-word"_s, u"--dir"_s, m_folder.path()},
                              port),
                 server.said().constData());
        m_secrets.values[u"REDIS"_s] = "canary-word";
        // As BullMQ has it: lists of what waits, sorted sets of what is done, by the time.
        QProcess fill;
        fill.start(u"redis-cli"_s, {u"-p"_s, QString::number(port), u"-a"_s, u"canary-word"_s, u"--no-auth-warning"_s});
        fill.write("RPUSH bull:mails:wait 1 2 3\nZADD bull:mails:completed " +
                   QByteArray::number(QDateTime::currentMSecsSinceEpoch() - 7'200'000) +
                   " 9\nZADD bull:mails:failed 1 8\n");
        fill.closeWriteChannel();
        QVERIFY(fill.waitForFinished());
        System::ProbeSpec queue =
            probe(System::ProbeKind::Worker, u"127.0.0.1"_s, {.queue = u"mails"_s, .prefix = u"bull"_s, .most = 10});
        queue.port = port;
        queue.password = u"REDIS"_s;
        queue.via = u"app"_s;
        QCOMPARE(look(queue), u"up: 3 waiting, the last one done 2 h ago, 1 failed"_s);
        queue.options = System::SharedOptions({.within = 15min, .queue = u"mails"_s, .prefix = u"bull"_s, .most = 2});
        QCOMPARE(
            look(queue),
            u"degraded: 3 waiting, the last one done 2 h ago, 1 failed: 3 jobs wait, and 2 may; the last job was done 2 h ago"_s);
        m_secrets.values[u"REDIS"_s] = "wrong-word";
        const QString refused = look(queue);
        QVERIFY2(refused.startsWith(u"down: ") && !refused.contains(u"word"_s), qPrintable(refused));
        queue.password = u"UNKNOWN"_s;
        QVERIFY(look(queue).startsWith(u"unknown: "));
    }
    void filesOfAHost()
    {
        System::ProbeSpec disk{
            .name = u"disk"_s, .kind = System::ProbeKind::Disk, .target = u"/"_s, .via = u"app"_s, .path = u"/"_s};
        disk.conditions = {condition(u"[USED_PERCENT] <= 100"_s), condition(u"[FREE_BYTES] >= 0"_s)};
        QVERIFY2(look(disk).startsWith(u"up: "), qPrintable(look(disk)));
        disk.path = u"/does/not/exist"_s;
        QCOMPARE(look(disk), u"down: there is no /does/not/exist on app"_s);
        const QString done = m_folder.filePath(u"done file"_s);
        write(done, "x");
        System::ProbeSpec cron = probe(System::ProbeKind::Cron, done, {.within = 1h, .file = done});
        cron.via = u"app"_s;
        QVERIFY(look(cron).startsWith(u"up: last success "));
        QFile file(done);
        QVERIFY(file.open(QIODevice::ReadWrite) &&
                file.setFileTime(QDateTime::currentDateTime().addSecs(-7200), QFileDevice::FileModificationTime));
        QVERIFY(look(cron).startsWith(u"degraded: last success 2 h ago"));
        System::BackupSpec backup{.name = u"database"_s,
                                  .on = u"app"_s,
                                  .directory = m_folder.path() + u"/b"_s,
                                  .pattern = u"x_{YYYYMMDD}_{HHMMSS}.gz"_s};
        backup.rpo = 24h;
        QDir(m_folder.path()).mkpath(u"b"_s);
        System::Environment environment = m_environment;
        environment.backups = {backup};
        const System::ProbeSpec fresh = probe(System::ProbeKind::Backup, u"database"_s);
        QCOMPARE(looked(*m_prober, environment, fresh), u"down: there is no backup in "_s + backup.directory);
        write(backup.directory + u"/x_"_s +
                  QDateTime::currentDateTimeUtc().addSecs(-3700).toString(u"yyyyMMdd_hhmmss"_s) + u".gz"_s,
              "0123456789");
        QVERIFY2(looked(*m_prober, environment, fresh).startsWith(u"up: the newest is 1 h"),
                 qPrintable(looked(*m_prober, environment, fresh)));
    }
    void anApplication()
    {
        Server server;
        quint16 port = 0;
        QVERIFY2(server.start(u"/usr/bin/python3"_s, {source(u"tests/integration/health/app.py"_s)}, port),
                 server.said().constData());
        const QString base = u"http://127.0.0.1:%1"_s.arg(port);
        m_secrets.values[u"PASSWORD"_s] = "canary-password";
        const auto step = [&](const QString& name, const QString& method, const QString& path,
                              const QStringList& conditions, const QJsonValue& json = QJsonValue::Undefined) {
            System::ScenarioStep out{.name = name, .method = method, .url = base + path, .json = json};
            for (const QString& each : conditions)
                out.conditions.push_back(condition(each));
            return out;
        };
        const QJsonObject account{{u"email"_s, u"probe+${unique}@example.com"_s},
                                  {u"password"_s, u"${secret:PASSWORD}"_s}};
        System::ScenarioStep login = step(u"login"_s, u"POST"_s, u"/login"_s, {u"[STATUS] == 200"_s}, account);
        login.capture = {{u"token"_s, u"[BODY].token"_s}};
        System::ScenarioStep me =
            step(u"me"_s, u"GET"_s, u"/me"_s, {u"[STATUS] == 200"_s, u"[BODY].email == pat(probe+*)"_s});
        me.headers = {{u"Authorization"_s, u"Bearer ${token}"_s}};
        const System::ScenarioStep stranger = step(u"stranger"_s, u"GET"_s, u"/me"_s, {u"[STATUS] == 401"_s});
        const System::ScenarioStep nowhere = step(u"nowhere"_s, u"GET"_s, u"/nowhere"_s, {u"[STATUS] == 404"_s});
        const System::ScenarioStep wrong =
            step(u"wrong"_s, u"POST"_s, u"/register"_s, {u"[STATUS] == 422"_s, u"[BODY].errors[0].field == email"_s},
                 QJsonObject{{u"email"_s, u"x"_s}});
        const System::ScenarioStep registers =
            step(u"register"_s, u"POST"_s, u"/register"_s, {u"[STATUS] == 201"_s}, account);
        System::ProbeSpec scenario =
            probe(System::ProbeKind::Scenario, base, {.steps = {registers, login, me, stranger, nowhere, wrong}});
        for (const QString& via : {QString(), u"app"_s}) {
            scenario.via = via;
            Measurement seen;
            const QString said = look(scenario, &seen);
            QVERIFY2(said.startsWith(u"up: 6 step(s) in "), qPrintable(said));
            QVERIFY(seen.seen.output->startsWith(u"register: 201 in "));
        }
        scenario.via.clear();
        scenario.options = System::SharedOptions({.steps = {login}}); // of nobody who is registered
        const QString said = look(scenario);
        QVERIFY2(said.startsWith(u"down: step 1 (login): 401 in ") && !said.contains(u"canary"_s), qPrintable(said));

        System::ProbeSpec worker = probe(System::ProbeKind::Worker, base + u"/metrics"_s,
                                         {.within = 1h,
                                          .type = u"url"_s,
                                          .waiting = u"jobs_waiting{queue=\"mails\"}"_s,
                                          .last = u"jobs_last_seconds"_s,
                                          .most = 20});
        QCOMPARE(look(worker), u"up: 12 waiting, the last one done 30 s ago"_s);
        worker.target = base + u"/queue"_s;
        worker.options = System::SharedOptions(
            {.within = 1h, .type = u"url"_s, .waiting = u"[BODY].mails.waiting"_s, .last = u"[BODY].mails.last"_s});
        QVERIFY(look(worker).startsWith(u"degraded: 3 waiting, "));
        worker.options = System::SharedOptions({.type = u"url"_s, .waiting = u"[BODY].letters.waiting"_s});
        QCOMPARE(look(worker), u"down: [BODY].letters.waiting is not there"_s);

        System::ProbeSpec others = probe(System::ProbeKind::External, u"stripe"_s,
                                         {.status = base + u"/status.json"_s, .check = base + u"/v1/balance"_s});
        others.password = u"KEY"_s;
        m_secrets.values[u"KEY"_s] = "sk_test_right";
        QCOMPARE(look(others).section(u':', 0, 0), u"up"_s);
        m_secrets.values[u"KEY"_s] = "sk_test_stolen";
        const QString refused = look(others);
        QVERIFY2(refused.startsWith(u"degraded: ") && refused.contains(u"the key is not accepted (401)"_s) &&
                     !refused.contains(u"sk_test"_s),
                 qPrintable(refused));
    }
};

PILOTHOUSE_TEST(TestPeers)
#include "tst_peers.moc"
