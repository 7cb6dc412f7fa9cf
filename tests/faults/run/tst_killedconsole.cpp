// SPDX-License-Identifier: GPL-3.0-or-later
#include "killing.h"
#include "support/testmain.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Pilothouse::Test;
using namespace Qt::StringLiterals;

/// The console is killed by SIGKILL in the middle of a deploy, at named points and at random ones, and started again:
/// the same run is there, it ends, no step ran twice and no byte of output is lost.
class KilledConsoleTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<KillingFloor> m_killing;

    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read) ") + path.toUtf8();
    }

    void checkInvariants(const ShopFloor& floor, const QString& run)
    {
        const QString runFolder = m_killing->state + u"/pilothouse/runs/"_s + run;
        // A segment that still holds would go back alone later, perhaps into the next deploy.
        const QStringList segments = QDir(runFolder).entryList({u"*-app-1"_s}, QDir::Dirs);
        QVERIFY(!segments.isEmpty());
        for (const QString& segment : segments)
            QTRY_VERIFY2_WITH_TIMEOUT(QFile::exists(u"%1/%2/outcome"_s.arg(runFolder, segment)),
                                      qPrintable(segment + u" has no outcome"_s), 60000);
        QStringList witnessed = floor.witnessed();
        const QString all = witnessed.join(u'\n');
        QVERIFY2(witnessed.removeDuplicates() == 0, qPrintable(all));
        const QStringList journals = QDir(floor.shop.data + u"/runs"_s).entryList({u"*.journal"_s}, QDir::Files);
        QCOMPARE(journals.size(), 1);
        QCOMPARE(journals.first(), run + u".journal"_s);
        // Byte by byte what is on the host.
        int compared = 0;
        for (const QString& segment : segments) {
            const QString steps = runFolder + u'/' + segment + u"/steps"_s;
            for (const QString& step : QDir(steps).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                const QByteArray there = contents(u"%1/%2/output"_s.arg(steps, step));
                const QByteArray here = contents(u"%1/runs/%2/%3.app-1.out"_s.arg(floor.shop.data, run, step));
                QCOMPARE(here, there);
                QVERIFY(all.contains(run + u" app-1 "_s + step));
                ++compared;
            }
        }
        QCOMPARE(compared, witnessed.size());
        QVERIFY(!QFile::exists(floor.shop.directory + u"/.pilothouse-lock"_s));
        for (const QString& name : QDir(floor.shop.data + u"/runs"_s).entryList(QDir::Files))
            QVERIFY(!contents(floor.shop.data + u"/runs/"_s + name).contains("canary-of-the-shop"));
    }

    /// Kills a console as told, starts another one, and checks what became of the run.
    void killAndAdopt(const QString& ref, const QString& how, bool mustKill, int consoleLostAfter = 120,
                      KillingFloor::Deploy deploy = KillingFloor::Deploy::InOneSegment)
    {
        const auto shop = m_killing->newShop(consoleLostAfter, deploy);
        const QString before = shop->first;
        const auto first = m_killing->console({u"start"_s, ref}, {how});
        if (mustKill)
            QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        QString outcome = first.output;
        const QStringList journals = QDir(shop->shop.data + u"/runs"_s).entryList({u"*.journal"_s}, QDir::Files);
        // Killed before anything was promised, which takes a whole line: nothing may have happened.
        const bool promised =
            !journals.isEmpty() && contents(shop->shop.data + u"/runs/"_s + journals.first()).contains('\n');
        if (!promised) {
            QVERIFY(first.killed);
            QVERIFY(shop->witnessed().isEmpty());
            QVERIFY(!QFile::exists(shop->shop.directory + u"/.pilothouse-lock"_s));
            return;
        }
        if (first.killed) {
            const auto second = m_killing->console({u"adopt"_s}, {});
            QVERIFY2(second.code == 0, qPrintable(second.output + second.errors));
            outcome = second.output;
        }
        const QString run = journals.first().chopped(int(qstrlen(".journal")));
        QVERIFY2(outcome.startsWith(run), qPrintable(outcome + u" instead of "_s + run));
        QCOMPARE(outcome.section(u' ', 1, 1), ref == u"good"_s ? u"succeeded"_s : u"failed"_s);
        QCOMPARE(shop->running(), ref == u"good"_s ? u"1.1.0"_s : u"1.0.0"_s);
        checkInvariants(*shop, run);
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
        for (const char* point :
             {"locked", "driving", "intent-synced", "mkdir", "started", "started:2", "output:9", "status-renamed",
              "status-renamed:2", "console-step", "decided", "finishing", "finished"})
            QTest::newRow(point) << u"good"_s << u"KILL_AT="_s + QString::fromLatin1(point);
        for (const char* point :
             {"in-rollback", "decided", "started:4", "status-renamed:4", "status-renamed:5", "finished"})
            QTest::newRow((QByteArray("broken ") + point).constData())
                << u"broken"_s << u"KILL_AT="_s + QString::fromLatin1(point);
    }
    void atNamedPoints()
    {
        QFETCH(QString, ref);
        QFETCH(QString, how);
        killAndAdopt(ref, how, true);
    }
    /// A pause goes on from where it was begun, and is not begun anew.
    void inAPause_data()
    {
        QTest::addColumn<bool>("over");
        QTest::newRow("adopted at once") << false;
        QTest::newRow("adopted when it is over") << true;
    }
    void inAPause()
    {
        QFETCH(const bool, over);
        const auto shop = m_killing->newShop(120, KillingFloor::Deploy::OnTwoHosts);
        const QString pull = u"          - name: Pull\n            on: app\n"_s;
        QVERIFY(shop->shop.yaml.contains(pull));
        shop->shop.yaml.replace(pull, pull + u"            strategy: { batches: 1, pause: 5s }\n"_s);
        m_killing->putOnDesk(*shop);
        const auto first = m_killing->console({u"start"_s, u"good"_s}, {u"KILL_AT=pausing"_s});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        const QString runs = shop->shop.data + u"/runs/"_s;
        const QString run =
            QDir(runs).entryList({u"*.journal"_s}, QDir::Files).value(0).chopped(int(qstrlen(".journal")));
        const auto id = Id::fromString(run);
        QVERIFY(id);
        const auto recordNow = [&] {
            const auto content = Journal::read(runs + run + u".journal"_s);
            return RunRecord::replay(*id, content.value().entries).value();
        };
        const auto pauses = recordNow().pauses;
        QCOMPARE(pauses.size(), size_t(1));
        const QDateTime end = pauses.begin()->second.addSecs(5);
        if (over)
            QVERIFY(QTest::qWaitFor([&] { return QDateTime::currentDateTimeUtc() > end; }, 20000));
        const auto second = m_killing->console({u"adopt"_s}, {});
        QVERIFY2(second.code == 0 && second.output.contains(u" succeeded "_s),
                 qPrintable(second.output + second.errors));
        const RunRecord record = recordNow();
        QVERIFY(record.pauses == pauses);
        QVERIFY(record.step(u"pull"_s, u"app-2"_s)->started >= end);
        // Whoever came when it was over did not wait again.
        const auto content = Journal::read(runs + run + u".journal"_s);
        QVERIFY(content);
        for (const JournalEntry& entry : content->entries) {
            const QString summary = entry.data[u"summary"_s].toString();
            if (entry.kind != u"state"_s || !summary.startsWith(u"Pauses until"_s))
                continue;
            QVERIFY(!over);
            QCOMPARE(summary, u"Pauses until %1, then goes on with app-2."_s.arg(isoUtc(end)));
        }
    }
    /// Cancelled while nobody drives: the console that adopts the run ends what still goes on, and only then it is
    /// over.
    void cancelledWhileNobodyDrives_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<bool>("twoHosts");
        for (const char* point : {"intent-synced", "mkdir", "started", "started:2", "status-renamed:2"})
            QTest::newRow(point) << u"KILL_AT="_s + QString::fromLatin1(point) << false;
        for (const char* point : {"mkdir", "mkdir:2", "started:2"})
            QTest::newRow((QByteArray("two hosts ") + point).constData())
                << u"KILL_AT="_s + QString::fromLatin1(point) << true;
    }
    void cancelledWhileNobodyDrives()
    {
        QFETCH(QString, how);
        QFETCH(bool, twoHosts);
        using Deploy = KillingFloor::Deploy;
        const auto shop = m_killing->newShop(120, twoHosts ? Deploy::OnTwoHosts : Deploy::InOneSegment);
        const auto first = m_killing->console({u"start"_s, u"good"_s}, {how});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        const QString runs = shop->shop.data + u"/runs/"_s;
        const QString run =
            QDir(runs).entryList({u"*.journal"_s}, QDir::Files).value(0).chopped(int(qstrlen(".journal")));
        QFile flag(runs + run + u".cancel"_s);
        QVERIFY(flag.open(QIODevice::WriteOnly));
        flag.close();
        const auto second = m_killing->console({u"adopt"_s}, {});
        QVERIFY2(second.code == 0, qPrintable(second.output + second.errors));
        QCOMPARE(second.output.section(u' ', 1, 1), u"cancelled"_s);
        // Now, not a little later: the lock is free already.
        const QString runFolder = m_killing->state + u"/pilothouse/runs/"_s + run;
        for (const QString& segment : QDir(runFolder).entryList({u"*-app-?"_s}, QDir::Dirs))
            QVERIFY2(QFile::exists(u"%1/%2/outcome"_s.arg(runFolder, segment)), qPrintable(segment));
        for (const QString& folder : {shop->shop.directory, shop->shop.directory + u"-2"_s})
            QVERIFY(!QFile::exists(folder + u"/.pilothouse-lock"_s));
    }
    void claimedByAConsoleThatIsGone_data()
    {
        QTest::addColumn<bool>("ours");
        QTest::newRow("another's") << false;
        QTest::newRow("ours, and its answer was lost") << true;
    }
    void claimedByAConsoleThatIsGone()
    {
        QFETCH(bool, ours);
        // A console that claims a run on its host and is killed before it wrote that down leaves a sign of life that
        // looks like another console's. It grows old, and whoever waits then takes over; at once when it was claimed
        // for the very journal that is driven now.
        const auto shop = m_killing->newShop();
        const auto first = m_killing->console({u"start"_s, u"good"_s}, {u"KILL_AT=started:2"_s});
        QVERIFY2(first.killed, qPrintable(first.output + first.errors));
        const QString run = QDir(shop->shop.data + u"/runs"_s)
                                .entryList({u"*.journal"_s}, QDir::Files)
                                .value(0)
                                .chopped(int(qstrlen(".journal")));
        const QString driver = m_killing->state + u"/pilothouse/runs/"_s + run + u"/driver/7"_s;
        QVERIFY(QDir().mkpath(driver));
        const QByteArray uptime = contents(u"/proc/uptime"_s).split('.').first();
        static const QRegularExpression tokens(u"\"token\":\"([^\"]+)\""_s);
        const QString token =
            tokens.match(QString::fromUtf8(contents(shop->shop.data + u"/runs/"_s + run + u".journal"_s))).captured(1);
        QVERIFY(!token.isEmpty());
        for (const auto& [name, value] : {std::pair{u"who"_s, QByteArray("somebody")}, std::pair{u"beat"_s, uptime},
                                          std::pair{u"token"_s, ours ? token.toUtf8() : QByteArray("another")}}) {
            QFile file(driver + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(value + '\n') > 0);
        }
        const auto second = m_killing->console({u"adopt"_s}, {});
        QVERIFY2(second.code == 0, qPrintable(second.output + second.errors));
        QCOMPARE(second.errors.contains(u"somebody"_s), !ours); // another's claim is respected at first
        QCOMPARE(second.output.section(u' ', 1, 1), u"succeeded"_s);
        checkInvariants(*shop, run);
    }
    /// A host that did one segment already, and holds, gets the next from the console that adopted the run: the first
    /// must know that it is over.
    void atTheSecondSegment_data()
    {
        QTest::addColumn<QString>("ref");
        QTest::addColumn<QString>("how");
        QTest::addColumn<int>("consoleLostAfter");
        for (const char* point : {"intent-synced:2", "mkdir:2"}) {
            const QString how = u"KILL_AT="_s + QString::fromLatin1(point);
            QTest::newRow(point) << u"good"_s << how << 120;
            // Soon, so that a segment that was forgotten goes back while the test looks.
            QTest::newRow((QByteArray("broken ") + point).constData()) << u"broken"_s << how << 20;
        }
    }
    void atTheSecondSegment()
    {
        QFETCH(QString, ref);
        QFETCH(QString, how);
        QFETCH(int, consoleLostAfter);
        killAndAdopt(ref, how, true, consoleLostAfter, KillingFloor::Deploy::InTwoSegments);
    }
    void atRandomPoints_data()
    {
        QTest::addColumn<QString>("ref");
        QTest::addColumn<double>("part");
        const quint32 seed = qEnvironmentVariableIsSet("PILOTHOUSE_SEED")
                                 ? quint32(qEnvironmentVariableIntValue("PILOTHOUSE_SEED"))
                                 : 20261120u;
        const int points =
            qEnvironmentVariableIsSet("PILOTHOUSE_KILLS") ? qEnvironmentVariableIntValue("PILOTHOUSE_KILLS") : 10;
        QRandomGenerator random(seed);
        for (int i = 0; i < points; ++i) {
            const double part = random.generateDouble();
            QTest::addRow("seed %u, %d: %.3f", seed, i, part) << (i % 2 ? u"broken"_s : u"good"_s) << part;
        }
    }
    void atRandomPoints()
    {
        QFETCH(QString, ref);
        QFETCH(double, part);
        // How long a run takes here and now; the moment is a part of it.
        static std::map<QString, qint64> lengths;
        if (!lengths.contains(ref)) {
            const auto shop = m_killing->newShop();
            const auto whole = m_killing->console({u"start"_s, ref}, {});
            QVERIFY2(whole.code == 0, qPrintable(whole.output + whole.errors));
            checkInvariants(*shop, whole.output.section(u' ', 0, 0));
            lengths[ref] = whole.milliseconds;
        }
        killAndAdopt(ref, u"KILL_AFTER=%1"_s.arg(std::max<qint64>(1, qint64(double(lengths[ref]) * part))), false);
    }
};

PILOTHOUSE_TEST(KilledConsoleTest)
#include "tst_killedconsole.moc"
