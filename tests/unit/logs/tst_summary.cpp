// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/summary.h"
#include "support/corpus.h"
#include "support/testmain.h"

using namespace Pilothouse;
using namespace Pilothouse::Logs;
using namespace Qt::StringLiterals;

class TestLogSummary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QString>("format");
        QTest::addColumn<qint64>("entries");
        QTest::addColumn<QString>("levels");
        QTest::addColumn<QString>("first");
        const auto row = [](const char* what, const char* log, const QString& format, qint64 entries,
                            const QString& levels, const QString& first) {
            QTest::newRow(what) << QByteArray(log) << format << entries << levels << first;
        };
        row("pino",
            "{\"level\":30,\"time\":1795171750144,\"pid\":1,\"msg\":\"a\"}\n{\"level\":50,\"time\":1795171750145,"
            "\"pid\":1,\"msg\":\"b\"}\n",
            u"json"_s, 2, u"info=1 error=1"_s, u"2026-11-20T10:49:10.144Z"_s);
        row("a broken line among JSON",
            "{\"level\":\"warn\",\"message\":\"a\"}\n{\"level\":\"wa\nplain\n{\"level\":\"warn\",\"message\":\"b\"}\n",
            u"json"_s, 4, u"unknown=2 warn=2"_s, {});
        row("a wrapped record",
            "{\"log\":\"2026-11-20 10:00:00 ERROR x\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-20T10:00:01.5Z\"}\n",
            u"json"_s, 1, u"error=1"_s, u"2026-11-20T10:00:01.500Z"_s);
        row("floating seconds", "{\"level\":\"info\",\"ts\":1795171750.5,\"msg\":\"x\"}\n", u"json"_s, 1, u"info=1"_s,
            u"2026-11-20T10:49:10.500Z"_s);
        row("a stack",
            "2026-11-20 10:00:00.123 ERROR 1 --- [main] a.B : failed\njava.lang.Exception: x\n\tat "
            "a.b(C.java:1)\nCaused by: y\n2026-11-20 10:00:01.000  INFO 1 --- [main] a.B : on\n",
            u"text"_s, 2, u"info=1 error=1"_s, u"2026-11-20T10:00:00.123Z"_s);
        row("compose",
            "\x1b[36mweb-1  | \x1b[0m{\"level\":30,\"time\":1795171750144,\"pid\":1}\ndb-1   | 2026-11-20 10:00:00.000 "
            "UTC [1] LOG:  ready\n",
            u"json"_s, 2, u"info=2"_s, u"2026-11-20T10:00:00.000Z"_s);
        row("access",
            "127.0.0.1 - - [20/Nov/2026:11:00:00 +0100] \"GET /error?level=fatal HTTP/1.1\" 500 1 \"-\" \"curl\"\n",
            u"access"_s, 1, u"unknown=1"_s, u"2026-11-20T10:00:00.000Z"_s);
        row("nginx", "2026/11/20 10:00:00 [crit] 7#7: *1 open() failed\n", u"nginx-error"_s, 1, u"fatal=1"_s,
            u"2026-11-20T10:00:00.000Z"_s);
        row("redis", "1:M 20 Nov 2026 10:00:00.123 # WARNING overcommit\n1:M 20 Nov 2026 10:00:01.123 * Ready\n",
            u"redis"_s, 2, u"info=1 warn=1"_s, u"2026-11-20T10:00:00.123Z"_s);
        row("logfmt", "time=\"2026-11-20T10:00:00Z\" level=warning msg=\"no error\"\n", u"logfmt"_s, 1, u"warn=1"_s,
            u"2026-11-20T10:00:00.000Z"_s);
        row("syslog", "Nov 20 10:00:00 host app[1]: started\n", u"syslog"_s, 1, u"unknown=1"_s, {});
        row("klog", "E1120 10:00:00.123456       1 a.go:1] bad\n", u"klog"_s, 1, u"error=1"_s, {});
        row("laravel", "[2026-11-20 10:00:00] production.ERROR: x {\"exception\":\"\n[stacktrace]\n#0 a\n\"} \n",
            u"laravel"_s, 1, u"error=1"_s, u"2026-11-20T10:00:00.000Z"_s);
        row("npm", "npm warn deprecated a\nnpm ERR! code 1\n", u"npm"_s, 2, u"warn=1 error=1"_s, {});
        row("otel",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1795171750144000000\","
            "\"severityNumber\":17},{\"severityNumber\":9}]}]}]}\n",
            u"json"_s, 2, u"info=1 error=1"_s, u"2026-11-20T10:49:10.144Z"_s);
        row("plain", "one\r\ntwo\r\n\r\n", u"text"_s, 2, u"unknown=2"_s, {});
    }
    void reads()
    {
        QFETCH(QByteArray, log);
        const Summary summary = summarize(log);
        QTEST(summary.format, "format");
        QTEST(summary.entries, "entries");
        QStringList levels;
        for (const auto& [level, count] : summary.levels.asKeyValueRange())
            levels << u"%1=%2"_s.arg(levelName(level)).arg(count);
        QTEST(levels.join(u' '), "levels");
        QFETCH(QString, first);
        QCOMPARE(summary.first.isValid() ? summary.first.toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s) : QString(), first);
    }
    void empty()
    {
        const Summary summary = summarize("");
        QCOMPARE(summary.entries, 0);
        QVERIFY(!summary.first.isValid());
    }

    void corpus_data()
    {
        QTest::addColumn<QHash<QByteArray, QByteArray>>("expected");
        QTest::newRow("none") << QHash<QByteArray, QByteArray>();
        if (Corpus::isThere(u"logs"_s)) {
            for (const auto& row : Corpus::expectations(u"logs"_s))
                QTest::newRow(row.value("file").constData()) << row;
        }
    }
    void corpus()
    {
        using Row = QHash<QByteArray, QByteArray>;
        QFETCH(Row, expected);
        if (!Corpus::isThere(u"logs"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
        if (expected.isEmpty())
            return;
        const Summary summary = summarize(Corpus::contents(u"logs/"_s + QString::fromUtf8(expected.value("file"))));
        QCOMPARE(summary.lines, expected.value("nonblank_lines").toLongLong());
        QVERIFY(summary.entries >= 1);
        qint64 levels = 0;
        for (const qint64 count : summary.levels)
            levels += count;
        QCOMPARE(levels, summary.entries);
        if (expected.value("json_object_lines").toLongLong() * 2 > summary.lines)
            QCOMPARE(summary.format, u"json"_s);
    }
};

PILOTHOUSE_TEST(TestLogSummary)
#include "tst_summary.moc"
