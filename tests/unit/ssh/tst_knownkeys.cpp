// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keyoffers.h"
#include "ssh/knownhostsfile.h"
#include "ssh/knownkeys.h"
#include "ssh/trustwords.h"
#include "ssh/wirereader.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

using State = ProposedKey::State;
using Marker = KnownHosts::Marker;

/// What a person does with known host keys.
class TestKnownKeys : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    const HostKey m_a = keyOf("ssh-ed25519", 'a');
    const HostKey m_b = keyOf("ssh-ed25519", 'b');
    const HostKey m_rsa = keyOf("ssh-rsa", 'r');

    static HostKey keyOf(const QByteArray& type, char body)
    {
        return {.type = type, .blob = wireString(type) + wireString(QByteArray(32, body))};
    }
    static QByteArray words(const HostKey& key) { return key.type + ' ' + key.blob.toBase64(); }
    QString own() const { return m_folder->filePath(u"own"_s); }
    QString users() const { return m_folder->filePath(u"users"_s); }
    KnownKeys keys() const { return KnownKeys({own(), users()}); }
    static void write(const QString& name, const QByteArray& text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static QByteArray content(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    State stateOf(const QByteArray& line, const QByteArray& name = {}) const
    {
        const auto found = keys().propose(line, name);
        return found && found->size() == 1 ? found->front().state : State::Unreadable;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void listsWhatStandsWhere()
    {
        write(own(), "# mine\nweb,10.0.0.1 " + words(m_a) + " comment\n@revoked * " + words(m_b) + "\nnonsense\n");
        write(users(), "|1|" + QByteArray(20, 's').toBase64() + '|' + QByteArray(20, 'h').toBase64() + ' ' +
                           words(m_rsa) + '\n');
        const auto listing = keys().list();
        QVERIFY(listing);
        QCOMPARE(listing->keys.size(), 3U);
        QCOMPARE(listing->keys[0].names, u"web,10.0.0.1"_s);
        QCOMPARE(listing->keys[0].line, 2);
        QCOMPARE(listing->keys[0].key, m_a);
        QVERIFY(listing->keys[0].isOwn);
        QCOMPARE(int(listing->keys[1].marker), int(Marker::Revoked));
        QVERIFY(listing->keys[2].names.isEmpty());
        QVERIFY(!listing->keys[2].isOwn);
        QCOMPARE(listing->unread, QStringList{own() + u":4"_s});
    }

    void forgetsExactlyTheseLines()
    {
        const QByteArray web = "web " + words(m_a) + " why\r";
        const QByteArray db = "db " + words(m_b);
        write(own(), "# first\n" + web + '\n' + db + "\n# last");
        write(users(), web + '\n');
        QVERIFY(keys().forget({web}));
        QCOMPARE(content(own()), "# first\n" + db + "\n# last");
        QCOMPARE(content(users()), web + '\n'); // never another file than the console's own
        // What is not there any more is said, and nothing else goes with it.
        const auto gone = keys().forget({db, web});
        QVERIFY(!gone);
        QCOMPARE(gone.error().kind, ErrorKind::NotFound);
        QCOMPARE(content(own()), "# first\n" + db + "\n# last");
        QVERIFY(!keys().forget({QByteArray()}));
    }

    void nothingIsChangedWhileSomebodyElseWrites()
    {
        write(own(), "web " + words(m_a) + '\n');
        const auto other = KnownHostsFile::lock(own());
        QVERIFY(other && *other);
        const auto forgotten = keys().forget({"web " + words(m_a)});
        QVERIFY(!forgotten);
        QCOMPARE(forgotten.error().kind, ErrorKind::Conflict);
        const auto proposed = keys().propose("db " + words(m_b), {});
        QVERIFY(proposed);
        QCOMPARE(keys().provision(*proposed).error().kind, ErrorKind::Conflict);
    }

    void saysWhatComesOfAKey()
    {
        write(own(), "web,[web]:2222 " + words(m_a) + "\n@cert-authority *.example.org " + words(m_b) + '\n');
        write(users(), "@revoked * " + words(m_rsa) + "\ndb " + words(m_a) + '\n');
        QCOMPARE(stateOf("db " + words(m_b)), State::New); // the user's own file is another matter
        QCOMPARE(stateOf("web " + words(m_a) + " a comment"), State::Known);
        QCOMPARE(stateOf("[web]:2222 " + words(m_a)), State::Known);
        QCOMPARE(stateOf("web,db " + words(m_a)), State::New);
        QCOMPARE(stateOf("WEB " + words(m_b)), State::Conflict);
        QCOMPARE(stateOf("web " + words(m_rsa)), State::Revoked);
        QCOMPARE(stateOf("@revoked web " + words(m_rsa)), State::New);
        QCOMPARE(stateOf("@cert-authority *.example.org " + words(m_b)), State::Known);
        QCOMPARE(stateOf("@cert-authority *.example.com " + words(m_b)), State::New);
        QCOMPARE(stateOf(words(m_a) + " root@db"), State::NoName);
        QCOMPARE(stateOf(words(m_a) + " root@db", "db"), State::New);
        QCOMPARE(stateOf(words(m_a), "web"), State::Known);
        QCOMPARE(stateOf("web ssh-ed25519 AAAA!"), State::Unreadable);
    }

    void readsWhatSshKeyscanPrints()
    {
        const auto found = keys().propose(
            "# db:22 SSH-2.0-OpenSSH_9.2p1\ndb " + words(m_a) + "\r\n# db:22 SSH-2.0\ndb " + words(m_rsa) + "\n\n", {});
        QVERIFY(found);
        QCOMPARE(found->size(), 2U);
        QCOMPARE(found->at(0).line, 2);
        QCOMPARE(found->at(1).key, m_rsa);
        QVERIFY(!keys().propose("# nothing\n", {}));
        QVERIFY(!keys().propose(QByteArray(5 * 1024 * 1024, 'x'), {}));
    }

    void provisionsWhatIsNewAndNothingElse()
    {
        write(own(), "web " + words(m_a));
        const auto found = keys().propose("web " + words(m_a) + "\nweb " + words(m_b) + "\ndb " + words(m_b) + "\ndb " +
                                              words(m_b) + "\n" + words(m_rsa) + "\n",
                                          {});
        QVERIFY(found);
        const auto written = keys().provision(*found);
        QVERIFY(written);
        QCOMPARE(*written, 1);
        QCOMPARE(content(own()), "web " + words(m_a) + "\ndb " + words(m_b) + '\n');
        QCOMPARE(*keys().provision(*found), 0);
    }

    void aKeyIsAcceptedOnlyWhereAPersonMay()
    {
        Endpoint web{.name = u"web"_s, .address = u"web"_s, .user = u"deploy"_s, .policy = HostKeyPolicy::Provisioned};
        const auto production = keys().accept(web, m_a);
        QVERIFY(!production);
        QCOMPARE(production.error().kind, ErrorKind::Refused);
        QVERIFY(!QFile::exists(own()));
        web.policy = HostKeyPolicy::Strict;
        QVERIFY(keys().accept(web, m_a));
        QCOMPARE(content(own()), "web " + words(m_a) + '\n');
        QVERIFY(keys().accept(web, m_a));
        // Nobody clicks a changed key away.
        const auto changed = keys().accept(web, m_b);
        QVERIFY(!changed);
        QCOMPARE(changed.error().code, QLatin1StringView(TrustWords::changed));
        QCOMPARE(content(own()), "web " + words(m_a) + '\n');
    }

    void theNewestOfferOfAHostIsKept()
    {
        KeyOffers offers;
        Endpoint web{.name = u"web"_s, .address = u"web"_s, .user = u"deploy"_s};
        const KeyOffer first{.endpoint = web, .key = m_a, .error = TrustWords::keyUnknown(web, m_a), .at = {}};
        offers.put(first);
        web.user = u"root"_s; // whoever logs in, it is the same host
        const KeyOffer second{.endpoint = web, .key = m_b, .error = TrustWords::keyUnknown(web, m_b), .at = {}};
        offers.put(second);
        QCOMPARE(offers.all(), std::vector{second});
        QVERIFY(second.mayBeAccepted());
        KeyOffer changed = second;
        changed.error = TrustWords::keyChanged(web, u"x"_s, m_b, {});
        QVERIFY(!changed.mayBeAccepted());
        KeyOffer production = second;
        production.endpoint.policy = HostKeyPolicy::Provisioned;
        QVERIFY(!production.mayBeAccepted());
        offers.settle(web);
        QVERIFY(offers.all().empty());
    }
};

PILOTHOUSE_TEST(TestKnownKeys)
#include "tst_knownkeys.moc"
