// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/toolkinds.h"
#include "support/corpus.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Pilothouse;
using namespace Pilothouse::Runtime;
using namespace Qt::StringLiterals;

namespace {

/// Whose output a file of the corpus is, by its name.
QString kindOf(const QString& file)
{
    static const std::initializer_list<std::pair<QString, QString>> kinds{{u"docker-stats"_s, u"docker-stats"_s},
                                                                          {u"compose-"_s, u"compose-ps"_s},
                                                                          {u"kubectl"_s, u"kubectl-pods"_s},
                                                                          {u"pm2-jlist"_s, u"pm2-jlist"_s},
                                                                          {u"pm2-ls"_s, u"pm2-ls"_s},
                                                                          {u"df-"_s, u"df"_s},
                                                                          {u"free-"_s, u"free"_s},
                                                                          {u"meminfo"_s, u"meminfo"_s},
                                                                          {u"uptime"_s, u"uptime"_s},
                                                                          {u"pg-"_s, u"psql"_s},
                                                                          {u"pgbackrest"_s, u"pgbackrest"_s},
                                                                          {u"backup-ls"_s, u"ls"_s}};
    for (const auto& [part, kind] : kinds) {
        if (file.contains(part))
            return kind;
    }
    return {};
}

} // namespace

/// Real outputs, where they are at hand: as many rows as the table of expectations says, and the values it names.
class TestToolCorpus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!Corpus::isThere(u"cli"_s))
            QSKIP("no shared corpus beside the source tree (PILOTHOUSE_SHARED names it)");
    }

    void reads_data()
    {
        QTest::addColumn<QString>("expected");
        for (const auto& row : Corpus::expectations(u"cli"_s))
            QTest::newRow(row.value("file").constData()) << QString::fromUtf8(row.value("expected"));
    }
    void reads()
    {
        QFETCH(QString, expected);
        const QString file = QString::fromUtf8(QTest::currentDataTag());
        const ToolKind* kind = findToolKind(kindOf(file));
        QVERIFY2(kind, "no reader for this file");
        const auto read = kind->read(Corpus::contents(u"cli/"_s + file));
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        const QJsonArray rows = read->value(u"rows"_s).toArray();
        const QByteArray json = QJsonDocument(*read).toJson(QJsonDocument::Compact);
        static const QRegularExpression count(
            u"\\A(\\d+) (?:rows?|objects?|services?|processes|pods?|mounts|records|backups|incremental|running|up|exited|unhealthy)"_s);
        static const QRegularExpression kilobytes(u"(\\d+) kB"_s);
        if (const auto match = count.match(expected); match.hasMatch()) {
            qsizetype seen = rows.size();
            if (expected.contains(u"unhealthy"_s))
                seen = json.count("\"health\":\"unhealthy\"");
            QCOMPARE(seen, match.captured(1).toLongLong());
        } else {
            QVERIFY(!rows.isEmpty());
        }
        if (const auto match = kilobytes.match(expected); match.hasMatch())
            QVERIFY(json.contains(QByteArray::number(match.captured(1).toLongLong() * 1024)));
        for (const QJsonValue& row : rows)
            QVERIFY(!row.toObject().isEmpty());
    }
    void detailsOfContainers()
    {
        const auto rowsOf = [](const QString& file) {
            return findToolKind(kindOf(file))->read(Corpus::contents(u"cli/"_s + file))->value(u"rows"_s).toArray();
        };
        const QJsonArray mixed = rowsOf(u"17-compose-v2-ps-mixed-health.txt"_s);
        int running = 0;
        int healthy = 0;
        for (const QJsonValue& row : mixed) {
            running += row[u"state"].toString() == u"running" ? 1 : 0;
            healthy += row[u"health"].toString() == u"healthy" ? 1 : 0;
        }
        QCOMPARE(running, 5);
        QCOMPARE(healthy, 3);
        QCOMPARE(rowsOf(u"16-compose-v1-ps-exit.txt"_s)[0][u"exitCode"].toInt(), 137);
        const QJsonArray stats = rowsOf(u"04-docker-stats-stopped.txt"_s);
        QVERIFY(stats[1][u"running"].toBool() && !stats[2][u"running"].toBool() && !stats[3][u"running"].toBool());
        const QJsonArray processes = rowsOf(u"25-pm2-jlist-6.json"_s);
        QCOMPARE(processes[1][u"status"].toString(), u"waiting restart"_s);
        QVERIFY(processes[1][u"pid"].isNull());
    }
    void loads()
    {
        QString wanted;
        for (const auto& row : Corpus::expectations(u"cli"_s)) {
            if (row.value("file").contains("uptime"))
                wanted = QString::fromUtf8(row.value("expected")).section(u": "_s, 1);
        }
        QStringList seen;
        const QJsonArray lines =
            findToolKind(u"uptime"_s)->read(Corpus::contents(u"cli/44-uptime-set.txt"_s))->value(u"rows"_s).toArray();
        for (const QJsonValue& line : lines)
            seen << u"%1/%2/%3"_s.arg(line[u"load1"].toDouble(), 0, 'f', 2)
                        .arg(line[u"load5"].toDouble(), 0, 'f', 2)
                        .arg(line[u"load15"].toDouble(), 0, 'f', 2);
        QCOMPARE(seen.join(u' '), wanted);
    }
};

PILOTHOUSE_TEST(TestToolCorpus)
#include "tst_corpus.moc"
