// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_ssh pilothouse_test_support
//
// The transport against OpenSSH's client, in one run and round by round, on a private sshd of this machine; only the
// ratios mean something elsewhere. Also, for comparisons with other tools' servers:
//   bench_ssh steps HOST PORT USER KEY KNOWN_HOSTS FILE     the lines of FILE, one after another, over one connection
//   bench_ssh fanout HOSTFILE PORT USER KEY KNOWN_HOSTS COMMAND [TURNS]   COMMAND on all hosts of the file at once
#include "base/await.h"
#include "ssh/pool.h"
#include "support/sshserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QThread>

#include <cstdio>
#include <thread>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int rounds = 15;

double milliseconds(const std::function<void()>& work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Both in turns; prints the medians and the median of the ratios within a round.
void compare(const char* what, const std::function<void()>& ours, const std::function<void()>& theirs, double bar)
{
    ours();
    theirs();
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> ratios;
    for (int i = 0; i < rounds; ++i) {
        a.push_back(milliseconds(ours));
        b.push_back(milliseconds(theirs));
        ratios.push_back(a.back() / b.back());
    }
    std::printf("%-52s %8.1f ms  %8.1f ms  ratio %.2f (wanted: %.2f)\n", what, median(a), median(b), median(ratios),
                bar);
    std::fflush(stdout);
}

Ssh::Finished must(const QFuture<Result<Ssh::Finished>>& future)
{
    const auto done = await(future, {}, 120s);
    if (!done || !done->succeeded())
        qFatal("%s", qPrintable(done ? QString::fromUtf8(done->errors) : done.error().message + done.error().detail));
    return *done;
}

int run(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(120000);
    return process.exitCode();
}

Ssh::Pool::Options optionsOf(const QString& key, const QString& knownHosts)
{
    return {.knownHostsFiles = {knownHosts}, .identity = {.agent = false, .keyFiles = {key}}};
}

/// Knows the I/O threads, because they ask it for timers.
class WatchingClock final : public Clock
{
public:
    QDateTime now() const override { return m_real.now(); }
    std::chrono::milliseconds monotonic() const override { return m_real.monotonic(); }
    std::unique_ptr<Timer> after(QObject* context, std::chrono::milliseconds delay, std::function<void()> work) override
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_seen.contains(context->thread())) {
                m_seen.insert(context->thread());
                auto last = std::make_shared<QElapsedTimer>();
                last->start();
                tick(context, last);
            }
        }
        return m_real.after(context, delay, std::move(work));
    }
    double worst() const { return double(m_worst) / 1e6; }
    void forget() { m_worst = 0; }

private:
    void tick(QObject* context, const std::shared_ptr<QElapsedTimer>& last)
    {
        m_timers[context] = m_real.after(context, 1ms, [this, context, last] {
            qint64 stall = last->nsecsElapsed() - 1'000'000;
            last->start();
            for (qint64 known = m_worst; known < stall && !m_worst.compare_exchange_weak(known, stall);) {
            }
            const std::lock_guard lock(m_mutex);
            tick(context, last);
        });
    }

    SystemClock m_real;
    std::mutex m_mutex;
    QSet<QThread*> m_seen;
    std::map<QObject*, std::unique_ptr<Timer>> m_timers;
    std::atomic<qint64> m_worst = 0;
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
    std::printf("%-52s %11s  %11s\n", "", "ours", "ssh");
    compare(
        "connect and one command",
        [&] {
            Ssh::Pool pool(options, clock);
            must(pool.exec(endpoint, {.line = "true"}));
        },
        [&] {
            run(u"ssh"_s, ssh + QStringList{u"-n"_s, where, u"true"_s});
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
                run(u"ssh"_s, {u"-n"_s, u"-S"_s, control, where, u"true"_s});
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
            run(u"ssh"_s, ssh + QStringList{where, u"sh"_s}, QByteArray("printf x | sha256sum\n").repeated(10));
        },
        0.6);
}

void stalls()
{
    const SshServer server;
    WatchingClock clock;
    Ssh::Pool pool(optionsOf(server.keyFile(), server.knownHostsFile()), clock);
    must(pool.exec(server.endpoint(), {.line = "true"}));
    clock.forget();
    must(pool.exec(server.endpoint(), {.line = "head -c 200000000 /dev/zero", .onOutput = [](QByteArrayView) {}}));
    std::printf("%-52s %8.1f ms\n", "longest stall: a stream of 200 MB", clock.worst());
    const auto stuck = pool.exec(server.endpoint(), {.line = "cat > /dev/null", .input = QByteArray(8'000'000, 'x')});
    server.freeze();
    clock.forget();
    const auto more = pool.exec(server.endpoint(), {.line = "cat > /dev/null", .input = QByteArray(8'000'000, 'x')});
    [[maybe_unused]] const auto waited = await(more, {}, 3s);
    server.thaw();
    must(stuck);
    must(more);
    std::printf("%-52s %8.1f ms (wanted: 10)\n", "longest stall: a peer that stopped reading", clock.worst());
    std::fflush(stdout);
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
    std::printf("%-52s %8.1f KB (wanted: 100)\n", "memory of an idle connection",
                double(memory() - before) / 1000 / connections);
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
        const double took = milliseconds([&] {
            for (const QByteArray& host : hosts)
                all.push_back(pool.exec({.name = QString::fromUtf8(host),
                                         .address = QString::fromUtf8(host),
                                         .port = words[1].toUShort(),
                                         .user = words[2]},
                                        {.line = words[5].toUtf8()}));
            for (const auto& one : all)
                std::fputs(must(one).output.constData(), stdout);
        });
        std::fprintf(stderr, "turn %d: %.1f ms\n", turn + 1, took);
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
            againstOpenSsh();
            stalls();
            idleMemory(words.value(0, u"1000"_s).toInt());
        }
        QMetaObject::invokeMethod(
            &application, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    worker.join();
    return code;
}
