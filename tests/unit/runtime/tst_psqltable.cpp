// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/psqltable.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

using Rows = std::vector<QStringList>;

class TestPsqlTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<Rows>("rows");
        const QStringList names{u"id"_s, u"name"_s};
        const Rows two{{u"1"_s, u"a"_s}, {u"22"_s, u"b"_s}};
        QTest::newRow("aligned") << QByteArray(" id | name \n----+------\n  1 | a\n 22 | b\n(2 rows)\n\n") << names
                                 << two;
        QTest::newRow("bordered") << QByteArray("+----+------+\n| id | name |\n+----+------+\n|  1 | a    |\n| 22 | b  "
                                                "  |\n+----+------+\n(2 rows)\n")
                                  << names << two;
        QTest::newRow("drawn") << QByteArray(" id │ name \n────┼──────\n  1 │ a\n 22 │ b\n(2 Zeilen)\n") << names
                               << two;
        QTest::newRow("unaligned") << QByteArray("id|name\n1|a\n22|b\n(2 rows)\n") << names << two;
        QTest::newRow("expanded") << QByteArray(
                                         "-[ RECORD 1 ]\nid   | 1\nname | a\n-[ RECORD 2 ]\nid   | 22\nname | b\n")
                                  << names << two;
        QTest::newRow("tuples") << QByteArray("  1 | a\n 22 | b\n\n") << QStringList{u"1"_s, u"2"_s} << two;
        QTest::newRow("a bar in a value")
            << QByteArray(" id | name  \n----+-------\n  1 | a | b\n(1 row)\n") << names << Rows{{u"1"_s, u"a | b"_s}};
        QTest::newRow("several lines")
            << QByteArray(" id |  name  \n----+--------\n  1 | first +\n    | second\n  2 | x\n(2 rows)\n") << names
            << Rows{{u"1"_s, u"first\nsecond"_s}, {u"2"_s, u"x"_s}};
        QTest::newRow("wide letters") << QByteArray(" 名前 | n \n------+---\n 東京 | 1\n ab   | 2\n(2 行)\n")
                                      << QStringList{u"名前"_s, u"n"_s} << Rows{{u"東京"_s, u"1"_s}, {u"ab"_s, u"2"_s}};
        QTest::newRow("none") << QByteArray(" id | name \n----+------\n(0 rows)\n") << names << Rows{};
        QTest::newRow("chatter") << QByteArray("NOTICE:  x\nTime: 1.234 ms\n id \n----\n  7\n(1 row)\n")
                                 << QStringList{u"id"_s} << Rows{{u"7"_s}};
    }
    void reads()
    {
        QFETCH(QByteArray, output);
        const auto table = readPsql(output);
        QVERIFY(table);
        QTEST(table->columns, "columns");
        QTEST(table->rows, "rows");
        if (table->promised)
            QCOMPARE(*table->promised, qint64(table->rows.size()));
    }
    void nothingElseIsRead()
    {
        QVERIFY(!readPsql(""));
        QVERIFY(!readPsql("psql: error: connection to server failed\n"));
    }
};

PILOTHOUSE_TEST(TestPsqlTable)
#include "tst_psqltable.moc"
