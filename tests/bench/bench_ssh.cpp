// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh pilothouse_test_support
// sources: sshfarm.cpp
// runs: pilothousectl
//
// The transport against OpenSSH's client and those who start many of them, in one run and round by round, on a private
// sshd of this machine; only the ratios mean something elsewhere. BENCH_ONLY chooses a part: one, steps, farm, streams,
// stalls, memory. Also, for comparisons with other tools' servers:
//   bench_ssh steps HOST PORT USER KEY KNOWN_HOSTS FILE     the lines of FILE, one after another, over one connection
//   bench_ssh fanout HOSTFILE PORT USER KEY KNOWN_HOSTS COMMAND [TURNS]   COMMAND on all hosts of the file at once
#include "base/thread.h"
#include "benchtools.h"
#include "lateness.h"
#include "sshfarm.h"
#include "support/faultproxy.h"
#include "support/sshserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>
#include <QThread>

#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Bench;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int rounds = 15;

/// Both in turns; prints the medians and the median of the ratios within a round.
void compare(const char* what, const std::function<void()>& ours, const std::function<void()>& theirs, double bar,
             int turns = rounds)
{
    ours();
    theirs();
    Rounds all;
    for (int i = 0; i < turns; ++i) {
        all.ours.push_back(measured(ours));
        all.theirs.push_back(measured(theirs));
    }
    all.tell(what, &Took::wall, bar);
}

/// Knows the I/O threads, because they ask it for timers.
class WatchingClock final : public Clock
{
public:
    explicit WatchingClock(Lateness& lateness)
        : m_lateness(lateness)
    {
    }
    QDateTime now() const override { return m_real.now(); }
    std::chrono::milliseconds monotonic() const override { return m_real.monotonic(); }
    std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay, std::function<void()> work) override
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_seen.contains(QThread::currentThread())) {
                m_seen.insert(QThread::currentThread());
                m_lateness.watch(context);
            }
        }
        return m_real.after(context, delay, std::move(work));
    }

private:
    SystemClock m_real;
    Lateness& m_lateness;
    std::mutex m_mutex;
    QSet<QThread*> m_seen;
};

qint64 memory()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

void againstOpenSsh()
{
    const SshServer server({.maxStartups = u"1000"_s});
    SystemClock clock;
    const auto options = optionsOf(server.keyFile(), server.knownHostsFile());
    const auto endpoint = server.endpoint();
    const QStringList ssh{u"-F"_s, u"none"_s,
                          u"-i"_s, server.keyFile(),
                          u"-p"_s, QString::number(server.port()),
                          u"-o"_s, u"IdentityAgent=none"_s,
                          u"-o"_s, u"UserKnownHostsFile="_s + server.knownHostsFile(),
                          u"-o"_s, u"GlobalKnownHostsFile=/dev/null"_s,
                          u"-o"_s, u"BatchMode=yes"_s,
                          u"-o"_s, u"KexAlgorithms=curve25519-sha256"_s};
    const QString where = endpoint.user + u'@' + server.address();
    head("ssh");
    compare(
        "connect and one command",
        [&] {
            Ssh::Pool pool(options, clock);
            must(pool.exec(endpoint, {.line = "true"}));
        },
        [&] {
            outputOf(u"ssh"_s, ssh + QStringList{u"-n"_s, where, u"true"_s});
        },
        0.35);
    const QString control = server.path(u"control"_s);
    QProcess master;
    master.start(u"ssh"_s, ssh + QStringList{u"-M"_s, u"-N"_s, u"-S"_s, control, where});
    while (!QFile::exists(control) && master.state() != QProcess::NotRunning)
        master.waitForFinished(50);
    {
        Ssh::Pool pool(options, clock);
        compare(
            "one command on an open connection", [&] { must(pool.exec(endpoint, {.line = "true"})); },
            [&] {
                outputOf(u"ssh"_s, {u"-n"_s, u"-S"_s, control, where, u"true"_s});
            },
            0.35);
    }
    master.terminate();
    master.waitForFinished();
    compare(
        "ten commands one after another, against one script",
        [&] {
            Ssh::Pool pool(options, clock);
            for (int i = 0; i < 10; ++i)
                must(pool.exec(endpoint, {.line = "printf x | sha256sum"}));
        },
        [&] {
            outputOf(u"ssh"_s, ssh + QStringList{where, u"sh"_s}, QByteArray("printf x | sha256sum\n").repeated(10));
        },
        0.6);
}

/// 200 MB of output: over the loopback, and 20 ms away.
void streams()
{
    const SshServer server;
    FaultProxy proxy(server.address(), server.port());
    proxy.setPlan({.up = {.delay = 10ms}, .down = {.delay = 10ms}});
    QFile known(server.path(u"both"_s));
    if (!proxy.isRunning() || !known.open(QIODevice::WriteOnly))
        qFatal("no proxy");
    const QByteArray key = server.knownHostsLine().mid(server.knownHostsLine().indexOf(' '));
    for (const quint16 port : {server.port(), proxy.port()})
        known.write('[' + server.address().toLatin1() + "]:" + QByteArray::number(port) + key);
    known.close();
    SystemClock clock;
    Ssh::Pool pool(optionsOf(server.keyFile(), known.fileName()), clock);
    const QByteArray line = "head -c 200000000 /dev/zero";
    for (const bool delayed : {false, true}) {
        auto endpoint = server.endpoint(delayed ? u"far"_s : u"near"_s);
        endpoint.port = delayed ? proxy.port() : server.port();
        compare(
            delayed ? "200 MB of output, 20 ms away" : "200 MB of output",
            [&] {
                qint64 size = 0;
                must(pool.exec(endpoint,
                               {.line = line, .onOutput = [&](QByteArrayView bytes) { size += bytes.size(); }}));
                if (size != 200'000'000)
                    qFatal("%lld bytes", static_cast<long long>(size));
            },
            [&] {
                outputOf(
                    u"sh"_s,
                    {u"-c"_s, u"exec ssh -F none -n -i %1 -p %2 -o IdentityAgent=none -o UserKnownHostsFile=%3 -o "
                              "GlobalKnownHostsFile=/dev/null -o BatchMode=yes -o KexAlgorithms=curve25519-sha256 "
                              "%4@%5 '%6' >/dev/null"_s.arg(server.keyFile())
                                  .arg(endpoint.port)
                                  .arg(known.fileName(), endpoint.user, server.address(), QString::fromLatin1(line))});
            },
            1, 3);
    }
}

/// What an idle thread suffers as well comes from the machine.
void tellStall(const char* what, const Lateness& lateness, const Lateness& idle)
{
    constexpr double bar = 10;
    const double more = std::max(0.0, lateness.worstOwn() - idle.worstOwn());
    std::printf("%-52s %8.1f ms, without waits for a processor %.1f ms; an idle thread beside it: %.1f ms, %.1f ms "
                "(wanted: at most %.0f more than that)%s\n",
                what, lateness.worst(), lateness.worstOwn(), idle.worst(), idle.worstOwn(), bar,
                more > bar ? "  MISSED" : "");
    std::fflush(stdout);
}

void stalls()
{
    const SshServer server;
    Lateness lateness;
    Lateness idle;
    const EventThread beside(u"idle"_s, ThreadRole::Io);
    beside.runAndWait([&] { idle.watch(beside.context()); });
    WatchingClock clock(lateness);
    Ssh::Pool pool(optionsOf(server.keyFile(), server.knownHostsFile()), clock);
    must(pool.exec(server.endpoint(), {.line = "true"}));
    const auto forget = [&] {
        lateness.forget();
        idle.forget();
    };
    forget();
    must(pool.exec(server.endpoint(), {.line = "head -c 200000000 /dev/zero", .onOutput = [](QByteArrayView) {}}));
    tellStall("longest stall: a stream of 200 MB", lateness, idle);
    const auto stuck = pool.exec(server.endpoint(), {.line = "cat > /dev/null", .input = QByteArray(8'000'000, 'x')});
    server.freeze();
    forget();
    const auto more = pool.exec(server.endpoint(), {.line = "cat > /dev/null", .input = QByteArray(8'000'000, 'x')});
    [[maybe_unused]] const auto waited = await(more, {}, 3s);
    server.thaw();
    must(stuck);
    must(more);
    tellStall("longest stall: a peer that stopped reading", lateness, idle);
}

void idleMemory(int connections)
{
    const SshServer server({.maxStartups = u"1000"_s, .everyAddress = true});
    QFile known(server.path(u"every"_s));
    if (!known.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    known.write("[127.77.*]:" + QByteArray::number(server.port()) +
                server.knownHostsLine().mid(server.knownHostsLine().indexOf(' ')));
    known.close();
    SystemClock clock;
    Ssh::Pool pool(optionsOf(server.keyFile(), known.fileName()), clock);
    const auto connect = [&](int from, int to) {
        std::vector<QFuture<Result<Ssh::Finished>>> all;
        for (int i = from; i < to; ++i) {
            auto endpoint = server.endpoint(u"host-%1"_s.arg(i));
            endpoint.address = u"127.77.%1.%2"_s.arg(i / 200 + 1).arg(i % 200 + 1);
            all.push_back(pool.exec(endpoint, {.line = "true", .deadline = 10min}));
        }
        for (const auto& one : all)
            must(one);
    };
    constexpr int warm = 20;
    connect(0, warm);
    const qint64 before = memory();
    connect(warm, connections + warm);
    const double each = double(memory() - before) / 1000 / connections;
    std::printf("%-52s %8.1f KB (wanted: at most 100)%s\n", "memory of an idle connection", each,
                each > 100 ? "  MISSED" : "");
    std::fflush(stdout);
}

int steps(const QStringList& words)
{
    SystemClock clock;
    Ssh::Pool pool(optionsOf(words[3], words[4]), clock);
    const Ssh::Endpoint endpoint{.name = words[0], .address = words[0], .port = words[1].toUShort(), .user = words[2]};
    QFile file(words[5]);
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    for (const QByteArray& line : file.readAll().trimmed().split('\n'))
        std::fputs(must(pool.exec(endpoint, {.line = line})).output.constData(), stdout);
    return 0;
}

int fanout(const QStringList& words)
{
    SystemClock clock;
    Ssh::Pool pool(optionsOf(words[3], words[4]), clock);
    QFile file(words[0]);
    if (!file.open(QIODevice::ReadOnly))
        return 2;
    const auto hosts = file.readAll().trimmed().split('\n');
    for (int turn = 0; turn < words.value(6, u"1"_s).toInt(); ++turn) {
        std::vector<QFuture<Result<Ssh::Finished>>> all;
        const Took took = measured([&] {
            for (const QByteArray& host : hosts)
                all.push_back(pool.exec({.name = QString::fromUtf8(host),
                                         .address = QString::fromUtf8(host),
                                         .port = words[1].toUShort(),
                                         .user = words[2]},
                                        {.line = words[5].toUtf8()}));
            for (const auto& one : all)
                std::fputs(must(one).output.constData(), stdout);
        });
        std::fprintf(stderr, "turn %d: %.1f ms\n", turn + 1, took.wall);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    int code = 0;
    std::jthread worker([&] {
        setThreadRole(ThreadRole::Worker);
        if (words.value(0) == u"steps" && words.size() == 7) {
            code = steps(words.mid(1));
        } else if (words.value(0) == u"fanout" && words.size() >= 7) {
            code = fanout(words.mid(1));
        } else {
            const QString only = qEnvironmentVariable("BENCH_ONLY");
            const auto part = [&only](const QString& name, const std::function<void()>& measure) {
                if (only.isEmpty() || only == name)
                    measure();
            };
            part(u"one"_s, againstOpenSsh);
            part(u"steps"_s, measureSteps);
            part(u"farm"_s, [] { measureFarm(200); });
            part(u"streams"_s, streams);
            part(u"stalls"_s, stalls);
            part(u"memory"_s, [&words] { idleMemory(words.value(0, u"1000"_s).toInt()); });
        }
        QMetaObject::invokeMethod(
            &application, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    worker.join();
    return code;
}
