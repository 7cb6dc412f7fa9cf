// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/curlanswer.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

class TestCurlAnswer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsHeadersBodyAndFigures()
    {
        const auto seen = read("HTTP/1.1 200 OK\r\nX-A: b\r\n\r\nline\n{\"status\":\"ok\"}\n200 0.012");
        QVERIFY(seen.has_value());
        QCOMPARE(seen->status, 200);
        QCOMPARE(seen->body, QByteArray("line\n{\"status\":\"ok\"}"));
        QCOMPARE(seen->headers.at(u"x-a"_s), u"b"_s);
    }
    void whatComesBeforeTheAnswerIsNotItsBody()
    {
        const auto seen = read("HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 103 \r\nlink: </a>\r\n\r\nHTTP/2 200 "
                               "\r\nx-a: b\r\n\r\n{}\n200 0.012");
        QVERIFY(seen.has_value());
        QCOMPARE(seen->body, QByteArray("{}"));
        QCOMPARE(seen->headers.at(u"x-a"_s), u"b"_s);
    }
    void aBodyThatLooksLikeHeadersStaysOne()
    {
        const auto seen = read("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 500 Down\r\n\r\n\n200 0.012");
        QVERIFY(seen.has_value());
        QCOMPARE(seen->body, QByteArray("HTTP/1.1 500 Down\r\n\r\n"));
    }
    void whatIsCutOffIsNoAnswer()
    {
        Ssh::Finished finished{.exitStatus = 0, .output = "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"ok\"}\n200 0.1"};
        finished.truncated = true;
        QVERIFY(!readCurl({.name = u"api"_s}, finished));
        QVERIFY(!read("HTTP/1.1 200 OK\r\n\r\n{\"status\":\"ok\"}\nnot figures"));
        QVERIFY(!read("HTTP/1.1 200 OK\r\n\r\n{\"status\":\"ok\"}\n000 0.1"));
    }
    void theAccountsOwnSettingsAreNotRead()
    {
        const Ssh::Command command = curlCommand({.name = u"api"_s, .target = u"https://127.0.0.1/"_s});
        QVERIFY2(command.frame.preamble.contains("'exec curl -q "), command.frame.preamble.constData());
    }

private:
    static Result<System::Observation> read(const QByteArray& output)
    {
        return readCurl({.name = u"api"_s, .via = u"app-1"_s}, {.exitStatus = 0, .output = output});
    }
};

PILOTHOUSE_TEST(TestCurlAnswer)
#include "tst_curlanswer.moc"
