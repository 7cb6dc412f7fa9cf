// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/canonical.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/safetext.h"
#include "base/secret.h"
#include "base/units.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Pilothouse;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idsSortByCreation()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        Id last = Id::make(now);
        for (int i = 0; i < 5000; ++i) {
            const Id next = Id::make(now);
            QVERIFY(last < next);
            last = next;
        }
        QVERIFY(last < Id::make(now.addSecs(1)));
        QVERIFY(qAbs(last.createdAt().msecsTo(now)) < 5);
    }
    void idsAreVersionSeven()
    {
        const QString text = Id::make(QDateTime::currentDateTimeUtc()).toString();
        QCOMPARE(text.size(), 36);
        QCOMPARE(text.at(14), u'7');
        QVERIFY(u"89ab"_s.contains(text.at(19)));
        QCOMPARE(Id::fromString(text).value().toString(), text);
        QVERIFY(!Id::fromString(u"nonsense"_s));
        QVERIFY(!Id::fromString(u'{' + text + u'}'));
    }
    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("ms") << u"250ms"_s << qint64(250);
        QTest::newRow("s") << u"15s"_s << qint64(15'000);
        QTest::newRow("m") << u"2m"_s << qint64(120'000);
        QTest::newRow("h") << u"336h"_s << qint64(336) * 3'600'000;
        QTest::newRow("d") << u"30d"_s << qint64(30) * 86'400'000;
        QTest::newRow("sum") << u"1h30m"_s << qint64(5'400'000);
        for (const char* bad : {"", "15", "s", "-5s", "1.5h", "5 s", "5y", "5s "})
            QTest::newRow(bad) << QString::fromLatin1(bad) << qint64(-1);
    }
    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto result = parseDuration(text);
        QCOMPARE(result.has_value(), ms >= 0);
        if (result)
            QCOMPARE(qint64(result->count()), ms);
    }
    void sizes()
    {
        QCOMPARE(parseSize(u"512MiB"_s).value(), qint64(512) << 20);
        QCOMPARE(parseSize(u"1GB"_s).value(), qint64(1'000'000'000));
        QCOMPARE(parseSize(u"1G"_s).value(), qint64(1) << 30);
        QCOMPARE(parseSize(u"1.5k"_s).value(), qint64(1536));
        QVERIFY(!parseSize(u"-1"_s));
        QVERIFY(!parseSize(u"many"_s));
        QVERIFY(!parseSize(u"999999999999999P"_s));
    }
    void durationsForPeople()
    {
        QCOMPARE(formatDuration(41s), u"41 s"_s);
        QCOMPARE(formatDuration(125s), u"2 m 5 s"_s);
        QCOMPARE(formatDuration(41min), u"41 m"_s);
        QCOMPARE(formatDuration(26h), u"26 h"_s);
        QCOMPARE(formatDuration(24h * 12), u"12 d"_s);
        QCOMPARE(formatDuration(8ms), u"8 ms"_s);
    }
    void canonicalIsSortedAndMinimal()
    {
        const QJsonObject object{{u"b"_s, 1}, {u"a"_s, QJsonArray{true, QJsonValue::Null, u"\u00e9\n\""_s}}};
        QCOMPARE(canonicalJson(object).value(), QByteArray("{\"a\":[true,null,\"\xc3\xa9\\n\\\"\"],\"b\":1}"));
        QVERIFY(!canonicalJson(QJsonObject{{u"x"_s, 1.5}}));
        QVERIFY(!canonicalJson(QJsonValue(QString(QChar(char16_t(0xd800))))));
    }
    void safeTextShowsControls()
    {
        QCOMPARE(SafeText::fromUntrusted(u"a\x1b[31mb\u202ec\r\nd"_s).text(), u"a\u241b[31mb\ufffdc\nd"_s);
        QCOMPARE(SafeText::fromUntrusted(QByteArrayView("\xff\xfe ok")).text(), u"\ufffd\ufffd ok"_s);
        QCOMPARE(SafeText::oneLine(u"one\ntwo"_s).text(), u"one two"_s);
        QCOMPARE(SafeText::oneLine(QString(500, u'x'), 10).text().size(), 10);
    }
    void secretsCompareAndWipe()
    {
        QByteArray raw("hunter2hunter2");
        const Secret a(std::move(raw));
        QVERIFY(a.equals(Secret(QByteArray("hunter2hunter2"))));
        QVERIFY(!a.equals(Secret(QByteArray("hunter2hunter3"))));
        QVERIFY(!a.equals(Secret()));
    }
    void isoIsUtc()
    {
        QCOMPARE(isoUtc(QDateTime(QDate(2026, 11, 20), QTime(4, 0, 0, 5), Qt::OffsetFromUTC, 3600)),
                 u"2026-11-20T03:00:00.005Z"_s);
    }
};

PILOTHOUSE_TEST(TestValues)
#include "tst_values.moc"
