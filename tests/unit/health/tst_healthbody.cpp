// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthbody.h"
#include "support/testmain.h"

#include <QFile>

using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

class TestHealthBody : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("documented")
            << QByteArray(R"({"status":"healthy","services":{"database":"healthy","redis":"healthy"}})") << 200
            << u"up"_s;
        QTest::newRow("ok beside a disconnected part")
            << QByteArray(R"({"status":"ok","database":"disconnected"})") << 200 << u"degraded"_s;
        QTest::newRow("server error wins") << QByteArray(R"({"status":"ok"})") << 503 << u"down"_s;
        QTest::newRow("plain text") << QByteArray("OK\n") << 200 << u"up"_s;
        QTest::newRow("a page proves nothing") << QByteArray("<html></html>") << 200 << u"unknown"_s;
        QTest::newRow("empty object proves nothing") << QByteArray("{}") << 200 << u"unknown"_s;
        QTest::newRow("boolean as text") << QByteArray(R"({"healthy":"true"})") << 200 << u"up"_s;
        QTest::newRow("parts only") << QByteArray(R"({"checks":{"db":{"status":"fail"}}})") << 200 << u"down"_s;
        QTest::newRow("not found") << QByteArray(R"({"status":"ok"})") << 404 << u"down"_s;
        QTest::newRow("the second of a part's checks fails")
            << QByteArray(R"({"status":"pass","checks":{"db:connections":[{"status":"pass"},{"status":"fail"}]}})")
            << 200 << u"degraded"_s;
        QTest::newRow("two keys that contradict each other")
            << QByteArray(R"({"status":"success","healthy":false})") << 200 << u"down"_s;
        QTest::newRow("a part in a list without a name")
            << QByteArray(R"({"status":"ok","checks":[{"status":"fail"}]})") << 200 << u"degraded"_s;
        QTest::newRow("the worst of parts alone")
            << QByteArray(R"({"services":{"a":"degraded","b":"down"}})") << 200 << u"down"_s;
        QTest::newRow("a part named twice")
            << QByteArray(R"({"status":"ok","checks":{"redis":"down"},"redis":"up"})") << 200 << u"degraded"_s;
        QTest::newRow("a word that nobody knows, with sound parts")
            << QByteArray(R"({"status":"exploding","services":{"db":"up"}})") << 200 << u"unknown"_s;
        QTest::newRow("a second word that nobody knows")
            << QByteArray(R"({"status":"ok","state":"leader"})") << 200 << u"up"_s;
        QTest::newRow("a redirect is no answer") << QByteArray(R"({"status":"ok"})") << 302 << u"unknown"_s;
        QTest::newRow("no status is no answer") << QByteArray("OK") << 0 << u"unknown"_s;
        QTest::newRow("text with a no in it") << QByteArray("not ok") << 200 << u"down"_s;
        QTest::newRow("text that says the opposite") << QByteArray("Not really OK") << 200 << u"unknown"_s;
        QTest::newRow("broken JSON") << QByteArray(R"({"status":"ok")") << 200 << u"unknown"_s;
    }
    void verdicts()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, verdict);
        QCOMPARE(healthVerdictName(readHealthBody(body, status).verdict), verdict);
    }
    void figures()
    {
        const HealthBody body = readHealthBody(
            R"({"status":"healthy","uptime":86400,"version":"1.0.0","performance":{"responseTime":45,"memory":{"used":256,"total":512,"percentage":50}}})",
            200);
        QCOMPARE(body.uptimeSeconds, 86400.0);
        QCOMPARE(body.version, u"1.0.0"_s);
        QCOMPARE(body.memoryPercent, 50.0);
    }
};

PILOTHOUSE_TEST(TestHealthBody)

/// Bodies of real services, where they are at hand.
class TestHealthCorpus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(sharedFolder() + u"/corpus/EXPECT-health.tsv"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
    }
    void readsAsPeopleDo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("verdict");
        const QString shared = sharedFolder();
        QFile table(shared + u"/corpus/EXPECT-health.tsv"_s);
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = table.readAll().split('\n');
        for (const QByteArray& line : lines.mid(1)) {
            const QList<QByteArray> row = line.split('\t');
            if (row.size() >= 3)
                QTest::newRow(row[0].constData()) << shared + u"/corpus/health/"_s + QString::fromUtf8(row[0])
                                                  << row[1].toInt() << QString::fromUtf8(row[2]);
        }
    }
    void readsAsPeopleDo()
    {
        QFETCH(QString, file);
        QFETCH(int, status);
        QFETCH(QString, verdict);
        QFile document(file);
        QVERIFY2(document.open(QIODevice::ReadOnly), qPrintable(file));
        QCOMPARE(healthVerdictName(readHealthBody(document.readAll(), status).verdict), verdict);
    }

private:
    static QString sharedFolder()
    {
        const QString named = qEnvironmentVariable("PILOTHOUSE_SHARED");
        return named.isEmpty() ? QStringLiteral(PILOTHOUSE_SOURCE_DIR "/../shared") : named;
    }
};

PILOTHOUSE_TEST(TestHealthCorpus)
#include "tst_healthbody.moc"
