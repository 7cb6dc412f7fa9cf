// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/keyfile.h"
#include "support/testmain.h"

#include <QProcess>
#include <QTemporaryDir>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

class TestKeyFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString generate(const QStringList& arguments)
    {
        const QString name = m_folder.filePath(u"key%1"_s.arg(++m_number));
        QProcess keygen;
        keygen.start(u"ssh-keygen"_s, QStringList{u"-q"_s, u"-f"_s, name} + arguments);
        keygen.waitForFinished(30000);
        return name;
    }
    static QByteArray contents(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void readsTheCipherFromTheHeader_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("cipher");
        const QStringList locked{u"-N"_s, u"correct horse"_s, u"-t"_s, u"ed25519"_s};
        const QStringList open{u"-N"_s, QString()};
        QTest::addRow("ed25519") << open + QStringList{u"-t"_s, u"ed25519"_s} << QString();
        QTest::addRow("ecdsa") << open + QStringList{u"-t"_s, u"ecdsa"_s} << QString();
        QTest::addRow("rsa") << open + QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s} << QString();
        QTest::addRow("rsa PEM") << open + QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s, u"-m"_s, u"PEM"_s}
                                 << QString();
        for (const char* cipher : {"aes256-ctr", "aes128-cbc", "3des-cbc", "aes128-gcm@openssh.com",
                                   "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com"}) {
            const QString name = QString::fromLatin1(cipher);
            QTest::addRow("%s", cipher) << locked + QStringList{u"-Z"_s, name} << name;
        }
    }

    void readsTheCipherFromTheHeader()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, cipher);
        const QString file = generate(arguments);
        const auto read = lookAtKey(contents(file));
        QVERIFY2(read, qPrintable(file));
        QCOMPARE(read->cipher, cipher);
        const auto key = readPrivateKey(file);
        QCOMPARE(key.has_value(), cipher.isEmpty());
        if (!key) {
            QVERIFY(key.error().message.contains(file));
            QVERIFY(key.error().message.contains(u"SSH agent"_s));
        }
    }

    void findsThePublicPartWithoutThePassphrase()
    {
        for (const QString& cipher : {u"aes256-ctr"_s, u"aes256-gcm@openssh.com"_s}) {
            const QString file = generate({u"-N"_s, u"correct horse"_s, u"-t"_s, u"ed25519"_s, u"-Z"_s, cipher});
            const auto look = lookAtKeyFile(file);
            QVERIFY(look);
            QVERIFY(!look->publicBlob.isEmpty());
            QCOMPARE(look->publicBlob, publicBlobIn(file + u".pub"_s));
            QCOMPARE(look->openable, cipher == u"aes256-ctr");
            // Where libssh would crash it is never called.
            QCOMPARE(readPrivateKey(file, Secret("correct horse")).has_value(), look->openable);
            QVERIFY(!readPrivateKey(file, Secret("wrong")));
        }
    }

    void findsTheKeyOfACertificate_data()
    {
        QTest::addColumn<QStringList>("kind");
        QTest::addRow("ed25519") << QStringList{u"-t"_s, u"ed25519"_s};
        QTest::addRow("ecdsa 256") << QStringList{u"-t"_s, u"ecdsa"_s};
        QTest::addRow("ecdsa 521") << QStringList{u"-t"_s, u"ecdsa"_s, u"-b"_s, u"521"_s};
        QTest::addRow("rsa") << QStringList{u"-t"_s, u"rsa"_s, u"-b"_s, u"2048"_s};
    }

    void findsTheKeyOfACertificate()
    {
        QFETCH(const QStringList, kind);
        const QString authority = generate({u"-N"_s, QString(), u"-t"_s, u"ed25519"_s});
        const QString file = generate(QStringList{u"-N"_s, QString()} + kind);
        QCOMPARE(QProcess::execute(u"ssh-keygen"_s,
                                   {u"-q"_s, u"-s"_s, authority, u"-I"_s, u"x"_s, u"-n"_s, u"x"_s, file + u".pub"_s}),
                 0);
        const QByteArray plain = publicBlobIn(file + u".pub"_s);
        const QByteArray certificate = publicBlobIn(file + u"-cert.pub"_s);
        QVERIFY(isCertificate(certificate) && !isCertificate(plain));
        QVERIFY(publicKey(certificate) && publicKey(plain));
        QCOMPARE(certifiedKey(certificate), plain);
        QCOMPARE(certifiedKey(plain), plain);
        for (qsizetype size = 0; size < certificate.size(); size += 5) {
            const QByteArray cut = certificate.left(size); // an answer, never a crash
            QVERIFY(certifiedKey(cut).size() <= certificate.size());
        }
    }

    void explainsWhatIsNoKey()
    {
        const QString file = generate({u"-N"_s, QString(), u"-t"_s, u"ed25519"_s});
        const QByteArray whole = contents(file);
        QVERIFY(!lookAtKey({}));
        QVERIFY(!lookAtKey(contents(file + u".pub"_s)));
        QVERIFY(!readPrivateKey(m_folder.filePath(u"nowhere"_s)));
        // Cut anywhere and bent anywhere: an answer, never a crash.
        for (qsizetype length = 0; length < whole.size(); length += 3) {
            QFile cut(m_folder.filePath(u"cut"_s));
            QVERIFY(cut.open(QIODevice::WriteOnly));
            cut.write(whole.left(length));
            cut.close();
            const auto key = readPrivateKey(cut.fileName());
            QVERIFY(!key || length > whole.size() - 5);
        }
#ifdef __SANITIZE_ADDRESS__
        const __lsan::ScopedDisabler libsshForgetsAFewBytesOfDamagedKeys;
#endif
        for (qsizetype at = 40; at < whole.size() - 40; at += 7) {
            QByteArray bent = whole;
            bent[at] = bent[at] == 'A' ? 'B' : 'A';
            QFile file2(m_folder.filePath(u"bent"_s));
            QVERIFY(file2.open(QIODevice::WriteOnly));
            file2.write(bent);
            file2.close();
            const auto key = readPrivateKey(file2.fileName());
            QVERIFY(key || !key.error().message.isEmpty());
        }
    }
};

PILOTHOUSE_TEST(TestKeyFile)
#include "tst_keyfile.moc"
