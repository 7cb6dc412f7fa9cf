// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "base/promise.h"
#include "secrets/credentials.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Pilothouse;
using namespace Pilothouse::Secrets;
using namespace Qt::StringLiterals;

namespace {

class Keychain final : public SecretSource
{
public:
    QFuture<Result<Secret>> secret(const SecretRef& ref) override
    {
        asked << ref.name;
        return answered<Secret>(Secret(QByteArray("from the keychain")));
    }
    QStringList asked;
};

} // namespace

class TestCredentials : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comeBeforeTheKeychain()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"shop.production.HOOK"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("https://example.com/hook\n");
        file.close();
        Keychain keychain;
        Credentials credentials(keychain, folder.path());
        const auto ask = [&](const QString& environment, const QString& name) {
            const auto secret = await(credentials.secret({u"shop"_s, environment, name}), {}, std::chrono::seconds(60));
            return secret ? secret->bytes().toByteArray() : QByteArray();
        };
        QCOMPARE(ask(u"production"_s, u"HOOK"_s), QByteArray("https://example.com/hook"));
        QVERIFY(keychain.asked.isEmpty());
        QCOMPARE(ask(u"staging"_s, u"HOOK"_s), QByteArray("from the keychain"));
        QCOMPARE(keychain.asked, QStringList{u"HOOK"_s});
        QVERIFY(QFile::resize(file.fileName(), 100'000));
        QVERIFY(!await(credentials.secret({u"shop"_s, u"production"_s, u"HOOK"_s}), {}, std::chrono::seconds(60)));
    }
    void passOnWithoutAFolder()
    {
        Keychain keychain;
        Credentials credentials(keychain, {});
        QVERIFY(await(credentials.secret({u"shop"_s, u"production"_s, u"HOOK"_s}), {}, std::chrono::seconds(60)));
        QCOMPARE(keychain.asked.size(), qsizetype(1));
    }
};

PILOTHOUSE_TEST(TestCredentials)
#include "tst_credentials.moc"
