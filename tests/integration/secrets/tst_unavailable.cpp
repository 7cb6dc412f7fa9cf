// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QElapsedTimer>

#include <csignal>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using Secrets::KeychainState;

namespace {

/// In every one of these worlds a secret can be neither read nor set, it is never called missing, and all answers come
/// within the time limit.
void everythingAnswersUnreachable(KeychainState expected, const QString& word)
{
    Desk desk({.timeout = std::chrono::seconds(3)});
    QElapsedTimer time;
    time.start();
    QCOMPARE(desk.state(), expected);
    const auto read = desk.read(u"ANY"_s);
    QCOMPARE(read.error().kind, ErrorKind::Unreachable);
    QVERIFY2(read.error().message.contains(word), qPrintable(read.error().message));
    QCOMPARE(desk.set(u"ANY"_s, "value").error().kind, ErrorKind::Unreachable);
    QCOMPARE(wait(desk.vault.remove(Desk::ref(u"ANY"_s))).error().kind, ErrorKind::Unreachable);
    QVERIFY2(time.elapsed() < 4 * 3500, qPrintable(QString::number(time.elapsed())));
    QVERIFY(desk.list().empty());
    QVERIFY(desk.actions().isEmpty());
}

} // namespace

#define SKIP_WITHOUT_WORLD                                                                                             \
    if (!worldProblem().isEmpty())                                                                                     \
    QSKIP(qPrintable(worldProblem()))

class TestLocked : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isLocked()
    {
        SKIP_WITHOUT_WORLD;
        everythingAnswersUnreachable(KeychainState::Locked, u"locked"_s);
    }
};
PILOTHOUSE_TEST_IN(TestLocked, Locked)

class TestNeverMade : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasNoKeyring()
    {
        SKIP_WITHOUT_WORLD;
        everythingAnswersUnreachable(KeychainState::NoKeyring, u"no default keyring"_s);
    }
};
PILOTHOUSE_TEST_IN(TestNeverMade, NeverMade)

class TestNoService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasNoService()
    {
        SKIP_WITHOUT_WORLD;
        everythingAnswersUnreachable(KeychainState::NoService, u"No keychain answers"_s);
    }
};
PILOTHOUSE_TEST_IN(TestNoService, NoService)

class TestNoBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasNoBus() { everythingAnswersUnreachable(KeychainState::NoService, u"No keychain answers"_s); }
};
PILOTHOUSE_TEST_IN(TestNoBus, NoBus)

class TestMuteBus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isMute() { everythingAnswersUnreachable(KeychainState::Mute, u"did not answer"_s); }
};
PILOTHOUSE_TEST_IN(TestMuteBus, MuteBus)

class TestNoGlib : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isToldAndNotWaitedFor()
    {
        SKIP_WITHOUT_WORLD;
        everythingAnswersUnreachable(KeychainState::NoService, u"No keychain answers"_s);
    }
};
PILOTHOUSE_TEST_IN(TestNoGlib, NoGlib)

class TestKde : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecretServiceIsUsedAllTheSame()
    {
        SKIP_WITHOUT_WORLD;
        Desk desk;
        const auto set = desk.set(u"ANY"_s, "value");
        QVERIFY2(set, set ? "" : qPrintable(set.error().detail));
        desk.vault.forget();
        QCOMPARE(desk.read(u"ANY"_s).value(), QByteArray("value"));
        QCOMPARE(qgetenv("XDG_CURRENT_DESKTOP"), QByteArray("KDE"));
    }
};
PILOTHOUSE_TEST_IN(TestKde, Kde)

/// A real keyring that stops in the middle of its work, and goes on.
class TestFrozen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        if (keyringPid() > 0)
            ::kill(pid_t(keyringPid()), SIGCONT);
    }

    void aSlowKeychainIsWaitedFor()
    {
        SKIP_WITHOUT_WORLD;
        Desk desk;
        QVERIFY(desk.set(u"SLOW"_s, "value"));
        desk.vault.forget();
        QElapsedTimer time;
        ::kill(pid_t(keyringPid()), SIGSTOP);
        time.start();
        auto read = desk.vault.secret(Desk::ref(u"SLOW"_s));
        QVERIFY(QTest::qWaitFor([&] { return time.elapsed() > 600; }));
        QVERIFY(!read.isFinished());
        ::kill(pid_t(keyringPid()), SIGCONT);
        QCOMPARE(wait(read).value().bytes().toByteArray(), QByteArray("value"));
    }
    void aFrozenKeychainIsMuteUntilItGoesOn()
    {
        SKIP_WITHOUT_WORLD;
        Desk desk({.timeout = std::chrono::milliseconds(700)});
        QVERIFY(desk.set(u"FROZEN"_s, "value"));
        desk.vault.forget();
        ::kill(pid_t(keyringPid()), SIGSTOP);
        QElapsedTimer time;
        time.start();
        const auto one = desk.vault.secret(Desk::ref(u"FROZEN"_s));
        const auto other = desk.vault.secret(Desk::ref(u"OTHER"_s));
        QCOMPARE(wait(one).error().kind, ErrorKind::Unreachable);
        QCOMPARE(wait(other).error().kind, ErrorKind::Unreachable);
        QVERIFY(time.elapsed() < 2000);
        QCOMPARE(desk.state(), KeychainState::Mute);
        QCOMPARE(desk.set(u"FROZEN"_s, "other").error().kind, ErrorKind::Unreachable);
        QVERIFY(!desk.list().front().undecided);
        ::kill(pid_t(keyringPid()), SIGCONT);
        QTRY_COMPARE_WITH_TIMEOUT(desk.read(u"FROZEN"_s).value_or(QByteArray()), QByteArray("value"), 30'000);
    }
    void valuesInMemoryOutliveAFreezeForAWhile()
    {
        SKIP_WITHOUT_WORLD;
        Desk desk({.timeout = std::chrono::milliseconds(700), .cacheFor = std::chrono::seconds(2)});
        QVERIFY(desk.set(u"KEPT"_s, "value"));
        QCOMPARE(desk.read(u"KEPT"_s).value(), QByteArray("value"));
        ::kill(pid_t(keyringPid()), SIGSTOP);
        QCOMPARE(desk.read(u"KEPT"_s).value(), QByteArray("value"));
        QTRY_VERIFY_WITH_TIMEOUT(!desk.read(u"KEPT"_s), 10'000);
        QCOMPARE(desk.read(u"KEPT"_s).error().kind, ErrorKind::Unreachable);
    }
    void aChangeCaughtInTheMiddleIsUndecided()
    {
        SKIP_WITHOUT_WORLD;
        // The freeze must come after the change was begun, and the index tells when that is.
        Desk desk({.timeout = std::chrono::seconds(2)});
        bool caught = false;
        for (int i = 0; i < 20 && !caught; ++i) {
            const QString name = u"CAUGHT_%1"_s.arg(i);
            const QByteArray big(2'000'000, 'x');
            auto set = desk.vault.set(Desk::ref(name), Secret(QByteArray(big.constData(), big.size())), {.name = name});
            while (!set.isFinished() && desk.actions().count(u"secret.set-begun"_s) <= i)
                continue;
            QVERIFY(QTest::qWaitFor([t = QElapsedTimer(), i]() mutable {
                if (!t.isValid())
                    t.start();
                return t.elapsed() > i;
            }));
            ::kill(pid_t(keyringPid()), SIGSTOP);
            const auto done = wait(set);
            ::kill(pid_t(keyringPid()), SIGCONT);
            if (done || done.error().kind != ErrorKind::Unknown)
                continue;
            caught = true;
            for (const auto& stored : desk.list())
                QCOMPARE(stored.undecided, stored.name == name);
            QCOMPARE(desk.actions().last(), u"secret.set-unknown"_s);
            // Setting it again decides it.
            QTRY_VERIFY_WITH_TIMEOUT(desk.set(name, "decided").has_value(), 60'000);
            QVERIFY(!desk.list().back().undecided);
            QCOMPARE(desk.read(name).value(), QByteArray("decided"));
        }
        QVERIFY(caught);
    }
};
PILOTHOUSE_TEST_IN(TestFrozen, Unlocked)

/// Ends the session bus under a program that used it.
class TestBusDies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theProgramLivesOn()
    {
        SKIP_WITHOUT_WORLD;
        Desk desk({.timeout = std::chrono::seconds(3)});
        QVERIFY(desk.set(u"ANY"_s, "value"));
        desk.vault.forget();
        ::kill(pid_t(busPid()), SIGKILL);
        QTRY_COMPARE(desk.state(), KeychainState::NoService);
        QCOMPARE(desk.read(u"ANY"_s).error().kind, ErrorKind::Unreachable);
        QCOMPARE(desk.list().size(), size_t(1));
    }
};
PILOTHOUSE_TEST_IN(TestBusDies, Unlocked)
#include "tst_unavailable.moc"
