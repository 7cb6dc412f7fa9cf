// SPDX-License-Identifier: GPL-3.0-or-later
#include "killing.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// The console is killed by SIGKILL while versions are kept or brought back; the one that adopts the run brings it to
/// its end, and what is kept afterwards is what ran.
class KilledKeepTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<KillingFloor> m_killing;

    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_killing = std::make_unique<KillingFloor>();
        QVERIFY2(m_killing->server->isRunning(), qPrintable(m_killing->server->error()));
    }
    void atNamedPoints_data()
    {
        QTest::addColumn<QString>("ref");
        QTest::addColumn<QString>("how");
        for (const char* point : {"intent-synced", "mkdir", "started", "status-renamed", "proven", "intent-synced:2",
                                  "mkdir:2", "started:5", "finishing"})
            QTest::newRow(point) << u"good"_s << u"KILL_AT="_s + QString::fromLatin1(point);
        for (const char* point : {"in-rollback", "started:5", "status-renamed:5"})
            QTest::newRow((QByteArray("broken ") + point).constData())
                << u"broken"_s << u"KILL_AT="_s + QString::fromLatin1(point);
    }
    void atNamedPoints()
    {
        QFETCH(const QString, ref);
        QFETCH(const QString, how);
        const auto shop = m_killing->newShop();
        QString& yaml = shop->shop.yaml;
        yaml.replace(u"    probes:\n"_s,
                     u"    keep: { versions: 3, release: { on: app, data: [uploads] } }\n    probes:\n"_s);
        const qsizetype steps = yaml.indexOf(u"        steps:"_s, yaml.indexOf(u"      rollback:\n"_s));
        const qsizetype verify = yaml.indexOf(u"          - { name: Verify"_s, steps);
        yaml.replace(steps, verify - steps,
                     u"        steps:\n          - { name: Release back, on: app, bring-back: release }\n"_s);
        m_killing->putOnDesk(*shop);
        QDir().mkpath(shop->shop.directory + u"/uploads"_s);
        QFile photo(shop->shop.directory + u"/uploads/photo"_s);
        QVERIFY(photo.open(QIODevice::WriteOnly) && photo.write("data\n") > 0);
        photo.close();

        const auto first = m_killing->console({u"start"_s, ref}, {how});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        const auto second = m_killing->console({u"adopt"_s}, {});
        QVERIFY2(second.code == 0, qPrintable(second.output + second.errors));
        const bool good = ref == u"good"_s;
        QCOMPARE(second.output.section(u' ', 1, 1), good ? u"succeeded"_s : u"failed"_s);
        QCOMPARE(shop->running(), good ? u"1.1.0"_s : u"1.0.0"_s);
        QCOMPARE(contents(shop->shop.directory + u"/uploads/photo"_s), QByteArray("data\n"));
        QCOMPARE(contents(u"%1.kept/%2/release/live"_s.arg(shop->shop.directory, shop->first)), QByteArray("1.0.0\n"));
        const QString kept = u"%1.kept/%2/release/live"_s.arg(shop->shop.directory, good ? shop->good : shop->broken);
        QCOMPARE(contents(kept), good ? QByteArray("1.1.0\n") : QByteArray());
        QStringList witnessed = shop->witnessed();
        QVERIFY2(witnessed.removeDuplicates() == 0, qPrintable(witnessed.join(u'\n')));
        QVERIFY(!QFile::exists(shop->shop.directory + u"/.pilothouse-lock"_s));
    }
};

PILOTHOUSE_TEST(KilledKeepTest)
#include "tst_killedkeep.moc"
