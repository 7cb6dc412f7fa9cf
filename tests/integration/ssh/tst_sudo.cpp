// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "ssh/sudo.h"
#include "support/scriptedssh/scriptedprompter.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Commands through sudo, whose password travels on standard input only. The sudo is one that speaks like the real one,
/// because root, which tests may run as, is never asked.
class TestSudo : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SshServer> m_server;
    std::unique_ptr<Ssh::Pool> m_pool;

    /// A sudo that asks until it hears `password`, at most three times, then runs the command.
    static QByteArray asking(const QByteArray& password)
    {
        return "for try in 1 2 3; do\n"
               "  printf %s \"$prompt\" >&2\n"
               "  IFS= read -r given || { echo 'sudo: no password was provided' >&2; exit 1; }\n"
               "  [ \"$given\" = '" +
               password +
               "' ] && exec \"$@\"\n"
               "  echo 'Sorry, try again.' >&2\n"
               "done\n"
               "echo 'sudo: 3 incorrect password attempts' >&2\nexit 1\n";
    }
    void setSudo(const QByteArray& script) const
    {
        QFile file(m_server->path(u"bin/sudo"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n[ \"$1\" = -S ] && [ \"$2\" = -p ] && [ \"$4\" = -u ] && [ \"$6\" = -- ] || exit 99\n"
                   "prompt=$3\nshift 6\n" +
                   script);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    static std::shared_ptr<ScriptedPrompter> person(std::vector<std::vector<QByteArray>> answers = {})
    {
        return std::make_shared<ScriptedPrompter>(std::move(answers));
    }
    Result<Ssh::Finished> run(Ssh::Command command, const std::shared_ptr<ScriptedPrompter>& prompter)
    {
        return await(
            Ssh::execWithSudo(*m_pool, m_server->endpoint(u"app-1"_s), std::move(command), {.prompter = prompter}), {},
            60s);
    }
    /// Files of /proc that hold `text`.
    static QStringList seenIn(const QByteArray& text)
    {
        QStringList found;
        for (const QString& pid : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
            for (const QString& name : {u"cmdline"_s, u"environ"_s}) {
                QFile file(u"/proc/%1/%2"_s.arg(pid, name));
                if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
                    found += file.fileName();
            }
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        QVERIFY(QDir().mkpath(m_server->path(u"bin"_s)));
        m_server->setConfiguration(
            {u"SetEnv PATH=%1:/usr/bin:/bin SHLVL=2 LC_ALL=C.UTF-8"_s.arg(m_server->path(u"bin"_s))});
        QVERIFY(m_server->start());
        m_pool = std::make_unique<Ssh::Pool>(poolOptions(*m_server), m_clock);
    }
    void cleanupTestCase()
    {
        m_pool.reset();
        m_server.reset();
    }

    void asksNobodyWhereNoPasswordIsWanted()
    {
        setSudo("exec \"$@\"\n");
        const auto somebody = person();
        const auto done = run({.line = "cat; echo $LC_ALL; echo oops >&2; exit 3", .input = "input\n"}, somebody);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->exitStatus, 3);
        QCOMPARE(done->output, QByteArray("input\nC.UTF-8\n"));
        QCOMPARE(done->errors, QByteArray("oops\n"));
        QCOMPARE(somebody->count(), 0);
    }

    void givesThePasswordWhenItIsAskedFor()
    {
        setSudo("echo 'We trust you have received the usual lecture.' >&2\n" + asking("correct horse"));
        const auto somebody = person({{"correct horse"}});
        const auto done =
            run({.line = "cat; echo oops >&2", .input = "input\n", .secretInput = Secret("first\n")}, somebody);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("first\ninput\n"));
        QCOMPARE(done->errors, QByteArray("oops\n"));
        QCOMPARE(somebody->count(), 1);
        QCOMPARE(somebody->prompts().front().kind, Ssh::Prompt::Kind::Sudo);
        QVERIFY(somebody->prompts().front().where.contains(u"@app-1 ("_s));
        QCOMPARE(somebody->proved.load(), 1);
    }

    void asksAgainAsOftenAsSudoDoes()
    {
        setSudo(asking("correct horse"));
        const auto somebody = person({{"wrong"}, {"correct horse"}});
        const auto done = run({.line = "echo ran"}, somebody);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("ran\n"));
        QCOMPARE(somebody->count(), 2);
        QVERIFY(somebody->prompts()[1].again);
        const auto stubborn = person({{"one"}, {"two"}, {"three"}, {"four"}});
        const auto refused = run({.line = "echo ran"}, stubborn);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"did not accept the password"_s), whyNot(refused));
        QCOMPARE(stubborn->count(), 3);
        QCOMPARE(stubborn->proved.load(), 0);
    }

    void tellsEachRefusalInItsOwnWords_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("words");
        QTest::addRow("not in sudoers") << QByteArray("echo 'deploy is not in the sudoers file.' >&2; exit 1\n")
                                        << u"may not run this with sudo"_s;
        QTest::addRow("not this command")
            << QByteArray("echo 'Sorry, user deploy is not allowed to execute /bin/sh as root on app.' >&2; exit 1\n")
            << u"may not run this with sudo"_s;
        QTest::addRow("requiretty") << QByteArray("echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1\n")
                                    << u"requiretty"_s;
        QTest::addRow("password") << QByteArray("echo 'sudo: a password is required' >&2; exit 1\n")
                                  << u"wants the password"_s;
        QTest::addRow("something else") << QByteArray("echo 'sudo: /etc/sudo.conf is world writable' >&2; exit 1\n")
                                        << u"ended before the command was started"_s;
    }

    void tellsEachRefusalInItsOwnWords()
    {
        QFETCH(const QByteArray, script);
        QFETCH(const QString, words);
        setSudo(script);
        const auto refused = run({.line = "echo ran"}, person());
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(words), whyNot(refused));
        QVERIFY(refused.error().message.contains(u"nothing was done"_s));
    }

    void explainsThatThereIsNone()
    {
        QVERIFY(QFile::remove(m_server->path(u"bin/sudo"_s)) || true);
        if (QFile::exists(u"/usr/bin/sudo"_s))
            setSudo("echo 'sh: 1: sudo: not found' >&2; exit 127\n");
        const auto refused = run({.line = "echo ran"}, person());
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"no sudo"_s), whyNot(refused));
    }

    void nobodyToAskEndsIt()
    {
        setSudo(asking("correct horse"));
        const auto refused = run({.line = "echo ran"}, nullptr);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QVERIFY2(refused.error().message.contains(u"wants the password"_s), whyNot(refused));
        const auto somebody = person();
        const auto future =
            Ssh::execWithSudo(*m_pool, m_server->endpoint(u"app-1"_s), {.line = "echo ran"}, {.prompter = somebody});
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        somebody->cancel();
        const auto cancelled = await(future, {}, 30s);
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().kind, ErrorKind::Refused);
    }

    void theRealOneIsUnderstood()
    {
        if (geteuid() != 0)
            QSKIP("only root can make the accounts that sudo asks for a password");
        // Accounts that exist only for this sshd and what it starts: /etc is its own.
        SshServer server;
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        server.stop();
        const auto write = [&server](const QString& name, const QByteArray& text, int mode) {
            QFile file(server.path(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() &&
                   ::chmod(QFile::encodeName(file.fileName()).constData(), mode_t(mode)) == 0;
        };
        const auto read = [](const QString& name) {
            QFile file(name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray canary = "canary-0d5e77a4";
        QProcess hash;
        hash.start(u"openssl"_s, {u"passwd"_s, u"-6"_s, u"-stdin"_s});
        hash.write(canary + '\n');
        hash.closeWriteChannel();
        QVERIFY(hash.waitForFinished(30000));
        const QByteArray crypted = hash.readAllStandardOutput().trimmed();
        QByteArray accounts = read(u"/etc/passwd"_s);
        QByteArray shadow = read(u"/etc/shadow"_s);
        for (const QByteArray& name : {QByteArray("pilot"), QByteArray("stranger")}) {
            accounts += name + ":x:" + (name == "pilot" ? "48721" : "48722") + ":65534::/:/bin/sh\n";
            shadow += name + ':' + crypted + ":19000:0:99999:7:::\n";
        }
        QVERIFY(write(u"passwd"_s, accounts, 0644) && write(u"shadow"_s, shadow, 0600) &&
                write(u"sudoers"_s,
                      "Defaults passwd_tries=2, timestamp_timeout=0, lecture=never\npilot ALL=(ALL) ALL\n", 0440));
        QVERIFY(::chmod(QFile::encodeName(server.path(u"."_s)).constData(), 0711) == 0);
        QVERIFY(::chmod(QFile::encodeName(server.authorizedKeysFile()).constData(), 0644) == 0);
        QByteArray script = "mount --make-rprivate /\n";
        for (const char* name : {"passwd", "shadow", "sudoers"})
            script += "mount --bind " + server.path(QString::fromLatin1(name)).toUtf8() + " /etc/" + name + "\n";
        script += "exec /usr/sbin/sshd -D -f " + server.path(u"sshd_config"_s).toUtf8() + '\n';
        QProcess sshd;
        sshd.start(u"unshare"_s, {u"-m"_s, u"sh"_s, u"-ec"_s, QString::fromUtf8(script)});
        QVERIFY(sshd.waitForStarted());
        auto pilot = server.endpoint(u"app-1"_s);
        pilot.user = u"pilot"_s;
        Ssh::Pool pool(poolOptions(server), m_clock);
        QVERIFY(eventually([&] {
            const auto there = await(pool.facts(pilot), {}, 30s);
            if (!there)
                pool.drop(pilot);
            return there.has_value() || sshd.state() != QProcess::Running;
        }));
        QVERIFY2(sshd.state() == QProcess::Running, sshd.readAllStandardError());

        const auto somebody = person({{"wrong"}, {canary}});
        const QString fifo = server.path(u"fifo"_s);
        QCOMPARE(QProcess::execute(u"mkfifo"_s, {fifo}), 0);
        const auto future = Ssh::execWithSudo(
            pool, pilot, {.line = "id -u; read word; echo \"$word\"; cat " + fifo.toUtf8(), .input = "mine\n"},
            {.prompter = somebody});
        QVERIFY(eventually([&] { return somebody->count() == 2; }));
        QCOMPARE(seenIn(canary), QStringList());
        QFile end(fifo);
        QVERIFY(end.open(QIODevice::WriteOnly)); // as soon as the command reads it
        QCOMPARE(seenIn(canary), QStringList());
        end.close();
        const auto done = await(future, {}, 60s);
        QVERIFY2(done, whyNot(done));
        QCOMPARE(done->output, QByteArray("0\nmine\n"));
        QVERIFY(somebody->prompts()[1].again);

        const auto stubborn = person({{"one"}, {"two"}, {"three"}});
        const auto wrong = await(Ssh::execWithSudo(pool, pilot, {.line = "id -u"}, {.prompter = stubborn}), {}, 60s);
        QVERIFY(!wrong);
        QVERIFY2(wrong.error().message.contains(u"did not accept the password"_s), whyNot(wrong));
        auto stranger = pilot;
        stranger.user = u"stranger"_s;
        const auto known = person({{canary}});
        const auto refused = await(Ssh::execWithSudo(pool, stranger, {.line = "id -u"}, {.prompter = known}), {}, 60s);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"may not run this with sudo"_s), whyNot(refused));
        sshd.terminate();
        QVERIFY(sshd.waitForFinished(30000));
    }

    void thePasswordIsSeenNowhere()
    {
        const QByteArray canary = "canary-7f3b91c2";
        setSudo(asking(canary).replace(canary, "'$(cat '" + m_server->path(u"expected"_s).toUtf8() + "')'"));
        QFile expected(m_server->path(u"expected"_s));
        QVERIFY(expected.open(QIODevice::WriteOnly));
        expected.write(canary);
        expected.close();
        const QString fifo = m_server->path(u"fifo"_s);
        QCOMPARE(QProcess::execute(u"mkfifo"_s, {fifo}), 0);
        const auto somebody = person();
        std::atomic_bool ready = false;
        const auto future = Ssh::execWithSudo(*m_pool, m_server->endpoint(u"app-1"_s),
                                              {.line = "echo ready; cat " + fifo.toUtf8() + " >/dev/null",
                                               .onOutput = [&](QByteArrayView) { ready = true; }},
                                              {.prompter = somebody});
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        QCOMPARE(seenIn(canary), QStringList());
        somebody->answer({canary});
        QVERIFY(eventually([&] { return ready.load(); }));
        QCOMPARE(seenIn(canary), QStringList());
        QFile end(fifo);
        QVERIFY(end.open(QIODevice::WriteOnly));
        end.close();
        const auto done = await(future, {}, 30s);
        QVERIFY2(done, whyNot(done));
        QVERIFY(done->succeeded());
    }
};

PILOTHOUSE_TEST(TestSudo)
#include "tst_sudo.moc"
