// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/await.h"
#include "health/history.h"
#include "metrics/serieslog.h"
#include "rig.h"

#include <QDir>
#include <QJsonArray>

using namespace Pilothouse;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// What was measured, as `pilothousectl metrics` shows it.
class TestMetrics : public QObject
{
    Q_OBJECT

    SshServer m_server;
    std::unique_ptr<Console> m_console;

    Called metrics(const QStringList& words) const
    {
        return m_console->call(QStringList{u"--json"_s, u"metrics"_s} + words);
    }
    /// As a console that watched: two samples a minute for an hour, with a gap of ten minutes.
    void watched() const
    {
        const SystemClock clock;
        SystemClock own;
        QDir().mkpath(m_console->path(u"data"_s));
        auto migrations = Health::cacheMigrations();
        for (const Store::Migration& each : Metrics::cacheMigrations())
            migrations.push_back(each);
        Store::Database cache(Store::Database::Kind::Cache, m_console->path(u"data/cache.sqlite"_s), migrations, own);
        Metrics::SeriesLog log(cache, own);
        const QDateTime now = clock.now();
        for (int i = 120; i > 0; --i) {
            if (i < 60 && i > 40)
                continue;
            log.record(Metrics::seriesName(u"shop"_s, u"staging"_s, u"host-1"_s, u"cpu"_s), now.addSecs(-30 * i),
                       i % 50);
            log.record(Metrics::seriesName(u"shop"_s, u"staging"_s, u"host-1"_s, u"disk-bytes:/"_s),
                       now.addSecs(-30 * i), 3e9);
        }
        log.flush();
        QVERIFY(await(log.store().list(), {}, std::chrono::seconds(60)).has_value());
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY2(m_server.isRunning(), qPrintable(m_server.error()));
        m_console = std::make_unique<Console>(m_server);
    }

    void nobodyWatchedSoTheHostIsAskedOnce()
    {
        const auto all = metrics({u"shop/staging"_s});
        QVERIFY2(all.code == 0, all.all());
        QCOMPARE(all.json()[u"source"_s], u"live"_s);
        QVERIFY2(all.err.contains("just now"), all.all());
        QStringList names;
        for (const QJsonValue& each : all.json()[u"series"_s].toArray()) {
            names << each[u"metric"_s].toString();
            QCOMPARE(each[u"of"_s], u"host-1"_s);
            QCOMPARE(each[u"points"_s].toArray().size(), 1);
        }
        for (const QString& name : {u"cpu"_s, u"cpu-user"_s, u"memory"_s, u"load"_s, u"network-in"_s, u"files"_s})
            QVERIFY2(names.contains(name), all.all());
        const auto text = m_console->call({u"metrics"_s, u"shop/staging"_s, u"memory"_s});
        QVERIFY2(text.code == 0 && text.out.startsWith("host-1") && text.out.contains('%'), text.all());
    }

    void whatWasStored()
    {
        watched();
        const auto cpu = metrics({u"shop/staging"_s, u"cpu"_s, u"--range"_s, u"1h"_s, u"--points"_s, u"60"_s});
        QVERIFY2(cpu.code == 0, cpu.all());
        QCOMPARE(cpu.json()[u"source"_s], u"store"_s);
        const QJsonObject series = cpu.json()[u"series"_s].toArray().first().toObject();
        QCOMPARE(series[u"unit"_s], u"%"_s);
        const auto points = series[u"points"_s].toArray().size();
        QVERIFY2(points <= 52 && points >= 49, cpu.all()); // the gap is a gap
        const auto few = metrics({u"shop/staging:host-1"_s, u"cpu"_s, u"--range"_s, u"1h"_s, u"--points"_s, u"4"_s});
        QCOMPARE(few.json()[u"series"_s].toArray().first()[u"points"_s].toArray().size(), 4);
        const auto list = m_console->call({u"metrics"_s, u"shop/staging"_s});
        QVERIFY2(list.code == 0 && list.out.contains("host-1 cpu") && list.out.contains("2.8 GiB"), list.all());
        QVERIFY2(list.out.contains(QString(u"\u2588"_s).toUtf8()), list.all());
    }

    void whatIsNotKnown()
    {
        watched();
        // Hosts are asked for what nobody stored; a metric that no host has is unknown.
        const auto nothing = metrics({u"shop/staging"_s, u"nothing"_s});
        QVERIFY2(nothing.code == 4, nothing.all());
        QCOMPARE(nothing.json()[u"source"_s], u"none"_s);
        QCOMPARE(m_console->call({u"metrics"_s}).code, 2);
        QCOMPARE(m_console->call({u"metrics"_s, u"shop/nowhere"_s}).code, 2);
        const auto points = metrics({u"shop/staging"_s, u"cpu"_s, u"--points"_s, u"0"_s});
        QVERIFY2(points.code == 3, points.all());
    }

    void aPrometheusThatIsAway()
    {
        QFile file(m_console->path(u"config/systems/other.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "apiVersion: pilothouse/v1\nsystem: other\ntitle: Other\nenvironments:\n  staging:\n    kind: staging\n"
            "    hosts: { host-1: { ssh: nobody@127.0.0.1:1 } }\n"
            "    metrics: { prometheus: \"http://127.0.0.1:1\", queries: { cpu: up } }\n");
        file.close();
        const auto away = metrics({u"other/staging"_s, u"cpu"_s});
        QVERIFY2(away.code == 4, away.all());
        QCOMPARE(away.json()[u"errors"_s].toArray().first()[u"kind"_s], u"unreachable"_s);
    }
};

PILOTHOUSE_TEST(TestMetrics)
#include "tst_metrics.moc"
