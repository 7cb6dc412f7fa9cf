// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/certificateexchange.h"
#include "ssh/hostcertificate.h"
#include "ssh/hostkeys.h"
#include "ssh/wirereader.h"
#include "support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

namespace {

QByteArray readFile(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray packet(const QByteArray& payload, int padding = 7)
{
    QByteArray out = wireString(QByteArray(1, char(padding)) + payload + QByteArray(padding, 'p'));
    return out;
}

QByteArray kexInit(const QByteArray& exchanges, const QByteArray& hostKeys, char guess = 0)
{
    QByteArray out = char(20) + QByteArray(16, 'c') + wireString(exchanges) + wireString(hostKeys);
    for (int i = 0; i < 8; ++i)
        out += wireString({});
    return out + guess + QByteArray(4, '\0');
}

} // namespace

/// Certificates as ssh-keygen issues them, read and verified by ourselves; and the handshake that fetches them, fed by
/// hand.
class TestHostCertificate : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    const QDateTime m_now = QDateTime::currentDateTimeUtc();
    const QByteArray m_random = QByteArray(48, 'r');

    QString path(const QString& name) const { return m_folder.filePath(name); }
    static bool keygen(const QStringList& arguments)
    {
        QProcess process;
        process.start(u"ssh-keygen"_s, QStringList{u"-q"_s} + arguments);
        return process.waitForFinished(60000) && process.exitCode() == 0;
    }
    bool makeKey(const QString& name, const QStringList& kind) const
    {
        return QFile::exists(path(name)) ||
               keygen(QStringList{u"-N"_s, QString(), u"-C"_s, QString(), u"-f"_s, path(name)} + kind);
    }
    QByteArray blobOf(const QString& name) const
    {
        return QByteArray::fromBase64(readFile(path(name)).split(' ').value(1));
    }
    /// Signs the host key anew; `arguments` as ssh-keygen takes them.
    std::optional<HostCertificate> issue(const QString& authority, const QString& host,
                                         const QStringList& arguments = {u"-h"_s, u"-n"_s, u"web,db"_s}) const
    {
        if (!keygen(QStringList{u"-s"_s, path(authority), u"-I"_s, u"the id"_s, u"-z"_s, u"7"_s} + arguments +
                    QStringList{path(host + u".pub"_s)}))
            return {};
        return HostCertificate::fromBlob(blobOf(host + u"-cert.pub"_s));
    }
    Result<void> judged(const HostCertificate& certificate, const QByteArray& knownHosts,
                        const QString& host = u"web"_s, quint16 port = 22) const
    {
        QFile file(path(u"known_hosts"_s));
        if (!file.open(QIODevice::WriteOnly))
            return fail(ErrorKind::Failed, file.errorString());
        file.write(knownHosts);
        file.close();
        return HostKeys({file.fileName()})
            .checkCertificate({.name = host, .address = host, .port = port, .user = u"deploy"_s}, certificate, m_now);
    }
    QByteArray authorityLine(const QString& authority, const QByteArray& names = "*") const
    {
        return "@cert-authority " + names + ' ' + readFile(path(authority + u".pub"_s));
    }
    QByteArray revokedLine(const QString& key) const { return "@revoked * " + readFile(path(key + u".pub"_s)); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(makeKey(u"ca"_s, {u"-t"_s, u"ed25519"_s}));
        QVERIFY(makeKey(u"other_ca"_s, {u"-t"_s, u"ed25519"_s}));
        QVERIFY(makeKey(u"host"_s, {u"-t"_s, u"ed25519"_s}));
    }

    void everyKindOfSignatureIsVerified_data()
    {
        QTest::addColumn<QStringList>("authority");
        QTest::addColumn<QStringList>("host");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("verdict");
        const QStringList ed{u"-t"_s, u"ed25519"_s};
        const QStringList rsa{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
        const auto ecdsa = [](const QString& bits) { return QStringList{u"-t"_s, u"ecdsa"_s, u"-b"_s, bits}; };
        const auto row = [](const char* name, const QStringList& authority, const QStringList& host,
                            const QStringList& arguments = {}, SignatureVerdict verdict = SignatureVerdict::Good) {
            QTest::newRow(name) << authority << host << arguments << int(verdict);
        };
        row("ed25519 for rsa", ed, rsa);
        row("rsa sha512 for ed25519", rsa, ed, {u"-t"_s, u"rsa-sha2-512"_s});
        row("rsa sha256 for ecdsa", rsa, ecdsa(u"256"_s), {u"-t"_s, u"rsa-sha2-256"_s});
        row("rsa sha1", rsa, ed, {u"-t"_s, u"ssh-rsa"_s}, SignatureVerdict::Unsupported);
        row("short rsa", {u"-t"_s, u"rsa"_s, u"-b"_s, u"1024"_s}, ed, {}, SignatureVerdict::Unsupported);
        row("ecdsa 256 for 384", ecdsa(u"256"_s), ecdsa(u"384"_s));
        row("ecdsa 384 for 521", ecdsa(u"384"_s), ecdsa(u"521"_s));
        row("ecdsa 521 for ed25519", ecdsa(u"521"_s), ed);
    }

    void everyKindOfSignatureIsVerified()
    {
        QFETCH(const QStringList, authority);
        QFETCH(const QStringList, host);
        QFETCH(const QStringList, arguments);
        QFETCH(const int, verdict);
        const QString signer = u"ca_"_s + authority.join(QString());
        const QString key = u"host_"_s + host.join(QString());
        QVERIFY(makeKey(signer, authority));
        QVERIFY(makeKey(key, host));
        const auto certificate = issue(signer, key, QStringList{u"-h"_s, u"-n"_s, u"web"_s} + arguments);
        QVERIFY(certificate);
        QCOMPARE(certificate->key.blob, blobOf(key + u".pub"_s));
        QCOMPARE(certificate->authority.blob, blobOf(signer + u".pub"_s));
        QCOMPARE(int(certificate->checkSignature()), verdict);
        if (verdict != int(SignatureVerdict::Good))
            return;
        // No byte of it can be changed: it is malformed, or of another authority, or its signature is wrong.
        for (qsizetype i = 0; i < certificate->blob.size(); ++i) {
            QByteArray altered = certificate->blob;
            altered[i] = char(altered.at(i) ^ 1);
            const auto read = HostCertificate::fromBlob(altered);
            QVERIFY2(!read || read->checkSignature() != SignatureVerdict::Good, qPrintable(QString::number(i)));
        }
    }

    void saysWhatItHolds()
    {
        const auto certificate =
            issue(u"ca"_s, u"host"_s, {u"-h"_s, u"-n"_s, u"web,db"_s, u"-V"_s, u"20260101000000Z:20280101000000Z"_s});
        QVERIFY(certificate);
        QVERIFY(certificate->forHost);
        QCOMPARE(certificate->serial, 7U);
        QCOMPARE(certificate->id, "the id");
        QCOMPARE(certificate->principals, (QByteArrayList{"web", "db"}));
        QVERIFY(certificate->criticalOptions.isEmpty());
        const auto at = [](int year) { return QDateTime(QDate(year, 6, 1), QTime(0, 0), Qt::UTC); };
        QVERIFY(!certificate->isValidAt(at(2025)));
        QVERIFY(certificate->isValidAt(at(2026)));
        QVERIFY(!certificate->isValidAt(at(2028)));
        QVERIFY(certificate->validity().startsWith(u"2026-01-01"_s));
        QVERIFY(!HostCertificate::fromBlob(blobOf(u"host.pub"_s)));
        QVERIFY(!HostCertificate::fromBlob(certificate->blob.chopped(1)));
        QVERIFY(!HostCertificate::fromBlob(certificate->blob + 'x'));
    }

    void aTrustedCertificateIsAccepted_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("everywhere") << QByteArray("*") << u"web"_s << 22;
        QTest::newRow("by name") << QByteArray("web") << u"web"_s << 22;
        QTest::newRow("upper case") << QByteArray("WEB") << u"Web"_s << 22;
        QTest::newRow("port") << QByteArray("[web]:2222") << u"web"_s << 2222;
        QTest::newRow("bare name for a port") << QByteArray("web") << u"web"_s << 2222;
    }

    void aTrustedCertificateIsAccepted()
    {
        QFETCH(const QByteArray, names);
        QFETCH(const QString, host);
        QFETCH(const int, port);
        const auto certificate = issue(u"ca"_s, u"host"_s);
        QVERIFY(certificate);
        const auto good = judged(*certificate, authorityLine(u"ca"_s, names), host, quint16(port));
        QVERIFY2(good, qPrintable(good ? QString() : good.error().message));
        // Also where other lines stand beside it.
        QVERIFY(judged(*certificate, authorityLine(u"other_ca"_s) + "nonsense\n" + authorityLine(u"ca"_s, names), host,
                       quint16(port)));
    }

    void everythingElseIsRefusedWithItsOwnWords_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QStringList& arguments, const QByteArray& lines,
                            const QString& words) { QTest::newRow(name) << arguments << lines << words; };
        const QByteArray trusted = authorityLine(u"ca"_s);
        const QStringList good{u"-h"_s, u"-n"_s, u"web"_s};
        row("expired", QStringList{u"-V"_s, u"20200101000000Z:20200201000000Z"_s} + good, trusted, u"has expired"_s);
        row("not yet", QStringList{u"-V"_s, u"20900101000000Z:20910101000000Z"_s} + good, trusted, u"not valid yet"_s);
        row("another name", {u"-h"_s, u"-n"_s, u"db"_s}, trusted, u"not for the name web"_s);
        row("a pattern as name", {u"-h"_s, u"-n"_s, u"*"_s}, trusted, u"not for the name web"_s);
        row("no name", {u"-h"_s}, trusted, u"names no host"_s);
        row("for a person", {u"-n"_s, u"web"_s}, trusted, u"for a person"_s);
        row("a condition", QStringList{u"-O"_s, u"critical:moon=full"_s} + good, trusted, u"conditions"_s);
        row("another authority", good, authorityLine(u"other_ca"_s), u"another authority"_s);
        row("authority of another host", good, authorityLine(u"ca"_s, "db"), u"another authority"_s);
        row("revoked authority", good, trusted + revokedLine(u"ca"_s), u"this authority is marked as revoked"_s);
        row("revoked key", good, trusted + revokedLine(u"host"_s), u"is marked as revoked"_s);
        row("revoked certificate", good, trusted + revokedLine(u"host-cert"_s), u"is marked as revoked"_s);
        row("unread revocation", good, trusted + "@revoked * ssh-ed25519 AAAA!\n", u"cannot be used"_s);
    }

    void everythingElseIsRefusedWithItsOwnWords()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, lines);
        QFETCH(const QString, words);
        const auto certificate = issue(u"ca"_s, u"host"_s, arguments);
        QVERIFY(certificate);
        // The certificate of the row is the one that is revoked.
        const QByteArray own = QByteArray(QTest::currentDataTag()) == "revoked certificate"
                                   ? authorityLine(u"ca"_s) + revokedLine(u"host-cert"_s)
                                   : lines;
        const auto refused = judged(*certificate, own);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(words), qPrintable(refused.error().message));
        QVERIFY(!refused.error().code.isEmpty());
    }

    void bothFingerprintsAreSaid()
    {
        const auto certificate = issue(u"ca"_s, u"host"_s);
        QVERIFY(certificate);
        const auto refused = judged(*certificate, authorityLine(u"other_ca"_s));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(certificate->authority.fingerprint()));
        QVERIFY(refused.error().message.contains(HostKey::fromBlob(blobOf(u"other_ca.pub"_s))->fingerprint()));
        QVERIFY(refused.error().detail.contains(u"known_hosts:1"_s));
    }

    void aHandshakeEndsWithTheCertificate()
    {
        CertificateExchange exchange(m_random);
        QVERIFY(exchange.takeOutput().startsWith("SSH-2.0-Pilothouse\r\n"));
        const QByteArray all = "Keep out!\r\nSSH-2.0-OpenSSH_9.2\r\n" + packet(char(2) + wireString("ignore me")) +
                               packet(kexInit("sntrup761x25519-sha512@openssh.com,curve25519-sha256",
                                              "ssh-ed25519,ssh-ed25519-cert-v01@openssh.com"));
        // Byte by byte, as the worst network brings them.
        for (const char c : all)
            exchange.feed(QByteArray(1, c));
        QCOMPARE(exchange.state(), CertificateExchange::State::Running);
        const QByteArray asked = exchange.takeOutput();
        QCOMPARE(asked.size() % 8, 0);
        QVERIFY(asked.contains(char(30) + wireString(m_random.mid(16))));
        exchange.feed(packet(char(31) + wireString("the certificate") + wireString("point") + wireString("signature")));
        QCOMPARE(exchange.state(), CertificateExchange::State::Shown);
        QCOMPARE(exchange.certificate(), "the certificate");
    }

    void aHandshakeFailsWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        using State = CertificateExchange::State;
        const QByteArray hello("SSH-2.0-x\r\n");
        const QByteArray init = packet(kexInit("curve25519-sha256", "ssh-ed25519-cert-v01@openssh.com"));
        const auto row = [](const char* name, const QByteArray& sent, State state, const QString& words) {
            QTest::newRow(name) << sent << int(state) << words;
        };
        row("nothing", {}, State::Broken, u"closed before"_s);
        row("only greetings", hello, State::Broken, u"closed before"_s);
        row("no certificates", hello + packet(kexInit("curve25519-sha256", "ssh-ed25519,rsa-sha2-512")),
            State::NoCertificate, QString());
        row("no common exchange",
            hello + packet(kexInit("diffie-hellman-group1-sha1", "ssh-ed25519-cert-v01@openssh.com")), State::Broken,
            u"no key exchange"_s);
        row("old protocol", "SSH-1.5-x\r\n", State::Broken, u"old version"_s);
        row("endless greeting", QByteArray(300 * 1024, 'x'), State::Broken, u"too much"_s);
        row("endless lines", QByteArray("go away\n").repeated(40 * 1024), State::Broken, u"too much"_s);
        row("endless packets", hello + packet(char(2) + wireString(QByteArray(1000, 'x'))).repeated(300), State::Broken,
            u"too much"_s);
        row("huge packet", hello + QByteArray("\x7f\xff\xff\xff\x04xxxx", 9), State::Broken, u"malformed"_s);
        row("tiny packet", hello + QByteArray("\0\0\0\1\4xxxx", 9), State::Broken, u"malformed"_s);
        row("half an offer", hello + packet(char(20) + QByteArray(10, 'x')), State::Broken, u"malformed"_s);
        row("the end, said", hello + packet(char(1) + QByteArray("\0\0\0\2", 4) + wireString("too \x1b[31mmany")),
            State::Broken, u"too"_s);
        row("another message", hello + init + packet(char(50) + wireString("x")), State::Broken, u"unexpected"_s);
        row("empty answer", hello + init + packet(char(31) + wireString({})), State::Broken, u"unexpected"_s);
        row("half an answer", hello + init + packet(QByteArray("\x1f\0\0\xff\xffx", 6)), State::Broken,
            u"unexpected"_s);
        row("an answer before the offer", hello + packet(char(31) + wireString("key")), State::Broken, u"unexpected"_s);
    }

    void aHandshakeFailsWithTheReason()
    {
        QFETCH(const QByteArray, sent);
        QFETCH(const int, state);
        QFETCH(const QString, words);
        CertificateExchange exchange(m_random);
        exchange.feed(sent);
        exchange.close();
        QCOMPARE(int(exchange.state()), state);
        QVERIFY2(exchange.problem().contains(words), qPrintable(exchange.problem()));
        QVERIFY(!exchange.problem().contains(QChar(0x1b)));
    }

    void aWrongGuessIsSkipped()
    {
        CertificateExchange exchange(m_random);
        exchange.feed("SSH-2.0-x\r\n" + packet(kexInit("ecdh-sha2-nistp521,ecdh-sha2-nistp256",
                                                       "ssh-ed25519-cert-v01@openssh.com", char(1))));
        // The point of P-256 that is always good.
        QVERIFY(exchange.takeOutput().contains(
            char(30) +
            wireString(QByteArray::fromHex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                                           "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"))));
        exchange.feed(packet(char(34) + wireString("the guess")));
        QCOMPARE(exchange.state(), CertificateExchange::State::Running);
        exchange.feed(packet(char(31) + wireString("the certificate")));
        QCOMPARE(exchange.state(), CertificateExchange::State::Shown);
    }
};

PILOTHOUSE_TEST(TestHostCertificate)
#include "tst_hostcertificate.moc"
