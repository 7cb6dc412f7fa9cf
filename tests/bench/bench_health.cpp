// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_health pilothouse_test_support
//
// Looks at web addresses as the monitor takes them, so many at a time, again and again:
//   bench_health sweep kept|new URLS SWEEPS PARALLEL CA|-     URLS: a file, one address a line
// Ends with 1 unless every look was up. The prober's own CPU a look is what counts, beside that of a peer in the same
// run.
#include "base/secretsource.h"
#include "health/prober.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Pilothouse;
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

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
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
    Health::Prober prober(pool, secrets, clock, [](const System::Environment&, const System::Host&) {
        return Result<Ssh::Endpoint>(fail(ErrorKind::NotFound, u"none"_s));
    });
    const int all = int(probes.size()) * words[4].toInt();
    Sweep sweep(prober, environment, std::move(probes), words[4].toInt());
    sweep.start(words[5].toInt());
    QCoreApplication::exec();
    return sweep.up() == all ? 0 : 1;
}
