// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/dnsmessage.h"
#include "health/dnsprobe.h"
#include "health/halfrequest.h"
#include "health/pageassets.h"
#include "health/weakprotocol.h"
#include "health/websocketframe.h"
#include "health/workerprobe.h"
#include "support/testmain.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Health;
using namespace Qt::StringLiterals;

/// The small formats that probes write and read themselves.
class TestWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aQuestionIsAskedAsResolversReadIt()
    {
        const auto question = dnsQuestion(0x1234, u"api.bücher.example."_s, u"MX"_s);
        QVERIFY(question);
        QCOMPARE(question->toHex(), QByteArray("123401000001000000000000"
                                               "03617069") +
                                        "0d" + QByteArray("xn--bcher-kva").toHex() + "076578616d706c6500000f0001");
        QVERIFY(!dnsQuestion(1, QString(70, u'a') + u".example"_s, u"A"_s));
        QVERIFY(!dnsQuestion(1, QString(), u"A"_s));
        QVERIFY(!dnsQuestion(1, u"a..b"_s, u"A"_s));
    }
    void answersAreRead()
    {
        // example.com A, answered by a CNAME and two addresses, whose names are pointers.
        const QByteArray answer = QByteArray::fromHex("abcd81a00001000300000000"
                                                      "076578616d706c6503636f6d0000010001"
                                                      "c00c00050001000000050008037777770"
                                                      "1"
                                                      "62c014"
                                                      "c02900010001000000050004c0000201"
                                                      "c02900010001000000050004c0000202");
        const auto read = readDnsAnswer(answer, 0xabcd, u"A"_s);
        QVERIFY(read);
        QCOMPARE(read->code, u"NOERROR"_s);
        QVERIFY(read->isSecure);
        QVERIFY(!read->isCut);
        QCOMPARE(read->records, (QStringList{u"192.0.2.1"_s, u"192.0.2.2"_s}));
        QVERIFY(!readDnsAnswer(answer, 0xabce, u"A"_s)); // to another question
        for (qsizetype cut = 0; cut < answer.size(); ++cut)
            QVERIFY(!readDnsAnswer(answer.first(cut), 0xabcd, u"A"_s));
        QCOMPARE(readDnsAnswer(QByteArray::fromHex("000181830000000000000000"), 1, u"A"_s)->code, u"NXDOMAIN"_s);
        // A pointer to itself.
        QVERIFY(!readDnsAnswer(QByteArray::fromHex("000181800001000000000000c00c00010001"), 1, u"A"_s));
    }
    void theResolverOfThisMachineIsFound()
    {
        QCOMPARE(systemResolver("# nothing\nsearch x\nnameserver  10.0.0.1\nnameserver 10.0.0.2\n"), u"10.0.0.1"_s);
        QCOMPARE(systemResolver("search x\n"), QString());
    }
    void framesComeAndGo()
    {
        // RFC 6455, 5.7: a masked "Hello", and the answer's key of 1.3.
        QCOMPARE(clientFrame(WebSocketFrame::Text, "Hello", 0x37fa213d).toHex(), QByteArray("818537fa213d7f9f4d5158"));
        QCOMPARE(webSocketAccept("dGhlIHNhbXBsZSBub25jZQ=="), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        QCOMPARE(clientFrame(WebSocketFrame::Text, QByteArray(300, 'x'), 0).first(4).toHex(), QByteArray("81fe012c"));
        bool broken = false;
        QByteArray heard = QByteArray::fromHex("0103486568") + QByteArray::fromHex("8002") + "lo";
        const auto first = takeFrame(heard, broken);
        QVERIFY(first && !first->isLast && first->payload == "Heh");
        const auto second = takeFrame(heard, broken);
        QVERIFY(second && second->isLast && second->kind == WebSocketFrame::Continuation && second->payload == "lo");
        QVERIFY(!takeFrame(heard, broken) && !broken);
        for (const char* hex : {"8185", "c100", "8300", "897e0080", "817f0000000000200000"}) {
            QByteArray bad = QByteArray::fromHex(hex);
            broken = false;
            QVERIFY2(!takeFrame(bad, broken) && broken, hex);
        }
    }
    void protocolsAreTold()
    {
        const QByteArray hello = clientHello(0x0302, u"example.com"_s);
        QCOMPARE(hello.first(3).toHex(), QByteArray("160301"));
        QCOMPARE(hello.mid(9, 2).toHex(), QByteArray("0302"));
        QVERIFY(hello.contains("example.com"));
        QVERIFY(!clientHello(0x0302, u"127.0.0.1"_s).contains("127"));
        QCOMPARE(chosenProtocol(QByteArray::fromHex("1603020031020000270302")), std::optional(u"TLS 1.1"_s));
        QCOMPARE(chosenProtocol(QByteArray::fromHex("1603010031020000270301")), std::optional(u"TLS 1.0"_s));
        QCOMPARE(chosenProtocol(QByteArray::fromHex("15030200020246")), std::optional(QString())); // protocol version
        QCOMPARE(chosenProtocol("HTTP/1.1 400 Bad Request"), std::optional(QString()));
        QCOMPARE(chosenProtocol(QByteArray::fromHex("160302")), std::optional<QString>());
    }
    void finalAnswersAreFound()
    {
        bool continues = false;
        QByteArray heard = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 413 ";
        QCOMPARE(finalStatus(heard, continues), std::optional<int>());
        QVERIFY(continues);
        heard += "Too Large\r\nA: b\r\n\r\nx";
        QCOMPARE(finalStatus(heard, continues), std::optional(413));
        QByteArray other = "SSH-2.0-x\r\n\r\n";
        QCOMPARE(finalStatus(other, continues), std::optional(0));
    }
    void assetsAreFound()
    {
        QFile file(QStringLiteral(PILOTHOUSE_SOURCE_DIR) + u"/tests/unit/health/data/page.html"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        QStringList found;
        for (const QUrl& asset : pageAssets(html, QUrl(u"https://example.com/index.html"_s)))
            found << asset.toString();
        QCOMPARE(found, (QStringList{u"https://example.com/app/style.css?a=1&b=2"_s, u"https://cdn.example.net/i.ico"_s,
                                     u"https://example.com/app/main.js"_s, u"https://example.com/font.woff2"_s,
                                     u"https://example.com/app/a.png"_s, u"https://example.com/app/b.png"_s}));
        for (qsizetype cut = 0; cut <= html.size(); ++cut)
            (void)pageAssets(html.first(cut), QUrl(u"https://example.com/"_s));
    }
    void metricsAreFound()
    {
        const QByteArray text =
            "# HELP q waiting\nq_waiting{queue=\"a\"} 3\nq_waiting{queue=\"b\"} 4 1700000000\nq_wait 9\n"
            "q_nan NaN\nq_last 1.7e9\n";
        QCOMPARE(metricValue(text, u"q_waiting{queue=\"b\"}"_s), std::optional(4.0));
        QCOMPARE(metricValue(text, u"q_wait"_s), std::optional(9.0));
        QCOMPARE(metricValue(text, u"q_last"_s), std::optional(1.7e9));
        QVERIFY(!metricValue(text, u"q_waiting"_s));
        QVERIFY(!metricValue(text, u"q_nan"_s));
    }
};

PILOTHOUSE_TEST(TestWire)
#include "tst_wire.moc"
