// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/servicefigures.h"
#include "support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Pilothouse::Metrics;
using namespace Qt::StringLiterals;

namespace {

std::optional<double> figure(const ServiceAnswer& answer, const QString& metric)
{
    const auto found = std::ranges::find(answer.figures, metric, &Figure::metric);
    return found == answer.figures.end() ? std::nullopt : std::optional(found->value);
}

QByteArray rows(const QByteArrayList& list) { return list.join('\0') + '\0'; }

} // namespace

class TestServiceFigures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void postgres()
    {
        ServiceCounters counters;
        const auto first = readPostgres(rows({"connections|7", "connections-idle-in-transaction|2", "size|8192000",
                                              "!hit|1000", "!read|50", "lag|", "rubbish", "|5", "x|nan"}),
                                        counters);
        QCOMPARE(figure(first, u"connections"_s), 7.0);
        QCOMPARE(figure(first, u"connections-idle-in-transaction"_s), 2.0);
        QCOMPARE(figure(first, u"size"_s), 8192000.0);
        QVERIFY(!figure(first, u"cache-hit"_s)); // of all time says nothing of now
        QVERIFY(!figure(first, u"lag"_s));
        QCOMPARE(first.figures.size(), size_t(3));
        const auto second = readPostgres(
            rows({"!hit|1090", "!read|60", "lag|1.25", "!slow|12.5|SELECT $1 | $2", "!slow|3|UPDATE x\nSET y = $1"}),
            counters);
        QCOMPARE(figure(second, u"cache-hit"_s), 90.0);
        QCOMPARE(figure(second, u"lag"_s), 1.25);
        QCOMPARE(figure(second, u"query"_s), 12.5);
        QCOMPARE(second.slowest.size(), size_t(2));
        QCOMPARE(second.slowest.front().second, u"SELECT $1 | $2"_s);
        // The counters of a server that was reset begin anew.
        QVERIFY(!figure(readPostgres(rows({"!hit|1", "!read|1"}), counters), u"cache-hit"_s));
    }
    void redis()
    {
        ServiceCounters counters;
        const QByteArray before("# Memory\r\nused_memory:1000\r\nmaxmemory:4000\r\nconnected_clients:3\r\n"
                                "keyspace_hits:10\r\nkeyspace_misses:10\r\nevicted_keys:5\r\nredis_version:7.0.15\r\n");
        const auto first = readRedis(before, 0, counters);
        QCOMPARE(figure(first, u"memory-bytes"_s), 1000.0);
        QCOMPARE(figure(first, u"memory-limit"_s), 25.0);
        QCOMPARE(figure(first, u"clients"_s), 3.0);
        QVERIFY(!figure(first, u"hit-rate"_s) && !figure(first, u"evictions"_s));
        QByteArray after = before;
        after.replace("hits:10", "hits:40")
            .replace("misses:10", "misses:20")
            .replace("evicted_keys:5", "evicted_keys:65");
        const auto second = readRedis(after, 60, counters);
        QCOMPARE(figure(second, u"hit-rate"_s), 75.0);
        QCOMPARE(figure(second, u"evictions"_s), 1.0);
        // Nobody asked for a key meanwhile: there is no rate, not one of 0.
        QVERIFY(!figure(readRedis(after, 60, counters), u"hit-rate"_s));
    }
    void anAccessLogOnARealShell()
    {
        for (const QStringList& shell :
             {QStringList{u"dash"_s}, QStringList{u"bash"_s}, QStringList{u"busybox"_s, u"sh"_s}}) {
            QTemporaryDir folder;
            QFile log(folder.filePath(u"access.log"_s));
            const auto write = [&log](const QByteArray& text) {
                return log.open(QIODevice::Append) && log.write(text) == text.size() && (log.close(), true);
            };
            QByteArray at;
            const auto read = [&] { return readAccessLog(said(shell, log.fileName(), at), 10, at); };
            const QByteArray line(
                "203.0.113.9 - - [21/Nov/2026:10:00:00 +0000] \"GET /a\\x22b HTTP/1.1\" 200 612 \"-\" \"x 500 y\"");
            QVERIFY(write(line + '\n'));
            QVERIFY(read().figures.empty()); // what was there before says nothing of now
            QVERIFY(write(line + " rt=0.040\n" + line + " rt=0.060\n"));
            QByteArray failed = line;
            failed.replace("\" 200 ", "\" 502 ");
            QVERIFY(write(failed + " rt=2.000\n{\"status\": 404, \"request_time\": \"0.1\"}\nrubbish\n"));
            const auto answer = read();
            QCOMPARE(figure(answer, u"requests"_s), 0.4);
            QCOMPARE(figure(answer, u"responses-2xx"_s), 0.2);
            QCOMPARE(figure(answer, u"responses-3xx"_s), 0.0);
            QCOMPARE(figure(answer, u"responses-4xx"_s), 0.1);
            QCOMPARE(figure(answer, u"errors"_s), 25.0);
            QCOMPARE(figure(answer, u"latency"_s), 550.0);
            QCOMPARE(figure(answer, u"latency-p95"_s), 2000.0);
            const auto quiet = read();
            QCOMPARE(figure(quiet, u"requests"_s), 0.0);
            QVERIFY(!figure(quiet, u"errors"_s) && !figure(quiet, u"latency"_s));
            // Rotated.
            QVERIFY(QFile::rename(log.fileName(), log.fileName() + u".1"_s));
            QVERIFY(write(failed + " rt=0.500\n"));
            QCOMPARE(figure(read(), u"errors"_s), 100.0);
            // Emptied in place.
            QVERIFY(QFile::resize(log.fileName(), 0) && write(line + '\n'));
            QCOMPARE(figure(read(), u"requests"_s), 0.1);
        }
    }
    void aLogThatGrewTooFastHasNoRate()
    {
        QByteArray at("1:5");
        const auto answer = readAccessLog("at 1:99\nskipped 5000\nlines 4\nclass 5 1\n", 60, at);
        QVERIFY(!figure(answer, u"requests"_s));
        QCOMPARE(figure(answer, u"errors"_s), 25.0);
        QCOMPARE(at, QByteArray("1:99"));
    }

private:
    static QByteArray said(const QStringList& shell, const QString& log, const QByteArray& at)
    {
        QProcess process;
        process.start(shell.first(), shell.mid(1)
                                         << QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/accesslog.sh")
                                         << log << QString::fromUtf8(at));
        process.waitForFinished();
        return process.readAllStandardOutput();
    }
};

PILOTHOUSE_TEST(TestServiceFigures)
#include "tst_servicefigures.moc"
