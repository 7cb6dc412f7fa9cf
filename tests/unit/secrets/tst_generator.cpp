// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/generator.h"
#include "secrets/policy.h"
#include "support/testmain.h"

#include <QRegularExpression>
#include <QSet>

using namespace Pilothouse;
using namespace Qt::StringLiterals;
using System::SecretSpec;

class TestGenerator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheForm_data()
    {
        QTest::addColumn<QString>("generate");
        QTest::addColumn<QString>("form");
        QTest::newRow("base64") << u"base64:64"_s << u"\\A[A-Za-z0-9+/]{86}==\\z"_s;
        QTest::newRow("base64 odd") << u"base64:9"_s << u"\\A[A-Za-z0-9+/]{12}\\z"_s;
        QTest::newRow("hex") << u"hex:32"_s << u"\\A[0-9a-f]{64}\\z"_s;
        QTest::newRow("alnum") << u"alnum:24"_s << u"\\A[A-Za-z0-9]{24}\\z"_s;
        QTest::newRow("long") << u"alnum:4096"_s << u"\\A[A-Za-z0-9]{4096}\\z"_s;
    }
    void makesTheForm()
    {
        QFETCH(QString, generate);
        QFETCH(QString, form);
        QSet<QByteArray> made;
        for (int i = 0; i < 20; ++i) {
            const auto value = Secrets::generateSecret({.name = u"A"_s, .generate = generate});
            QVERIFY(value);
            made.insert(value->bytes().toByteArray());
            // PCRE's repeat count ends at 65535, Qt's subject is UTF-16.
            QVERIFY(QRegularExpression(form).match(QString::fromLatin1(value->bytes())).hasMatch());
        }
        QCOMPARE(made.size(), 20);
    }
    void everyLetterIsAsLikely()
    {
        std::array<int, 256> seen{};
        for (int i = 0; i < 50; ++i) {
            const auto value = Secrets::generateSecret({.name = u"A"_s, .generate = u"alnum:4096"_s});
            for (const char letter : value->bytes())
                ++seen[static_cast<unsigned char>(letter)];
        }
        // 204,800 draws over 62 letters: 3,303 each, standard deviation 57; seven of those are no accident.
        for (const char letter : QByteArray("ABCXYZabcxyz059"))
            QVERIFY2(std::abs(seen[static_cast<unsigned char>(letter)] - 3303) < 400, &letter);
    }
    void refusesOtherForms_data()
    {
        QTest::addColumn<QString>("generate");
        for (const QString& text : {u"base64"_s, u"base64:"_s, u"base64:x"_s, u"uuid:8"_s, u"hex:7"_s, u"hex:4097"_s,
                                    u"hex:32:1"_s, u"hex:-9"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void refusesOtherForms()
    {
        QFETCH(QString, generate);
        QCOMPARE(Secrets::generateSecret({.name = u"A"_s, .generate = generate}).error().kind, ErrorKind::Invalid);
    }
    void obeysThePolicy()
    {
        QCOMPARE(Secrets::generateSecret({.name = u"A"_s}).error().kind, ErrorKind::Refused);
        QCOMPARE(Secrets::generateSecret({.name = u"A"_s, .generate = u"alnum:8"_s, .minimum = 20}).error().kind,
                 ErrorKind::Refused);
        const auto prefixed = Secrets::generateSecret(
            {.name = u"A"_s, .generate = u"alnum:12"_s, .minimum = 20, .prefix = u"sk_live_"_s});
        QVERIFY(prefixed);
        QCOMPARE(prefixed->bytes().size(), 20);
        QVERIFY(prefixed->bytes().startsWith("sk_live_"));
    }
};

class TestPolicy : public QObject
{
    Q_OBJECT

    static ErrorKind kindOf(const SecretSpec& spec, const char* value)
    {
        const auto allowed = Secrets::checkPolicy(spec, Secret(QByteArray(value)));
        return allowed ? ErrorKind::Unknown : allowed.error().kind;
    }

private Q_SLOTS:
    void judges()
    {
        const auto fine = ErrorKind::Unknown;
        QCOMPARE(kindOf({.name = u"A"_s}, "x"), fine);
        QCOMPARE(kindOf({.name = u"A"_s}, ""), ErrorKind::Invalid);
        QCOMPARE(kindOf({.name = u"A"_s, .minimum = 8}, "1234567"), ErrorKind::Refused);
        QCOMPARE(kindOf({.name = u"A"_s, .minimum = 8}, "12345678"), fine);
        QCOMPARE(kindOf({.name = u"A"_s, .prefix = u"sk_live_"_s}, "sk_test_1"), ErrorKind::Refused);
        QCOMPARE(kindOf({.name = u"A"_s, .prefix = u"sk_live_"_s}, "sk_live_1"), fine);
        QCOMPARE(kindOf({.name = u"A"_s, .from = u"{B}"_s}, "x"), ErrorKind::Refused);
    }
    void tellsNothingOfTheValue()
    {
        const auto allowed = Secrets::checkPolicy({.name = u"A"_s, .minimum = 80}, Secret(QByteArray("canary-5f0d2a")));
        QVERIFY(!allowed.error().message.contains(u"canary"_s));
        QVERIFY(allowed.error().message.contains(u"13"_s));
    }
    void knowsWhenToRotate()
    {
        const QDateTime set(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
        QCOMPARE(Secrets::rotationDue({.name = u"A"_s, .rotate = std::chrono::hours(24 * 365)}, set), set.addDays(365));
        QVERIFY(!Secrets::rotationDue({.name = u"A"_s}, set).isValid());
        QVERIFY(!Secrets::rotationDue({.name = u"A"_s, .rotate = std::chrono::hours(1)}, {}).isValid());
    }
};

PILOTHOUSE_TEST(TestGenerator)
PILOTHOUSE_TEST(TestPolicy)
#include "tst_generator.moc"
