// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "ssh/sudo.h"
#include "support/manualclock.h"
#include "support/scriptedssh/scriptedprompter.h"
#include "transfer/copy.h"

#include <QDir>
#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A command's deadline is the command's: what a person takes to find the passphrase, the code or the password does not
/// count.
class TestPatience : public QObject
{
    Q_OBJECT

    ManualClock m_clock;
    std::unique_ptr<SshServer> m_server;
    std::shared_ptr<ScriptedPrompter> m_person;
    QString m_key; ///< with a passphrase

    Ssh::Pool::Options options() const
    {
        // The clock is moved by hours, and nobody is to think that the link is dead.
        return {.knownHostsFiles = {m_server->knownHostsFile()},
                .identity = {.agent = false, .keyFiles = {m_key}},
                .prompter = m_person,
                .keepAliveInterval = 24h,
                .idleTimeout = 24h};
    }
    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Has been asked, and what the pool does about it is done.
    bool isAsked(Ssh::Pool& pool, const Ssh::Endpoint& endpoint, int times = 1) const
    {
        return eventually([&] { return m_person->count() == times; }) && isSettled(pool, endpoint);
    }
    /// What was posted to the endpoint's thread before was done.
    static bool isSettled(Ssh::Pool& pool, const Ssh::Endpoint& endpoint)
    {
        std::stop_source stopped;
        stopped.request_stop();
        for (int turn = 0; turn < 2; ++turn) {
            const auto through = runCommand(pool, endpoint, {.line = "true", .stop = stopped.get_token()});
            if (through || through.error().kind != ErrorKind::Cancelled)
                return false;
        }
        return true;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<SshServer>();
        QVERIFY2(m_server->isRunning(), qPrintable(m_server->error()));
        m_person = std::make_shared<ScriptedPrompter>();
        m_key = m_server->path(u"locked"_s);
        QProcess::execute(u"ssh-keygen"_s,
                          {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u"correct horse"_s, u"-f"_s, m_key});
        QVERIFY(m_server->authorize(m_key));
    }
    void cleanup() { m_server.reset(); }

    void aPersonsTimeIsNotTheCommands()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto endpoint = m_server->endpoint();
        const auto first = pool.exec(endpoint, {.line = "echo first", .deadline = 10s});
        QVERIFY(isAsked(pool, endpoint));
        // One that comes while the person thinks.
        const auto second = pool.exec(endpoint, {.line = "echo second", .deadline = 10s});
        QVERIFY(isSettled(pool, endpoint));
        m_clock.advance(1h);
        QVERIFY(isSettled(pool, endpoint));
        QVERIFY(!first.isFinished());
        QVERIFY(!second.isFinished());
        m_person->answer({"correct horse"});
        for (const auto& future : {first, second}) {
            const auto done = await(future, {}, 30s);
            QVERIFY2(done, whyNot(done));
            QVERIFY(done->succeeded());
        }
        QCOMPARE(m_person->count(), 1);
    }

    void afterwardsItRunsOn()
    {
        Ssh::Pool pool(options(), m_clock);
        const auto endpoint = m_server->endpoint();
        const QString mark = m_server->path(u"mark"_s);
        const auto future =
            pool.exec(endpoint, {.line = "echo begun > " + mark.toUtf8() + "; exec sleep 60", .deadline = 10s});
        QVERIFY(isAsked(pool, endpoint));
        m_clock.advance(1h);
        m_person->answer({"correct horse"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        m_clock.advance(9s);
        QVERIFY(isSettled(pool, endpoint));
        QVERIFY(!future.isFinished());
        m_clock.advance(2s);
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Timeout);
    }

    void whatRanBeforeTheQuestionCounts()
    {
        // The server stands still, so that time passes before anybody is asked.
        m_server->freeze();
        auto patient = options();
        patient.connectTimeout = 24h;
        Ssh::Pool pool(patient, m_clock);
        const auto endpoint = m_server->endpoint();
        const QString mark = m_server->path(u"mark"_s);
        const auto future =
            pool.exec(endpoint, {.line = "echo begun > " + mark.toUtf8() + "; exec sleep 60", .deadline = 10s});
        QVERIFY(isSettled(pool, endpoint));
        m_clock.advance(6s);
        m_server->thaw();
        QVERIFY(isAsked(pool, endpoint));
        m_clock.advance(1h);
        m_person->answer({"correct horse"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        QVERIFY(!future.isFinished());
        m_clock.advance(5s);
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Timeout);
    }

    void nobodyBehindAHopIsHurried()
    {
        SshServer middle;
        SshServer target;
        QVERIFY2(middle.isRunning() && target.isRunning(), qPrintable(middle.error() + target.error()));
        auto there = options();
        there.knownHostsFiles << middle.knownHostsFile() << target.knownHostsFile();
        there.identity.keyFiles << middle.keyFile() << target.keyFile();
        Ssh::Pool pool(there, m_clock);
        auto endpoint = target.endpoint(u"app-1"_s);
        endpoint.jump = {m_server->endpoint(u"bastion"_s), middle.endpoint(u"middle"_s)};
        const auto first = pool.exec(endpoint, {.line = "echo first", .deadline = 10s});
        QVERIFY(isAsked(pool, m_server->endpoint()));
        const auto second = pool.exec(endpoint, {.line = "echo second", .deadline = 10s});
        auto other = middle.endpoint(u"middle"_s);
        other.jump = {m_server->endpoint(u"bastion"_s)};
        const auto third = pool.exec(other, {.line = "echo third", .deadline = 10s});
        QVERIFY(isSettled(pool, m_server->endpoint()));
        m_clock.advance(1h);
        QVERIFY(isSettled(pool, m_server->endpoint()));
        QVERIFY(!first.isFinished() && !second.isFinished() && !third.isFinished());
        m_person->answer({"correct horse"});
        for (const auto& future : {first, second, third}) {
            const auto done = await(future, {}, 30s);
            QVERIFY2(done, whyNot(done));
        }
    }

    /// Somebody else's question is no reason to wait longer.
    void anotherHostsDeadlineRuns()
    {
        SshServer mute;
        QVERIFY2(mute.isRunning(), qPrintable(mute.error()));
        Ssh::Pool pool(options(), m_clock);
        const auto asked = pool.exec(m_server->endpoint(), {.line = "true", .deadline = 10s});
        QVERIFY(isAsked(pool, m_server->endpoint()));
        mute.freeze();
        const auto late = pool.exec(mute.endpoint(), {.line = "true", .deadline = 10s});
        QVERIFY(isSettled(pool, mute.endpoint()));
        m_clock.advance(11s);
        const auto done = await(late, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Timeout);
        QVERIFY(!asked.isFinished());
        mute.thaw();
    }

    void aPersonsTimeForSudoNeither()
    {
        QVERIFY(QDir().mkpath(m_server->path(u"bin"_s)));
        QFile sudo(m_server->path(u"bin/sudo"_s));
        QVERIFY(sudo.open(QIODevice::WriteOnly));
        sudo.write("#!/bin/sh\nprompt=$3\nshift 6\nprintf %s \"$prompt\" >&2\nIFS= read -r given\nexec \"$@\"\n");
        sudo.close();
        sudo.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        m_server->setConfiguration({u"SetEnv PATH=%1:/usr/bin:/bin"_s.arg(m_server->path(u"bin"_s))});
        QVERIFY(m_server->start());
        auto open = options();
        open.identity.keyFiles = {m_server->keyFile()};
        Ssh::Pool pool(open, m_clock);
        const auto endpoint = m_server->endpoint();
        const QString mark = m_server->path(u"mark"_s);
        const auto future = Ssh::execWithSudo(
            pool, endpoint, {.line = "echo begun > " + mark.toUtf8() + "; exec sleep 60", .deadline = 10s},
            {.prompter = m_person});
        QVERIFY(isAsked(pool, endpoint));
        m_clock.advance(1h);
        QVERIFY(isSettled(pool, endpoint));
        QVERIFY(!future.isFinished());
        m_person->answer({"a password"});
        QVERIFY(eventually([&] { return contents(mark) == "begun\n"; }));
        m_clock.advance(9s);
        QVERIFY(isSettled(pool, endpoint));
        QVERIFY(!future.isFinished());
        m_clock.advance(2s);
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QCOMPARE(done.error().kind, ErrorKind::Timeout);
    }

    /// What a copy calls patience is meant for the server, whom nobody has reached yet.
    void copiesWaitForAPersonToo()
    {
        QFile file(m_server->path(u"source"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("something");
        file.close();
        Ssh::Pool pool(options(), m_clock);
        Ssh::Copier copier(pool);
        const auto future = copier.copy(m_server->endpoint(), {.direction = Ssh::CopyRequest::Direction::Up,
                                                               .local = file.fileName().toUtf8(),
                                                               .remote = m_server->path(u"copy"_s).toUtf8(),
                                                               .patience = 1ms});
        QVERIFY(isAsked(pool, m_server->endpoint()));
        m_person->cancel();
        const auto done = await(future, {}, 30s);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"was given up"_s), whyNot(done));
    }
};

PILOTHOUSE_TEST(TestPatience)
#include "tst_patience.moc"
