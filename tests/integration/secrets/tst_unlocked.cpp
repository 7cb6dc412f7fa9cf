// SPDX-License-Identifier: GPL-3.0-or-later
#include "world.h"

#include <QProcess>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using Secrets::KeychainState;

/// With a real, unlocked gnome-keyring.
class TestUnlocked : public QObject
{
    Q_OBJECT

    static QByteArray secretTool(const QStringList& arguments)
    {
        QProcess process;
        process.start(u"secret-tool"_s, arguments);
        process.waitForFinished(20'000);
        return process.readAllStandardOutput() + process.readAllStandardError();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!worldProblem().isEmpty())
            QSKIP(qPrintable(worldProblem()));
    }

    void writesReadsListsRemoves()
    {
        Desk desk;
        QCOMPARE(desk.state(), KeychainState::Available);
        QCOMPARE(wait(desk.vault.status())->keeper, u"gnome-keyring-d"_s);
        QCOMPARE(desk.read(u"DB_PASSWORD"_s).error().kind, ErrorKind::NotFound);

        const QByteArray value = "pä55 wörd\n\0 and more";
        const auto done = desk.set(u"DB_PASSWORD"_s, value);
        QVERIFY2(done, done ? "" : qPrintable(done.error().message + done.error().detail));
        desk.vault.forget();
        QCOMPARE(desk.read(u"DB_PASSWORD"_s).value(), value);
        const auto listed = desk.list();
        QCOMPARE(listed.size(), size_t(1));
        QCOMPARE(listed.front().name, u"DB_PASSWORD"_s);
        QCOMPARE(listed.front().setBy, u"ada"_s);
        QCOMPARE(listed.front().keeper, u"gnome-keyring-d"_s);
        QCOMPARE(listed.front().version, 1);
        QVERIFY(!listed.front().undecided);
        QVERIFY(listed.front().setAt.secsTo(QDateTime::currentDateTimeUtc()) < 60);

        QVERIFY(wait(desk.vault.remove(Desk::ref(u"DB_PASSWORD"_s))));
        QCOMPARE(desk.read(u"DB_PASSWORD"_s).error().kind, ErrorKind::NotFound);
        QVERIFY(desk.list().empty());
        QCOMPARE(wait(desk.vault.remove(Desk::ref(u"DB_PASSWORD"_s))).error().kind, ErrorKind::NotFound);
        QCOMPARE(desk.actions(),
                 (QStringList{u"secret.set-begun"_s, u"secret.set"_s, u"secret.remove-begun"_s, u"secret.removed"_s}));
    }
    void anotherValueReplacesTheFirst()
    {
        Desk desk;
        QVERIFY(desk.set(u"TWICE"_s, "the first value"));
        QCOMPARE(desk.read(u"TWICE"_s).value(), QByteArray("the first value"));
        QVERIFY(desk.set(u"TWICE"_s, "the second value"));
        QCOMPARE(desk.read(u"TWICE"_s).value(), QByteArray("the second value"));
        QCOMPARE(desk.list().front().version, 2);
    }
    void manyChangesAtOnceAllHold()
    {
        Desk desk;
        std::vector<QFuture<Result<void>>> answers;
        for (int i = 0; i < 20; ++i) {
            const QString name = u"MANY_%1"_s.arg(i % 5);
            answers.push_back(desk.vault.set(Desk::ref(name), Secret(QByteArray::number(i)), {.name = name}));
        }
        for (const auto& answer : answers)
            QVERIFY(wait(answer));
        desk.vault.forget();
        for (int i = 15; i < 20; ++i)
            QCOMPARE(desk.read(u"MANY_%1"_s.arg(i % 5)).value(), QByteArray::number(i));
    }
    void severalVaultsOneAfterAnother()
    {
        for (int i = 0; i < 5; ++i) {
            Desk desk;
            QVERIFY(desk.set(u"AGAIN"_s, QByteArray::number(i)));
            QCOMPARE(desk.read(u"AGAIN"_s).value(), QByteArray::number(i));
        }
        // Another one that knows nothing of it finds it all the same: the keychain is what counts.
        Desk other;
        QCOMPARE(other.read(u"AGAIN"_s).value(), QByteArray("4"));
    }
    void twoVaultsAtOnce()
    {
        Desk one;
        Desk two;
        auto first = one.vault.set(Desk::ref(u"ONE"_s), Secret(QByteArray("eins")), {.name = u"ONE"_s});
        auto second = two.vault.set(Desk::ref(u"TWO"_s), Secret(QByteArray("zwei")), {.name = u"TWO"_s});
        QVERIFY(wait(first));
        QVERIFY(wait(second));
        QCOMPARE(two.read(u"ONE"_s).value(), QByteArray("eins"));
        QCOMPARE(one.read(u"TWO"_s).value(), QByteArray("zwei"));
    }
    void aBigValueStaysWhole()
    {
        Desk desk;
        QByteArray value(100'000, '\0');
        for (qsizetype i = 0; i < value.size(); ++i)
            value[i] = char(i * 31 % 256);
        QVERIFY(desk.set(u"BIG"_s, value));
        desk.vault.forget();
        QCOMPARE(desk.read(u"BIG"_s).value(), value);
    }
    void generatedValuesAreStored()
    {
        Desk desk;
        const System::SecretSpec spec{.name = u"JWT_SECRET"_s, .generate = u"base64:64"_s, .minimum = 32};
        QVERIFY(wait(desk.vault.generate(Desk::ref(spec.name), spec)));
        const QByteArray first = desk.read(spec.name).value();
        QCOMPARE(QByteArray::fromBase64(first).size(), 64);
        QVERIFY(wait(desk.vault.generate(Desk::ref(spec.name), spec)));
        QVERIFY(desk.read(spec.name).value() != first);
        const auto records = wait(desk.audit.entries({})).value();
        QVERIFY(records.front().payload.contains("generated base64:64"));
    }
    void valuesAreNowhereButInTheKeychain()
    {
        Desk desk;
        QVERIFY(desk.set(u"CANARY"_s, "canary-5f0d2a"));
        QVERIFY(desk.read(u"CANARY"_s));
        for (const QString& name : QDir(desk.folder.path()).entryList(QDir::Files)) {
            QFile file(desk.folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains("canary-5f0d2a"), qPrintable(name));
            QVERIFY2(!content.contains(QByteArray("canary-5f0d2a").toBase64()), qPrintable(name));
        }
    }
    void whatTheKeychainLostIsToldApartFromNeverSet()
    {
        Desk desk;
        QVERIFY(desk.set(u"LOST"_s, "gone soon"));
        desk.vault.forget();
        secretTool({u"clear"_s, u"server"_s, u"org.pilothouse"_s, u"user"_s, u"fleetpass/staging/LOST"_s});
        const auto lost = desk.read(u"LOST"_s);
        if (lost)
            QSKIP("secret-tool is not installed");
        QCOMPARE(lost.error().kind, ErrorKind::NotFound);
        QVERIFY(lost.error().message.contains(u"ada"_s));
        QCOMPARE(desk.list().size(), size_t(1));
        // It can still be removed from the list.
        QVERIFY(wait(desk.vault.remove(Desk::ref(u"LOST"_s))));
        QVERIFY(desk.list().empty());
    }
    void whatAnotherKeychainHoldsIsNotCalledMissing()
    {
        Desk desk;
        QVERIFY(desk.set(u"MOVED"_s, "elsewhere"));
        desk.vault.forget();
        secretTool({u"clear"_s, u"server"_s, u"org.pilothouse"_s, u"user"_s, u"fleetpass/staging/MOVED"_s});
        QVERIFY(wait(desk.facts.write<qint64>([](QSqlDatabase& database) {
            return Store::execute(database, u"UPDATE secrets SET keeper = 'kwalletd5'"_s);
        })));
        const auto read = desk.read(u"MOVED"_s);
        QCOMPARE(read.error().kind, ErrorKind::Unreachable);
        QVERIFY(read.error().message.contains(u"kwalletd5"_s));
        QCOMPARE(wait(desk.vault.remove(Desk::ref(u"MOVED"_s))).error().kind, ErrorKind::Unreachable);
        QCOMPARE(desk.list().size(), size_t(1));
    }
    void policyComesBeforeTheKeychain()
    {
        Desk desk;
        const System::SecretSpec spec{.name = u"STRIPE"_s, .minimum = 20, .prefix = u"sk_live_"_s};
        QCOMPARE(wait(desk.vault.set(Desk::ref(u"STRIPE"_s), Secret(QByteArray("sk_live_1")), spec)).error().kind,
                 ErrorKind::Refused);
        QVERIFY(desk.actions().isEmpty());
        QCOMPARE(desk.read(u"STRIPE"_s).error().kind, ErrorKind::NotFound);
    }
    void destroyedWithWorkInFlight()
    {
        for (int i = 0; i < 40; ++i) {
            QFuture<Result<Secret>> read;
            QFuture<Result<void>> change;
            {
                Desk desk;
                read = desk.vault.secret(Desk::ref(u"ANY"_s));
                change = desk.vault.set(Desk::ref(u"ANY"_s), Secret(QByteArray("any")), {.name = u"ANY"_s});
                if (i % 2 == 0)
                    wait(desk.vault.status());
            }
            // Nobody is left waiting, whatever the answer was.
            const auto value = wait(read);
            QVERIFY(value || value.error().kind == ErrorKind::Cancelled || value.error().kind == ErrorKind::NotFound);
            const auto done = wait(change);
            QVERIFY(done || done.error().kind == ErrorKind::Cancelled);
        }
    }
};

PILOTHOUSE_TEST_IN(TestUnlocked, Unlocked)
#include "tst_unlocked.moc"
