// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_health pilothouse_test_support
//
// Looks at web addresses as the monitor takes them, beside curl in one process in the same rounds, on an nginx of this
// machine; then a thousand addresses every ten seconds for half a minute, and how late the prober's thread was at
// worst. Also, for comparisons with other tools:
//   bench_health sweep kept|new URLS SWEEPS PARALLEL CA|-     URLS: a file, one address a line
// which ends with 1 unless every look was up.
#include "base/secretsource.h"
#include "benchtools.h"
#include "health/monitor.h"
#include "lateness.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace Pilothouse;
using namespace Pilothouse::Bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class NoSecrets final : public SecretSource
{
public:
    QFuture<Result<Secret>> secret(const SecretRef&) override
    {
        return answered<Secret>(fail(ErrorKind::NotFound, u"none"_s));
    }
};

/// Keeps so many looks under way until all are taken.
class Sweep
{
public:
    Sweep(Health::Prober& prober, System::Environment environment, std::vector<System::ProbeSpec> probes, int sweeps)
        : m_prober(prober)
        , m_environment(std::move(environment))
        , m_probes(std::move(probes))
        , m_left(int(m_probes.size()) * sweeps)
        , m_open(m_left)
    {
    }
    void start(int parallel)
    {
        m_prober.thread().post([this, parallel] {
            for (int i = 0; i < parallel; ++i)
                next();
        });
    }
    int up() const { return m_up; }

private:
    void next()
    {
        if (m_left == 0)
            return;
        const auto& probe = m_probes[size_t(--m_left) % m_probes.size()];
        whenAnswered(m_prober.measure(u"bench"_s, m_environment, probe), m_prober.thread().slot(),
                     [this](const Result<Health::Measurement>& look) {
                         if (look && look->verdict == Health::HealthVerdict::Up)
                             ++m_up;
                         else if (m_complaints++ < 3)
                             std::fprintf(stderr, "%s\n", qPrintable(look ? look->reason : look.error().message));
                         if (--m_open == 0)
                             QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
                         else
                             next();
                     });
    }

    Health::Prober& m_prober;
    System::Environment m_environment;
    std::vector<System::ProbeSpec> m_probes;
    int m_left;
    int m_open;
    int m_complaints = 0;
    std::atomic_int m_up = 0;
};

Result<Ssh::Endpoint> nowhere(const System::Environment&, const System::Host&)
{
    return fail(ErrorKind::NotFound, u"none"_s);
}

/// nginx on so many loopback addresses, over TLS as well, with an authority of its own.
class Site
{
public:
    static constexpr int addresses = 200;

    Site()
    {
        for (
            const QString& command :
            {u"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=bench"_s,
             u"openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout site.key -out site.csr -subj /CN=site"_s})
            shell(command);
        QByteArray names = "subjectAltName=";
        for (int i = 1; i <= addresses; ++i)
            names += (i > 1 ? ",IP:" : "IP:") + address(i);
        write(u"names"_s, names + '\n');
        shell(
            u"openssl x509 -req -in site.csr -CA ca.pem -CAkey ca.key -set_serial 7 -days 2 -extfile names -out site.pem"_s);
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        m_port = free.serverPort();
        free.close();
        QByteArray listens;
        for (int i = 1; i <= addresses; ++i)
            listens += "listen " + address(i) + ':' + QByteArray::number(m_port) + "; listen " + address(i) + ':' +
                       QByteArray::number(m_port + 1) + " ssl;\n";
        write(
            u"nginx.conf"_s,
            "daemon off; worker_processes 1; pid nginx.pid; error_log nginx.err error;\n"
            "events { worker_connections 4096; }\n"
            "http { access_log off; keepalive_requests 1000000; default_type application/json; ssl_session_cache off;\n"
            "ssl_certificate site.pem; ssl_certificate_key site.key;\n"
            "client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path "
            "t5;\n"
            "server { " +
                listens + "location = /health { return 200 '{\"status\":\"UP\",\"version\":\"2.1.0\"}'; } } }\n");
        m_nginx.setProcessChannelMode(QProcess::ForwardedChannels);
        m_nginx.start(u"/usr/sbin/nginx"_s, {u"-p"_s, m_folder.path(), u"-c"_s, m_folder.filePath(u"nginx.conf"_s)});
        const Clock::time_point end = Clock::now() + 30s;
        QTcpSocket probe;
        do {
            probe.connectToHost(QString::fromLatin1(address(addresses)), quint16(m_port + 1));
            if (probe.waitForConnected(200))
                return;
        } while (Clock::now() < end && m_nginx.state() != QProcess::NotRunning);
        qFatal("nginx does not answer");
    }
    ~Site()
    {
        m_nginx.terminate();
        m_nginx.waitForFinished(10'000);
    }

    QString authority() const { return m_folder.filePath(u"ca.pem"_s); }
    /// A file with all addresses.
    QString urls(bool tls)
    {
        QByteArray lines;
        for (int i = 1; i <= addresses; ++i)
            lines += urlOf(i, tls) + '\n';
        write(tls ? u"https"_s : u"http"_s, lines);
        return m_folder.filePath(tls ? u"https"_s : u"http"_s);
    }
    /// What makes curl ask each of them once.
    QString curlConfig(bool tls)
    {
        QByteArray lines = "cacert = \"" + QFile::encodeName(authority()) + "\"\n";
        for (int i = 1; i <= addresses; ++i)
            lines += "url = \"" + urlOf(i, tls) + "\"\noutput = /dev/null\n";
        write(u"curl"_s, lines);
        return m_folder.filePath(u"curl"_s);
    }
    QByteArray urlOf(int i, bool tls) const
    {
        return (tls ? "https://" : "http://") + address(i) + ':' + QByteArray::number(m_port + (tls ? 1 : 0)) +
               "/health";
    }

private:
    using Clock = std::chrono::steady_clock;

    static QByteArray address(int i) { return "127.0.7." + QByteArray::number(i); }
    void shell(const QString& command)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(u"sh"_s, {u"-c"_s, command + u" 2>/dev/null"_s});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("%s", qPrintable(command));
    }
    void write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s", qPrintable(file.errorString()));
    }

    QTemporaryDir m_folder;
    QProcess m_nginx;
    int m_port = 0;
};

void besideCurl(Site& site)
{
    constexpr int rounds = 7;
    head("curl");
    const QString self = QCoreApplication::applicationFilePath();
    for (const bool tls : {false, true}) {
        const QString urls = site.urls(tls);
        const QString config = site.curlConfig(tls);
        const auto ours = [&] { outputOf(self, {u"sweep"_s, u"new"_s, urls, u"10"_s, u"50"_s, site.authority()}); };
        const auto theirs = [&] {
            for (int i = 0; i < 10; ++i)
                outputOf(u"curl"_s, {u"-s"_s, u"--parallel"_s, u"--parallel-immediate"_s, u"--parallel-max"_s, u"50"_s,
                                     u"-K"_s, config});
        };
        ours();
        theirs();
        Rounds all;
        for (int i = 0; i < rounds; ++i) {
            all.ours.push_back(measured(ours));
            all.theirs.push_back(measured(theirs));
        }
        all.tell(tls ? "2,000 new HTTPS connections, processor" : "2,000 new HTTP connections, processor", &Took::cpu,
                 1.1);
    }
}

void steady(const Site& site)
{
    SystemClock clock;
    NoSecrets secrets;
    Ssh::Pool pool({}, clock);
    Health::Prober prober(pool, secrets, clock, nowhere);
    Lateness lateness;
    prober.thread().runAndWait([&] { lateness.watch(prober.thread().context()); });
    System::Definition definition;
    definition.system = u"bench"_s;
    definition.environments.push_back(
        {.name = u"production"_s, .system = u"bench"_s, .certificateAuthority = site.authority()});
    for (int i = 0; i < 1000; ++i)
        definition.environments[0].probes.push_back(
            {.name = u"p%1"_s.arg(i),
             .target = QString::fromLatin1(site.urlOf(i % Site::addresses + 1, i % 2 == 1)),
             .every = 10s});
    std::atomic_int looks = 0;
    std::atomic_int up = 0;
    Health::Monitor monitor(prober, nullptr, clock);
    QObject::connect(
        &monitor, &Health::Monitor::looked, qApp,
        [&](const QString&, const QString&, const Health::ProbeState& state) {
            ++looks;
            up += state.verdict() == Health::HealthVerdict::Up ? 1 : 0;
        },
        Qt::DirectConnection);
    const double before = processorTime();
    monitor.watch(definition);
    QTimer::singleShot(30s, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    const double used = processorTime() - before;
    monitor.disconnect();
    std::printf(
        "%-52s %d looks, %d up, %.2f %% of a core, worst stall %.1f ms, of its own %.1f ms (wanted: at most 50)%s\n",
        "1,000 addresses every 10 s, for 30 s", looks.load(), up.load(), used / 300, lateness.worst(),
        lateness.worstOwn(), lateness.worstOwn() > 50 || up < looks ? "  MISSED" : "");
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 1) {
        Site site;
        besideCurl(site);
        steady(site);
        return 0;
    }
    QFile file(words.value(3));
    if (words.size() != 7 || words[1] != u"sweep" || !file.open(QIODevice::ReadOnly)) {
        std::fputs("bench_health sweep kept|new URLS SWEEPS PARALLEL CA|-\n", stderr);
        return 2;
    }
    std::vector<System::ProbeSpec> probes;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.isEmpty())
            continue;
        probes.push_back({.name = QString::number(probes.size()), .target = QString::fromUtf8(line), .timeout = 30s});
        if (words[2] == u"new")
            probes.back().headers[u"Connection"_s] = u"close"_s;
    }
    System::Environment environment{.name = u"production"_s, .system = u"bench"_s};
    if (words[6] != u"-")
        environment.certificateAuthority = words[6];
    SystemClock clock;
    NoSecrets secrets;
    Ssh::Pool pool({}, clock);
    Health::Prober prober(pool, secrets, clock, nowhere);
    const int all = int(probes.size()) * words[4].toInt();
    Sweep sweep(prober, environment, std::move(probes), words[4].toInt());
    sweep.start(words[5].toInt());
    QCoreApplication::exec();
    return sweep.up() == all ? 0 : 1;
}
