// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/fanout.h"
#include "ssh/words.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Ssh;
using namespace Qt::StringLiterals;

class TestFanoutGroups : public QObject
{
    Q_OBJECT

    static std::vector<Endpoint> hosts(int count)
    {
        std::vector<Endpoint> out;
        for (int i = 1; i <= count; ++i)
            out.push_back({.name = u"app-%1"_s.arg(i), .address = u"10.0.0.%1"_s.arg(i), .user = u"deploy"_s});
        return out;
    }

private Q_SLOTS:
    void namesAreFolded_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("folded");
        QTest::addRow("none") << QStringList() << QString();
        QTest::addRow("one") << QStringList{u"app-1"_s} << u"app-1"_s;
        QTest::addRow("a range") << QStringList{u"app-1"_s, u"app-2"_s, u"app-3"_s} << u"app-[1-3]"_s;
        QTest::addRow("two") << QStringList{u"app-1"_s, u"app-2"_s} << u"app-[1,2]"_s;
        QTest::addRow("gaps") << QStringList{u"a1"_s, u"a2"_s, u"a3"_s, u"a5"_s, u"a9"_s, u"a10"_s}
                              << u"a[1-3,5,9,10]"_s;
        QTest::addRow("order") << QStringList{u"a10"_s, u"a9"_s, u"a8"_s} << u"a[8-10]"_s;
        QTest::addRow("several") << QStringList{u"db"_s, u"app-1"_s, u"app-2"_s, u"app-3"_s, u"cache"_s}
                                 << u"db, app-[1-3], cache"_s;
        QTest::addRow("padded") << QStringList{u"n-08"_s, u"n-09"_s, u"n-10"_s, u"n-8"_s} << u"n-[08,09], n-[8,10]"_s;
        QTest::addRow("numbers alone") << QStringList{u"1"_s, u"2"_s, u"3"_s} << u"[1-3]"_s;
        QTest::addRow("too long to count")
            << QStringList{u"h12345678901"_s, u"h12345678902"_s} << u"h12345678901, h12345678902"_s;
    }

    void namesAreFolded()
    {
        QFETCH(const QStringList, names);
        QFETCH(const QString, folded);
        QCOMPARE(foldNames(names), folded);
    }

    void equalResultsComeTogether()
    {
        const auto five = hosts(5);
        const Finished same{.exitStatus = 0, .output = "x\n"};
        const Finished other{.exitStatus = 0, .output = "y\n"};
        const Finished failed{.exitStatus = 1, .output = "x\n"};
        const auto groups = groupEqual(five, {failed, other, same, same, same});
        QCOMPARE(groups.size(), size_t(3));
        QCOMPARE(groups[0].hosts, (std::vector<size_t>{2, 3, 4}));
        QCOMPARE(groups[1].hosts, std::vector<size_t>{1});
        QCOMPARE(groups[2].hosts, std::vector<size_t>{0});
    }

    void errorsAreTheSameWhateverTheHost()
    {
        const auto three = hosts(3);
        std::vector<Result<Finished>> results;
        for (const Endpoint& host : three)
            results.push_back(fail(Words::cannotConnect(host, u"Connection refused"_s)));
        const auto groups = groupEqual(three, results);
        QCOMPARE(groups.size(), size_t(1));
        QVERIFY(!groups[0].result.error().message.contains(u"app-1"_s));
        // Alone it is named.
        const auto one = groupEqual(hosts(1), {results[0]});
        QVERIFY(one[0].result.error().message.contains(u"app-1"_s));
    }
};

PILOTHOUSE_TEST(TestFanoutGroups)
#include "tst_fanout.moc"
