// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/hostkeys.h"
#include "ssh/revokedkeys.h"
#include "support/testmain.h"

#include <QTemporaryDir>
#include <QtEndian>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

namespace {

HostKey keyOf(const QByteArray& type, const QByteArray& body)
{
    QByteArray blob(4, Qt::Uninitialized);
    qToBigEndian(quint32(type.size()), blob.data());
    return {.type = type, .blob = blob + type + body};
}

QByteArray lineOf(const HostKey& key) { return key.type + ' ' + key.blob.toBase64(); }

} // namespace

/// What is asked of one host's link and its key beyond the usual.
class TestLinkOptions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }
    static Endpoint host()
    {
        return {.name = u"web"_s, .address = u"web"_s, .user = u"deploy"_s, .policy = HostKeyPolicy::Strict};
    }

private Q_SLOTS:
    void linksWithDifferentOptionsAreNotShared()
    {
        Endpoint endpoint = host();
        QStringList keys{endpoint.key()};
        const auto differs = [&](auto change) {
            Endpoint other = host();
            change(other.link);
            const bool isNew = !keys.contains(other.key());
            keys += other.key();
            return isNew;
        };
        QVERIFY(differs([](LinkOptions& link) { link.proxyCommand = u"nc --password=hidden"_s; }));
        QVERIFY(differs([](LinkOptions& link) { link.bindAddress = u"127.0.0.1"_s; }));
        QVERIFY(differs([](LinkOptions& link) { link.bindInterface = u"lo"_s; }));
        QVERIFY(differs([](LinkOptions& link) { link.family = LinkOptions::Family::IPv6; }));
        QVERIFY(differs([](LinkOptions& link) { link.ciphers = "a"; }));
        QVERIFY(differs([](LinkOptions& link) { link.macs = "a"; }));
        QVERIFY(differs([](LinkOptions& link) { link.keyExchange = "a"; }));
        QVERIFY(differs([](LinkOptions& link) { link.hostKeyAlgorithms = "a"; }));
        QVERIFY(differs([](LinkOptions& link) { link.publicKeyAlgorithms = "a"; }));
        QVERIFY(differs([](LinkOptions& link) { link.authorityAlgorithms = "a"; }));
        QVERIFY(differs([](LinkOptions& link) { link.requiredRsaSize = 4096; }));
        QVERIFY(differs([](LinkOptions& link) { link.rekeyBytes = 1; }));
        QVERIFY(differs([](LinkOptions& link) { link.rekeyTime = std::chrono::seconds(1); }));
        QVERIFY(differs([](LinkOptions& link) { link.knownHostsFiles = QStringList(); }));
        QVERIFY(differs([](LinkOptions& link) { link.revokedHostKeys = u"a"_s; }));
        // Keys are logged.
        QVERIFY(!keys.join(u' ').contains(u"hidden"_s));
    }

    void onlyChosenAlgorithmsAreOffered()
    {
        const HostKey rsa = keyOf("ssh-rsa", "one");
        const HostKeys keys({write(u"known"_s, "web " + lineOf(rsa) + '\n')});
        Endpoint endpoint = host();
        const auto usual = keys.plan(endpoint);
        QVERIFY(usual && usual->algorithms.startsWith("rsa-sha2-512,rsa-sha2-256,ssh-ed25519"));
        endpoint.link.hostKeyAlgorithms = "ssh-ed25519,rsa-sha2-256,ssh-ed25519-cert-v01@openssh.com";
        const auto chosen = keys.plan(endpoint);
        QVERIFY(chosen);
        QCOMPARE(chosen->algorithms, QByteArray("rsa-sha2-256,ssh-ed25519"));
    }

    void certificatesCountOnlyWhereTheyAreChosen()
    {
        const HostKeys keys(
            {write(u"authority"_s, "@cert-authority web " + lineOf(keyOf("ssh-ed25519", "ca")) + '\n')});
        const HostKey shown = keyOf("ssh-ed25519", "its own");
        Endpoint endpoint = host();
        for (const auto& [algorithms, count] :
             {std::pair(QByteArray(), true), std::pair(QByteArray("ssh-ed25519"), false),
              std::pair(QByteArray("ssh-ed25519,ssh-ed25519-cert-v01@openssh.com"), true)}) {
            endpoint.link.hostKeyAlgorithms = algorithms;
            const auto plan = keys.plan(endpoint);
            QVERIFY(plan);
            QCOMPARE(plan->certificate, count);
            const auto answer = keys.check(endpoint, shown, {}, true);
            QCOMPARE(bool(answer), count);
            if (answer)
                QCOMPARE(*answer, HostKeys::Answer::NeedsCertificate);
        }
    }

    void aListOfRevokedKeysIsReadOrNothingIsAccepted()
    {
        const HostKey good = keyOf("ssh-ed25519", "good");
        const HostKey bad = keyOf("ssh-ed25519", "bad");
        const HostKeys keys({write(u"both"_s, "web " + lineOf(good) + "\nweb " + lineOf(bad) + '\n')});
        Endpoint endpoint = host();
        endpoint.link.revokedHostKeys = write(u"revoked"_s, "# lost\n\n" + lineOf(bad) + " of the old machine\n");
        QVERIFY(keys.check(endpoint, good));
        QVERIFY(!keys.check(endpoint, bad));
        const auto plan = keys.plan(endpoint);
        QVERIFY(plan && plan->look); // who signed a certificate may be in the list
        for (const QByteArray& text : {QByteArray("SSHKRL\n\0\0\0\0\1", 12), QByteArray("nonsense\n"),
                                       QByteArray("ssh-rsa " + bad.blob.toBase64() + '\n')}) {
            endpoint.link.revokedHostKeys = write(u"broken"_s, text);
            const auto answer = keys.check(endpoint, good);
            QVERIFY2(!answer, text);
            QCOMPARE(answer.error().kind, ErrorKind::Refused);
        }
        endpoint.link.revokedHostKeys = m_folder.filePath(u"missing"_s);
        QVERIFY(!keys.check(endpoint, good));
    }
};

PILOTHOUSE_TEST(TestLinkOptions)
#include "tst_linkoptions.moc"
