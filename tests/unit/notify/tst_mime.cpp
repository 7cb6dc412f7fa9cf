// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/mime.h"
#include "support/testmain.h"

#include <QRegularExpression>

using namespace Pilothouse;
using namespace Pilothouse::Notify;
using namespace Qt::StringLiterals;

namespace {

QByteArray decodedWords(const QByteArray& header)
{
    QByteArray out;
    for (QByteArray word : header.split(' ')) {
        word = word.trimmed();
        if (!word.startsWith("=?UTF-8?B?") || !word.endsWith("?="))
            return "not encoded: " + word;
        out += QByteArray::fromBase64(word.mid(10, word.size() - 12));
    }
    return out;
}

QByteArray decodedQuoted(QByteArray text)
{
    text.replace("=\r\n", "");
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '=' && i + 2 < text.size()) {
            out += QByteArray::fromHex(text.mid(i + 1, 2));
            i += 2;
        } else {
            out += text.at(i);
        }
    }
    return out;
}

qsizetype longest(const QByteArray& text)
{
    qsizetype most = 0;
    for (const QByteArray& line : text.split('\n'))
        most = std::max(most, line.size());
    return most;
}

} // namespace

/// Mails as RFC 5322, 2045 and 2047 have them, whatever the texts hold.
class TestMime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plainTextStaysPlain() { QCOMPARE(headerText(u"api is down"_s), QByteArray("api is down")); }
    void noTextBecomesAnotherHeader()
    {
        const QByteArray subject = headerText(u"down\r\nBcc: everybody@example.com\r\n\r\nbody"_s);
        QVERIFY(!subject.contains('\n'));
        QVERIFY(!subject.contains('\r'));
    }
    void textBeyondAsciiIsEncodedWhole()
    {
        const QString title =
            u"Wartung für Überweisungen \U0001F6A7 am 1. Dezember, sehr lange und mit vielen Wörtern"_s;
        const QByteArray header = headerText(title);
        QCOMPARE(QString::fromUtf8(decodedWords(header)), title);
        QVERIFY(longest("Subject: " + header) <= 77);
        for (const QByteArray& word : header.split(' '))
            QVERIFY(QString::fromUtf8(decodedWords(word)).indexOf(QChar(QChar::ReplacementCharacter)) < 0);
    }
    void whatLooksEncodedIsEncoded()
    {
        QCOMPARE(decodedWords(headerText(u"=?UTF-8?B?aGk=?="_s)), QByteArray("=?UTF-8?B?aGk=?="));
    }
    void quotedPrintableRoundTrips_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("plain") << u"one\ntwo"_s;
        QTest::newRow("dots") << u".\n..\n.hidden"_s;
        QTest::newRow("spaces at the end") << u"one \ntwo\t\n   "_s;
        QTest::newRow("long") << QString(500, u'x') + u' ' + QString(200, u'=');
        QTest::newRow("exactly 76") << QString(76, u'x') + u'\n' + QString(77, u'y');
        QTest::newRow("umlauts") << QString(300, u'\u00e4');
    }
    void quotedPrintableRoundTrips()
    {
        QFETCH(QString, text);
        const QByteArray encoded = quotedPrintable(text);
        QVERIFY(longest(encoded) <= 77); // with CR
        QVERIFY(!encoded.contains(" \r\n"));
        QCOMPARE(QString::fromUtf8(decodedQuoted(encoded)), QString(text).replace(u"\n"_s, u"\r\n"_s) + u"\r\n"_s);
    }
    void aLoneDotEndsNothing()
    {
        QCOMPARE(dotStuffed(".\r\n.x\r\ny.\r\n"), QByteArray("..\r\n..x\r\ny.\r\n.\r\n"));
        QCOMPARE(dotStuffed("no end"), QByteArray("no end\r\n.\r\n"));
    }
    void aMailIsAsciiAndTellsWhereItBelongs()
    {
        Message message{.id = *Id::fromString(u"019a9f2e-7c00-7000-8000-000000000001"_s),
                        .system = u"shop"_s,
                        .environment = u"production"_s,
                        .title = u"Wartung für shop"_s,
                        .text = u"Zeile\n.\nEnde\u202e"_s,
                        .group = u"maintenance/1"_s,
                        .once = u"maintenance/1/announced"_s,
                        .at = QDateTime(QDate(2026, 11, 20), QTime(3, 0), Qt::UTC)};
        const System::NotifyTarget target{
            .name = u"mail"_s,
            .channel = u"mail"_s,
            .mail = {.to = {u"a@example.com"_s, u"b@example.com"_s}, .from = u"ops@example.com"_s}};
        const QByteArray mail = composeMail(message, target);
        QVERIFY(std::ranges::all_of(mail, [](char each) { return each > 0 && each < 127; }));
        QVERIFY(longest(mail) <= 998);
        QVERIFY(!QRegularExpression(u"(?<!\\r)\\n"_s).match(QString::fromLatin1(mail)).hasMatch());
        QVERIFY(mail.contains("\r\nTo: <a@example.com>,\r\n <b@example.com>\r\n"));
        QVERIFY(mail.contains("\r\nDate: Fri, 20 Nov 2026 03:00:00 +0000\r\n"));
        QVERIFY(mail.contains("\r\nAuto-Submitted: auto-generated\r\n"));
        const auto messageId = [&] {
            return QRegularExpression(u"Message-ID: (<[^>]+>)"_s)
                .match(QString::fromLatin1(composeMail(message, target)))
                .captured(1);
        };
        const QString first = messageId();
        QVERIFY(first.endsWith(u"@example.com>"_s));
        message.id = Id::make(message.at);
        QCOMPARE(messageId(), first); // said again by another computer
        message.once = u"maintenance/1/cancelled"_s;
        QVERIFY(messageId() != first);
    }
};

PILOTHOUSE_TEST(TestMime)
#include "tst_mime.moc"
