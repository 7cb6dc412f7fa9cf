// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keychainprompter.h"
#include "ssh/pool.h"
#include "support/scriptedssh/scriptedsshserver.h"
#include "support/sshserver.h"
#include "world.h"

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;

namespace {

/// Somebody who gives the same answer each time and wants it kept.
class Person final : public Ssh::Prompter
{
public:
    explicit Person(QByteArray answer, bool keep = true)
        : m_answer(std::move(answer))
        , m_keep(keep)
    {
    }
    QFuture<Result<Ssh::Answers>> ask(const Ssh::Prompt& prompt, const std::stop_token&) override
    {
        const std::lock_guard lock(m_mutex);
        m_prompts.push_back(prompt);
        Ssh::Answers answers;
        answers.keep = m_keep;
        answers.secrets.emplace_back(QByteArray(m_answer.constData(), m_answer.size()));
        return answered<Ssh::Answers>(std::move(answers));
    }
    std::vector<Ssh::Prompt> prompts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_prompts;
    }
    size_t count() const { return prompts().size(); }

private:
    QByteArray m_answer;
    bool m_keep;
    mutable std::mutex m_mutex;
    std::vector<Ssh::Prompt> m_prompts;
};

/// A server that takes a password, and whoever logs in there with a keychain at hand.
struct Rig
{
    ScriptedSshServer server{
        {.factors = {{.kind = ScriptedSshServer::Factor::Kind::Password, .password = u"correct horse"_s}}}};
    Desk desk;

    Result<Ssh::ConnectionFacts> login(const std::shared_ptr<Ssh::Prompter>& person)
    {
        Ssh::Pool pool({.knownHostsFiles = {server.knownHostsFile()},
                        .identity = {.agent = false, .password = true},
                        .prompter = std::make_shared<KeychainPrompter>(desk.vault, person)},
                       desk.clock);
        return wait(pool.facts(server.endpoint(u"app-1"_s)));
    }
    /// Where the answer to the prompt is kept.
    Result<QByteArray> kept(const Ssh::Prompt& prompt)
    {
        desk.vault.forget();
        return wait(desk.vault.secret(*KeychainPrompter::placeOf(prompt))).map([](const Secret& value) {
            return value.bytes().toByteArray();
        });
    }
};

QByteArray whyNot(const Result<Ssh::ConnectionFacts>& facts)
{
    return facts ? QByteArray("logged in") : (facts.error().message + u'\n' + facts.error().detail).toUtf8();
}

} // namespace

/// Logins with what a real gnome-keyring keeps.
class TestKeptLogins : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!worldProblem().isEmpty())
            QSKIP(qPrintable(worldProblem()));
    }

    void aPasswordIsAskedForOnce()
    {
        Rig rig;
        const auto person = std::make_shared<Person>("correct horse");
        const auto first = rig.login(person);
        QVERIFY2(first, whyNot(first));
        QCOMPARE(person->count(), size_t(1));
        const auto prompt = person->prompts().front();
        QVERIFY(prompt.mayBeKept);
        QTRY_COMPARE_WITH_TIMEOUT(rig.kept(prompt).value_or(QByteArray()), QByteArray("correct horse"), 30000);
        // Nobody is there any more, and nobody is needed.
        const auto second = rig.login(nullptr);
        QVERIFY2(second, whyNot(second));
        const auto third = rig.login(person);
        QVERIFY2(third, whyNot(third));
        QCOMPARE(person->count(), size_t(1));
        QCOMPARE(rig.server.passwords(), 3);
        QVERIFY(wait(rig.desk.vault.remove(*KeychainPrompter::placeOf(prompt))));
    }

    void whatIsWrongIsNotKept()
    {
        Rig rig;
        const auto person = std::make_shared<Person>("battery staple");
        const auto refused = rig.login(person);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Refused);
        QCOMPARE(person->count(), size_t(1));
        QCOMPARE(rig.server.passwords(), 1);
        QCOMPARE(rig.kept(person->prompts().front()).error().kind, ErrorKind::NotFound);
    }

    void whatNobodyWantsKeptIsNot()
    {
        Rig rig;
        const auto person = std::make_shared<Person>("correct horse", false);
        const auto facts = rig.login(person);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(rig.kept(person->prompts().front()).error().kind, ErrorKind::NotFound);
    }

    /// The password was changed on the host: who is there gives the new one, and from then on that one is kept.
    void aPasswordThatIsOutOfDateIsAskedForAnew()
    {
        Rig rig;
        const auto person = std::make_shared<Person>("correct horse");
        const auto end = rig.server.endpoint(u"app-1"_s);
        const Ssh::Prompt prompt{.kind = Ssh::Prompt::Kind::Password,
                                 .where = u"%1@app-1 (%2:%3)"_s.arg(end.user, end.address).arg(end.port),
                                 .mayBeKept = true};
        const auto place = *KeychainPrompter::placeOf(prompt);
        QVERIFY(wait(rig.desk.vault.set(place, Secret(QByteArray("the old one")), {.name = place.name})));
        const auto alone = rig.login(nullptr);
        QVERIFY(!alone);
        QCOMPARE(alone.error().kind, ErrorKind::Refused);
        QCOMPARE(rig.server.passwords(), 1);
        const auto facts = rig.login(person);
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(rig.server.passwords(), 3);
        QCOMPARE(person->count(), size_t(1));
        QCOMPARE(person->prompts().front().where, prompt.where);
        QVERIFY(person->prompts().front().again);
        QVERIFY(person->prompts().front().why.join(u'\n').contains(u"keychain"_s));
        QTRY_COMPARE_WITH_TIMEOUT(rig.kept(prompt).value_or(QByteArray()), QByteArray("correct horse"), 30000);
        QVERIFY(wait(rig.desk.vault.remove(place)));
    }

    void aPassphraseIsAskedForOnce()
    {
        SshServer server;
        QVERIFY2(server.isRunning(), qPrintable(server.error()));
        const QString key = server.path(u"locked"_s);
        QCOMPARE(QProcess::execute(u"ssh-keygen"_s,
                                   {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-N"_s, u"correct horse"_s, u"-f"_s, key}),
                 0);
        QVERIFY(server.authorize(key));
        Desk desk;
        const auto login = [&](const std::shared_ptr<Ssh::Prompter>& person) {
            Ssh::Pool pool({.knownHostsFiles = {server.knownHostsFile()},
                            .identity = {.agent = false, .keyFiles = {key}},
                            .prompter = std::make_shared<KeychainPrompter>(desk.vault, person)},
                           desk.clock);
            return wait(pool.facts(server.endpoint(u"app-1"_s)));
        };
        // A wrong one first: it is asked for again, and only the right one would have been kept.
        const auto stubborn = std::make_shared<Person>("battery staple");
        QVERIFY(!login(stubborn));
        QCOMPARE(stubborn->count(), size_t(3));
        const auto place = *KeychainPrompter::placeOf(stubborn->prompts().front());
        QCOMPARE(wait(desk.vault.secret(place)).error().kind, ErrorKind::NotFound);
        const auto person = std::make_shared<Person>("correct horse");
        const auto first = login(person);
        QVERIFY2(first, whyNot(first));
        QTRY_VERIFY_WITH_TIMEOUT((desk.vault.forget(), wait(desk.vault.secret(place)).has_value()), 30000);
        const auto second = login(nullptr);
        QVERIFY2(second, whyNot(second));
        QCOMPARE(person->count(), size_t(1));
        QVERIFY(wait(desk.vault.remove(place)));
    }

    void whatTheDefinitionNamesIsTaken()
    {
        Rig rig;
        QVERIFY(rig.desk.set(u"DEPLOY_PASSWORD"_s, "correct horse"));
        Ssh::Pool pool({.knownHostsFiles = {rig.server.knownHostsFile()},
                        .identity = {.agent = false},
                        .prompter = std::make_shared<KeychainPrompter>(rig.desk.vault, nullptr)},
                       rig.desk.clock);
        auto endpoint = rig.server.endpoint(u"app-1"_s);
        endpoint.login.ways = QStringList{u"password"_s};
        endpoint.login.passwordKept = Desk::ref(u"DEPLOY_PASSWORD"_s);
        const auto facts = wait(pool.facts(endpoint));
        QVERIFY2(facts, whyNot(facts));
        QVERIFY(wait(rig.desk.vault.remove(Desk::ref(u"DEPLOY_PASSWORD"_s))));
    }
};

/// Where nobody unlocked the keyring a person is asked as if there were none, and told why what the definition promises
/// is not at hand.
class TestLockedLogins : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!worldProblem().isEmpty())
            QSKIP(qPrintable(worldProblem()));
    }

    void aPersonIsAskedInstead()
    {
        Rig rig;
        const auto person = std::make_shared<Person>("correct horse");
        for (size_t time = 1; time <= 2; ++time) {
            const auto facts = rig.login(person);
            QVERIFY2(facts, whyNot(facts));
            QCOMPARE(person->count(), time);
        }
        QVERIFY(!person->prompts().front().why.join(u'\n').contains(u"keychain"_s));
        QCOMPARE(rig.server.passwords(), 2);
    }

    void theReasonIsGivenWhereTheDefinitionNamesASecret()
    {
        Rig rig;
        const auto person = std::make_shared<Person>("correct horse");
        Ssh::Pool pool({.knownHostsFiles = {rig.server.knownHostsFile()},
                        .identity = {.agent = false},
                        .prompter = std::make_shared<KeychainPrompter>(rig.desk.vault, person)},
                       rig.desk.clock);
        auto endpoint = rig.server.endpoint(u"app-1"_s);
        endpoint.login.ways = QStringList{u"password"_s};
        endpoint.login.passwordKept = Desk::ref(u"DEPLOY_PASSWORD"_s);
        const auto facts = wait(pool.facts(endpoint));
        QVERIFY2(facts, whyNot(facts));
        QCOMPARE(person->count(), size_t(1));
        QVERIFY(person->prompts().front().why.join(u'\n').contains(u"keychain is locked"_s));
    }
};

PILOTHOUSE_TEST_IN(TestKeptLogins, Unlocked)
PILOTHOUSE_TEST_IN(TestLockedLogins, Locked)
#include "tst_keptlogins.moc"
