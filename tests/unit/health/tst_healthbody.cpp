// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthbody.h"
#include "support/testmain.h"

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
#include "tst_healthbody.moc"
