// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/envfile.h"
#include "support/corpus.h"
#include "support/testmain.h"

#include <QSet>

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

class TestEnvFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void values_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* text, const QString& value) {
            QTest::newRow(text) << QByteArray(text) << value;
        };
        row("A=b", u"b"_s);
        row("export A=b", u"b"_s);
        row(" A = b c \r\n", u"b c"_s);
        row("\xef\xbb\xbf"
            "A=b\r\n",
            u"b"_s);
        row("A=b # comment\r\n", u"b"_s);
        row("A=b#no", u"b#no"_s);
        row("A=#no", u"#no"_s);
        row("A= # comment", {});
        row("A=", {});
        row("A=\"b # c\" # d", u"b # c"_s);
        row("A='b\\n$C'", u"b\\n$C"_s);
        row("A=\"b\\n\\\"c\\\"\\w\"", u"b\n\"c\"\\w"_s);
        row("A=\"-----BEGIN-----\r\nabc\r\n-----END-----\"\r\nB=1", u"-----BEGIN-----\nabc\n-----END-----"_s);
        row("A=`b \"c\" 'd'`", u"b \"c\" 'd'"_s);
        row("A: b", u"b"_s);
        row("A=b=c==", u"b=c=="_s);
        row("A=1\nA=2", u"2"_s);
        row("B=x\nA=${B}/y", u"x/y"_s);
        row("B=x\nA='${B}'", u"${B}"_s);
    }
    void values()
    {
        QFETCH(QByteArray, text);
        const EnvFile file = EnvFile::read(text);
        QVERIFY(file.errors.empty());
        const auto values = file.values();
        const auto found = values.find(u"A"_s);
        QVERIFY(found != values.end());
        QTEST(found->second, "value");
    }
    void lines()
    {
        const EnvFile file =
            EnvFile::read("# OFF=1\n\nA='x\ny'\nB=2\nB=3\nPASSED\n  #export ALSO=2\n# a sentence = none\n");
        QCOMPARE(file.entries.size(), size_t(4));
        QCOMPARE(file.entries[0].line, 3);
        QCOMPARE(file.entries[1].line, 5);
        QCOMPARE(file.duplicates, QStringList{u"B"_s});
        QVERIFY(!file.entries[3].assigned);
        QVERIFY(file.entries[3].sha256().isEmpty());
        QCOMPARE(file.optional.size(), size_t(2));
        QCOMPARE(file.optional[1].second, 8);
        QCOMPARE(file.entries[1].sha256(), u"d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"_s);
    }
    void faults()
    {
        const EnvFile file = EnvFile::read("A=\"open\nB=1\n=x\nC = \"a\" b\n1=2\nD d\n");
        QCOMPARE(file.errors.size(), size_t(5));
        QCOMPARE(file.errors[0].line, 1);
        QCOMPARE(file.errors[1].line, 3);
        QCOMPARE(file.errors[2].line, 4);
        QCOMPARE(file.values().at(u"B"_s), u"1"_s);
        QVERIFY(!QJsonDocument(inspectEnv(file)).toJson().contains("open"));
    }

    void corpus_data()
    {
        QTest::addColumn<QHash<QByteArray, QByteArray>>("expected");
        QTest::newRow("none") << QHash<QByteArray, QByteArray>();
        if (Corpus::isThere(u"env"_s)) {
            for (const auto& row : Corpus::expectations(u"env"_s))
                QTest::newRow(row.value("file").constData()) << row;
        }
    }
    void corpus()
    {
        using Row = QHash<QByteArray, QByteArray>;
        QFETCH(Row, expected);
        if (!Corpus::isThere(u"env"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
        if (expected.isEmpty())
            return;
        const EnvFile file = EnvFile::read(Corpus::contents(u"env/"_s + QString::fromUtf8(expected.value("file"))));
        QSet<QString> keys;
        for (const EnvEntry& entry : file.entries)
            keys.insert(entry.key);
        // Shell scripts that only look like .env are read differently by each reader, and Python's knows no backticks.
        if (!expected.value("file").contains("defaults") && !expected.value("file").contains("multiline"))
            QCOMPARE(int(keys.size()), expected.value("python_dotenv_keys").toInt());
        QCOMPARE(int(file.duplicates.size()), expected.value("duplicates").toInt());
    }
};

PILOTHOUSE_TEST(TestEnvFile)
#include "tst_envfile.moc"
