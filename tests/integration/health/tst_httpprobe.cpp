// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/curlloop.h"
#include "health/httpprobe.h"
#include "health/judge.h"
#include "health/trust.h"
#include "support/manualclock.h"
#include "support/testmain.h"
#include "support/webserver.h"

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Pilothouse::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Servers that hang, drip, lie about lengths, lead astray and send too much.
class TestHttpProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWholeAnswerIsSeen()
    {
        const WebServer server([](QTcpSocket& socket, const QByteArray&) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 15\r\nX-Build: 7\r\n\r\n{\"status\":\"ok\"}");
        });
        const auto seen = look(server.url());
        QVERIFY(seen.has_value());
        QCOMPARE(seen->status, 200);
        QCOMPARE(seen->body, QByteArray("{\"status\":\"ok\"}"));
        QCOMPARE(seen->headers.at(u"x-build"_s), u"7"_s);
        QCOMPARE(verdict(server.url()), HealthVerdict::Up);
    }
    void anAnswerThatBreaksOffIsNone_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("less than promised")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\":\"ok\"}");
        QTest::newRow("chunks without an end")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n{\"status\":\"ok\"}\r\n");
        QTest::newRow("no header") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    }
    void anAnswerThatBreaksOffIsNone()
    {
        QFETCH(QByteArray, answer);
        const WebServer server([answer](QTcpSocket& socket, const QByteArray&) {
            socket.write(answer);
            socket.disconnectFromHost();
        });
        System::ProbeSpec probe = spec(server.url());
        probe.conditions = {System::Condition::parse(u"[STATUS] == 200"_s).value()};
        QCOMPARE(judge(probe, look(probe), QDateTime(), 1ms).verdict, HealthVerdict::Down);
    }
    void anErrorOfTheServerIsSeenWhole()
    {
        const WebServer server([](QTcpSocket& socket, const QByteArray&) {
            socket.write("HTTP/1.1 503 Busy\r\nContent-Length: 17\r\n\r\n{\"status\":\"down\"}");
        });
        const auto seen = look(server.url());
        QVERIFY(seen.has_value());
        QCOMPARE(seen->status, 503);
        QCOMPARE(seen->body, QByteArray("{\"status\":\"down\"}"));
    }
    void aServerThatDripsMeetsTheDeadline()
    {
        QTcpSocket* drip = nullptr;
        const WebServer server([&drip](QTcpSocket& socket, const QByteArray&) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            drip = &socket;
        });
        const auto future = start(spec(server.url()));
        QTRY_VERIFY(drip != nullptr);
        for (int i = 0; i < 9; ++i) {
            drip->write("x");
            drip->flush();
            QCoreApplication::processEvents();
            m_clock.advance(1s);
        }
        QVERIFY(!future.isFinished());
        m_clock.advance(1s);
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().kind, ErrorKind::Timeout);
    }
    void aServerThatHangsMeetsTheDeadline()
    {
        const WebServer server([](QTcpSocket&, const QByteArray&) {});
        const auto future = start(spec(server.url()));
        QTRY_COMPARE(server.requests(), 1);
        m_clock.advance(10s);
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().error().kind, ErrorKind::Timeout);
    }
    void tooMuchIsRefused_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("plain") << QByteArray("Content-Length: 3000000\r\n") << QByteArray(3'000'000, 'x');
        QTest::newRow("of unknown length") << QByteArray("Connection: close\r\n") << QByteArray(3'000'000, 'x');
        // 64 MiB of the same byte; qCompress writes the length in front and a zlib stream, which is what deflate means.
        QTest::newRow("compressed") << QByteArray("Content-Encoding: deflate\r\nConnection: close\r\n")
                                    << qCompress(QByteArray(64 << 20, 'x')).mid(4);
    }
    void tooMuchIsRefused()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        const WebServer server([=](QTcpSocket& socket, const QByteArray&) {
            socket.write("HTTP/1.1 200 OK\r\n" + header + "\r\n" + body);
            socket.disconnectFromHost();
        });
        const auto seen = look(server.url());
        QVERIFY(!seen.has_value());
        QCOMPARE(seen.error().kind, ErrorKind::Failed);
    }
    void redirectsEnd()
    {
        const WebServer server([](QTcpSocket& socket, const QByteArray&) {
            socket.write("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        });
        const auto seen = look(server.url());
        QVERIFY(!seen.has_value());
        QCOMPARE(server.requests(), 1 + HttpProbe::redirectCap);
    }
    void aRedirectToAFileIsNotFollowed()
    {
        const WebServer server([](QTcpSocket& socket, const QByteArray&) {
            socket.write("HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\n\r\n");
        });
        QVERIFY(!look(server.url()).has_value());
    }
    void anotherOriginGetsNoCredentials()
    {
        QByteArray there;
        const WebServer other([&there](QTcpSocket& socket, const QByteArray& request) {
            there = request;
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        QByteArray here;
        const WebServer server([&](QTcpSocket& socket, const QByteArray& request) {
            here = request;
            socket.write("HTTP/1.1 302 Found\r\nLocation: " + other.url().toUtf8() +
                         "\r\nContent-Length: 0\r\nSet-Cookie: session=canary\r\n\r\n");
        });
        System::ProbeSpec probe = spec(server.url());
        probe.headers = {{u"Authorization"_s, u"Bearer canary"_s}};
        QVERIFY(look(probe).has_value());
        QVERIFY(here.contains("Bearer canary"));
        QVERIFY2(!there.contains("canary"), there.constData());
    }

private:
    static System::ProbeSpec spec(const QString& url)
    {
        return {.name = u"api"_s, .kind = System::ProbeKind::Http, .target = url, .timeout = 10s};
    }
    QFuture<Result<System::Observation>> start(const System::ProbeSpec& probe)
    {
        return HttpProbe::get(m_loop, m_clock, m_trust, probe, {});
    }
    Result<System::Observation> look(const System::ProbeSpec& probe)
    {
        const auto future = start(probe);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000); }();
        return future.isFinished() ? future.result() : fail(ErrorKind::Unknown, u"no answer"_s);
    }
    Result<System::Observation> look(const QString& url) { return look(spec(url)); }
    HealthVerdict verdict(const QString& url) { return judge(spec(url), look(url), QDateTime(), 1ms).verdict; }

    Trust m_trust;
    CurlLoop m_loop;
    ManualClock m_clock;
};

PILOTHOUSE_TEST(TestHttpProbe)
#include "tst_httpprobe.moc"
