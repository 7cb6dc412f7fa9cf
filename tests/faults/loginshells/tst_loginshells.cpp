// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/backups.h"
#include "desk.h"
#include "health/hostprobe.h"
#include "metrics/sampler.h"
#include "rig.h"
#include "ssh/framing.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Proofs that nobody keeps.
class NoProofs final : public Backup::Proofs
{
public:
    QFuture<Result<void>> record(const Backup::BackupRef&, const Backup::Proof&) override { return answered<void>({}); }
    QFuture<Result<std::vector<Backup::Proof>>> newest(const Backup::BackupRef&) override
    {
        return answered<std::vector<Backup::Proof>>({});
    }
};

void put(const QString& path, const QByteArray& text, bool program = false)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    if (program)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

/// Accounts whose login shell is no POSIX shell, or one that says more than it was asked: whatever the console wants of
/// their host works all the same.
class LoginShellsTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Ssh::Pool> m_pool;
    System::Definition m_definition;
    QStringList m_shells;

    QString in(const QString& name) const { return m_folder.filePath(name); }
    Ssh::Endpoint endpoint(const QString& account) const
    {
        auto out = m_server->endpoint(account);
        out.user = account;
        return out;
    }
    void everyShell() const
    {
        QTest::addColumn<QString>("shell");
        for (const QString& shell : m_shells)
            QTest::newRow(qPrintable(shell)) << shell;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // One that greets on both streams, runs what it is told as its child, takes its time and ends with words and a
        // status of its own.
        put(in(u"slow"_s),
            "#!/bin/sh\necho 'Welcome to this host.'; printf 'no line end' >&2\nsh \"$@\"\necho bye\nsleep 4\nexit 3\n",
            true);
        SshServer::Options options;
        // bash reads .bashrc when sshd starts it, but only on the first level.
        options.configuration = {u"SetEnv SHLVL=0 XDG_STATE_HOME="_s + in(u"state"_s)};
        options.accounts = {
            {u"slow"_s, in(u"slow"_s)}, {u"none"_s, u"/usr/sbin/nologin"_s}, {u"idle"_s, u"/bin/true"_s}};
        m_shells = QStringList{u"slow"_s};
        for (const QString& shell : {u"sh"_s, u"bash"_s, u"zsh"_s, u"mksh"_s, u"fish"_s, u"tcsh"_s, u"csh"_s}) {
            const QString program = QStandardPaths::findExecutable(shell);
            QVERIFY2(!program.isEmpty(), qPrintable(shell + u" is missing: ./dev deps test"_s));
            options.accounts.push_back({shell, program});
            m_shells << shell;
        }
        m_server = std::make_unique<SshServer>(options);
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        put(m_server->homeOf(u"bash"_s) + u"/.bashrc"_s, "echo noise of bash\necho more noise >&2\n");
        put(m_server->homeOf(u"zsh"_s) + u"/.zshenv"_s, "echo noise of zsh\necho more noise >&2\n");
        put(m_server->homeOf(u"fish"_s) + u"/.config/fish/config.fish"_s, "echo noise of fish\necho more noise >&2\n");
        for (const QString& shell : {u"tcsh"_s, u"csh"_s})
            put(m_server->homeOf(shell) + u"/.cshrc"_s, "echo noise of csh\n");
        m_pool = std::make_unique<Ssh::Pool>(poolOptions(*m_server), m_clock);

        QByteArray hosts;
        QByteArray backups;
        put(in(u"backups/shop_20261119_020000.sql.gz"_s), "not really");
        for (const QString& shell : std::as_const(m_shells)) {
            hosts += u"      %1: { ssh: %1@%2:%3 }\n"_s.arg(shell, m_server->address()).arg(m_server->port()).toUtf8();
            backups += u"      of-%1: { on: %1, directory: %2, pattern: \"shop_{YYYYMMDD}_{HHMMSS}.sql.gz\" }\n"_s
                           .arg(shell, in(u"backups"_s))
                           .toUtf8();
        }
        auto reading = System::readDefinition("apiVersion: pilothouse/v1\nsystem: shop\ntitle: Shop\nenvironments:\n"
                                              "  staging:\n    kind: staging\n    hosts:\n" +
                                                  hosts + "    backups:\n" + backups,
                                              in(u"shop.yaml"_s));
        for (const System::Fault& fault : reading.faults)
            qWarning("%d:%d: %s", fault.line, fault.column, qPrintable(fault.message));
        QVERIFY(reading.definition);
        m_definition = *reading.definition;
    }
    void cleanupTestCase()
    {
        m_pool.reset();
        m_server.reset();
    }

    void theNoiseIsReal()
    {
        // Without a frame it is there; else the rows below would prove nothing.
        for (const QString& shell : {u"bash"_s, u"fish"_s, u"tcsh"_s, u"slow"_s}) {
            const auto done = runCommand(*m_pool, endpoint(shell), {.line = "true"});
            QVERIFY2(done, whyNot(done));
            QVERIFY2(!done->output.isEmpty(), qPrintable(shell));
        }
    }

    void scriptsAreFramed_data() { everyShell(); }
    void scriptsAreFramed()
    {
        QFETCH(const QString, shell);
        auto command =
            Ssh::shellCommand("cat\nprintf '<%s>' \"$@\"\necho \"it's wrong\" >&2\nexit 7", {"a\nb'c\\d!e $HOME"});
        command.input = QByteArray(300'000, 'd');
        const auto done = runCommand(*m_pool, endpoint(shell), command);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(7));
        QCOMPARE(done->output, command.input + "<a\nb'c\\d!e $HOME>");
        QCOMPARE(done->errors, QByteArray("it's wrong\n"));
    }

    void streamsAreFramed_data() { everyShell(); }
    void streamsAreFramed()
    {
        QFETCH(const QString, shell);
        const auto mutex = std::make_shared<std::mutex>();
        const auto out = std::make_shared<QByteArray>();
        auto command = Ssh::shellCommand("while read -r l; do echo \"<$l>\"; done; exit 3");
        command.keepInputOpen = true;
        command.onOutput = [mutex, out](QByteArrayView bytes) {
            const std::lock_guard lock(*mutex);
            out->append(bytes);
        };
        const auto text = [mutex, out] {
            const std::lock_guard lock(*mutex);
            return *out;
        };
        const auto running = await(m_pool->start(endpoint(shell), command), {}, 30s);
        QVERIFY2(running, whyNot(running));
        (*running)->write("one\n");
        QVERIFY(eventually([&] { return text() == "<one>\n"; }));
        (*running)->closeInput();
        const auto done = await((*running)->finished(), {}, 30s);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, std::optional(3));
        QCOMPARE(text(), QByteArray("<one>\n"));
    }

    void probesAnswer_data() { everyShell(); }
    void probesAnswer()
    {
        QFETCH(const QString, shell);
        System::ProbeSpec probe{.name = u"said"_s, .kind = System::ProbeKind::Command, .target = u"echo fine\n"_s};
        probe.via = shell;
        const auto seen = await(Health::probeOnHost(*m_pool, endpoint(shell), {}, probe, {}), {}, 30s);
        QVERIFY2(seen, whyNot(seen));
        QCOMPARE(seen->output, u"fine"_s);
        QCOMPARE(seen->status, std::optional(0));
        // What a client is told comes by its own standard input: there is no server here, and it says so itself.
        probe.kind = System::ProbeKind::Redis;
        probe.target = u"127.0.0.1"_s;
        probe.port = 1;
        const auto none = await(Health::probeOnHost(*m_pool, endpoint(shell), {}, probe, Secret("word")), {}, 30s);
        QVERIFY(!none);
        QVERIFY2(!none.error().message.contains(u"noise"_s) && !none.error().message.contains(u"Welcome"_s),
                 whyNot(none));
    }

    void measurementsCome()
    {
        Metrics::Sampler sampler(*m_pool, nullptr, m_clock,
                                 [this](const System::Environment&, const System::Host& host) {
                                     return Result<Ssh::Endpoint>(endpoint(host.name));
                                 });
        sampler.watch(m_definition);
        QSet<QString> seen;
        QVERIFY(eventually([&] {
            const auto hosts = await(sampler.hosts(u"shop"_s, u"staging"_s), {}, 10s);
            for (const auto& host : *hosts) {
                if (!host.samples.empty())
                    seen.insert(host.host);
            }
            return seen.size() == m_shells.size();
        }));
    }

    void backupsAreListed_data() { everyShell(); }
    void backupsAreListed()
    {
        QFETCH(const QString, shell);
        NoProofs proofs;
        Backup::Backups backups(*m_pool, proofs, m_clock, [this](const System::Environment&, const System::Host& host) {
            return Result<Ssh::Endpoint>(endpoint(host.name));
        });
        const auto& environment = m_definition.environments.front();
        const auto catalogue = await(backups.list(u"shop"_s, environment, u"of-"_s + shell), {}, 30s);
        QVERIFY2(catalogue, whyNot(catalogue));
        QCOMPARE(catalogue->entries.size(), size_t(1));
        const auto proof =
            await(backups.verify(u"shop"_s, environment, u"of-"_s + shell, u"shop_20261119_020000.sql.gz"_s), {}, 30s);
        QVERIFY2(proof, whyNot(proof));
        QCOMPARE(proof->rung, Backup::Rung::Exists);
    }

    void runsGoThrough_data()
    {
        QTest::addColumn<QString>("shell");
        for (const QString& shell : {u"fish"_s, u"tcsh"_s, u"bash"_s, u"slow"_s})
            QTest::newRow(qPrintable(shell)) << shell;
    }
    void runsGoThrough()
    {
        QFETCH(const QString, shell);
        QTemporaryDir folder;
        const auto end = endpoint(shell);
        ShopFloor floor(folder.path(), u"      app-1: { ssh: %1@%2:%3, directory: DIRECTORY, roles: [app] }"_s
                                           .arg(end.user, end.address)
                                           .arg(end.port));
        floor.shop.knownHosts = m_server->knownHostsFile();
        floor.shop.keyFile = m_server->keyFile();
        Desk desk(floor.shop);
        const auto id = desk.deploy(u"good"_s);
        QVERIFY2(id, whyNot(id));
        const auto record = desk.waitFor(*id);
        QVERIFY2(record, whyNot(record));
        QCOMPARE(runStateName(record->info.state), u"succeeded"_s);
        QCOMPARE(floor.running(), u"1.1.0"_s);
        QCOMPARE(floor.witnessed().size(), 3);
    }

    void anAccountWithoutAShellIsNoSuccess_data()
    {
        QTest::addColumn<QString>("account");
        QTest::newRow("that says so") << u"none"_s;
        QTest::newRow("that is content with everything") << u"idle"_s;
    }
    void anAccountWithoutAShellIsNoSuccess()
    {
        QFETCH(const QString, account);
        const auto done = runCommand(*m_pool, endpoint(account), Ssh::shellCommand("true"));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Refused);
        QVERIFY2(done.error().message.contains(u"login shell of "_s + account), whyNot(done));
        if (account == u"none")
            QVERIFY2(done.error().detail.contains(u"not available"_s), whyNot(done));
    }
};

PILOTHOUSE_TEST(LoginShellsTest)
#include "tst_loginshells.moc"
