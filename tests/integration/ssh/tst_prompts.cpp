// SPDX-License-Identifier: GPL-3.0-or-later
#include "rig.h"
#include "support/manualclock.h"
#include "support/scriptedssh/scriptedprompter.h"
#include "support/scriptedssh/scriptedsshserver.h"
#include "support/sshagent.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Factor = ScriptedSshServer::Factor;

/// Logins that need a person: questions of the server, passwords, and people who think long or do not want to.
class TestPrompts : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    static std::shared_ptr<ScriptedPrompter> person(std::vector<std::vector<QByteArray>> answers = {})
    {
        return std::make_shared<ScriptedPrompter>(std::move(answers));
    }
    static Ssh::Pool::Options options(const ScriptedSshServer& server, const Ssh::IdentityOptions& identity,
                                      const std::shared_ptr<ScriptedPrompter>& prompter)
    {
        return {.knownHostsFiles = {server.knownHostsFile()}, .identity = identity, .prompter = prompter};
    }
    static Factor code(int patience = 0)
    {
        return {.kind = Factor::Kind::Questions,
                .rounds = {{{.text = u"Password: "_s, .answer = u"open sesame"_s},
                            {.text = u"One-time code: "_s, .answer = u"123456"_s, .echo = true}}},
                .patience = patience,
                .title = u"Second factor"_s,
                .instruction = u"Look at \x1b[31myour token"_s};
    }
    static Factor password() { return {.kind = Factor::Kind::Password, .password = u"correct horse"_s}; }
    /// A new key without passphrase: its file, and the public part in base64.
    static std::pair<QString, QByteArray> newKey(const ScriptedSshServer& server)
    {
        const QString file = server.path(u"key"_s);
        QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, file});
        QFile pub(file + u".pub"_s);
        return {file, pub.open(QIODevice::ReadOnly) ? pub.readAll().split(' ').value(1) : QByteArray()};
    }
    template <typename T> static Result<T> wait(const QFuture<Result<T>>& future) { return await(future, {}, 30s); }

private Q_SLOTS:
    void answersTheQuestionsOfTheServer()
    {
        const ScriptedSshServer server({.factors = {code()}});
        QVERIFY(server.isRunning());
        const auto somebody = person({{"open sesame", "123456"}});
        auto there = options(server, {.agent = false}, somebody);
        Ssh::Pool pool(there, m_clock);
        const auto facts = wait(pool.facts(server.endpoint(u"app-1"_s)));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, u"keyboard-interactive"_s);
        QCOMPARE(somebody->count(), 1);
        const auto prompt = somebody->prompts().front();
        QCOMPARE(prompt.kind, Ssh::Prompt::Kind::KeyboardInteractive);
        QVERIFY(prompt.where.startsWith(u"deploy@app-1 ("_s));
        QVERIFY(prompt.hop.isEmpty());
        QVERIFY(!prompt.production);
        QVERIFY(!prompt.mayBeKept);
        QCOMPARE(prompt.title.text(), u"Second factor"_s);
        QVERIFY(!prompt.instruction.text().contains(u'\x1b'));
        QCOMPARE(prompt.questions.size(), size_t(2));
        QCOMPARE(prompt.questions[1].text.text(), u"One-time code: "_s);
        QVERIFY(prompt.questions[1].echo && !prompt.questions[0].echo);
        QCOMPARE(somebody->proved.load(), 1);
    }

    void answersSeveralRounds()
    {
        Factor factor = code();
        factor.rounds = {{{.text = u"Password: "_s, .answer = u"open sesame"_s}},
                         {}, // only tells something
                         {{.text = u"Code: "_s, .answer = u"123456"_s}}};
        const ScriptedSshServer server({.factors = {factor}});
        const auto somebody = person({{"open sesame"}, {"123456"}});
        Ssh::Pool pool(options(server, {.agent = false}, somebody), m_clock);
        const auto facts = wait(pool.facts(server.endpoint()));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(somebody->count(), 2);
        QVERIFY(!somebody->prompts()[1].again);
    }

    void aKeyAndThenACode()
    {
        ScriptedSshServer plain({.factors = {code()}});
        const auto [file, blob] = newKey(plain);
        const ScriptedSshServer server({.factors = {{.kind = Factor::Kind::Key, .key = blob}, code()}});
        const auto somebody = person({{"open sesame", "123456"}});
        Ssh::Pool pool(options(server, {.agent = false, .keyFiles = {file}}, somebody), m_clock);
        const auto facts = wait(pool.facts(server.endpoint()));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, file + u" + keyboard-interactive"_s);
        QCOMPARE(somebody->count(), 1);
    }

    void aKeyACodeAndAPassword()
    {
        ScriptedSshServer plain({.factors = {code()}});
        const auto [file, blob] = newKey(plain);
        const ScriptedSshServer server({.factors = {{.kind = Factor::Kind::Key, .key = blob}, code(), password()}});
        const auto somebody = person({{"open sesame", "123456"}, {"correct horse"}});
        Ssh::Pool pool(options(server, {.agent = false, .keyFiles = {file}, .password = true}, somebody), m_clock);
        const auto facts = wait(pool.facts(server.endpoint()));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(facts->identity, file + u" + keyboard-interactive + password"_s);
        QCOMPARE(somebody->count(), 2);
        QCOMPARE(somebody->proved.load(), 2);
    }

    void aWrongCodeIsARefusedLoginThatIsNotRepeated()
    {
        const ScriptedSshServer server({.factors = {code()}});
        const auto somebody = person({{"open sesame", "000000"}});
        Ssh::Pool pool(options(server, {.agent = false}, somebody), m_clock);
        for (int i = 0; i < 5; ++i) {
            const auto facts = wait(pool.facts(server.endpoint()));
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
            QVERIFY2(facts.error().message.contains(u"did not accept what was answered"_s), whyNot(facts));
            QVERIFY(!whyNot(facts).contains("open sesame"));
            QVERIFY(!whyNot(facts).contains("000000"));
        }
        QCOMPARE(somebody->count(), 1);
        QCOMPARE(somebody->proved.load(), 0);
        QCOMPARE(server.rounds(), 1);
        QCOMPARE(server.connections(), 1);
    }

    void asksAgainWhenTheServerItselfDoes()
    {
        const ScriptedSshServer server({.factors = {code(1)}});
        const auto somebody = person({{"open sesame", "000000"}, {"open sesame", "123456"}});
        Ssh::Pool pool(options(server, {.agent = false}, somebody), m_clock);
        const auto facts = wait(pool.facts(server.endpoint()));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(somebody->count(), 2);
        QVERIFY(!somebody->prompts()[0].again);
        QVERIFY(somebody->prompts()[1].again);
    }

    void givesAPasswordOnlyWhereThatIsAllowed()
    {
        const ScriptedSshServer server({.factors = {password()}});
        const auto somebody = person({{"correct horse"}});
        Ssh::Pool pool(options(server, {.agent = false}, somebody), m_clock);
        const auto facts = wait(pool.facts(server.endpoint()));
        QVERIFY(!facts);
        QVERIFY2(facts.error().detail.contains(u"takes a password"_s), whyNot(facts));
        QCOMPARE(somebody->count(), 0);
        QCOMPARE(server.passwords(), 0);
        // A host's own definition says so.
        auto allowed = server.endpoint();
        allowed.login.ways = QStringList{u"key"_s, u"password"_s};
        allowed.login.passwordKept = SecretRef{u"shop"_s, u"production"_s, u"DEPLOY_PASSWORD"_s};
        const auto given = wait(pool.facts(allowed));
        QVERIFY2(given, whyNot(given));
        QCOMPARE(given->identity, u"password"_s);
        QCOMPARE(somebody->count(), 1);
        QCOMPARE(somebody->prompts().front().kind, Ssh::Prompt::Kind::Password);
        QCOMPARE(somebody->prompts().front().keptAs, allowed.login.passwordKept);
        QVERIFY(somebody->prompts().front().mayBeKept);
    }

    void aWrongPasswordIsGivenOnce()
    {
        const ScriptedSshServer server({.factors = {password()}});
        const auto somebody = person({{"wrong"}});
        Ssh::Pool pool(options(server, {.agent = false, .password = true}, somebody), m_clock);
        for (int i = 0; i < 3; ++i) {
            const auto facts = wait(pool.facts(server.endpoint()));
            QVERIFY(!facts);
            QCOMPARE(facts.error().kind, ErrorKind::Refused);
        }
        QCOMPARE(server.passwords(), 1);
        QCOMPARE(server.connections(), 1);
    }

    void whoeverDoesNotWantToAnswerIsAskedNothingElse()
    {
        const ScriptedSshServer server({.factors = {code()}, .alsoTakes = {Factor::Kind::Password}});
        const auto somebody = person();
        Ssh::Pool pool(options(server, {.agent = false, .password = true}, somebody), m_clock);
        const auto future = pool.facts(server.endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        somebody->cancel();
        const auto facts = wait(future);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"was given up"_s), whyNot(facts));
        QVERIFY(!wait(pool.facts(server.endpoint())));
        QCOMPARE(somebody->count(), 1);
        // On request the question comes again.
        pool.drop(server.endpoint());
        const auto again = pool.facts(server.endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 2; }));
        somebody->answer({"open sesame", "123456"});
        QVERIFY2(wait(again), "not logged in");
    }

    void explainsThatNobodyCanBeAsked()
    {
        const ScriptedSshServer server({.factors = {code()}});
        Ssh::Pool alone(options(server, {.agent = false}, nullptr), m_clock);
        const auto facts = wait(alone.facts(server.endpoint()));
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().detail.contains(u"nobody can be asked"_s), whyNot(facts));
        QCOMPARE(server.rounds(), 0);
        const auto nobody = person();
        nobody->refuses = true;
        Ssh::Pool pool(options(server, {.agent = false}, nobody), m_clock);
        const auto refused = wait(pool.facts(server.endpoint()));
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.contains(u"Nobody is here."_s), whyNot(refused));
    }

    void keysThatWereRefusedCountForWhatTheServerBears()
    {
        ScriptedSshServer plain({.factors = {code()}});
        const auto [file, blob] = newKey(plain);
        SshAgent agent;
        QVERIFY2(agent.isRunning(), qPrintable(agent.error()));
        for (int i = 0; i < 10; ++i) {
            const QString stranger = plain.path(u"stranger%1"_s.arg(i));
            QProcess::execute(u"ssh-keygen"_s, {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, QString(), u"-f"_s, stranger});
            QVERIFY(agent.add(stranger));
        }
        const ScriptedSshServer server({.factors = {code()}, .alsoTakes = {Factor::Kind::Key}});
        const auto somebody = person({{"open sesame", "123456"}});
        Ssh::Pool pool(options(server, {.agentSocket = agent.socket()}, somebody), m_clock);
        const auto facts = wait(pool.facts(server.endpoint()));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(server.offeredKeys(), 5);
        // The person reads why they are asked.
        QVERIFY(somebody->prompts().front().why.join(u'\n').contains(u"5 more key(s)"_s));
        // Only what a key file names, where only that may be used.
        const ScriptedSshServer picky({.factors = {code()}, .alsoTakes = {Factor::Kind::Key}});
        const auto other = person({{"open sesame", "123456"}});
        Ssh::Pool few(
            options(
                picky,
                {.agentSocket = agent.socket(), .keyFiles = {plain.path(u"stranger7.pub"_s)}, .identitiesOnly = true},
                other),
            m_clock);
        const auto chosen = wait(few.facts(picky.endpoint()));
        QVERIFY2(chosen, whyNot(chosen));
        QCOMPARE(picky.offeredKeys(), 1);
    }

    void noTimeRunsHereWhileAPersonThinks()
    {
        ManualClock clock;
        const ScriptedSshServer server({.factors = {code()}});
        const auto somebody = person();
        Ssh::Pool pool(options(server, {.agent = false}, somebody), clock);
        const auto future = pool.facts(server.endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        clock.advance(100s);
        QVERIFY(!future.isFinished());
        somebody->answer({"open sesame", "123456"});
        const auto facts = wait(future);
        QVERIFY2(facts, whyNot(facts));
    }

    void saysThatTheServerLostPatience()
    {
        const ScriptedSshServer server({.factors = {code()}});
        const auto somebody = person();
        Ssh::Pool pool(options(server, {.agent = false}, somebody), m_clock);
        const auto future = pool.facts(server.endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        server.hangUp();
        const auto facts = wait(future);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, ErrorKind::Refused);
        QVERIFY2(facts.error().message.contains(u"LoginGraceTime"_s), whyNot(facts));
        QVERIFY(somebody->isWithdrawn(0));
        // The late answer meets nobody.
        somebody->answer({"open sesame", "123456"});
        QCOMPARE(server.connections(), 1);
    }

    void theQuestionIsWithdrawnWithThePool()
    {
        const ScriptedSshServer server({.factors = {code()}});
        const auto somebody = person();
        auto pool = std::make_unique<Ssh::Pool>(options(server, {.agent = false}, somebody), m_clock);
        const auto future = pool->facts(server.endpoint());
        QVERIFY(eventually([&] { return somebody->count() == 1; }));
        pool.reset();
        QVERIFY(somebody->isWithdrawn(0));
        QVERIFY(!wait(future));
    }

    void peopleWhoThinkKeepNobodyElseFromConnecting()
    {
        const ScriptedSshServer server({.factors = {code()}});
        const auto somebody = person();
        Ssh::Pool pool(options(server, {.agent = false}, somebody), m_clock);
        std::vector<QFuture<Result<Ssh::ConnectionFacts>>> thinking;
        for (int i = 0; i < 12; ++i) {
            auto endpoint = server.endpoint(u"app-%1"_s.arg(i));
            endpoint.user = u"deploy%1"_s.arg(i);
            thinking.push_back(pool.facts(endpoint));
        }
        // More than may shake hands at a time.
        QVERIFY(eventually([&] { return somebody->count() == 12; }));
        somebody->answer({"open sesame", "123456"});
        for (const auto& future : thinking) {
            const auto facts = wait(future);
            QVERIFY2(facts, whyNot(facts));
        }
    }
};

PILOTHOUSE_TEST(TestPrompts)
#include "tst_prompts.moc"
