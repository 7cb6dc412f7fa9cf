// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/sshserver.h"

#include <QStandardPaths>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a real nginx does about headers, redirects, foreign origins, large bodies, bursts and connections.
class TestNginx : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Server m_nginx;
    quint16 m_plain = freePort();
    quint16 m_secure = freePort();
    SystemClock m_clock;
    KnownSecrets m_secrets;
    std::unique_ptr<SshServer> m_ssh;
    std::unique_ptr<Ssh::Pool> m_pool;
    std::unique_ptr<Prober> m_prober;
    System::Environment m_environment{.name = u"staging"_s};

    QString http(const QString& path) const { return u"http://127.0.0.1:%1%2"_s.arg(m_plain).arg(path); }
    QString https(const QString& path) const { return u"https://127.0.0.1:%1%2"_s.arg(m_secure).arg(path); }
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

private Q_SLOTS:
    void initTestCase()
    {
        QString nginx = QStandardPaths::findExecutable(u"nginx"_s);
        if (nginx.isEmpty())
            nginx = QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s});
        if (nginx.isEmpty())
            QSKIP("nginx is not installed");
        QVERIFY(makeCertificates(m_folder.path()));
        QDir(m_folder.path()).mkpath(u"www"_s);
        write(m_folder.filePath(u"www/index.html"_s), "<html><link rel=stylesheet href=/s.css><script "
                                                      "src=/s.js></script><img src=/gone.png><img src=/hop></html>");
        write(m_folder.filePath(u"www/whole.html"_s), "<html><link rel=stylesheet href=/s.css><img src=/hop></html>");
        write(m_folder.filePath(u"www/s.css"_s), QByteArray(4000, 'x'));
        write(m_folder.filePath(u"www/s.js"_s), QByteArray(1000, 'x'));
        QByteArray configuration = R"(
            pid FOLDER/pid; error_log FOLDER/error.log; worker_processes 1; daemon off; master_process off;
            events { worker_connections 256; }
            http {
                access_log off; client_body_temp_path FOLDER/body; proxy_temp_path FOLDER/proxy; fastcgi_temp_path FOLDER/f;
                uwsgi_temp_path FOLDER/u; scgi_temp_path FOLDER/s; types { text/html html; text/css css; }
                limit_req_zone $binary_remote_addr zone=slow:1m rate=1r/m;
                limit_conn_zone $binary_remote_addr zone=few:1m;
                map $http_origin $let_in { default ""; https://app.example $http_origin; }
                server {
                    listen 127.0.0.1:PLAIN; client_max_body_size 0;
                    location / { return 301 https://127.0.0.1:SECURE$request_uri; }
                    location /once { return 302 https://127.0.0.1:SECURE/; }
                    location /open { return 200 "ok"; }
                    location /sideways { return 301 http://127.0.0.1:PLAIN/open; }
                    location /circle { return 301 https://127.0.0.1:SECURE/circle; }
                }
                server {
                    listen 127.0.0.1:SECURE ssl; root FOLDER/www;
                    ssl_certificate FOLDER/here.pem; ssl_certificate_key FOLDER/here.key;
                    gzip on; gzip_min_length 100; gzip_types text/css;
                    location /hop { return 302 /s.css; }
                    location /circle { return 302 /circle; }
                    location /good {
                        add_header Strict-Transport-Security "max-age=31536000"; add_header Content-Security-Policy "default-src 'self'";
                        add_header X-Frame-Options DENY; add_header X-Content-Type-Options nosniff; add_header Referrer-Policy no-referrer;
                        add_header Cache-Control "public, max-age=60"; return 200 "good";
                    }
                    location /some { add_header Access-Control-Allow-Origin $let_in; return 200 "x"; }
                    location /any { add_header Access-Control-Allow-Origin *; return 200 "x"; }
                    location /mirror { add_header Access-Control-Allow-Origin $http_origin; add_header Access-Control-Allow-Credentials true; return 200 "x"; }
                    location /take { client_max_body_size 1m; proxy_pass http://127.0.0.1:PLAIN/open; }
                    location /takeall { client_max_body_size 0; proxy_pass http://127.0.0.1:PLAIN/open; }
                    location /limited { limit_req zone=slow burst=3 nodelay; limit_req_status 429; try_files /s.js =404; }
                    location /few { limit_conn few 3; client_max_body_size 1m; proxy_pass http://127.0.0.1:PLAIN/open; }
                }
            })";
        configuration.replace("FOLDER", m_folder.path().toUtf8())
            .replace("PLAIN", QByteArray::number(m_plain))
            .replace("SECURE", QByteArray::number(m_secure));
        write(m_folder.filePath(u"nginx.conf"_s), configuration);
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
        QVERIFY2(
            m_nginx.start(nginx, {u"-p"_s, m_folder.path(), u"-c"_s, m_folder.filePath(u"nginx.conf"_s)}, m_secure),
            m_nginx.said().constData());
    }
    void headers()
    {
        const auto kind = System::ProbeKind::Headers;
        QVERIFY2(look(probe(kind, https(u"/good"_s))).startsWith(u"up: 200 in "), "all are there");
        const QString said = look(probe(kind, https(u"/some"_s)));
        QVERIFY2(said.startsWith(u"degraded: 200 in ") &&
                     said.endsWith(u": no Strict-Transport-Security; no Content-Security-Policy; no X-Frame-Options; "
                                   u"no X-Content-Type-Options: nosniff; no Referrer-Policy"),
                 qPrintable(said));
        // Past the redirect to where they are said.
        QVERIFY(look(probe(kind, http(u"/good"_s))).startsWith(u"up: 200 in "));
        System::ProbeSpec caching = probe(kind, https(u"/good"_s));
        caching.conditions = {condition(u"[HEADER].cache-control == pat(*max-age=*)"_s),
                              condition(u"has([HEADER].set-cookie) == false"_s)};
        QVERIFY(look(caching).startsWith(u"up: "));
        caching.conditions.push_back(condition(u"[HEADER].cache-control == no-store"_s));
        QVERIFY(look(caching).startsWith(u"down: "));
    }
    void throughAHost()
    {
        // By name, which the certificate has to be for, and with redirects and other ports on the way.
        System::ProbeSpec headers = probe(System::ProbeKind::Headers, u"https://localhost:%1/good"_s.arg(m_secure));
        headers.via = u"app"_s;
        QVERIFY2(look(headers).startsWith(u"up: 200 in "), qPrintable(look(headers)));
        headers.target = http(u"/good"_s);
        QVERIFY2(look(headers).startsWith(u"up: 200 in "), qPrintable(look(headers)));
        System::ProbeSpec page = probe(System::ProbeKind::Page, https(u"/whole.html"_s));
        page.via = u"app"_s;
        QVERIFY2(look(page).startsWith(u"up: 200, 2 asset(s), "), qPrintable(look(page)));
        System::ProbeSpec large = probe(System::ProbeKind::BodyLimit, https(u"/take"_s), {.bytes = 1 << 20});
        large.via = u"app"_s;
        QCOMPARE(look(large), u"up: a body of more than 1.0 MiB is refused"_s);
        const quint16 nobody = freePort();
        headers.target = u"https://127.0.0.1:%1/"_s.arg(nobody);
        QCOMPARE(look(headers), u"down: 127.0.0.1:%1 refuses connections from app"_s.arg(nobody));
    }
    void compressionIsSeen()
    {
        System::ProbeSpec http = probe(System::ProbeKind::Http, https(u"/s.css"_s));
        http.conditions = {condition(u"[STATUS] == 200"_s), condition(u"[HEADER].content-encoding == gzip"_s),
                           condition(u"len([BODY]) == 4000"_s)};
        const QString said = look(http);
        QVERIFY2(said.startsWith(u"up: "), qPrintable(said));
    }
    void redirects_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("said");
        QTest::newRow("for good") << u"/good"_s << u"up: 301 in "_s;
        QTest::newRow("for once") << u"/once"_s << u"degraded: 302 in "_s;
        QTest::newRow("not at all") << u"/open"_s << u"down: 127.0.0.1 answers 200 without encryption"_s;
        QTest::newRow("elsewhere without encryption")
            << u"/sideways"_s << u"down: 127.0.0.1 leads to 127.0.0.1, which is not encrypted"_s;
        QTest::newRow("to where nothing is") << u"/nothing"_s << u"degraded: 301 in "_s;
        QTest::newRow("in a circle") << u"/circle"_s << u"down: more than 5 redirect(s)"_s;
    }
    void redirects()
    {
        QFETCH(QString, path);
        QFETCH(QString, said);
        const QString seen = look(probe(System::ProbeKind::Redirect, http(path)));
        QVERIFY2(seen.startsWith(said), qPrintable(seen));
    }
    void foreignOrigins_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("allowed");
        QTest::addColumn<QString>("said");
        QTest::newRow("refused") << u"/some"_s << QString() << u"up: a foreign origin is refused"_s;
        QTest::newRow("refused, and a friend let in")
            << u"/some"_s << u"https://app.example"_s << u"up: a foreign origin is refused"_s;
        QTest::newRow("a friend not let in") << u"/some"_s << u"https://other.example"_s
                                             << u"down: https://other.example is not let in, and has to be"_s;
        QTest::newRow("everybody") << u"/any"_s << QString()
                                   << u"down: a foreign origin (https://foreign.invalid) may read"_s;
        QTest::newRow("whoever asks, with login")
            << u"/mirror"_s << QString()
            << u"down: a foreign origin (https://foreign.invalid) may read, with the login of whoever visits it"_s;
    }
    void foreignOrigins()
    {
        QFETCH(QString, path);
        QFETCH(QString, allowed);
        QFETCH(QString, said);
        QCOMPARE(look(probe(System::ProbeKind::Cors, https(path), {.allowed = allowed})), said);
    }
    void largeBodies()
    {
        const auto kind = System::ProbeKind::BodyLimit;
        QCOMPARE(look(probe(kind, https(u"/take"_s), {.method = u"POST"_s, .bytes = 1 << 20})),
                 u"up: a body of more than 1.0 MiB is refused"_s);
        QCOMPARE(look(probe(kind, https(u"/takeall"_s), {.method = u"POST"_s, .bytes = 3 << 20})),
                 u"down: a body of more than 3.0 MiB is answered with 200, wanted 413"_s);
        QVERIFY(look(probe(kind, https(u"/take"_s), {.method = u"POST"_s, .bytes = 1 << 10})).startsWith(u"down: "));
    }
    void aBurst()
    {
        const auto kind = System::ProbeKind::RateLimit;
        System::ProbeSpec limited = probe(kind, https(u"/limited"_s),
                                          {.method = u"GET"_s, .per = 60s, .burst = 10, .allow = {u"production"_s}});
        QVERIFY2(look(limited).startsWith(u"unknown: the definition does not allow"),
                 "only where it is allowed by name");
        limited.options =
            System::SharedOptions({.method = u"GET"_s, .limit = 4, .per = 60s, .burst = 10, .allow = {u"staging"_s}});
        Measurement seen;
        QCOMPARE(look(limited, &seen), u"up: 4 of 10 requests passed (4 × 200, 6 × 429)"_s);
        QCOMPARE(seen.seen.rows, std::optional<qint64>(4));
        // The next look is answered with what is known: another burst would find none passed.
        QCOMPARE(look(limited), u"up: 4 of 10 requests passed (4 × 200, 6 × 429)"_s);
        System::ProbeSpec open = probe(
            kind, https(u"/s.js"_s), {.method = u"GET"_s, .limit = 5, .per = 1s, .burst = 10, .allow = {u"staging"_s}});
        open.name = u"open"_s;
        QCOMPARE(look(open), u"down: all of 10 requests passed, and 5 per 1 s is the limit"_s);
    }
    void manyConnections()
    {
        const auto kind = System::ProbeKind::RateLimit;
        System::ProbeSpec few = probe(kind, https(u"/few"_s), {.connections = 3, .allow = {u"staging"_s}});
        few.name = u"few"_s;
        QCOMPARE(look(few), u"up: 3 of 4 connections were let in"_s);
        System::ProbeSpec open = probe(kind, https(u"/takeall"_s), {.connections = 3, .allow = {u"staging"_s}});
        open.name = u"unlimited"_s;
        QCOMPARE(look(open), u"down: 4 connections at a time were let in, and 3 is the limit"_s);
        System::ProbeSpec quick = probe(kind, https(u"/some"_s), {.connections = 3, .allow = {u"staging"_s}});
        quick.name = u"quick"_s;
        QVERIFY(look(quick).startsWith(u"unknown: this address answers without its body"));
    }
    void pages()
    {
        const auto kind = System::ProbeKind::Page;
        Measurement seen;
        QString said = look(probe(kind, https(u"/whole.html"_s)), &seen);
        QVERIFY2(said.startsWith(u"up: 200, 2 asset(s), "), qPrintable(said));
        QCOMPARE(seen.seen.figures.at(u"FAILED"_s), 0);
        QVERIFY(seen.seen.figures.at(u"BYTES"_s) > 8000);
        said = look(probe(kind, https(u"/index.html"_s)));
        QVERIFY2(said.startsWith(u"degraded: 200, 4 asset(s), ") &&
                     said.contains(u"one asset did not come (%1: 404)"_s.arg(https(u"/gone.png"_s))),
                 qPrintable(said));
        said = look(probe(kind, https(u"/whole.html"_s), {.bytes = 100}));
        QVERIFY2(said.endsWith(u": heavier than 100 B"), qPrintable(said));
        QCOMPARE(look(probe(kind, https(u"/nothing"_s))), u"down: the page answers 404"_s);
        System::ProbeSpec strict = probe(kind, https(u"/index.html"_s));
        strict.conditions = {condition(u"[FAILED] == 0"_s)};
        QVERIFY(look(strict).startsWith(u"down: "));
    }
};

PILOTHOUSE_TEST(TestNginx)
#include "tst_nginx.moc"
