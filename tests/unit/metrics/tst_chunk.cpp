// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/chunk.h"
#include "metrics/valuepack.h"
#include "support/testmain.h"

#include <cmath>
#include <random>

using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

/// The same bits, except that any NaN is one.
bool same(const std::vector<Datum>& a, const std::vector<Datum>& b)
{
    return std::ranges::equal(a, b, [](const Datum& x, const Datum& y) {
        return x.at == y.at && ((std::isnan(x.value) && std::isnan(y.value)) || x.value == y.value);
    });
}

std::vector<Datum> every10s(size_t count, const std::function<double(size_t)>& value)
{
    std::vector<Datum> out;
    for (size_t i = 0; i < count; ++i)
        out.push_back({1'700'000'000'000 + qint64(i) * 10'000, value(i)});
    return out;
}

} // namespace

class TestChunk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas_data()
    {
        QTest::addColumn<std::vector<Datum>>("data");
        std::mt19937_64 random(7);
        QTest::newRow("nothing") << std::vector<Datum>();
        QTest::newRow("one") << std::vector<Datum>{{1, 0.1}};
        QTest::newRow("two") << std::vector<Datum>{{-5, 3}, {5, -3}};
        QTest::newRow("constant") << every10s(1000, [](size_t) { return 1.0; });
        QTest::newRow("decimals") << every10s(1000, [](size_t i) { return double(i % 97) / 10; });
        QTest::newRow("a counter that starts anew")
            << every10s(1000, [](size_t i) { return double((i * 50) % 30'000); });
        QTest::newRow("pages") << every10s(1000, [](size_t i) { return double(4096 * (i % 977)); });
        QTest::newRow("gaps that are written")
            << every10s(600, [](size_t i) { return i % 7 == 0 ? noValue : double(i); });
        QTest::newRow("nothing but gaps") << every10s(300, [](size_t) { return noValue; });
        QTest::newRow("infinite") << every10s(300, [](size_t i) {
            return i == 5 ? -INFINITY : i == 6 ? INFINITY : 1.5;
        });
        QTest::newRow("no decimals") << every10s(1000, [](size_t i) { return std::sin(double(i)); });
        QTest::newRow("extremes") << std::vector<Datum>{{-latestTime, 1e308},
                                                        {-1, -1e308},
                                                        {0, 5e-324},
                                                        {1, 9007199254740992.0},
                                                        {latestTime, -9007199254740993.0}};
        QTest::newRow("a full chunk") << every10s(chunkLength, [](size_t i) { return double(i); });
        std::vector<Datum> late = every10s(2000, [](size_t i) { return double(i); });
        for (size_t i = 0; i < late.size(); ++i)
            late[i].at += qint64(random() % 400) + (i > 1200 ? 86'400'000 : 0);
        QTest::newRow("late, and a day without") << late;
        std::vector<Datum> noise;
        qint64 at = 0;
        for (int i = 0; i < 3000; ++i)
            noise.push_back({at += 1 + qint64(random() % (random() % 2 ? 5 : 1'000'000'000)),
                             double(random()) / double(1 + random() % 1000)});
        QTest::newRow("noise") << noise;
    }
    void comesBackAsItWas()
    {
        QFETCH(std::vector<Datum>, data);
        const QByteArray bytes = encodeData(data);
        const auto back = decodeData(bytes);
        QVERIFY(back.has_value());
        QVERIFY(same(*back, data));
    }
    void whatIsPackedStaysPacked()
    {
        const auto data = every10s(3000, [](size_t i) { return double(i % 97) / 10; });
        for (const size_t kept : {0, 1, 255, 256, 257, 600, 2999, 3000})
            QCOMPARE(encodeData(data, encodeData({data.data(), kept})), encodeData(data));
        QCOMPARE(encodeData(data, "rubbish"), encodeData(data));
    }
    void rollupsComeBack()
    {
        std::mt19937 random(9);
        for (const double step : {1.0, 0.01, M_PI}) {
            std::vector<Rollup> rollups;
            for (int i = 0; i < 2000; ++i) {
                const double least = step * double(random() % 1000);
                rollups.push_back({60'000LL * i, 6, least, least + 3 * step, 6 * least + 4 * step});
            }
            const auto back = decodeRollups(encodeRollups(rollups));
            QVERIFY(back.has_value());
            QCOMPARE(back->size(), rollups.size());
            for (size_t i = 0; i < rollups.size(); ++i) {
                QCOMPARE(back->at(i).at, rollups[i].at);
                QCOMPARE(back->at(i).count, rollups[i].count);
                QCOMPARE(back->at(i).least, rollups[i].least);
                QCOMPARE(back->at(i).most, rollups[i].most);
                QVERIFY(std::abs(back->at(i).sum - rollups[i].sum) <= 1e-9 * std::abs(rollups[i].sum));
            }
        }
    }
    void whatRealMeasurementsTake()
    {
        // A share of a processor, bytes of memory, a counter, times of answers: about what a host says each 10 s.
        std::mt19937 random(3);
        double cpu = 20;
        double memory = 4e9;
        double requests = 0;
        std::vector<std::vector<Datum>> series(4);
        for (int i = 0; i < 8000; ++i) {
            const qint64 at = 1'700'000'000'000 + 10'000LL * i + (random() % 5 == 0 ? 3 : 0);
            cpu = std::clamp(cpu + (double(random() % 31) - 15) / 10, 0.0, 100.0);
            memory += 4096.0 * (double(random() % 201) - 100);
            requests += double(random() % 50);
            series[0].push_back({at, std::round(cpu * 10) / 10});
            series[1].push_back({at, memory});
            series[2].push_back({at, requests});
            series[3].push_back({at, double(80 + random() % 400)});
        }
        qsizetype bytes = 0;
        for (const auto& each : series)
            bytes += encodeData(each).size();
        QVERIFY2(double(bytes) / 32'000 < 1.4, qPrintable(QString::number(double(bytes) / 32'000)));
    }
    void aFewOutliersDoNotWidenABlock()
    {
        const auto even = every10s(256, [](size_t) { return 1.0; });
        auto late = even;
        for (const size_t i : {30, 90, 200})
            late[i].at += 2500;
        QVERIFY(encodeData(late).size() - encodeData(even).size() < 40);
    }
    void damagedBytesAreAnError()
    {
        const QByteArray bytes = encodeData(every10s(700, [](size_t i) { return double(i % 13) / 4; }));
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QByteArray damaged = bytes;
            damaged[i] = char(damaged[i] ^ 0x10);
            QVERIFY(!decodeData(damaged));
            QVERIFY(!decodeData(bytes.left(i)));
        }
        QVERIFY(!decodeRollups(bytes));
        QVERIFY(!decodeData({}));
    }
    void rubbishWithTheRightChecksumDoesNoHarm()
    {
        std::mt19937 random(11);
        const QByteArray bytes = encodeData(every10s(700, [](size_t i) { return double(i % 13) / 4; })).chopped(4);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray damaged = bytes;
            for (int change = 0; change < 3; ++change)
                damaged[qsizetype(random() % quint64(bytes.size()))] = char(random());
            const auto read = decodeData(withChecksum(damaged));
            if (read)
                QVERIFY(read->size() <= chunkLength && std::ranges::is_sorted(*read, {}, &Datum::at));
        }
    }
    void whatIsADecimal()
    {
        const auto places = [](std::vector<double> values) { return placesOf(values); };
        QCOMPARE(places({1, 2, 3}), 0);
        QCOMPARE(places({0.1, 20}), 1);
        QCOMPARE(places({0.1, noValue, 0.125}), 3);
        QCOMPARE(places({M_PI}), -1);
        QCOMPARE(places({1e15, 0.001}), -1); // too long together
        QCOMPARE(places({-12.34}), 2);
    }
};

PILOTHOUSE_TEST(TestChunk)
#include "tst_chunk.moc"
