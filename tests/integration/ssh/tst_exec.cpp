// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"

#include <QCryptographicHash>
#include <QDir>

#include <atomic>
#include <thread>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray noise(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = char((i * 2654435761U) >> 13);
    return bytes;
}

} // namespace

class TestExec : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;

    Ssh::Pool::Options options() const { return poolOptions(*m_server); }
    Result<Ssh::Finished> run(Ssh::Pool& pool, Ssh::Command command) const
    {
        return runCommand(pool, m_server->endpoint(), std::move(command));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
    }

    void runsACommand()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto done = run(pool, {.line = "echo out; echo err >&2; exit 7"});
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(7));
        QCOMPARE(done->output, QByteArray("out\n"));
        QCOMPARE(done->errors, QByteArray("err\n"));
        QVERIFY(!done->succeeded());
        QVERIFY(done->signal.isEmpty());
    }

    void reportsEveryExitStatus_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {0, 1, 2, 126, 127, 128, 137, 254, 255})
            QTest::addRow("%d", status) << status;
    }

    void reportsEveryExitStatus()
    {
        QFETCH(const int, status);
        Ssh::Pool pool(options(), m_clock);
        const auto done = run(pool, {.line = "exit " + QByteArray::number(status)});
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(status));
        QCOMPARE(done->succeeded(), status == 0);
    }

    void passesInputAndOutputByteForByte()
    {
        Ssh::Pool pool(options(), m_clock);
        const QByteArray input = noise(10'000'000);
        const auto done = run(pool, {.line = "cat", .input = input});
        QVERIFY2(done, whyNot(done));
        QVERIFY(done->succeeded());
        QVERIFY(done->output == input);
        QVERIFY(!done->truncated);
    }

    void streamsOutputAndErrorsToCallbacks()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto out = std::make_shared<QByteArray>();
        const auto err = std::make_shared<QByteArray>();
        const QByteArray input = noise(5'000'000);
        const auto done = run(pool, {.line = "tee /dev/stderr",
                                     .input = input,
                                     .onOutput = [out](QByteArrayView data) { out->append(data); },
                                     .onErrors = [err](QByteArrayView data) { err->append(data); }});
        QVERIFY2(done, whyNot(done));
        QVERIFY(done->succeeded());
        QVERIFY(*out == input);
        QVERIFY(*err == input);
        QVERIFY(done->output.isEmpty() && done->errors.isEmpty());
    }

    void capsWhatItCollects()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto done = run(pool, {.line = "head -c 3000000 /dev/zero; echo no >&2", .collectAtMost = 100});
        QVERIFY2(done, whyNot(done));
        QVERIFY(done->succeeded());
        QVERIFY(done->truncated);
        QCOMPARE(done->output.size(), 100);
        QCOMPARE(done->errors, QByteArray("no\n"));
    }

    void doesNotWaitForInputThatNobodyReads()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto done = run(pool, {.line = "exec 0<&-; echo done", .input = noise(8'000'000)});
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("done\n"));
        QVERIFY(done->succeeded());
    }

    void aSignalIsNoSuccess()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto done = run(pool, {.line = "echo before; kill -KILL $$"});
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->signal, u"KILL"_s);
        QVERIFY(!done->exitStatus);
        QVERIFY(!done->succeeded());
        QCOMPARE(done->output, QByteArray("before\n"));
    }

    void aMissingStatusIsNoSuccess()
    {
        // This server closes a channel on which nothing happens, and then never says how the command ended.
        SshServer server({.configuration = {u"ChannelTimeout *=1s"_s}});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto done = runCommand(pool, server.endpoint(), {.line = "echo before; sleep 20"});
        QVERIFY2(done, whyNot(done));
        QVERIFY(!done->exitStatus);
        QVERIFY(!done->succeeded());
        QCOMPARE(done->output, QByteArray("before\n"));
    }

    void keepsSecretInputOutOfCommandLinesAndEnvironments()
    {
        Ssh::Pool pool(options(), m_clock);
        const QByteArray canary = "canary-" + QByteArray::number(qulonglong(m_clock.monotonic().count()), 36) + "-Zk3w";
        std::atomic_bool over = false;
        std::atomic_bool seen = false;
        std::jthread watch([&] {
            while (!over) {
                const auto pids = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
                for (const QString& pid : pids) {
                    for (const QString& name : {u"cmdline"_s, u"environ"_s}) {
                        QFile file(u"/proc/%1/%2"_s.arg(pid, name));
                        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(canary))
                            seen = true;
                    }
                }
            }
        });
        const auto done = run(pool, {.line = "IFS= read -r secret; sleep 0.3; printf '%s' \"$secret\" | sha256sum; cat",
                                     .input = "data",
                                     .secretInput = Secret(QByteArray(canary + '\n'))});
        over = true;
        watch.join();
        QVERIFY2(done, whyNot(done));
        const QByteArray digest = QCryptographicHash::hash(canary, QCryptographicHash::Sha256).toHex();
        QCOMPARE(done->output, digest + "  -\ndata");
        QVERIFY(!seen);
    }

    void talksWithARunningCommand()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto out = std::make_shared<QByteArray>();
        const auto mutex = std::make_shared<std::mutex>();
        const auto started =
            await(pool.start(m_server->endpoint(), {.line = "while read -r l; do echo \"<$l>\"; done; exit 3",
                                                    .keepInputOpen = true,
                                                    .onOutput =
                                                        [out, mutex](QByteArrayView data) {
                                                            const std::lock_guard lock(*mutex);
                                                            out->append(data);
                                                        }}),
                  {}, 30s);
        QVERIFY2(started, whyNot(started));
        auto text = [out, mutex] {
            const std::lock_guard lock(*mutex);
            return *out;
        };
        (*started)->write("one\n");
        QVERIFY(eventually([&] { return text() == "<one>\n"; }));
        (*started)->write("two\n");
        QVERIFY(eventually([&] { return text() == "<one>\n<two>\n"; }));
        (*started)->closeInput();
        const auto done = await((*started)->finished(), {}, 30s);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(3));
    }

    void givesATerminalOnlyOnRequest()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto without = run(pool, {.line = "test -t 1"});
        // An sshd that is not root cannot give a terminal its owner, and ends the whole connection over it.
        const auto with = geteuid() == 0 ? run(pool, {.line = "test -t 1", .pty = true})
                                         : Result<Ssh::Finished>(Ssh::Finished{.exitStatus = 0});
        QVERIFY2(without, whyNot(without));
        QVERIFY2(with, whyNot(with));
        QVERIFY(!without->succeeded());
        QVERIFY(with->succeeded());
    }

    void refusesWhatCannotBeSent()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto empty = run(pool, {.line = ""});
        QVERIFY(!empty);
        QCOMPARE(empty.error().kind, ErrorKind::Invalid);
        const auto cut = run(pool, {.line = QByteArray("true\0; false", 12)});
        QVERIFY(!cut);
        QCOMPARE(cut.error().kind, ErrorKind::Invalid);
    }

    void tellsFacts()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto facts = await(pool.facts(m_server->endpoint()), {}, 30s);
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(facts->serverBanner.startsWith(u"SSH-2.0-OpenSSH"_s));
        QVERIFY(facts->fingerprint.startsWith(u"SHA256:"_s));
        QCOMPARE(facts->hostKeyType, u"ssh-ed25519"_s);
        QVERIFY(!facts->keyExchange.isEmpty());
        QVERIFY(!facts->cipher.isEmpty());
        QCOMPARE(facts->identity, m_server->keyFile());
    }

    void runsSixtyAtOnceOverOneConnectionInOrder()
    {
        SshServer server;
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        const auto order = std::make_shared<std::vector<int>>(); // one connection, so one thread writes
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < 60; ++i)
            futures.push_back(pool.exec(
                server.endpoint(), {.line = "echo " + QByteArray::number(i) + "; sleep 0.05",
                                    .onOutput = [order](QByteArrayView data) { order->push_back(data.toInt()); }}));
        for (const auto& future : futures) {
            const auto done = await(future, {}, 60s);
            QVERIFY2(done, whyNot(done));
            QVERIFY(done->succeeded());
        }
        QCOMPARE(order->size(), size_t(60));
        // At most ten run at a time, so nobody is more than ten places from where it was put.
        for (int place = 0; place < 60; ++place)
            QVERIFY2(std::abs((*order)[size_t(place)] - place) < 12, qPrintable(QString::number(place)));
        QCOMPARE(server.log().count("Accepted publickey"), 1);
    }

    void sharesTheServersSessionsWithOthers()
    {
        // The pool believes in ten sessions, the server allows three.
        SshServer server({.maxSessions = 3});
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        Ssh::Pool pool(poolOptions(server), m_clock);
        std::vector<QFuture<Result<Ssh::Finished>>> futures;
        for (int i = 0; i < 20; ++i)
            futures.push_back(pool.exec(server.endpoint(), {.line = "echo " + QByteArray::number(i)}));
        for (int i = 0; i < 20; ++i) {
            const auto done = await(futures[size_t(i)], {}, 60s);
            QVERIFY2(done, whyNot(done));
            QCOMPARE(done->output, QByteArray::number(i) + '\n');
        }
    }
};

PILOTHOUSE_TEST(TestExec)
#include "tst_exec.moc"
