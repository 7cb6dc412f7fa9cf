// SPDX-License-Identifier: GPL-3.0-or-later
// links: pilothouse_transfer pilothouse_test_support
#include "base/await.h"
#include "support/faultproxy.h"
#include "support/sshserver.h"
#include "transfer/copy.h"

#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>

#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

/// Files up and down against OpenSSH's sftp, in the same rounds, each a process of its own that connects, copies and
/// ends; ours with all its checksums. Against a private sshd on loopback, then through a proxy with 20 ms of round
/// trip. Our memory has a bar as well, and it fails where that is passed. BENCH_ROUNDS (3), BENCH_MB (512) and
/// BENCH_ONLY (a part of a row's name) change what is measured.

using namespace Pilothouse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

extern char** environ;

namespace {

struct Measured
{
    double seconds = 0;
    double cpu = 0;
    double rss = 0; ///< MiB
    bool good = false;
};

/// Runs `command` with `input`, and tells what it took.
Measured run(const QByteArrayList& command, const QByteArray& input)
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return {};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    QByteArrayList words = command;
    std::vector<char*> argv;
    for (QByteArray& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = -1;
    const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[0]);
    const bool written = ::write(pipe[1], input.constData(), size_t(input.size())) == input.size();
    ::close(pipe[1]);
    if (failed != 0 || !written)
        return {};
    int status = 0;
    rusage used = {};
    ::wait4(child, &status, 0, &used);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return {.seconds = took.count(),
            .cpu = seconds(used.ru_utime) + seconds(used.ru_stime),
            .rss = double(used.ru_maxrss) / 1024,
            .good = WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

/// The other side of this program: one copy, as pilothousectl makes it.
int copyOnce(const QStringList& words)
{
    setThreadRole(ThreadRole::Worker);
    SystemClock clock;
    Ssh::Pool pool({.knownHostsFiles = {words.at(6)}, .identity = {.agent = false, .keyFiles = {words.at(5)}}}, clock);
    Ssh::Copier copier(pool);
    const Ssh::Endpoint endpoint{
        .name = u"bench"_s, .address = words.at(2), .port = words.at(3).toUShort(), .user = words.at(4)};
    const bool up = words.at(1) == u"up";
    const auto report = await(
        copier.copy(endpoint, {.direction = up ? Ssh::CopyRequest::Direction::Up : Ssh::CopyRequest::Direction::Down,
                               .local = words.at(up ? 7 : 8).toLocal8Bit(),
                               .remote = words.at(up ? 8 : 7).toLocal8Bit()}),
        {}, 600s);
    if (!report) {
        std::fprintf(stderr, "%s\n", qPrintable(report.error().message));
        return 1;
    }
    if (qEnvironmentVariableIsSet("BENCH_FACTS")) {
        if (const auto facts = await(pool.facts(endpoint), {}, 10s))
            std::fprintf(stderr, "%s %s\n", qPrintable(facts->cipher), qPrintable(facts->keyExchange));
    }
    return report->failed.empty() && report->proof == Ssh::CopyProof::Checksum ? 0 : 1;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

void fill(const QString& path, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    QByteArray piece(1024 * 1024, Qt::Uninitialized);
    for (qint64 left = size; left > 0; left -= piece.size()) {
        piece.resize(std::min<qint64>(piece.size(), left));
        for (char& byte : piece)
            byte = char(QRandomGenerator::global()->generate());
        file.write(piece);
    }
}

struct Row
{
    QString name;
    bool up = true;
    bool tree = false;
    qint64 mebibytes = 0;
    bool delayed = false;
    double target = 1; ///< of our time to theirs, at most
};

/// MiB: what Qt and the libraries take, and the 16 that may be under way.
constexpr double mostMemory = 48;

class Bench
{
public:
    Bench()
        : m_proxy(m_server.address(), m_server.port())
        , m_folder(roomyFolder() + u"/pilothouse-bench-XXXXXX"_s)
    {
        m_proxy.setPlan({.up = {.delay = 10ms}, .down = {.delay = 10ms}});
        QFile known(m_folder.filePath(u"known_hosts"_s));
        if (known.open(QIODevice::WriteOnly)) {
            const QByteArray line = m_server.knownHostsLine();
            known.write(line);
            known.write('[' + m_proxy.address().toUtf8() + "]:" + QByteArray::number(m_proxy.port()) +
                        line.mid(line.indexOf(' ')));
        }
    }

    bool isReady() const { return m_server.isRunning() && m_proxy.isRunning() && m_folder.isValid(); }

    bool measure(const Row& row, int rounds)
    {
        const QString source = m_folder.filePath(u"source"_s);
        if (row.tree) {
            for (int i = 0; i < 50; ++i) {
                const QString folder = source + u"/d%1"_s.arg(i % 20);
                QDir().mkpath(folder);
                fill(folder + u"/f%1"_s.arg(i), 8192);
            }
        } else {
            fill(source, row.mebibytes * 1024 * 1024);
        }
        std::vector<double> ratios;
        std::vector<double> theirs;
        std::vector<double> ours;
        std::vector<double> cpu;
        double rss = 0;
        bool good = true;
        for (int round = 0; round <= rounds; ++round) { // the first one warms up
            const Measured sftp = one(row, source, false);
            const Measured own = one(row, source, true);
            good = good && sftp.good && own.good;
            if (round == 0)
                continue;
            theirs.push_back(sftp.seconds);
            ours.push_back(own.seconds);
            cpu.push_back(own.cpu);
            ratios.push_back(own.seconds / sftp.seconds);
            rss = std::max(rss, own.rss);
        }
        QDir(source).removeRecursively();
        QFile::remove(source);
        const double ratio = median(ratios);
        std::printf("%-28s sftp %6.2f s  ours %6.2f s", qPrintable(row.name), median(theirs), median(ours));
        if (!row.tree)
            std::printf("  %4.0f / %4.0f MiB/s  speed %.2fx", double(row.mebibytes) / median(theirs),
                        double(row.mebibytes) / median(ours), 1 / ratio);
        else
            std::printf("  time %.3fx", ratio);
        std::printf("  (wanted: %s%.2fx)  cpu %.2f s, peak RSS %.0f MiB%s%s\n",
                    row.tree ? "<= " : ">= ", row.tree ? row.target : 1 / row.target, median(cpu), rss,
                    !good                ? "  DID NOT WORK"
                    : ratio > row.target ? "  MISSED"
                                         : "",
                    rss > mostMemory ? "  TOO MUCH MEMORY" : "");
        std::fflush(stdout);
        return good && rss <= mostMemory;
    }

private:
    static QString roomyFolder()
    {
        struct statvfs room = {};
        const bool roomy = ::statvfs("/dev/shm", &room) == 0 && double(room.f_bavail) * double(room.f_frsize) > 4e9;
        return roomy ? u"/dev/shm"_s : QDir::tempPath();
    }

    Measured one(const Row& row, const QString& source, bool own)
    {
        const QString target = m_folder.filePath(u"target"_s);
        QDir(target).removeRecursively();
        QFile::remove(target);
        const auto endpoint = m_server.endpoint();
        const quint16 port = row.delayed ? m_proxy.port() : m_server.port();
        const QString address = row.delayed ? m_proxy.address() : m_server.address();
        const QString known = m_folder.filePath(u"known_hosts"_s);
        Measured out;
        if (own) {
            out =
                run({QCoreApplication::applicationFilePath().toLocal8Bit(), "-copy", row.up ? "up" : "down",
                     address.toUtf8(), QByteArray::number(port), endpoint.user.toUtf8(),
                     m_server.keyFile().toLocal8Bit(), known.toLocal8Bit(), source.toLocal8Bit(), target.toLocal8Bit()},
                    {});
        } else {
            const QString line =
                u"%1 %2%3 %4\n"_s.arg(row.up ? u"put"_s : u"get"_s, row.tree ? u"-r "_s : QString(), source, target);
            out = run({"sftp", "-q", "-F", "/dev/null", "-P", QByteArray::number(port), "-i",
                       m_server.keyFile().toLocal8Bit(), "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=yes",
                       "-o", "UserKnownHostsFile=" + known.toLocal8Bit(), "-b", "-",
                       (endpoint.user + u'@' + address).toUtf8()},
                      line.toLocal8Bit());
        }
        // What came is as large as what went.
        QFileInfo there(target);
        if (row.tree)
            out.good = out.good && QFileInfo(target + u"/d9/f49"_s).size() == 8192;
        else
            out.good = out.good && there.size() == row.mebibytes * 1024 * 1024;
        return out;
    }

    Test::SshServer m_server;
    Test::FaultProxy m_proxy;
    QTemporaryDir m_folder;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == u"-copy")
        return words.size() == 10 ? copyOnce(words.mid(1)) : 2;
    Bench bench;
    if (!bench.isReady()) {
        std::fprintf(stderr, "no sshd, no proxy or no folder\n");
        return 1;
    }
    const int rounds = std::max(
        1, qEnvironmentVariableIntValue("BENCH_ROUNDS") > 0 ? qEnvironmentVariableIntValue("BENCH_ROUNDS") : 3);
    const int large = qEnvironmentVariableIntValue("BENCH_MB") > 0 ? qEnvironmentVariableIntValue("BENCH_MB") : 512;
    const QString only = qEnvironmentVariable("BENCH_ONLY");
    const std::array rows{
        Row{.name = u"up"_s, .up = true, .mebibytes = large, .target = 1},
        Row{.name = u"down"_s, .up = false, .mebibytes = large, .target = 1},
        Row{.name = u"up, 20 ms"_s, .up = true, .mebibytes = 128, .delayed = true, .target = 1},
        Row{.name = u"down, 20 ms"_s, .up = false, .mebibytes = 128, .delayed = true, .target = 1 / 1.5},
        Row{.name = u"50 files up, 20 ms"_s, .up = true, .tree = true, .delayed = true, .target = 0.2},
        Row{.name = u"50 files down, 20 ms"_s, .up = false, .tree = true, .delayed = true, .target = 0.2},
    };
    bool good = true;
    for (const Row& row : rows) {
        if (only.isEmpty() || row.name.contains(only))
            good = bench.measure(row, rounds) && good;
    }
    return good ? 0 : 1;
}
